package detect

import (
	"slices"
	"strings"
	"testing"

	"claimline/internal/detect/token"
	"claimline/internal/mutant"
)

// qualifiers are lists that only say more of an entry or a wording: what it
// needs beside it, what an umbrella may stand for, where it is described. A
// finer product goes with its wordings; without any it is a name for people.
// Looks-alike that never mean a workload and the names of other vendors'
// products are held by the silence of prose, not one by one.
var qualifiers = []string{"needs", "apart", "expands_to", "references", "products", "never", "competitors.names"}

// TestLexiconSurvivors takes away one entry of the lexicon at a time, one of its
// products or one wording: a demand must no longer be met. Whole entries are counted by their kind.
func TestLexiconSurvivors(t *testing.T) {
	if !*survivors {
		t.Skip("a long run: add -survivors")
	}
	lex, contexts := loadPack(t)
	kinds := map[string]string{}
	for _, e := range lex.Entries {
		kinds[e.ID] = string(e.Kind)
	}
	all := metBy(t, lex, contexts, append(nameDemands(t), demands(t)...))
	for i := range all {
		all[i].text = token.FoldText(all[i].text)
	}
	tally := mutant.NewTally(t.Logf)
	mutant.Each(&lex, func(m mutant.Mutant) {
		kind := m.Kind
		if kind == "workloads" {
			_, id, _ := strings.Cut(strings.TrimSuffix(m.Path, "]"), " ")
			id, _, _ = strings.Cut(id, " ")
			kind = "workloads: " + kinds[id]
		}
		if slices.ContainsFunc(qualifiers, func(q string) bool { return kind == q || strings.HasSuffix(kind, "."+q) }) {
			return
		}
		if strings.Contains(m.Path, *only) {
			tally.Add(kind, m.Path, noticed(lex, contexts, near(all, m.Path)))
		}
	})
	if left := tally.Left(); len(left) > 0 {
		t.Errorf("%d survive:\n\t%s", len(left), strings.Join(left, "\n\t"))
	}
}

func nameDemands(t *testing.T) (out []demand) {
	t.Helper()
	for _, c := range readNames(t) {
		out = append(out, demand{c.lang, c.text + " " + c.beside, func(d *Detector) bool {
			got, others := c.read(d)
			return got == c.want && len(others) == 0
		}})
	}
	return out
}

// near gives the demands that hold the wording of a place in the lexicon: all of
// them for an entry.
func near(all []demand, path string) []demand {
	at := strings.Index(path, ".signals.")
	if at < 0 {
		return all
	}
	_, wording, _ := strings.Cut(path[at:], "[")
	wording, _, _ = strings.Cut(wording, "]")
	_, wording, _ = strings.Cut(wording, " ")
	for _, tail := range []string{" exact", ": ", " de", " fr", " es", " en"} {
		if at := strings.LastIndex(wording, tail); at > 0 && (tail == ": " || at+len(tail) == len(wording)) {
			wording = wording[:at]
		}
	}
	wording = token.FoldText(wording)
	return slices.DeleteFunc(slices.Clone(all), func(d demand) bool { return !strings.Contains(d.text, wording) })
}
