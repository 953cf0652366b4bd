package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"claimline/internal/analyze"
	"claimline/internal/extract"
	"claimline/internal/pgtest"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
)

// loadNumber reads a number of the environment.
func loadNumber(name string, fallback int) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil || n < 1 {
		return fallback
	}
	return n
}

// BenchmarkLoad drops many documents at once on a worker of its own, with
// its private database, and prints what it costs: documents a second against
// the reading of such documents alone, the growth of the worker's memory,
// connections, and the time of a look at the folder. LOAD_FILES sets how many
// are dropped, LOAD_SECONDS how long the worker is watched, LOAD_DOCUMENTS a
// folder with PDF files to drop instead of ours.
func BenchmarkLoad(b *testing.B) {
	files, length := loadNumber("LOAD_FILES", 300), time.Duration(loadNumber("LOAD_SECONDS", 20))*time.Second
	many := loadDocuments(b)
	for b.Loop() {
		before := readAlone(b, many, length/4)
		figures := serveLoad(b, many, files, length)
		alone := readAlone(b, many, length/4).mean(before) // the machine may have other work
		b.ReportMetric(alone.read, "read-alone/s")
		b.ReportMetric(alone.decided, "read+decided-alone/s")
		b.ReportMetric(figures.rate, "documents/s")
		b.ReportMetric(figures.rate/alone.read, "of-reading")
		b.ReportMetric(figures.rate/alone.decided, "of-reading+deciding")
		b.ReportMetric(figures.cpu*1000, "cpu-ms/document")
		b.ReportMetric(figures.own*1000, "worker-cpu-ms")
		b.ReportMetric(figures.reading*1000, "reading-cpu-ms")
		b.ReportMetric(figures.database*1000, "database-cpu-ms")
		b.ReportMetric(alone.reading*1000, "reading-cpu-ms-alone")
		b.ReportMetric(alone.deciding*1000, "worker-cpu-ms-alone")
		b.ReportMetric(alone.cpu*1000, "cpu-ms/document-alone")
		b.ReportMetric(alone.cpu/figures.cpu, "of-cpu") // processor time depends less on what else runs
		b.ReportMetric(figures.growth, "MiB-growth")
		b.ReportMetric(float64(figures.Connections), "connections")
		b.ReportMetric(figures.ScanP95, "scan-p95-ms")
		b.ReportMetric(0, "ns/op")
	}
}

func loadDocuments(b *testing.B) *manyDocuments {
	b.Helper()
	if dir := os.Getenv("LOAD_DOCUMENTS"); dir != "" {
		return pdfsOf(b, dir)
	}
	return newManyDocuments(b)
}

// aloneFigures are what documents cost without database and folders: how many a
// second are read, and read and decided; and the processor time in seconds that
// one takes in the reading processes, in the process that decides, and in both.
type aloneFigures struct{ read, decided, reading, deciding, cpu float64 }

func (f aloneFigures) mean(g aloneFigures) aloneFigures {
	return aloneFigures{(f.read + g.read) / 2, (f.decided + g.decided) / 2, (f.reading + g.reading) / 2, (f.deciding + g.deciding) / 2, (f.cpu + g.cpu) / 2}
}

// readAlone reads, and reads and decides, documents with as many at a time as
// the worker has.
func readAlone(b *testing.B, many *manyDocuments, length time.Duration) (f aloneFigures) {
	b.Helper()
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		b.Fatal(err)
	}
	analyzer, err := analyze.New(pack)
	if err != nil {
		b.Fatal(err)
	}
	reader := extract.New(extract.Config{})
	defer reader.Close()
	if err := reader.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	documents, names := make([][]byte, 2*len(many.pdfs)), make([]string, 2*len(many.pdfs))
	for i := range documents {
		documents[i], names[i] = many.make(b, i)
	}
	rate := func(each func(sow.Document)) (rate, own, reading float64) {
		began := time.Now()
		ownBefore, readingBefore, _ := cpuParts(os.Getpid())
		var all sync.WaitGroup
		var done atomic.Int64
		for range analysesAtATime {
			all.Go(func() {
				for time.Since(began) < length {
					i := int(done.Add(1)) % len(documents)
					data := documents[i]
					doc, err := reader.Read(b.Context(), "sow"+names[i], bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
					if err != nil {
						b.Error(err)
					}
					each(doc)
				}
			})
		}
		all.Wait()
		n := float64(done.Load())
		own, reading, _ = cpuParts(os.Getpid())
		return n / time.Since(began).Seconds(), (own - ownBefore) / n, (reading - readingBefore) / n
	}
	f.read, _, f.reading = rate(func(sow.Document) {})
	var reading float64
	f.decided, f.deciding, reading = rate(func(doc sow.Document) { analyzer.Analyze(doc, analyze.Options{}) })
	f.reading, f.cpu = (f.reading+reading)/2, f.deciding+reading
	return f
}

