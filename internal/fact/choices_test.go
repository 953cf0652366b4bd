package fact_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimline/internal/fact"
	"claimline/internal/sow"
)

// choices are the cases of testdata/cases/choices.txt: which values of a fact a small
// document states, for the learnt words to choose from: "== en seats: 240 | 85".
func choices(t *testing.T) (out []demand) {
	t.Helper()
	for _, c := range readCases(t, filepath.Join("testdata", "cases", "choices.txt")) {
		doc, det := c.document(t)
		name, values, ok := strings.Cut(c.want+" ", ": ")
		if !ok {
			t.Fatalf("case %q names no fact", c.want)
		}
		out = append(out, demand{lang: c.language, text: c.body, doc: doc, det: det, chosen: name, from: strings.TrimSpace(values)})
	}
	return out
}

// offered gives the values of a fact that a document states.
func offered(r *fact.Reader, doc sow.Document, det sow.Detection, name string) string {
	var values []string
	all, _ := r.Observe(doc, det, fact.NewTables())
	for _, o := range all {
		if o.Fact == name && !slices.Contains(values, o.Value) {
			values = append(values, o.Value)
		}
	}
	return strings.Join(values, " | ")
}

// TestChoices reads what the learnt words choose from.
func TestChoices(t *testing.T) {
	r := newReader(t)
	for _, c := range choices(t) {
		if got := offered(r, c.doc, c.det, c.chosen); got != c.from {
			t.Errorf("%s: %s from %q, want %q in:\n%s", c.lang, c.chosen, got, c.from, c.text)
		}
	}
}
