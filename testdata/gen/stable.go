package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"regexp"
	"strings"
)

var (
	pdfTime = regexp.MustCompile(`\(D:\d{14}`)
	pdfID   = regexp.MustCompile(`(?s)(/ID\s*\[\s*<|/DocChecksum\s*/)[0-9A-F]{32}(>\s*<[0-9A-F]{32})?`)
)

// stable takes the moment of making out of a document of another program, so that rendering an unchanged source
// leaves next to nothing to commit: LibreOffice still numbers some things by chance. Lengths stay, and with them the offsets inside a PDF.
func (j *job) stable() error {
	switch j.doc.meta.out {
	case "pdf":
		day := strings.ReplaceAll(j.doc.day(), "-", "")
		j.data = pdfTime.ReplaceAll(j.data, []byte("(D:"+day+"093000"))
		id := fmt.Sprintf("%X", sha256.Sum256([]byte(j.doc.meta.name)))[:32]
		j.data = pdfID.ReplaceAllFunc(j.data, func(old []byte) []byte {
			return regexp.MustCompile(`[0-9A-F]{32}`).ReplaceAll(old, []byte(id))
		})
	case "docx", "odt":
		data, err := rezip(j.data)
		if err != nil {
			return fmt.Errorf("pack %s again: %w", j.doc.meta.out, err)
		}
		j.data = data
	}
	return nil
}

// rezip writes the entries of an archive in their order with the time of all our archives.
func rezip(data []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, f := range in.File {
		if err := copyEntry(out, f); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func copyEntry(out *zip.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: f.Method, Modified: zipTime})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r) //nolint:gosec // files this program has just made
	return err
}
