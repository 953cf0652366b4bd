package fact_test

import (
	"cmp"
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimline/internal/fact"
	"claimline/internal/mutant"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
)

var survivors = flag.Bool("survivors", false, "take away each list of the fact words in turn and print those that no test misses")

// demand is one small document with the facts that a test demands of it.
type demand struct {
	lang, text string
	doc        sow.Document
	det        sow.Detection
	wants      map[string]string
}

func (d demand) met(r *fact.Reader) bool {
	facts := r.Read(d.doc, d.det)
	for name, want := range d.wants {
		if show(facts, name) != want {
			return false
		}
	}
	return true
}

// demands gives the snippets of testdata/*.txt and the cases of testdata/cases.
func demands(t *testing.T) (out []demand) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		for _, s := range readSnippets(t, f) {
			doc, det := markdown(t, s.source)
			out = append(out, demand{strings.TrimSuffix(filepath.Base(f), ".txt"), s.name, doc, det, s.facts(t)})
		}
	}
	for name, facts := range caseFacts {
		for _, c := range readCases(t, filepath.Join("testdata", "cases", name+".txt")) {
			doc, det := c.document(t)
			wants := map[string]string{}
			for i, want := range strings.Split(cmpOr(c.known, c.want), " | ") {
				wants[facts[i]] = want
			}
			out = append(out, demand{c.language, c.body, doc, det, wants})
		}
	}
	return out
}

// mostSurvive is the bound for lists that no small document holds: most of them
// weigh something only beside much else, as the words around the names of the
// parties do. Lower it when fewer are left.
const mostSurvive = 156

// TestSurvivors takes away one list of the fact words, or one entry of a list
// of roles, countries and the like, at a time: a small document must no longer
// give its facts.
func TestSurvivors(t *testing.T) {
	if !*survivors {
		t.Skip("a long run: add -survivors")
	}
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	words, all := slices.Clone(pack.FactWords()), demands(t)
	tally := mutant.NewTally(t.Logf)
	for i := range words {
		w := &words[i]
		own := slices.SortedStableFunc(slices.Values(all), func(a, b demand) int { return cmp.Compare(other(a, w), other(b, w)) })
		mutant.Each(w, func(m mutant.Mutant) {
			tally.Add(m.Kind, w.Language+" without "+m.Path, noticed(words, own))
		})
	}
	if left := tally.Left(); len(left) > mostSurvive {
		t.Errorf("%d survive, at most %d may:\n\t%s", len(left), mostSurvive, strings.Join(left, "\n\t"))
	}
}

// other tells, as a number, whether a demand is in another language.
func other(d demand, w *sow.FactWords) int {
	if d.lang == w.Language {
		return 0
	}
	return 1
}

// noticed tells whether broken words miss a demand, or do not even load.
func noticed(words []sow.FactWords, demands []demand) bool {
	r, err := fact.New(words)
	return err != nil || slices.ContainsFunc(demands, func(d demand) bool { return !d.met(r) })
}
