package fact_test

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimline/internal/detect"
	"claimline/internal/eval"
	"claimline/internal/extract"
	"claimline/internal/fact"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
)

func TestMain(m *testing.M) {
	extract.MainIfChild()
	os.Exit(m.Run())
}

// Scores that the open half of the labelled documents must keep.
const (
	leastRight = 0.974
	mostWrong  = 0.014
)

// TestOpenDocuments scores the facts of the labelled documents that may be
// read while the words are written.
func TestOpenDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("reads real documents")
	}
	labels, err := filepath.Glob("../../testdata/eval/open/*.labels.json")
	if err != nil || len(labels) == 0 {
		t.Fatalf("no labelled documents: %v", err)
	}
	facts, detector := wholeReader(t), newDetector(t)
	reader := extract.New(extract.Config{})
	t.Cleanup(func() {
		if err := reader.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	var cases []eval.Case
	for _, path := range labels {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		label, err := eval.ParseLabel(data)
		if err != nil {
			t.Fatal(err)
		}
		if label.Unreadable != "" {
			continue
		}
		doc := readFile(t, reader, filepath.Join(filepath.Dir(path), label.File))
		found := facts.Read(doc, detector.Detect(doc))
		cases = append(cases, eval.Case{Label: label, Analysis: sow.Analysis{Facts: &found}})
	}
	report(t, eval.Score(cases, nil))
}

// wholeReader reads as the product does: by rules and learnt weights.
func wholeReader(t *testing.T) *fact.Reader {
	t.Helper()
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	if err := errors.Join(r.Pick(pack.Picks()), r.AskSales(pack.Sales())); err != nil {
		t.Fatal(err)
	}
	return r
}

func report(t *testing.T, r eval.Result) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(r.ByFact)) {
		t.Logf("%-16s %+v", name, *r.ByFact[name])
	}
	for _, m := range r.Misses {
		if strings.HasPrefix(m.What, "fact ") {
			t.Logf("%s %s: want %s, got %s, from %q", m.File, m.What, m.Want, m.Got, m.Quote)
		}
	}
	all := float64(r.Facts.Right + r.Facts.Wrong + r.Facts.Missed)
	if right, wrong := float64(r.Facts.Right)/all, float64(r.Facts.Wrong)/all; right < leastRight || wrong > mostWrong {
		t.Errorf("right %.3f, wrong %.3f of %.0f facts; want at least %.3f and at most %.3f", right, wrong, all, leastRight, mostWrong)
	}
}

func readFile(t *testing.T, r *extract.Reader, path string) sow.Document {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := r.Read(t.Context(), filepath.Base(path), bytes.NewReader(data), int64(len(data)), extract.Options{OCR: extract.OCROff})
	if err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	return doc
}

func newDetector(t *testing.T) *detect.Detector {
	t.Helper()
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	contexts := pack.Contexts()
	var list []sow.Context
	for _, code := range slices.Sorted(maps.Keys(contexts)) {
		list = append(list, contexts[code])
	}
	d, err := detect.New(pack.Lexicon(), list)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
