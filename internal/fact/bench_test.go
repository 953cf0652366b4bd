package fact_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimline/internal/extract/text"
	"claimline/internal/fact"
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

// BenchmarkRead reads the facts of texts from 10 KB to 1 MB. It reports the
// processor time of one reading and of each KB, which must not grow with the
// text, and the same in multiples of lower-casing and splitting the text at its
// spaces.
func BenchmarkRead(b *testing.B) {
	for _, kb := range []int{10, 50, 150, 500, 1000} {
		b.Run(fmt.Sprintf("%dKB", kb), func(b *testing.B) { benchmarkRead(b, newReader(b), kb*1000) })
	}
}

// BenchmarkReadPicked is BenchmarkRead with the second opinion of the weights,
// as the product reads.
func BenchmarkReadPicked(b *testing.B) {
	for _, kb := range []int{10, 150, 1000} {
		b.Run(fmt.Sprintf("%dKB", kb), func(b *testing.B) { benchmarkRead(b, newPickingReader(b), kb*1000) })
	}
}

func benchmarkRead(b *testing.B, r *fact.Reader, size int) {
	b.Helper()
	source, doc := sample(b, size)
	b.SetBytes(int64(size))
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
	ms := read.Seconds() * 1000 / float64(b.N)
	b.ReportMetric(ms, "cpu-ms/op")
	b.ReportMetric(1000*1000*ms/float64(size), "cpu-us/KB")
	b.ReportMetric(read.Seconds()/plain.Seconds(), "times-split")
	if words == 0 {
		b.Fatal("no words")
	}
}

// TestLongLine reads a text without a single end of a sentence, and one that
// names new companies without end. The work is held against that for a 32nd
// of the text, the least of three readings each: in proportion it is 32 times as
// much, with the square of the text it would be 1,024 times.
func TestLongLine(t *testing.T) {
	r := newReader(t)
	noSentence := func(n int) string {
		return strings.Repeat("the client engages Acme Works Ltd and pays USD 1,200 for 12 users by 3 May 2026 ", n)
	}
	companies := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "The licences of the client are sold by Firm%d Works Ltd for 12 users and USD 1,200 by 3 May 2026. ", i)
		}
		return b.String()
	}
	for name, write := range map[string]func(int) string{"no sentence": noSentence, "companies": companies} {
		part, whole := leastWork(t, r, write(250)), leastWork(t, r, write(8_000))
		t.Logf("%s: %v of processor time, %v for a 32nd", name, whole, part)
		if whole > 96*max(part, time.Millisecond) {
			t.Errorf("%s: 32 times the text took %.0f times the work", name, whole.Seconds()/part.Seconds())
		}
	}
}

// leastWork gives the least processor time of three readings of a text.
func leastWork(t *testing.T, r *fact.Reader, source string) time.Duration {
	t.Helper()
	doc, err := text.ReadMarkdown([]byte(source), text.Limits{}.WithDefaults())
	if err != nil {
		t.Fatal(err)
	}
	least := time.Duration(math.MaxInt64)
	for range 3 {
		start := processorTime(t)
		r.Read(doc, sow.Detection{Kind: sow.KindProject})
		least = min(least, processorTime(t)-start)
	}
	return least
}
