package extract_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"claimline/internal/extract"
)

// BenchmarkReadPDF reads the open evaluation PDFs with a warm reader and, in
// the same run, has pdftotext read them: it prints milliseconds a page for
// both and their ratio.
func BenchmarkReadPDF(b *testing.B) {
	files, err := filepath.Glob("../../testdata/eval/open/*.pdf")
	if err != nil || len(files) == 0 {
		b.Fatalf("no evaluation documents: %v", err)
	}
	r := extract.New(extract.Config{Children: 1})
	defer func() { _ = r.Close() }()
	if err := r.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	var ours, theirs time.Duration
	pages := 0
	for b.Loop() {
		for _, file := range files {
			start := time.Now()
			in, err := os.Open(file)
			if err != nil {
				b.Fatal(err)
			}
			info, err := in.Stat()
			if err != nil {
				b.Fatal(err)
			}
			doc, err := r.Read(b.Context(), file, in, info.Size(), extract.Options{OCR: extract.OCROff})
			_ = in.Close()
			if err != nil {
				b.Fatal(err)
			}
			ours += time.Since(start)
			pages += doc.Pages
			start = time.Now()
			if err := exec.CommandContext(b.Context(), "pdftotext", file, "-").Run(); err != nil {
				b.Fatal(err)
			}
			theirs += time.Since(start)
		}
	}
	perPage := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(pages) }
	b.ReportMetric(perPage(ours), "ms/page")
	b.ReportMetric(perPage(theirs), "pdftotext-ms/page")
	b.ReportMetric(perPage(ours)/perPage(theirs), "x-pdftotext")
}
