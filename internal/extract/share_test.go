package extract

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"claimline/internal/sow"
)

var sharedFiles = flag.String("shared", "../../testdata/eval/open/w-a?[358].pdf", "PDFs that TestShared reads with and without help")

// TestShared reads documents with one child and with the help of a second: the
// results are the same in every block and number, also when the second is
// gone when it is asked.
func TestShared(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(*sharedFiles)
	if err != nil || len(files) == 0 {
		t.Fatalf("documents: %v, %v", files, err)
	}
	alone, two := New(Config{Children: 1}), New(Config{Children: 2})
	for _, r := range []*Reader{alone, two} {
		t.Cleanup(func() { _ = r.Close() })
		if err := r.Warm(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	helped := 0
	for _, file := range files {
		data, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			t.Fatal(err)
		}
		readBy := func(r *Reader) any {
			doc, err := r.Read(t.Context(), file, bytes.NewReader(data), int64(len(data)), Options{OCR: OCROff})
			if err != nil {
				return sow.AsFailure(err).Code
			}
			return doc
		}
		want := readBy(alone)
		before := served(two.pool)
		if got := readBy(two); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read differently with help:\n%v\n%v", file, got, want)
		}
		if served(two.pool) == before+2 {
			helped++
		}
	}
	if helped == 0 {
		t.Error("no document was read with help")
	}
	t.Logf("%d of %d documents read with help", helped, len(files))
}

// TestSharedAlone kills the child that would help: the other reads all.
func TestSharedAlone(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../testdata/eval/open/en-a02.pdf")
	if err != nil {
		t.Fatal(err)
	}
	r := New(Config{Children: 2})
	t.Cleanup(func() { _ = r.Close() })
	if err := r.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	readIt := func() sow.Document {
		doc, err := r.Read(t.Context(), "a.pdf", bytes.NewReader(data), int64(len(data)), Options{OCR: OCROff})
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	want := readIt()
	killGroup(r.pool.idle[0].cmd)
	if got := readIt(); !reflect.DeepEqual(got, want) {
		t.Error("the document is read differently when the helper has died")
	}
	if got := readIt(); !reflect.DeepEqual(got, want) {
		t.Error("the document is read differently afterwards")
	}
}

// served is how many requests the children of a pool have answered.
func served(p *pool) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, w := range p.idle {
		n += w.served
	}
	return n
}
