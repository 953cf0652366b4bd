package extract_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"claimline/internal/extract"
	"claimline/internal/sow"
)

func TestMain(m *testing.M) {
	extract.MainIfChild()
	code := m.Run()
	if err := shared.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// shared is the reader of all tests that do not close theirs: starting
// children is what costs time here.
var shared = extract.New(extract.Config{})

func read(t *testing.T, r *extract.Reader, name string, data []byte) (sow.Document, error) {
	t.Helper()
	return r.Read(t.Context(), name, bytes.NewReader(data), int64(len(data)), extract.Options{})
}

func TestReadPDF(t *testing.T) {
	t.Parallel()
	page := "BT /F2 16 Tf 72 760 Td (1. Scope of work) Tj ET " +
		"BT /F1 10 Tf 72 730 Td (The partner deploys Microsoft Sentinel for 400) Tj 0 -12 Td (users.) Tj ET"
	doc, err := read(t, shared, "a.pdf", textPDF(page))
	if err != nil {
		t.Fatalf("%v: %v", err, errors.Unwrap(err))
	}
	want := []sow.Block{
		{Kind: sow.Heading, Level: 1, Number: "1.", Text: "Scope of work", Loc: sow.Loc{Page: 1, Path: "page/1/b1"}},
		{Kind: sow.Paragraph, Text: "The partner deploys Microsoft Sentinel for 400 users.", Loc: sow.Loc{Page: 1, Path: "page/1/b2"}},
	}
	if len(doc.Blocks) != len(want) || doc.Blocks[0].Text != want[0].Text || doc.Blocks[0].Kind != sow.Heading ||
		doc.Blocks[0].Number != "1." || doc.Blocks[1].Text != want[1].Text || doc.Blocks[1].Loc != want[1].Loc {
		t.Errorf("blocks = %+v, want %+v", doc.Blocks, want)
	}
	if doc.Pages != 1 || doc.Engine != "pdfium" || doc.SHA256 == "" || doc.TextSHA256 == "" {
		t.Errorf("document = %+v", doc)
	}
}

func TestReadFailures(t *testing.T) {
	t.Parallel()
	whole := textPDF("BT /F1 10 Tf 72 700 Td (Hello) Tj ET")
	tests := []struct {
		name string
		data []byte
		code sow.ReasonCode
		hint string
	}{
		{"empty.pdf", nil, sow.ReasonEmpty, "again"},
		{"half.pdf", whole[:len(whole)/3], sow.ReasonTruncated, "again"},
		{"letter.docx", whole, sow.ReasonTypeMismatch, "right file"},
		{"picture.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), sow.ReasonTypeUnsupported, "PDF"},
		{"old.doc", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), sow.ReasonTypeUnsupported, ".docx"},
		{"locked.docx", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...), sow.ReasonEncrypted, "password"},
		{"letter.rtf", []byte(`{\rtf1 hello}`), sow.ReasonTypeUnsupported, ".docx"},
		{"noise.pdf", []byte("\x00\x01\x02\x03 nothing of a document \x00"), sow.ReasonTypeMismatch, "right file"},
		{"damaged.odt", []byte("PK\x03\x04 nothing of use PK\x01\x02 nor here PK\x05\x06\x00\x00\x00\x00\x02\x00\x02\x00\x09\x00\x00\x00\x09\x00\x00\x00\x00\x00"), sow.ReasonCorruptDOCX, "LibreOffice"},
		{"garbage.pdf", []byte("%PDF-1.7\n nothing of use\n%%EOF"), sow.ReasonCorruptPDF, "again"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := read(t, shared, tt.name, tt.data)
			f, ok := errors.AsType[*sow.Failure](err)
			if !ok {
				t.Fatalf("error = %v, want a failure", err)
			}
			if f.Code != tt.code || !strings.Contains(f.Hint, tt.hint) || f.Message == "" {
				t.Errorf("failure = %s, hint %q, want %s and a hint with %q", f, f.Hint, tt.code, tt.hint)
			}
		})
	}
}
