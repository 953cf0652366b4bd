package analyze_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"claimline/internal/analyze"
	"claimline/internal/extract/text"
	"claimline/internal/sow"
)

// contracts gives about size bytes of text: English statements of work one
// after the other, again and again.
func contracts(tb testing.TB, size int) sow.Document {
	tb.Helper()
	paths, err := filepath.Glob("../../testdata/eval/open/en-*.sow.md")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no documents: %v", err)
	}
	var source []byte
	for i := 0; len(source) < size; i++ {
		data, err := os.ReadFile(paths[i%len(paths)])
		if err != nil {
			tb.Fatal(err)
		}
		source = append(append(source, data...), "\n\n"...)
	}
	limits := text.Limits{}.WithDefaults()
	limits.TextBytes, limits.Paragraphs = 1<<30, 1<<30
	doc, err := text.ReadMarkdown(source[:size], limits)
	if err != nil {
		tb.Fatal(err)
	}
	doc.Language = "en" // as the extraction says of each document
	return doc
}

// longContract is one contract of 146 KB: a framework with its terms, a statement of
// work and the schedules. What comes once for each engagement, as the names of the
// sides, comes once in it.
func longContract(tb testing.TB) sow.Document {
	tb.Helper()
	source, err := os.ReadFile("../../testdata/eval/open/lg-001.sow.md")
	if err != nil {
		tb.Fatal(err)
	}
	doc, err := text.ReadMarkdown(source, text.Limits{}.WithDefaults())
	if err != nil {
		tb.Fatal(err)
	}
	doc.Language = "en"
	return doc
}

// BenchmarkAnalyse analyses texts from 10 KB to 10 MB. It reports the
// milliseconds of one analysis and the microseconds of each KB, which must not
// grow with the text; and the milliseconds of its parts one after the other:
// detection, facts, and rules with all that is written down of them. An
// analysis is shorter than its parts because some of them run side by side.
// Texts of a size are statements of work joined, some forty in 150 KB, which have
// many times the names, days and prices of one contract of that length.
func BenchmarkAnalyse(b *testing.B) {
	a := analyzer(b)
	b.Run("contract", func(b *testing.B) { analyseAgain(b, a, longContract(b), 146) })
	for _, kb := range []int{10, 100, 150, 1000, 10_000} {
		b.Run(fmt.Sprintf("%dKB", kb), func(b *testing.B) { analyseAgain(b, a, contracts(b, kb*1000), kb) })
	}
}

// analyseAgain analyses a document of so many KB again and again.
func analyseAgain(b *testing.B, a *analyze.Analyzer, doc sow.Document, kb int) {
	b.Helper()
	var detecting, reading, concluding, all time.Duration
	b.SetBytes(int64(kb) * 1000)
	b.ReportAllocs()
	for b.Loop() {
		start := b.Elapsed()
		det := a.Detector().Detect(doc)
		detected := b.Elapsed()
		facts := a.Facts().Read(doc, det)
		read := b.Elapsed()
		a.Conclude(doc, det, facts, analyze.Options{Today: today})
		concluded := b.Elapsed()
		a.Analyze(doc, analyze.Options{Today: today})
		detecting, reading, concluding = detecting+detected-start, reading+read-detected, concluding+concluded-read
		all += b.Elapsed() - concluded
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(b.N) }
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(each(all), "ms/analysis")
	b.ReportMetric(each(detecting), "ms-detection")
	b.ReportMetric(each(reading), "ms-facts")
	b.ReportMetric(each(concluding), "ms-rules")
	b.ReportMetric(1000*each(all)/float64(kb), "us/KB")
}