// cpuParts is the processor time in seconds that a worker and all that descend
// from it have used so far: its own, that of the processes that read documents,
// and that of the database.
func cpuParts(root int) (own, reading, database float64) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	type process struct {
		parent, ticks, ended int
		name                 string
	}
	all := map[int]process{}
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		before, rest, _ := strings.Cut(string(text), " (")
		end := strings.LastIndexByte(rest, ')')
		fields := strings.Fields(rest[end+1:])
		number := func(i int) int {
			n, _ := strconv.Atoi(fields[i])
			return n
		}
		pid, _ := strconv.Atoi(before)
		all[pid] = process{parent: number(1), ticks: number(11) + number(12), ended: number(13) + number(14), name: rest[:end]}
	}
	const perSecond = 100 // of Linux, in /proc
	for pid, p := range all {
		at := pid
		for at > 1 && at != root {
			at = all[at].parent
		}
		switch seconds := float64(p.ticks) / perSecond; {
		case at != root:
		case pid == root:
			own += seconds
			reading += float64(p.ended) / perSecond // of the worker's children only these end while it works
		case p.name == "postgres":
			database += seconds + float64(p.ended)/perSecond
		default:
			reading += seconds + float64(p.ended)/perSecond
		}
	}
	return own, reading, database
}

// loadFigures are what a worker says about itself at its end.
type loadFigures struct {
	ScanP95     float64 `json:"scan_p95_ms"`
	Scans       int     `json:"scans"`
	Connections int     `json:"connections"`

	rate, growth, cpu      float64
	own, reading, database float64 // parts of cpu
}

