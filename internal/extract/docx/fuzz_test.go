package docx

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"claimline/internal/sow"
)

// fuzzLimits keep one run short.
var fuzzLimits = Limits{Entries: 64, EntryBytes: 1 << 20, TotalBytes: 4 << 20, Tokens: 200_000, TextBytes: 1 << 20}

// FuzzRead gives any bytes as a file: the outcome is a Failure with words for
// a person, or blocks that are sound.
func FuzzRead(f *testing.F) {
	f.Add(file{body: p("Scope")}.bytes(f))
	f.Add(probeFile().bytes(f))
	f.Add([]byte("PK\x03\x04"))
	f.Add(ole("EncryptedPackage"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(bytes.NewReader(data), int64(len(data)), fuzzLimits)
		checkOutcome(t, doc, err)
	})
}

// FuzzBody gives any text as the body of a document, which reaches deeper than
// any bytes as a file do.
func FuzzBody(f *testing.F) {
	for _, row := range probe {
		f.Add(row.body)
	}
	f.Add(tbl(tr(wide(3, p("a")), merged("restart", p("b"))), tr(merged("continue", p("c")))))
	f.Add(li("1", 0) + li("1", 8) + li("2", 3))
	whole := probeFile()
	f.Fuzz(func(t *testing.T, body string) {
		one := whole
		one.body = body
		data := one.bytes(t)
		doc, err := Read(bytes.NewReader(data), int64(len(data)), fuzzLimits)
		checkOutcome(t, doc, err)
	})
}

// FuzzNumbering gives any text as the definitions of lists.
func FuzzNumbering(f *testing.F) {
	f.Add(outlineList + num("1", "0") + num("2", "0", startAt(1, 4)))
	f.Add(abstract("0", lvl(0, "cardinalText", "%1%2%9%%"), lvl(1, "hex", "%2")) + num("1", "0"))
	f.Add(abstract("0", `<w:numStyleLink w:val="S"/>`) + num("1", "0"))
	f.Fuzz(func(t *testing.T, numbering string) {
		data := file{numbering: numbering, body: li("1", 0) + li("1", 1) + li("2", 8) + li("1", 0)}.bytes(t)
		doc, err := Read(bytes.NewReader(data), int64(len(data)), fuzzLimits)
		checkOutcome(t, doc, err)
	})
}

func checkOutcome(t *testing.T, doc sow.Document, err error) {
	t.Helper()
	if err != nil {
		f, ok := errors.AsType[*sow.Failure](err)
		if !ok || f.Message == "" || f.Hint == "" || len(doc.Blocks) > 0 {
			t.Fatalf("error %v with %d blocks: want a failure with a hint and no blocks", err, len(doc.Blocks))
		}
		return
	}
	if len(doc.Blocks) == 0 {
		t.Fatal("no blocks and no failure")
	}
	paths := map[string]bool{}
	for _, b := range doc.Blocks {
		checkBlock(t, b)
		if paths[b.Loc.Path] {
			t.Fatalf("two blocks at %s", b.Loc.Path)
		}
		paths[b.Loc.Path] = true
	}
}

func checkBlock(t *testing.T, b sow.Block) {
	t.Helper()
	if b.Text == "" || strings.TrimSpace(b.Text) != b.Text || !utf8.ValidString(b.Text) || strings.ContainsRune(b.Text, '\u00ad') {
		t.Fatalf("text %q", b.Text)
	}
	if (b.Kind == sow.Cell) != (b.Cell != nil) || b.Loc.Path == "" {
		t.Fatalf("block %+v", b)
	}
	for _, m := range b.Marks {
		if m.Start < 0 || m.Start >= m.End || m.End > len(b.Text) || !utf8.ValidString(b.Text[m.Start:m.End]) {
			t.Fatalf("mark %+v on %q", m, b.Text)
		}
	}
}
