package ruleset_test

import (
	"maps"
	"slices"
	"testing"

	"claimline/internal/detect"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
)

// TestMarkedLines runs the line tests of the delivered pack through the real
// detector: marked words are found with their polarity, and nothing else.
func TestMarkedLines(t *testing.T) {
	p, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	var contexts []sow.Context
	for _, language := range slices.Sorted(maps.Keys(p.Contexts())) {
		contexts = append(contexts, p.Contexts()[language])
	}
	d, err := detect.New(p.Lexicon(), contexts)
	if err != nil {
		t.Fatal(err)
	}
	r := p.TestLines(func(headings []string, text, language string) []ruleset.LineMention {
		var out []ruleset.LineMention
		for _, hit := range d.Line(headings, text, language) {
			out = append(out, ruleset.LineMention(hit))
		}
		return out
	})
	if r.Run == 0 || len(r.Failures) > 0 {
		t.Errorf("%d lines\n%v", r.Run, r.Failures)
	}
}
