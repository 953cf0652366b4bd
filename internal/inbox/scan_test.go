package inbox

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"
)

// crowded is an inbox of 10,000 files that are being watched.
func crowded(tb testing.TB) (*world, *Inbox) {
	tb.Helper()
	w := newWorld(tb)
	for i := range 10_000 {
		w.write(fmt.Sprintf("Contoso-%d/SOW %05d.pdf", i%10, i), pdf("x")[:40])
	}
	in := w.inbox()
	if err := in.start(); err != nil {
		tb.Fatal(err)
	}
	return w, in
}

// BenchmarkScan gives the time of one look at 10,000 files, its 95th
// percentile, and how often a plain ReadDir with Lstat fits into it.
func BenchmarkScan(b *testing.B) {
	w, in := crowded(b)
	var looks []time.Duration
	for b.Loop() {
		began := time.Now()
		if err := in.rescan(); err != nil {
			b.Fatal(err)
		}
		looks = append(looks, time.Since(began))
		w.now += time.Second
	}
	began := time.Now()
	for range len(looks) {
		plainScan(b, w)
	}
	plain := time.Since(began)
	slices.Sort(looks)
	var all time.Duration
	for _, d := range looks {
		all += d
	}
	b.ReportMetric(float64(looks[len(looks)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(all)/float64(plain), "times-plain")
}

func plainScan(b *testing.B, w *world) {
	b.Helper()
	for i := range 10 {
		dir := w.path(fmt.Sprintf("Contoso-%d", i))
		entries, err := os.ReadDir(dir)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range entries {
			if _, err := os.Lstat(dir + "/" + e.Name()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// TestCrowdedInbox drops 1,000 files at once: what is taken and not answered
// stays within its bound, and nobody is forgotten.
func TestCrowdedInbox(t *testing.T) {
	w := newWorld(t)
	const files = 1000
	for i := range files {
		w.write(fmt.Sprintf("%05d.pdf", i), pdf(fmt.Sprint(i)))
	}
	in := w.inbox()
	w.silent = true
	w.run(in, 40*time.Second)
	got := len(w.claims())
	if got > 100 || got <= 100-16 {
		t.Errorf("%d files are claimed and not answered, want 100 or a few less", got)
	}
	if s := in.Status(); s.WaitingCount != files-got || len(s.Waiting) > maxListed || len(s.Working) != got {
		t.Errorf("%d waiting (%d listed), %d working", s.WaitingCount, len(s.Waiting), len(s.Working))
	}
	first := w.arrivals[0].Name
	w.silent = false
	for range 200 {
		w.now += 100 * time.Millisecond
		in.round(t.Context())
	}
	if len(w.docs) != files || first != "00000.pdf" {
		t.Errorf("%d documents, want %d; first was %s", len(w.docs), files, first)
	}
}
