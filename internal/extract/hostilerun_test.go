package extract_test

import (
	"bytes"
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"claimline/internal/extract"
	"claimline/internal/sow"
)

// TestHostile sends every hostile file through one reader: each ends with a
// code that is expected of it and with the next step for a person, none takes
// the parent's memory, and afterwards a good document is still read.
func TestHostile(t *testing.T) {
	r := extract.New(extract.Config{})
	t.Cleanup(func() { _ = r.Close() })
	if err := r.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, h := range slices.Concat(hostilePDFs, hostileDOCX) {
		t.Run(h.name, func(t *testing.T) {
			data := h.data()
			start := time.Now()
			doc, err := r.Read(t.Context(), h.name, bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
			t.Logf("%v in %v", err, time.Since(start).Round(time.Millisecond))
			if err == nil {
				if !slices.Contains(h.codes, readable) {
					t.Errorf("read as %d blocks, want one of %v", len(doc.Blocks), h.codes)
				}
				return
			}
			f, ok := errors.AsType[*sow.Failure](err)
			if !ok {
				t.Fatalf("error = %v, want a failure", err)
			}
			if !slices.Contains(h.codes, f.Code) {
				t.Errorf("failure = %v (%v), want one of %v", f, f.Cause, h.codes)
			}
			if f.Message == "" || f.Hint == "" || strings.Contains(f.Message+f.Hint, "goroutine") {
				t.Errorf("message %q, hint %q", f.Message, f.Hint)
			}
		})
	}
	if _, err := read(t, r, "good.pdf", textPDF("BT /F1 9 Tf 10 10 Td (A good document.) Tj ET")); err != nil {
		t.Errorf("a good document after the hostile ones: %v", err)
	}
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

// TestNothingLeft reads good and hostile files and looks for children, open
// files and goroutines afterwards.
func TestNothingLeft(t *testing.T) {
	files, routines, before := openFiles(t), runtime.NumGoroutine(), childrenOf(t)
	r := extract.New(extract.Config{})
	if err := r.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	good := textPDF("BT /F1 9 Tf 10 10 Td (A good document.) Tj ET")
	for range 2 {
		if _, err := read(t, r, "good.pdf", good); err != nil {
			t.Error(err)
		}
		_, _ = read(t, r, "bad.pdf", formPDF(30))
		_, _ = read(t, r, "bad.docx", lyingZip())
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
