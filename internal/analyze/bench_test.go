package analyze_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"claimline/internal/analyze"
	"claimline/internal/extract/text"
	"claimline/internal/fact"
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
	return doc
}

// BenchmarkAnalyse analyses texts from 10 KB to 10 MB. It reports the
// milliseconds of one analysis, what detection, facts and rules take of them,
// and the microseconds of each KB, which must not grow with the text.
func BenchmarkAnalyse(b *testing.B) {
	a := analyzer(b)
	detector, err := analyze.NewDetector(a.Pack())
	if err != nil {
		b.Fatal(err)
	}
	facts, err := fact.New(a.Pack().FactWords())
	if err != nil {
		b.Fatal(err)
	}
	for _, kb := range []int{10, 100, 150, 1000, 10_000} {
		b.Run(fmt.Sprintf("%dKB", kb), func(b *testing.B) {
			doc := contracts(b, kb*1000)
			var detecting, reading, all time.Duration
			b.SetBytes(int64(kb) * 1000)
			b.ReportAllocs()
			for b.Loop() {
				start := b.Elapsed()
				det := detector.Detect(doc)
				detected := b.Elapsed()
				facts.Read(doc, det)
				read := b.Elapsed()
				a.Analyze(doc, analyze.Options{Today: today})
				detecting, reading, all = detecting+detected-start, reading+read-detected, all+b.Elapsed()-read
			}
			each := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(b.N) }
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(each(all), "ms/analysis")
			b.ReportMetric(each(detecting), "ms-detection")
			b.ReportMetric(each(reading), "ms-facts")
			b.ReportMetric(each(all-detecting-reading), "ms-rules")
			b.ReportMetric(1000*each(all)/float64(kb), "us/KB")
		})
	}
}
