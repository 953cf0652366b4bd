package fact_test

import (
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

	chosen, from string // else a fact, and the values that are stated of it
}

func (d demand) met(r *fact.Reader) bool {
	if d.chosen != "" {
		return offered(r, d.doc, d.det, d.chosen) == d.from
	}
	facts := r.Read(d.doc, d.det)
	for name, want := range d.wants {
		if show(facts, name) != want {
			return false
		}
	}
	return true
}

// demands gives the snippets of testdata/*.txt, the cases of testdata/cases and the
// values among which the learnt words choose.
func demands(t *testing.T) (out []demand) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		for _, s := range readSnippets(t, f) {
			doc, det := markdown(t, s.source)
			out = append(out, demand{lang: strings.TrimSuffix(filepath.Base(f), ".txt"), text: s.name, doc: doc, det: det, wants: s.facts(t)})
		}
	}
	for name, facts := range caseFacts {
		for _, c := range readCases(t, filepath.Join("testdata", "cases", name+".txt")) {
			doc, det := c.document(t)
			wants := map[string]string{}
			for i, want := range strings.Split(cmpOr(c.known, c.want), " | ") {
				wants[facts[i]] = want
			}
			out = append(out, demand{lang: c.language, text: c.body, doc: doc, det: det, wants: wants})
		}
	}
	return append(out, choices(t)...)
}

// TestSurvivors takes away one list of the fact words, or one entry of a list
// of roles, countries and the like, at a time: a small document in the language
// of the list must no longer give its facts. Most lists count in documents of
// any language. One that only those of another language hold says nothing that
// its own needs: it belongs to the other language, or says what is said there.
func TestSurvivors(t *testing.T) {
	if !*survivors {
		t.Skip("a long run: add -survivors")
	}
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	words := slices.Clone(pack.FactWords())
	all := metBy(t, words, demands(t))
	tally := mutant.NewTally(t.Logf)
	for i := range words {
		w := &words[i]
		own := slices.DeleteFunc(slices.Clone(all), func(d demand) bool { return d.lang != w.Language })
		mutant.Each(w, func(m mutant.Mutant) {
			tally.Add(m.Kind, w.Language+" without "+m.Path, noticed(words, own))
		})
		if was := w.Value.Dollar; was != "" { // no list, but a word of the pack as well
			w.Value.Dollar = ""
			tally.Add("value.dollar", w.Language+" without value.dollar", noticed(words, own))
			w.Value.Dollar = was
		}
	}
	if left := tally.Left(); len(left) > 0 {
		t.Errorf("%d survive:\n\t%s", len(left), strings.Join(left, "\n\t"))
	}
}

// metBy leaves out the demands that the unbroken words do not meet: one of them
// would notice whatever is broken.
func metBy(t *testing.T, words []sow.FactWords, all []demand) []demand {
	t.Helper()
	r, err := fact.New(words)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(d demand) bool {
		met := d.met(r)
		if !met {
			t.Errorf("not met by the words of the pack: %s %s", d.lang, d.text)
		}
		return !met
	})
}

// noticed tells whether broken words miss a demand, or do not even load.
func noticed(words []sow.FactWords, demands []demand) bool {
	r, err := fact.New(words)
	return err != nil || slices.ContainsFunc(demands, func(d demand) bool { return !d.met(r) })
}
