package text_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"claimline/internal/extract/docx"
	"claimline/internal/extract/text"
	"claimline/internal/sow"
)

// TestProgramsAgree reads one order as written and as pandoc and LibreOffice
// saved it in each format: a person reads the same in all of them. The files
// were made from order.md with "pandoc -s", and those with "soffice --headless
// --convert-to".
func TestProgramsAgree(t *testing.T) {
	source, err := os.ReadFile("testdata/order.md")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := text.ReadMarkdown(source, text.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := plainOutline(doc)
	if n := strings.Count(want, "\n"); n < 25 {
		t.Fatalf("the source has %d blocks:\n%s", n, want)
	}
	files, err := filepath.Glob("testdata/order-*")
	if err != nil || len(files) < 6 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := readAny(filepath.Ext(path), data)
			if err != nil {
				t.Fatal(err)
			}
			if d := text.LineDiff(plainOutline(doc), want); d != "" {
				t.Error(d)
			}
			if doc.Title != "Statement of Work" {
				t.Errorf("title = %q", doc.Title)
			}
		})
	}
}

func readAny(ext string, data []byte) (sow.Document, error) {
	switch ext {
	case ".docx":
		return docx.Read(bytes.NewReader(data), int64(len(data)), docx.Limits{})
	case ".odt":
		return text.ReadODT(bytes.NewReader(data), int64(len(data)), text.Limits{})
	}
	return text.ReadHTML(data, text.Limits{})
}

var styleMarks = regexp.MustCompile(` (?:bold|link)\([^)]*\)`)

// plainOutline leaves out what programs differ in: page numbers in footers,
// the bold type of headings, and where notes stand.
func plainOutline(doc sow.Document) string {
	var blocks, notes []sow.Block
	for _, b := range doc.Blocks {
		switch {
		case b.Kind == sow.Footnote:
			b.Number = ""
			notes = append(notes, b)
		case b.Kind != sow.Header && b.Kind != sow.Footer:
			blocks = append(blocks, b)
		}
	}
	return styleMarks.ReplaceAllString(text.Outline(sow.Document{Blocks: append(blocks, notes...)}), "")
}
