package docx

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// repeat is a reader of a text many times over.
type repeat struct {
	text string
	n    int
	at   int
}

func (r *repeat) Read(p []byte) (int, error) {
	if r.n == 0 {
		return 0, io.EOF
	}
	done := 0
	for done < len(p) && r.n > 0 {
		c := copy(p[done:], r.text[r.at:])
		done += c
		if r.at += c; r.at == len(r.text) {
			r.at = 0
			r.n--
		}
	}
	return done, nil
}

// big packs a document whose part has head, text n times, and tail.
func big(tb testing.TB, part, head, text string, n int, tail string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, content := range (file{}).parts() {
		if name == part {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		writeString(tb, w, content)
	}
	w, err := z.Create(part)
	if err != nil {
		tb.Fatal(err)
	}
	writeString(tb, w, head)
	if _, err := io.Copy(w, &repeat{text: text, n: n}); err != nil {
		tb.Fatal(err)
	}
	writeString(tb, w, tail)
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func writeString(tb testing.TB, w io.Writer, s string) {
	tb.Helper()
	if _, err := io.WriteString(w, s); err != nil {
		tb.Fatal(err)
	}
}

const docHead = `<w:document` + wordXML + `><w:body>`

const docTail = `</w:body></w:document>`

func document(body string) map[string]string {
	return map[string]string{"word/document.xml": docHead + body + docTail}
}

func with(tb testing.TB, parts map[string]string) []byte {
	tb.Helper()
	return file{extra: parts}.bytes(tb)
}

// random is a text that does not shrink in a ZIP.
func random(n int) string {
	raw := make([]byte, n/2)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(raw) // never fails
	return hex.EncodeToString(raw)
}

// declared packs parts that say that they unpack to a size; nothing may be
// unpacked to find out.
func declared(tb testing.TB, part string, size uint64, more ...string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, content := range (file{body: p("x")}).parts() {
		if name == part {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		writeString(tb, w, content)
	}
	for _, name := range append(more, part) {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, UncompressedSize64: size}); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// lying gives an archive whose entry says that it holds fewer bytes.
func lying(tb testing.TB) []byte {
	tb.Helper()
	data := file{body: p(strings.Repeat("word ", 10000))}.bytes(tb)
	size := uint32(len(docHead) - len(` `))
	for i := 0; i+4 < len(data); i++ {
		if bytes.HasPrefix(data[i:], []byte("PK\x01\x02")) && bytes.HasPrefix(data[i+46:], []byte("word/document.xml")) {
			binary.LittleEndian.PutUint32(data[i+24:], size)
		}
	}
	return data
}

// stored packs one part without compression and breaks its checksum.
func badChecksum(tb testing.TB) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, content := range (file{body: p("text")}).parts() {
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, CRC32: crc32.ChecksumIEEE([]byte(content)) + 1, UncompressedSize64: uint64(len(content)), CompressedSize64: uint64(len(content))})
		if err != nil {
			tb.Fatal(err)
		}
		writeString(tb, w, content)
	}
	z.Close()
	return buf.Bytes()
}

func ole(stream string) []byte {
	data := append(bytes.Clone(oleMagic), make([]byte, 4096)...)
	return append(data, utf16le(stream)...)
}

