package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// wordXML declares the name spaces that the tests use.
const wordXML = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"` +
	` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:v="urn:schemas-microsoft-com:vml"`

// file is a Word document to build: the XML inside the root elements of its
// parts by the part's role.
type file struct {
	body      string
	styles    string
	numbering string
	footnotes string
	endnotes  string
	comments  string
	settings  string
	extra     map[string]string // further parts by name, as they are
	rels      string            // further relations of the document
	packRels  string            // further relations of the package
}

const relsHead = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

const officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

func (f file) parts() map[string]string {
	parts := map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":       relsHead + `<Relationship Id="rId1" Type="` + officeRel + `officeDocument" Target="word/document.xml"/>` + f.packRels + `</Relationships>`,
		"word/document.xml": `<?xml version="1.0"?><w:document` + wordXML + `><w:body>` + f.body + `</w:body></w:document>`,
	}
	var rels strings.Builder
	for _, part := range []struct{ kind, root, content string }{
		{"styles", "styles", f.styles},
		{"numbering", "numbering", f.numbering},
		{"footnotes", "footnotes", f.footnotes},
		{"endnotes", "endnotes", f.endnotes},
		{"comments", "comments", f.comments},
		{"settings", "settings", f.settings},
	} {
		if part.content == "" {
			continue
		}
		parts["word/"+part.kind+".xml"] = `<w:` + part.root + wordXML + `>` + part.content + `</w:` + part.root + `>`
		rels.WriteString(`<Relationship Id="` + part.kind + `" Type="` + officeRel + part.kind + `" Target="` + part.kind + `.xml"/>`)
	}
	parts["word/_rels/document.xml.rels"] = relsHead + rels.String() + f.rels + `</Relationships>`
	maps.Copy(parts, f.extra)
	return parts
}

func (f file) bytes(tb testing.TB) []byte {
	tb.Helper()
	return zipped(tb, f.parts())
}

// zipped packs parts in the order of their names.
func zipped(tb testing.TB, parts map[string]string) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

func read(tb testing.TB, data []byte) (sow.Document, error) {
	tb.Helper()
	return Read(bytes.NewReader(data), int64(len(data)), Limits{})
}

func mustRead(tb testing.TB, f file) sow.Document {
	tb.Helper()
	doc, err := read(tb, f.bytes(tb))
	if err != nil {
		tb.Fatalf("read: %v", err)
	}
	return doc
}

// p is a paragraph of one run.
func p(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

// styled is a paragraph in a style.
func styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

// zipReader gives the arguments of Read for a document.
func zipReader(tb testing.TB, f file, lim Limits) (io.ReaderAt, int64, Limits) {
	tb.Helper()
	data := f.bytes(tb)
	return bytes.NewReader(data), int64(len(data)), lim
}
