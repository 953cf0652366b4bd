package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"claimline/internal/extract"
	"claimline/internal/sow"

	"github.com/spf13/cobra"
)

// readingOptions are the flags of every command that reads documents.
type readingOptions struct {
	ocr    string
	engine string
	jobs   int
	many   bool // jobs is a flag of the command
}

func (o *readingOptions) register(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.ocr, "ocr", "auto", "read scanned pages by OCR: auto, off or force")
	f.StringVar(&o.engine, "pdf-engine", "pdfium", "PDF engine: pdfium or ledongthuc")
}

// registerJobs adds the flag of commands that read many documents.
func (o *readingOptions) registerJobs(cmd *cobra.Command) {
	o.many = true
	cmd.Flags().IntVar(&o.jobs, "jobs", 2, "documents read at the same time, 1 to 64")
}

// maxJobs is far more than any machine reads well at the same time.
const maxJobs = 64

// reading reads the documents that a command is given.
type reading struct {
	reader  *extract.Reader
	options extract.Options
	jobs    int
}

// startReading starts the reader. The error says what to change.
func (o *readingOptions) startReading() (*reading, error) {
	if !slices.Contains([]string{"auto", "off", "force"}, o.ocr) {
		return nil, fmt.Errorf("--ocr %q is not known; use auto, off or force", o.ocr)
	}
	if !slices.Contains([]string{"pdfium", "ledongthuc"}, o.engine) {
		return nil, fmt.Errorf("--pdf-engine %q is not known; use pdfium or ledongthuc", o.engine)
	}
	if o.many && (o.jobs < 1 || o.jobs > maxJobs) {
		return nil, fmt.Errorf("--jobs: %d is not from 1 to %d", o.jobs, maxJobs)
	}
	jobs := max(1, o.jobs)
	return &reading{
		reader:  extract.New(extract.Config{Children: jobs}),
		options: extract.Options{OCR: extract.OCRMode(o.ocr), PDFEngine: o.engine},
		jobs:    jobs,
	}, nil
}

func (r *reading) close() { _ = r.reader.Close() }

// document reads one file into blocks. With an error it gives what is known of
// the file.
func (r *reading) document(ctx context.Context, in input, stdin io.Reader) (sow.Document, error) {
	data, digest, err := load(ctx, in, stdin)
	known := sow.Document{Name: in.name, SHA256: digest, Format: formatOf(in.name)}
	if err != nil {
		return known, err
	}
	doc, err := r.reader.Read(ctx, in.name, bytes.NewReader(data), int64(len(data)), r.options)
	if err != nil {
		return known, err
	}
	doc.Name, doc.SHA256 = in.name, digest
	return doc, nil
}

func formatOf(name string) string {
	return strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
}