func TestHostile(t *testing.T) {
	whole := file{body: p("Scope") + p(strings.Repeat("words ", 2000))}.bytes(t)
	tests := []struct {
		name string
		data func() []byte
		code sow.ReasonCode
	}{
		{"empty file", func() []byte { return nil }, sow.ReasonEmpty},
		{"garbage", func() []byte { return []byte("not a document at all") }, sow.ReasonCorruptDOCX},
		{"password", func() []byte { return ole("EncryptedPackage") }, sow.ReasonEncrypted},
		{"old Word", func() []byte { return ole("WordDocument") }, sow.ReasonTypeUnsupported},
		{"other OLE2 file", func() []byte { return ole("Workbook") }, sow.ReasonTypeUnsupported},
		{"cut in half", func() []byte { return whole[:len(whole)/2] }, sow.ReasonTruncated},
		{"without its last bytes", func() []byte { return whole[:len(whole)-30] }, sow.ReasonTruncated},
		{"another ZIP", func() []byte { return zipped(t, map[string]string{"a.txt": "x"}) }, sow.ReasonTypeUnsupported},
		{"workbook", func() []byte {
			return zipped(t, map[string]string{"[Content_Types].xml": `<Types/>`, "xl/workbook.xml": `<x/>`})
		}, sow.ReasonTypeUnsupported},
		{"OpenDocument as Word", func() []byte {
			return zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
		}, sow.ReasonTypeUnsupported},
		{"no text part", func() []byte {
			return zipped(t, map[string]string{"[Content_Types].xml": `<Types/>`, "_rels/.rels": relsHead + `</Relationships>`})
		}, sow.ReasonCorruptDOCX},
		{"no body", func() []byte { return with(t, map[string]string{"word/document.xml": `<w:document` + wordXML + `/>`}) }, sow.ReasonCorruptDOCX},
		{"main part is another XML", func() []byte {
			return with(t, map[string]string{"word/document.xml": `<html><body><p>x</p></body></html>`})
		}, sow.ReasonCorruptDOCX},
		{"only a picture", func() []byte { return with(t, document(`<w:p><w:r><w:drawing/></w:r></w:p>`)) }, sow.ReasonNoText},
		{"pictures under a short title", func() []byte {
			return with(t, document(p("Scan 12")+`<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>`))
		}, sow.ReasonNoText},
		{"5,000 entries", func() []byte { return declared(t, "x", 0, slices.Repeat([]string{"y"}, 5000)...) }, sow.ReasonZipLimit},
		{"entry of 2 GB", func() []byte { return declared(t, "word/document.xml", 2<<30) }, sow.ReasonZipLimit},
		{"picture of 80 MB", func() []byte { return declared(t, "word/media/a.bin", 80<<20) }, sow.ReasonZipLimit},
		{"three entries of 50 MB", func() []byte { return declared(t, "a", 50<<20, "b", "c") }, sow.ReasonZipLimit},
		{"part that unpacks to 200 times its size", func() []byte { return big(t, "word/document.xml", docHead, p("a"), 100000, docTail) }, sow.ReasonZipLimit},
		{"styles that unpack to 200 times their size", func() []byte {
			return big(t, "word/styles.xml", `<w:styles`+wordXML+`>`, `<w:style/>`, 300000, `</w:styles>`)
		}, sow.ReasonZipLimit},
		{"10,000 nested tables", func() []byte {
			return with(t, document(strings.Repeat(`<w:tbl><w:tr><w:tc>`, 10000)+p("x")+strings.Repeat(`</w:tc></w:tr></w:tbl>`, 10000)))
		}, sow.ReasonTooLarge},
		{"300 nested content controls", func() []byte {
			return with(t, document(strings.Repeat(`<w:sdt><w:sdtContent>`, 300)+p("x")+strings.Repeat(`</w:sdtContent></w:sdt>`, 300)))
		}, sow.ReasonTooLarge},
		{"65,536 nested elements", func() []byte {
			return big(t, "word/document.xml", docHead+random(64<<10), "<a>", 1<<16, "")
		}, sow.ReasonTooLarge},
		{"nested text boxes", func() []byte {
			return with(t, document(strings.Repeat(`<w:p><w:r><w:pict><w:txbxContent>`, 80)+p("x")+strings.Repeat(`</w:txbxContent></w:pict></w:r></w:p>`, 80)))
		}, sow.ReasonTooLarge},
		{"fields without end", func() []byte { return with(t, document(para(strings.Repeat(fld("begin"), 1000)))) }, sow.ReasonCorruptDOCX},
		{"entities", func() []byte {
			return with(t, map[string]string{"word/document.xml": `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>` + docHead + p("&b;") + docTail})
		}, sow.ReasonCorruptDOCX},
		{"external entity", func() []byte {
			return with(t, map[string]string{"word/document.xml": `<!DOCTYPE x SYSTEM "file:///etc/passwd">` + docHead + p("x") + docTail})
		}, sow.ReasonCorruptDOCX},
		{"document type without a document", func() []byte {
			return with(t, map[string]string{"word/document.xml": "<!doctype html>" + docHead + p("x") + docTail})
		}, sow.ReasonCorruptDOCX},
		{"unknown entity", func() []byte { return with(t, document(p("&nbsp;"))) }, sow.ReasonCorruptDOCX},
		{"XML cut in a paragraph", func() []byte {
			return with(t, map[string]string{"word/document.xml": docHead + p("one") + `<w:p><w:r><w:t>tw`})
		}, sow.ReasonTruncated},
		{"XML cut behind the body", func() []byte {
			return with(t, map[string]string{"word/document.xml": docHead + p("one") + `</w:body>`})
		}, sow.ReasonTruncated},
		{"elements that overlap", func() []byte {
			return with(t, map[string]string{"word/document.xml": docHead + `<w:p><w:r></w:p></w:r>` + docTail})
		}, sow.ReasonCorruptDOCX},
		{"not UTF-8", func() []byte { return with(t, document(p("a\xff\xfeb"))) }, sow.ReasonCorruptDOCX},
		{"unknown encoding", func() []byte {
			return with(t, map[string]string{"word/document.xml": `<?xml version="1.0" encoding="made-up"?>` + docHead + p("x") + docTail})
		}, sow.ReasonCorruptDOCX},
		{"lying size", func() []byte { return lying(t) }, sow.ReasonCorruptDOCX},
		{"bad checksum", func() []byte { return badChecksum(t) }, sow.ReasonCorruptDOCX},
		{"relations that lead nowhere", func() []byte {
			return zipped(t, map[string]string{"[Content_Types].xml": `<Types/>`, "_rels/.rels": relsHead + `<Relationship Id="a" Type="` + officeRel + `officeDocument" Target="../../../../etc/passwd"/></Relationships>`})
		}, sow.ReasonCorruptDOCX},
		{"styles based on each other", func() []byte {
			return file{body: styled("A", "x"), styles: paraStyle("A", "A", `<w:basedOn w:val="B"/>`) + paraStyle("B", "B", `<w:basedOn w:val="A"/>`)}.bytes(t)
		}, ""},
		{"numbering styles that link to each other", func() []byte {
			return file{
				body: li("1", 0), numbering: abstract("0", `<w:numStyleLink w:val="S"/>`) + num("1", "0"),
				styles: `<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
			}.bytes(t)
		}, ""},
		{"a footnote that refers to itself", func() []byte {
			return file{body: para(`<w:r><w:footnoteReference w:id="1"/></w:r>` + r("", "x")), footnotes: `<w:footnote w:id="1">` + para(`<w:r><w:footnoteReference w:id="1"/></w:r>`+r("", "y")) + `</w:footnote>`}.bytes(t)
		}, ""},
		{"spans of a billion columns", func() []byte {
			return with(t, document(tbl(tr(tc(`<w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>`+p("x")), tc(p("y"))))))
		}, ""},
		{"numbers out of range", func() []byte {
			return file{body: li("1", 0) + li("99999999999999999999", 0) + li("1", -5) + li("1", 77), numbering: abstract("0", lvl(0, "upperRoman", "%1"), lvl(8, "upperLetter", "%9")) + num("1", "0", startAt(0, 2000000000), startAt(8, -7))}.bytes(t)
		}, ""},
		{"damaged comments", func() []byte {
			return with(t, map[string]string{
				"word/document.xml": docHead + p("x") + docTail, "word/comments.xml": `<w:comments`,
				"word/_rels/document.xml.rels": relsHead + `<Relationship Id="c" Type="` + officeRel + `comments" Target="comments.xml"/></Relationships>`,
			})
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.data()
			var doc sow.Document
			var err error
			grown := grows(func() { doc, err = read(t, data) })
			if grown > 160<<20 {
				t.Errorf("reading took %d MB", grown>>20)
			}
			checkFailure(t, doc, err, tt.code)
		})
	}
}

// grows gives the bytes by which the heap grew at most, as the runtime counts
// them from the system.
func grows(f func()) uint64 {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.HeapSys - min(before.HeapSys, after.HeapSys)
}

func checkFailure(t *testing.T, doc sow.Document, err error, code sow.ReasonCode) {
	t.Helper()
	if code == "" {
		if err != nil {
			t.Fatalf("read: %v", err)
		}
		return
	}
	f, ok := errors.AsType[*sow.Failure](err)
	if !ok || f.Code != code {
		t.Fatalf("got %v, want %s", err, code)
	}
	if f.Message == "" || f.Hint == "" || len(doc.Blocks) > 0 {
		t.Errorf("failure %+v with %d blocks: want a message, a hint and no blocks", f, len(doc.Blocks))
	}
}

func TestDamagedSidePartIsReported(t *testing.T) {
	doc := mustRead(t, file{body: p("x"), comments: `<w:comment w:id="0">` + p("half")})
	if !hasWarning(doc, sow.WarnTruncatedText) {
		t.Errorf("warnings = %v, want TEXT_TRUNCATED", doc.Warnings)
	}
}

func TestLimitsAreHit(t *testing.T) {
	data := file{body: strings.Repeat(p("words"), 100), extra: map[string]string{"x.bin": strings.Repeat("x", 3000)}}.bytes(t)
	notes := file{body: p("x"), footnotes: `<w:footnote w:id="1">` + strings.Repeat(p("words"), 100) + `</w:footnote>`}.bytes(t)
	bomb := file{body: strings.Repeat(p("words"), 50000)}.bytes(t)
	tests := []struct {
		name string
		data []byte
		lim  Limits
		code sow.ReasonCode
	}{
		{"entries", data, Limits{Entries: 3}, sow.ReasonZipLimit},
		{"bytes of an entry", data, Limits{EntryBytes: 2000}, sow.ReasonZipLimit},
		{"bytes of all entries", data, Limits{TotalBytes: 5000}, sow.ReasonZipLimit},
		{"ratio", bomb, Limits{Ratio: 20}, sow.ReasonZipLimit},
		{"depth", data, Limits{Depth: 4}, sow.ReasonTooLarge},
		{"tokens", data, Limits{Tokens: 200}, sow.ReasonTooLarge},
		{"text", data, Limits{TextBytes: 400}, sow.ReasonTooLarge},
		{"paragraphs", data, Limits{Paragraphs: 50}, sow.ReasonTooLarge},
		{"attribute", file{body: `<w:p w:rsid="` + random(100<<10) + `"/>`}.bytes(t), Limits{TextBytes: 64 << 10}, sow.ReasonTooLarge},
		{"one text", file{body: p(random(100 << 10))}.bytes(t), Limits{TextBytes: 64 << 10}, sow.ReasonTooLarge},
		{"text in a footnote", notes, Limits{TextBytes: 400}, sow.ReasonTooLarge},
		{"none", data, Limits{}, ""},
		{"none in a footnote", notes, Limits{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(bytes.NewReader(tt.data), int64(len(tt.data)), tt.lim)
			checkFailure(t, doc, err, tt.code)
		})
	}
}

// TestNoCutLooksWhole cuts a document at many places: each gives a failure.
func TestNoCutLooksWhole(t *testing.T) {
	data := file{body: strings.Repeat(p("one two three"), 50)}.bytes(t)
	for n := 0; n < len(data); n += 7 {
		if doc, err := read(t, data[:n]); err == nil {
			t.Fatalf("cut at %d of %d bytes: read %d blocks without an error", n, len(data), len(doc.Blocks))
		}
	}
}