func serveLoad(b *testing.B, many *manyDocuments, n int, length time.Duration) loadFigures {
	b.Helper()
	dir, err := os.MkdirTemp("", "claimline-load-") //nolint:usetesting // the folders above must be open to the user of the database
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	inbox, staging := filepath.Join(dir, "inbox"), filepath.Join(dir, "staging")
	if err := os.MkdirAll(filepath.Join(staging, "Miller"), 0o777); err != nil {
		b.Fatal(err)
	}
	for i := range n {
		content, ext := many.make(b, i)
		if err := os.WriteFile(filepath.Join(staging, "Miller", fmt.Sprintf("%05d%s", i, ext)), content, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	w := startRole(b, "load", append([]string{"CLAIMLINE_STABILITY=1s", "CLAIMLINE_POLL=1s"}, privateSettings(dir, inbox)...))
	if !w.ready() {
		b.Fatalf("the worker does not start: %s", w.diag.String())
	}
	<-time.After(2 * time.Second) // until its memory is that of an idle worker
	before := rss(b, w.cmd.Process.Pid)
	if err := os.Rename(filepath.Join(staging, "Miller"), filepath.Join(inbox, "Miller")); err != nil {
		b.Fatal(err)
	}
	f := watch(b, w, inbox, n, length)
	w.kill(syscall.SIGTERM)
	<-w.done
	if err := json.Unmarshal([]byte(w.last()), &f); err != nil {
		b.Fatalf("the worker's figures %q: %v\n%s", w.last(), err, w.diag.String())
	}
	f.growth -= float64(before) / (1 << 20)
	return f
}

// watch looks on until every file has its answer or the time is over. The rate
// is that after the first answers, and the growth the most memory that it had.
func watch(b *testing.B, w *workerProcess, inbox string, n int, length time.Duration) (f loadFigures) {
	b.Helper()
	const warm = 20 // answers
	var began, last time.Time
	var own, reading, database float64
	first, done, peak := 0, 0, int64(0)
	for end := time.Now().Add(length + time.Minute); done < n && time.Now().Before(end); {
		select {
		case <-w.done:
			b.Fatalf("the worker ended: %v\n%s", w.err, w.diag.String())
		case <-time.After(200 * time.Millisecond):
		}
		peak = max(peak, rss(b, w.cmd.Process.Pid))
		if pages := countPages(b, inbox); pages > done {
			done, last = pages, time.Now()
		} else if done > 0 && time.Since(last) > 10*time.Second {
			b.Fatalf("%d answers to %d files, and no more come", done, n) // the rate would be one of waiting
		}
		if began.IsZero() && done >= warm {
			began, first = time.Now(), done
			own, reading, database = cpuParts(w.cmd.Process.Pid)
			end = began.Add(length)
		}
	}
	if began.IsZero() {
		b.Fatalf("only %d answers", done)
	}
	answered := float64(done - first)
	f.rate, f.growth = answered/time.Since(began).Seconds(), float64(peak)/(1<<20)
	f.own, f.reading, f.database = cpuParts(w.cmd.Process.Pid)
	f.own, f.reading, f.database = (f.own-own)/answered, (f.reading-reading)/answered, (f.database-database)/answered
	f.cpu = f.own + f.reading + f.database
	return f
}

// countPages counts the answers in an inbox by the names alone: it is done often,
// on the machine that is measured.
func countPages(b *testing.B, inbox string) (n int) {
	b.Helper()
	months, err := filepath.Glob(filepath.Join(inbox, "processed", "*", "Miller"))
	if err != nil {
		b.Fatal(err)
	}
	for _, month := range months {
		dir, err := os.Open(month)
		if err != nil {
			b.Fatal(err)
		}
		names, err := dir.Readdirnames(-1)
		if err := errors.Join(err, dir.Close()); err != nil {
			b.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, ".recommendation.html") {
				n++
			}
		}
	}
	return n
}

// rss is the memory of a process in bytes, without its children.
func rss(tb testing.TB, pid int) int64 {
	tb.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0 // it has ended
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmRSS:" {
			kib, err := strconv.ParseInt(fields[1], 10, 64)
			if err != nil {
				tb.Fatal(err)
			}
			return kib << 10
		}
	}
	return 0
}

// measureSelf notes the worker's looks and connections until ctx ends, and
// prints them as the last line.
func (s *services) measureSelf(ctx context.Context) {
	var looks []time.Duration
	var seen time.Time
	most := 0
	tick := time.NewTicker(50 * time.Millisecond) // looks are rarer, and each tick wakes the worker
	defer tick.Stop()
	for ctx.Err() == nil {
		<-tick.C
		if st := s.inbox.Status(); st.LastScan.After(seen) {
			seen = st.LastScan
			looks = append(looks, st.ScanTook)
		}
		most = max(most, int(s.db.pool.Stat().TotalConns()))
	}
	f := loadFigures{Scans: len(looks), Connections: most}
	if len(looks) > 0 {
		slices.Sort(looks)
		f.ScanP95 = float64(looks[len(looks)*95/100].Microseconds()) / 1000
	}
	text, _ := json.Marshal(f) // numbers only
	fmt.Println(string(text))
}

// privateSettings are those of a worker with everything below dir.
func privateSettings(dir, inbox string) []string {
	return []string{
		"DATABASE_URL=", "CLAIMLINE_INBOX=" + inbox, "CLAIMLINE_DATA=" + filepath.Join(dir, "data"), "CLAIMLINE_LISTEN=127.0.0.1:0",
		"CLAIMLINE_OCR=off", "CLAIMLINE_PARTNER_ID=1234567",
	}
}

// sharedDSN is a database for workers of several folders.
func sharedDSN(tb testing.TB) string {
	tb.Helper()
	return pgtest.DSN(tb)
}
