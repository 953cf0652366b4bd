package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestInstanceReset reads documents of three programs and makes the instance
// ready for the next: its memory is what it was before the first, and it is the
// same instance. One whose memory has grown is replaced.
func TestInstanceReset(t *testing.T) {
	t.Parallel()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir() // the code is compiled again, which takes a while
	}
	e, err := NewEngine(t.Context(), filepath.Join(cache, "claimline", "pdfium"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	read := func(file string, grow bool) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join("../../../testdata/eval/open", file))
		if err != nil {
			t.Fatal(err)
		}
		d, err := e.Open(data, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if res, err := d.Read(Limits{}); err != nil || len(res.Document.Blocks) == 0 {
			t.Fatalf("%s: %d blocks, %v", file, len(res.Document.Blocks), err)
		}
		if grow && d.lib.call("malloc", 64<<20) == 0 {
			t.Fatal("no memory")
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if err := e.Prepare(); err != nil {
			t.Fatal(err)
		}
	}
	read("en-a03.pdf", false) // in the instance of which nothing is kept
	first := e.next
	want := bytes.Clone(first.memory())
	for _, file := range []string{"en-a03.pdf", "w-a13.pdf", "w-a18.pdf", "y-s11.pdf"} {
		read(file, false)
		if e.next != first {
			t.Fatalf("%s is not followed by the same instance", file)
		}
		if !bytes.Equal(first.memory(), want) {
			t.Fatalf("%s has left something in the memory", file)
		}
	}
	read("en-a03.pdf", true)
	if e.next == first {
		t.Error("an instance that has grown is used again")
	}
}
