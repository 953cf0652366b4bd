package inbox

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"claimline/internal/sow"
)

// Endings of the files that are taken. The reading decides by the content; the
// lists keep a video out of the document store.
var (
	pdfEndings  = []string{".pdf"}
	zipEndings  = []string{".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott"}
	textEndings = []string{".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text", ""}
)

func endingOf(name string) string { return strings.ToLower(path.Ext(name)) }

func supported(ending string) bool {
	return slices.Contains(pdfEndings, ending) || slices.Contains(zipEndings, ending) || slices.Contains(textEndings, ending)
}

const (
	headBytes = 1024
	tailBytes = 1024
)

// complete reports whether the content has its end, judged by the content and
// the ending of the name. A content that can never become the named type gives
// a TYPE_MISMATCH failure.
func complete(r io.ReaderAt, size int64, name string) (bool, error) {
	head := make([]byte, min(size, headBytes))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	ending := endingOf(name)
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		return completePDF(r, size, int64(bytes.Index(head, []byte("%PDF-"))))
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return completeZIP(r, size), nil
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")), slices.Contains(textEndings, ending):
		return true, nil // protected or old Word documents and text have no end that can be seen
	case len(bytes.Trim(head, "\x00")) == 0, startOf(head):
		return false, nil // space set aside by a copying program, or the first bytes only
	}
	return false, mismatch(ending)
}

// startOf reports whether the bytes may grow into a PDF or an archive.
func startOf(head []byte) bool {
	n := len(head)
	return n < 5 && string(head) == "%PDF-"[:n] || n < 4 && string(head) == "PK\x03\x04"[:n]
}

func mismatch(ending string) error {
	f := Reason(sow.ReasonTypeMismatch)
	f.Message = "The name ends in " + Readable(ending) + ", but the content is something else."
	return f
}

// completePDF wants the end mark near the end and a cross-reference where the
// last startxref points. A place that holds other text is left to the reader,
// which repairs; one that was never written or lies beyond the end is not
// complete.
func completePDF(r io.ReaderAt, size, header int64) (bool, error) {
	tail := make([]byte, min(size, tailBytes))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	mark := bytes.LastIndex(tail, []byte("startxref"))
	if mark < 0 {
		return false, nil
	}
	// Programs add comments and end marks of their own after the first one.
	digits, _, ended := bytes.Cut(tail[mark+len("startxref"):], []byte("%%EOF"))
	if !ended {
		return false, nil
	}
	offset, err := strconv.ParseInt(string(bytes.TrimSpace(digits)), 10, 64)
	if err != nil || offset < 0 || offset >= size {
		return false, nil //nolint:nilerr // not a number: not the end of a PDF
	}
	place := make([]byte, 64)
	n, err := r.ReadAt(place, min(offset+header, size-1))
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	return len(bytes.Trim(place[:n], "\x00")) > 0, nil
}

// completeZIP wants a central directory whose entries are all there.
func completeZIP(r io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return false
	}
	for _, f := range z.File[:min(len(z.File), 2000)] {
		if _, err := f.DataOffset(); err != nil {
			return false // a part that was not written yet
		}
	}
	return len(z.File) > 0
}
