package ruleset

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/sow"
)

func TestWeights(t *testing.T) {
	head := "kind: weights\nbias: -1\ntraits: {words: 1}\nplaces:\n"
	p, err := Load(packFS(map[string]string{"lexicon/w.yaml": head + "  - place: pair\n    words: |\n      move it 12\n  - place: sentence\n    words: |\n      migr* -45\n"}))
	if err != nil {
		t.Fatal(err)
	}
	want := []sow.WordWeight{{Place: "pair", Word: "move", Next: "it", Weight: 0.12}, {Place: "sentence", Word: "migr*", Weight: -0.45}}
	if diff := cmp.Diff(want, p.Weights().Words); diff != "" {
		t.Error(diff)
	}
	works := "kind: weights\nbias: -1\ntraits: {words: 1}\nplaces: []\nworks:\n"
	p, err = Load(packFS(map[string]string{"lexicon/w.yaml": works + "  - association: usage\n    bias: -1\n    rules: 2\n    places:\n      - place: heading\n        words: |\n          coach 30\n    pages:\n      places:\n        - place: beginning\n          words: |\n            course 40\n"}))
	if err != nil {
		t.Fatal(err)
	}
	teach := []sow.WorkWeights{{Association: sow.AssocUsage, Bias: -1, Rules: 2, Words: []sow.WordWeight{{Place: "heading", Word: "coach", Weight: 0.3}}}}
	teach[0].Pages.Words = []sow.WordWeight{{Place: "beginning", Word: "course", Weight: 0.4}}
	if diff := cmp.Diff(teach, p.Weights().Works); diff != "" {
		t.Error(diff)
	}
	nothing := "kind: weights\nbias: -1\ntraits: {words: 1}\nplaces: []\nnothing:\n  bias: -3\n  places:\n    - place: "
	p, err = Load(packFS(map[string]string{"lexicon/w.yaml": nothing + "beginning\n      words: |\n        farewell 20\n"}))
	if err != nil {
		t.Fatal(err)
	}
	farewell := sow.BeginningWeights{Bias: -3, Words: []sow.WordWeight{{Place: "beginning", Word: "farewell", Weight: 0.2}}}
	if diff := cmp.Diff(farewell, p.Weights().Nothing); diff != "" {
		t.Error(diff)
	}
	kind := "kind: weights\nbias: -1\ntraits: {words: 1}\nplaces: []\nkinds:\n  - name: "
	p, err = Load(packFS(map[string]string{"lexicon/w.yaml": kind + "assessment\n    rules: 1\n    pages:\n      bias: -2\n      places:\n        - place: beginning\n          words: |\n            inspect 30\n"}))
	if err != nil {
		t.Fatal(err)
	}
	inspect := []sow.KindWeights{{Kind: sow.KindAssessment, Rules: 1, Pages: sow.BeginningWeights{Bias: -2, Words: []sow.WordWeight{{Place: "beginning", Word: "inspect", Weight: 0.3}}}}}
	if diff := cmp.Diff(inspect, p.Weights().Kinds); diff != "" {
		t.Error(diff)
	}
	tests := []struct{ name, content, want string }{
		{"kind that is told by its form", kind + "change-order\n    rules: 1\n", `lexicon/w.yaml:6:11: E102 kind "change-order" takes no weights (allowed: staff-augmentation, managed-services, assessment)`},
		{"answer that is there twice", "kind: picks\npicks: []\nsales:\n" + strings.Repeat("  - sells: true\n    least: 1\n    bias: -1\n    places: []\n", 2), `lexicon/w.yaml:8:12: E103 the answer true is there twice`},
		{"unknown place of a sale", "kind: picks\npicks: []\nsales:\n  - sells: true\n    least: 1\n    bias: -1\n    places:\n      - place: pairs\n        words: |\n          sell 10\n", `lexicon/w.yaml:8:16: E102 place "pairs" is not known; did you mean "pair"?`},
		{"kind that is there twice", kind + "assessment\n    rules: 1\n  - name: assessment\n    rules: 1\n", `lexicon/w.yaml:8:11: E103 the kind "assessment" is there twice`},
		{"unknown place of a beginning", nothing + "start\n      words: |\n        farewell 20\n", `lexicon/w.yaml:8:14: E102 place "start" is not known (allowed: beginning)`},
		{"no number", head + "  - place: pair\n    words: |\n      move it\n", `lexicon/w.yaml:7:12: E108 "move it" is no weight`},
		{"too large", head + "  - place: pair\n    words: |\n      move it 1000\n", `lexicon/w.yaml:7:12: E108 "move it 1000" is no weight`},
		{"unknown place", head + "  - place: sentense\n    words: |\n      move 10\n", `lexicon/w.yaml:5:12: E102 place "sentense" is not known; did you mean "sentence"?`},
		{"words count nothing", "kind: weights\nbias: -1\ntraits: {rules: 2}\nplaces: []\n", `lexicon/w.yaml:3:9: E102 the trait words counts 0`},
		{"unknown trait", "kind: weights\nbias: -1\ntraits: {words: 1, rule: 2}\nplaces: []\n", `lexicon/w.yaml:3:26: E102 trait "rule" is not known; did you mean "rules"?`},
		{"unknown association", works + "  - association: usege\n    rules: 1\n    places: []\n", `lexicon/w.yaml:6:18: E102 association "usege" is not known; did you mean "usage"?`},
		{"association that stays", works + "  - association: deployment\n    rules: 1\n    places: []\n", `lexicon/w.yaml:6:18: E102 association deployment takes no weights`},
		{"association twice", works + strings.Repeat("  - association: usage\n    rules: 1\n    places: []\n", 2), `lexicon/w.yaml:9:18: E103 the association "usage" is there twice`},
		{"rules below 0", works + "  - association: usage\n    rules: -1\n    places: []\n", `lexicon/w.yaml:7:12: E102 rules is -1`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(packFS(map[string]string{"lexicon/w.yaml": tt.content}))
			wantProblems(t, err, []string{tt.want})
		})
	}
}

func TestPicks(t *testing.T) {
	one := "kind: picks\npicks:\n  - fact: seats\n    rules: 4\n    least: -0.5\n    bias: -3\n    blocks: 15\n    places:\n      - place: pair-after\n        words: |\n          named users 80\n"
	p, err := Load(packFS(map[string]string{"lexicon/w.yaml": one}))
	if err != nil {
		t.Fatal(err)
	}
	want := []sow.Pick{{Fact: "seats", Rules: 4, Least: -0.5, Bias: -3, Blocks: 15, Words: []sow.WordWeight{{Place: "pair-after", Word: "named", Next: "users", Weight: 0.8}}}}
	if diff := cmp.Diff(want, p.Picks()); diff != "" {
		t.Error(diff)
	}
	tests := []struct{ name, old, new, want string }{
		{"unknown fact", "fact: seats", "fact: seat", `lexicon/w.yaml:3:11: E102 fact "seat" is not known; did you mean "seats"?`},
		{"unknown place", "place: pair-after", "place: column-after", `lexicon/w.yaml:9:16: E102 place "column-after" is not known`},
		{"rules below 0", "rules: 4", "rules: -4", `lexicon/w.yaml:4:12: E102 rules is -4`},
		{"no weight", "users 80", "users", `lexicon/w.yaml:11:16: E108 "named users" is no weight`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(packFS(map[string]string{"lexicon/w.yaml": strings.Replace(one, tt.old, tt.new, 1)}))
			wantProblems(t, err, []string{tt.want})
		})
	}
}
