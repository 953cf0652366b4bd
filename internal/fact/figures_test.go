package fact_test

import (
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/extract/text"
	"claimline/internal/fact"
	"claimline/internal/sow"
)

// newPickingReader gives a reader that asks the weights of the pack.
func newPickingReader(tb testing.TB) *fact.Reader {
	tb.Helper()
	r, pack := readerOf(tb)
	if err := r.Pick(pack.Picks()); err != nil {
		tb.Fatal(err)
	}
	return r
}

// TestFiguresBeside reads long documents on one processor and on two: what is
// read beside is the same.
func TestFiguresBeside(t *testing.T) {
	r := newPickingReader(t)
	for _, language := range []string{"en", "de", "fr", "es"} {
		data, err := os.ReadFile("testdata/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := text.ReadMarkdown([]byte(strings.Repeat(string(data), 1+150_000/len(data))), text.Limits{}.WithDefaults())
		if err != nil {
			t.Fatal(err)
		}
		doc.Language = language
		det := sow.Detection{Kind: sow.KindProject}
		read := func(processors int) sow.Facts {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
			return r.Read(doc, det)
		}
		alone := read(1)
		for range 3 {
			if diff := cmp.Diff(alone, read(2)); diff != "" {
				t.Fatalf("%s: %s", language, diff)
			}
		}
	}
}
