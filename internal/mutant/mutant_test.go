package mutant_test

import (
	"fmt"
	"slices"
	"testing"

	"claimline/internal/mutant"

	"github.com/google/go-cmp/cmp"
)

type entry struct {
	ID   string   `yaml:"id"`
	Say  []string `yaml:"say"`
	Weak bool     `yaml:"weak"`
}

type pack struct {
	Language string              `yaml:"language"`
	Breaks   []string            `yaml:"breaks"`
	Empty    []string            `yaml:"empty"`
	Cues     []entry             `yaml:"cues"`
	Words    map[string][]string `yaml:"words"`
	Inner    struct {
		For []string `yaml:"for"`
	} `yaml:"inner"`
	Derived []string `yaml:"-"`
}

func sample() pack {
	p := pack{
		Language: "en", Breaks: []string{"but"}, Derived: []string{"x"},
		Cues:  []entry{{ID: "not", Say: []string{"not", "no"}}, {ID: "later", Say: []string{"later"}}},
		Words: map[string][]string{"b": {"1"}, "a": {"2"}},
	}
	p.Inner.For = []string{"for"}
	return p
}

func TestEachTakesEverythingAwayOnce(t *testing.T) {
	p := sample()
	var got []string
	mutant.Each(&p, func(m mutant.Mutant) {
		got = append(got, fmt.Sprintf("%s: %s %d%d%d%d", m.Kind, m.Path, len(p.Breaks), len(p.Cues), len(p.Words), len(p.Inner.For)))
	})
	want := []string{
		"breaks: breaks 0221",
		"cues: cues[1 not: not] 1121", "cues.say: cues[1 not: not].say 1221",
		"cues: cues[2 later: later] 1121", "cues.say: cues[2 later: later].say 1221",
		"words: words[a] 1211", "words: words[b] 1211",
		"inner.for: inner.for 1220",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(sample(), p); diff != "" {
		t.Errorf("not put back: %s", diff)
	}
}

func TestTakingAwayLeavesTheOthers(t *testing.T) {
	p := sample()
	mutant.Each(&p, func(m mutant.Mutant) {
		if m.Path == "cues[1 not: not]" && p.Cues[0].ID != "later" {
			t.Errorf("left: %+v", p.Cues)
		}
	})
}

func TestTallyNamesWhatSurvives(t *testing.T) {
	var said []string
	tally := mutant.NewTally(func(f string, a ...any) { said = append(said, fmt.Sprintf(f, a...)) })
	tally.Add("rule", "without a", true)
	tally.Add("rule", "without b", false)
	if left := tally.Left(); !slices.Equal(left, []string{"without b"}) {
		t.Errorf("left %v", left)
	}
	if !slices.Contains(said, fmt.Sprintf("%-36s %4d, %d survive", "rule", 2, 1)) {
		t.Errorf("said %q", said)
	}
}
