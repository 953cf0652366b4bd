// Package extract reads a statement of work into the blocks of a
// [sow.Document]: PDF, DOCX, ODT, HTML, Markdown and plain text, and scans
// through OCR. Every file is parsed in a child process with limits, so that no
// file can take the caller down. What cannot be read is a [sow.Failure] with a
// reason code and the next step for a person, never half a document.
//
// The child is the running program itself: main (and TestMain) must call
// [MainIfChild] before anything else.
package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"claimline/internal/extract/pdf"
	"claimline/internal/sow"
)

// OCRMode says when pages are read by OCR.
type OCRMode string

// The OCR modes. The zero value means [OCRAuto].
const (
	OCRAuto  OCRMode = "auto"  // pages without text or with a broken text layer
	OCROff   OCRMode = "off"   // never
	OCRForce OCRMode = "force" // every page of a PDF
)

// PDF engines. The zero value of [Options.PDFEngine] means [PDFium].
const (
	PDFium     = "pdfium"
	Ledongthuc = "ledongthuc"
)

// Config bounds what reading may cost. The zero value of a field means its
// default.
type Config struct {
	CacheDir  string        // where compiled PDFium is kept; default "claimline" in the user's cache directory
	Children  int           // documents read at the same time, default 2
	Documents int           // documents that one child reads before it is replaced, default 500
	MaxBytes  int64         // size of a file, default 100 MiB
	Wall      time.Duration // for one document without OCR, default 20 s; then the child is killed
	CPU       time.Duration // processor time for one document, default 10 s
	OCRPage   time.Duration // for OCR of one page, default 60 s; then the page is a warning
	Tesseract string        // the OCR program, default "tesseract" in the search path
	PDF       pdf.Limits
}

func (c Config) withDefaults() Config {
	if c.CacheDir == "" {
		c.CacheDir = defaultCacheDir()
	}
	if c.Children <= 0 {
		c.Children = 2
	}
	if c.Documents <= 0 {
		c.Documents = 500
	}
	if c.MaxBytes <= 0 {
		c.MaxBytes = 100 << 20
	}
	if c.Wall <= 0 {
		c.Wall = 20 * time.Second
	}
	if c.CPU <= 0 {
		c.CPU = 10 * time.Second
	}
	if c.OCRPage <= 0 {
		c.OCRPage = 60 * time.Second
	}
	if c.Tesseract == "" {
		c.Tesseract = "tesseract"
	}
	c.PDF = c.PDF.WithDefaults()
	return c
}

// Options are the choices for one document.
type Options struct {
	OCR       OCRMode
	PDFEngine string             // PDFium or Ledongthuc
	Languages []string           // ISO 639-1, for OCR; default: those that tesseract has of en, de, fr, es
	Progress  func(page, of int) // called before OCR reads a page; may be nil
}

// Reader reads documents. It is safe for concurrent use. Close it.
type Reader struct {
	config Config
	pool   *pool
}

// New gives a Reader. It starts no process; [Reader.Warm] does.
func New(config Config) *Reader {
	config = config.withDefaults()
	return &Reader{config: config, pool: newPool(config)}
}

// Warm compiles PDFium into the cache directory if that has not been done, and
// starts the children, so that the first document does not wait.
func (r *Reader) Warm(ctx context.Context) error { return r.pool.warm(ctx) }

// Close ends the children. Documents that are being read fail.
func (r *Reader) Close() error { return r.pool.close() }

// Read reads one document. The name is a label: its extension must agree with
// the content, and nothing is opened by it. Every error is a [sow.Failure].
func (r *Reader) Read(ctx context.Context, name string, data io.ReaderAt, size int64, opt Options) (sow.Document, error) {
	name = filepath.Base(name)
	switch {
	case size <= 0:
		return sow.Document{}, failEmpty()
	case size > r.config.MaxBytes:
		return sow.Document{}, failTooLarge(size, r.config.MaxBytes)
	}
	digest, err := digestOf(data, size)
	if err != nil {
		return sow.Document{}, failRead(err)
	}
	doc, err := r.read(ctx, name, digest, data, size, opt)
	if err != nil {
		return sow.Document{}, sow.AsFailure(err)
	}
	doc.Name, doc.SHA256 = name, digest
	finish(&doc)
	return doc, nil
}

func (r *Reader) read(ctx context.Context, name, digest string, data io.ReaderAt, size int64, opt Options) (sow.Document, error) {
	req := request{Op: opRead, Name: name, Digest: digest, Size: size, Engine: opt.PDFEngine, Limits: r.config.PDF}
	first, err := r.pool.do(ctx, req, data)
	if err != nil {
		return sow.Document{}, err
	}
	if first.document.Format != "pdf" {
		return first.document, emptyText(&first.document)
	}
	return r.withScans(ctx, first, req, data, opt)
}

func digestOf(data io.ReaderAt, size int64) (string, error) {
	h := sha256.New()
	n, err := io.Copy(h, io.NewSectionReader(data, 0, size))
	if err != nil {
		return "", err
	}
	if n != size {
		return "", fmt.Errorf("%d of %d bytes: %w", n, size, io.ErrUnexpectedEOF)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
