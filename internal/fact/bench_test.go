package fact_test

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimline/internal/extract/text"
	"claimline/internal/sow"
)

// sample gives about size bytes of text: ordinary sections of contracts one
// after the other.
func sample(tb testing.TB, size int) (string, sow.Document) {
	tb.Helper()
	data, err := os.ReadFile("testdata/en.txt")
	if err != nil {
		tb.Fatal(err)
	}
	source := strings.Repeat(string(data), 1+size/len(data))[:size]
	doc, err := text.ReadMarkdown([]byte(source), text.Limits{}.WithDefaults())
	if err != nil {
		tb.Fatal(err)
	}
	return source, doc
}

// processorTime gives the processor time that this process has used. It says
// more than a clock on a machine that does other work.
func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}

// BenchmarkRead reads the facts of about 150 KB of text. It reports the
// processor time of one reading, and the same in multiples of lower-casing and
// splitting the text at its spaces.
func BenchmarkRead(b *testing.B) {
	source, doc := sample(b, 150_000)
	r := newReader(b)
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	words := 0
	plain, read := time.Duration(0), time.Duration(0)
	for b.Loop() {
		start := processorTime(b)
		words += len(strings.Fields(strings.ToLower(source)))
		middle := processorTime(b)
		r.Read(doc, sow.Detection{Kind: sow.KindProject})
		plain, read = plain+middle-start, read+processorTime(b)-middle
	}
	b.ReportMetric(read.Seconds()*1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(read.Seconds()/plain.Seconds(), "times-split")
	if words == 0 {
		b.Fatal("no words")
	}
}
