package extract_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"claimline/internal/extract"
	"claimline/internal/sow"
)

// Bounds on one hostile file: processor time of its child with its start, and
// the most memory that a child ever held.
const (
	hostileCPU    = 2 * time.Second
	hostileMemory = 600 << 20
	parentGrowth  = 100 << 20
)

// TestHostile sends every hostile file to a child of its own: each ends with
// the code that is expected of it and with the next step for a person, within
// its bounds of time and memory; none takes the parent's memory, and
// afterwards a good document is still read.
func TestHostile(t *testing.T) {
	r := extract.New(extract.Config{Documents: 1})
	t.Cleanup(func() { _ = r.Close() })
	good := textPDF("BT /F1 9 Tf 10 10 Td (A good document.) Tj ET")
	if _, err := read(t, r, "good.pdf", good); err != nil {
		t.Fatal(err)
	}
	debug.FreeOSMemory()
	idle := residentBytes(t)
	for _, h := range slices.Concat(hostilePDFs, hostileDOCX, hostileOther) {
		t.Run(h.name, func(t *testing.T) {
			data := h.data()
			before, _ := childUsage(t)
			doc, err := r.Read(t.Context(), h.name, bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
			after, peak := childUsage(t)
			t.Logf("%v; %v of processor time, children held at most %d MB", err, (after - before).Round(time.Millisecond), peak>>20)
			if after-before > raceFactor*hostileCPU {
				t.Errorf("took %v of processor time, want at most %v", after-before, raceFactor*hostileCPU)
			}
			if peak > hostileMemory {
				t.Errorf("a child held %d MB, want at most %d", peak>>20, hostileMemory>>20)
			}
			checkHostile(t, h, doc, err)
		})
	}
	debug.FreeOSMemory()
	if now := residentBytes(t); now > idle+raceFactor*parentGrowth {
		t.Errorf("the parent holds %d MB, %d when idle", now>>20, idle>>20)
	}
	if _, err := read(t, r, "good.pdf", good); err != nil {
		t.Errorf("a good document after the hostile ones: %v", err)
	}
}

// checkHostile compares how a hostile file ended with what is expected of it.
func checkHostile(t *testing.T, h hostile, doc sow.Document, err error) {
	t.Helper()
	if err == nil {
		if h.code != readable {
			t.Errorf("read as %d blocks, want %s", len(doc.Blocks), h.code)
		}
		return
	}
	f, ok := errors.AsType[*sow.Failure](err)
	if !ok {
		t.Fatalf("error = %v, want a failure", err)
	}
	if f.Code != h.code {
		t.Errorf("failure = %v (%v), want %q", f, f.Cause, h.code)
	}
	if f.Message == "" || f.Hint == "" || strings.Contains(f.Message+f.Hint, "goroutine") {
		t.Errorf("message %q, hint %q", f.Message, f.Hint)
	}
}

// childUsage gives the processor time of all children that have ended, and the
// most memory that one of them held.
func childUsage(t *testing.T) (cpu time.Duration, peak int64) {
	t.Helper()
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_CHILDREN, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()), used.Maxrss << 10
}

// residentBytes gives the memory that this process holds.
func residentBytes(tb testing.TB) int64 {
	tb.Helper()
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		tb.Fatal(err)
	}
	var size, resident int64
	if _, err := fmt.Sscan(string(statm), &size, &resident); err != nil {
		tb.Fatal(err)
	}
	return resident * int64(os.Getpagesize())
}

// TestHostileSecondEngine asks the second engine for the files that make it
// hang or take all memory.
func TestHostileSecondEngine(t *testing.T) {
	r := extract.New(extract.Config{Wall: 5 * time.Second, CPU: time.Second})
	t.Cleanup(func() { _ = r.Close() })
	for _, name := range []string{"page tree that refers to itself.pdf", "parents in a loop.pdf", "cross-reference tables in a loop.pdf", "cross-reference of 2^31 objects.pdf"} {
		i := slices.IndexFunc(hostilePDFs, func(h hostile) bool { return h.name == name })
		data := hostilePDFs[i].data()
		_, err := r.Read(t.Context(), name, strings.NewReader(string(data)), int64(len(data)), extract.Options{PDFEngine: extract.Ledongthuc})
		f, ok := errors.AsType[*sow.Failure](err)
		if !ok || (f.Code != sow.ReasonParseTimeout && f.Code != sow.ReasonCorruptPDF && f.Code != sow.ReasonNoText) {
			t.Errorf("%s: error = %v", name, err)
		}
	}
}

var hostileRun = flag.Int("hostile", 6, "number of hostile files that TestNothingLeft reads one after the other")

// TestNothingLeft reads good and hostile files and looks for children, open
// files and goroutines afterwards.
func TestNothingLeft(t *testing.T) {
	files, routines, before := openFiles(t), runtime.NumGoroutine(), childrenOf(t)
	r := extract.New(extract.Config{})
	if err := r.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	good := textPDF("BT /F1 9 Tf 10 10 Td (A good document.) Tj ET")
	all := slices.Concat(hostilePDFs, hostileDOCX, hostileOther)
	for i := range *hostileRun {
		if _, err := read(t, r, "good.pdf", good); i%10 == 0 && err != nil {
			t.Error(err)
		}
		h := all[(i*7+10)%len(all)] // not in the order of the list, so that a few are of all kinds
		data := h.data()
		_, _ = r.Read(t.Context(), h.name, bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	left := slices.DeleteFunc(childrenOf(t), func(pid string) bool { return slices.Contains(before, pid) })
	if len(left) > 0 {
		t.Errorf("children left: %v", left)
	}
	deadline := time.Now().Add(5 * time.Second)
	for runtime.NumGoroutine() > routines && time.Now().Before(deadline) {
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > routines {
		buf := make([]byte, 64<<10)
		t.Errorf("%d goroutines, %d before:\n%s", n, routines, buf[:runtime.Stack(buf, true)])
	}
	if n := openFiles(t); n > files+2 {
		t.Errorf("%d open files, %d before", n, files)
	}
	if _, err := read(t, r, "good.pdf", good); err == nil {
		t.Error("a closed reader reads")
	}
}

func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func childrenOf(t *testing.T) []string {
	t.Helper()
	var out []string
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks {
		b, err := os.ReadFile("/proc/self/task/" + task.Name() + "/children")
		if err == nil {
			out = append(out, strings.Fields(string(b))...)
		}
	}
	return out
}
