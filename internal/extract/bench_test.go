package extract_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"claimline/internal/extract"
)

var (
	benchFiles    = flag.String("pdfs", "../../testdata/eval/open/*.pdf", "PDFs that BenchmarkReadPDF reads")
	benchChildren = flag.Int("children", 2, "children that the benchmarks of PDFs read with")
)

// BenchmarkReadPDF reads the open evaluation PDFs one after the other with a
// warm reader and, in the same run, has pdftotext read them: it
// prints milliseconds a page for both and their ratio, by the clock and in
// processor time with the start of the children.
func BenchmarkReadPDF(b *testing.B) {
	files, err := filepath.Glob(*benchFiles)
	if err != nil || len(files) == 0 {
		b.Fatalf("no evaluation documents: %v", err)
	}
	before := processorTime(b, unix.RUSAGE_CHILDREN)
	r := extract.New(extract.Config{Children: *benchChildren})
	defer func() { _ = r.Close() }()
	if err := r.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	var ours, theirs, cpu, cpuThere time.Duration
	pages := 0
	for b.Loop() {
		for _, file := range files {
			start, used := time.Now(), processorTime(b, unix.RUSAGE_SELF)
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
			cpu += processorTime(b, unix.RUSAGE_SELF) - used
			pages += doc.Pages
			start, used = time.Now(), processorTime(b, unix.RUSAGE_CHILDREN)
			if err := exec.CommandContext(b.Context(), "pdftotext", file, "-").Run(); err != nil {
				b.Fatal(err)
			}
			theirs += time.Since(start)
			cpuThere += processorTime(b, unix.RUSAGE_CHILDREN) - used
		}
	}
	if err := r.Close(); err != nil {
		b.Fatal(err)
	}
	cpu += processorTime(b, unix.RUSAGE_CHILDREN) - before - cpuThere
	perPage := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(pages) }
	b.ReportMetric(perPage(ours), "ms/page")
	b.ReportMetric(perPage(theirs), "pdftotext-ms/page")
	b.ReportMetric(perPage(ours)/perPage(theirs), "x-pdftotext")
	b.ReportMetric(perPage(cpu), "cpu-ms/page")
	b.ReportMetric(perPage(cpu)/perPage(cpuThere), "cpu-x-pdftotext")
}

// processorTime is that of this process or of its children that have ended.
func processorTime(tb testing.TB, who int) time.Duration {
	tb.Helper()
	var used unix.Rusage
	if err := unix.Getrusage(who, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkTenPages reads a PDF of ten pages with a warm reader and prints the
// median.
func BenchmarkTenPages(b *testing.B) {
	line := "BT /F1 10 Tf 72 %d Td (The partner moves the mailboxes of all employees to Exchange Online and trains them.) Tj ET\n"
	var content strings.Builder
	for y := 760; y > 80; y -= 14 {
		fmt.Fprintf(&content, line, y)
	}
	data := textPDF(slices.Repeat([]string{content.String()}, 10)...)
	r := extract.New(extract.Config{Children: *benchChildren})
	defer func() { _ = r.Close() }()
	if err := r.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	var times []time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := r.Read(b.Context(), "ten.pdf", bytes.NewReader(data), int64(len(data)), extract.Options{}); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "median-ms")
}

// BenchmarkScan reads a page of each kind of scan and, in the same run, has
// tesseract alone read the image of the page at the same resolution: it prints
// milliseconds a page for both and their ratio.
func BenchmarkScan(b *testing.B) {
	for _, kind := range scanKinds {
		b.Run(kind.name, func(b *testing.B) {
			data := scanPDF(b, kind.dpi, kind.degrees, kind.pale)
			image, err := shared.RenderPage(b.Context(), "", bytes.NewReader(data), int64(len(data)), 1, 200)
			if err != nil {
				b.Fatal(err)
			}
			var ours, theirs time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := shared.Read(b.Context(), "scan.pdf", bytes.NewReader(data), int64(len(data)), extract.Options{Languages: []string{"en"}}); err != nil {
					b.Fatal(err)
				}
				ours += time.Since(start)
				start = time.Now()
				cmd := exec.CommandContext(b.Context(), "tesseract", "stdin", "stdout", "-l", "eng", "--dpi", "200", "-c", "tessedit_create_tsv=1")
				cmd.Env, cmd.Stdin = append(os.Environ(), "OMP_THREAD_LIMIT=1"), bytes.NewReader(image)
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
				theirs += time.Since(start)
			}
			perPage := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(b.N) }
			b.ReportMetric(perPage(ours), "ms/page")
			b.ReportMetric(perPage(theirs), "tesseract-ms/page")
			b.ReportMetric(perPage(ours)/perPage(theirs), "x-tesseract")
		})
	}
}

// BenchmarkMemory reads the open evaluation documents over and over and prints
// how much the memory of this process, the parent, differs between the first
// and the last tenth of the readings: -benchtime 5000x reads 5,000.
func BenchmarkMemory(b *testing.B) {
	var files []string
	for _, ending := range []string{"pdf", "docx", "odt", "txt"} {
		found, err := filepath.Glob("../../testdata/eval/open/*." + ending)
		if err != nil || len(found) == 0 {
			b.Fatalf("no evaluation documents .%s: %v", ending, err)
		}
		files = append(files, found...)
	}
	r := extract.New(extract.Config{})
	defer func() { _ = r.Close() }()
	if err := r.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	var early, late int64
	for i := range b.N {
		data, err := os.ReadFile(files[i%len(files)])
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.Read(b.Context(), files[i%len(files)], bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff}); err != nil && i < len(files) {
			b.Logf("%s: %v", files[i], err)
		}
		switch now := residentBytes(b); {
		case i <= b.N/10:
			early = max(early, now)
		case i >= b.N*9/10:
			late = max(late, now)
		}
	}
	b.ReportMetric(float64(early>>10)/1024, "early-MB")
	b.ReportMetric(float64(late>>10)/1024, "late-MB")
}
