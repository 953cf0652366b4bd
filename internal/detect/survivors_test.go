package detect

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"claimline/internal/mutant"
	"claimline/internal/sow"
)

var (
	survivors = flag.Bool("survivors", false, "take away each list of the contexts and each entry of the lexicon in turn and print those that no test misses")
	only      = flag.String("only", "", "take away only what this text is part of the place of, such as \"competitors[\"")
)

// demand is one reading that a test of this package demands of the pack.
type demand struct {
	lang, text string
	met        func(*Detector) bool
}

// demands gives all that is demanded of lines and small documents, but for what
// is known to be misread.
func demands(t *testing.T) (out []demand) {
	t.Helper()
	for _, c := range readClasses(t) {
		out = append(out, demand{c.lang, c.text, func(d *Detector) bool { return c.read(d) == c.want }})
	}
	for _, l := range readLines(t) {
		out = append(out, demand{l.lang, l.text, l.met})
	}
	known := knownMisread(t)
	for _, file := range append([]string{"sentences.txt", "headings.txt", "wordings.txt", "precision.txt", "fresh.txt"}, slotFiles...) {
		for _, w := range wantedOf(t, file) {
			if !known[w.key()] {
				out = append(out, demand{w.lang, w.text, func(d *Detector) bool { ok, _ := w.met(d); return ok }})
			}
		}
	}
	return out
}

// listKind names the kind of a mutant of a context for counting: word lists by
// the first part of their name where that says what they are for.
func listKind(m mutant.Mutant) string {
	for _, prefix := range []string{"kind", "signs", "unit"} {
		if strings.HasPrefix(m.Path, "words["+prefix+".") {
			return "words " + prefix
		}
	}
	return m.Kind
}

// parts are the two lists of a section, which say the same, one more loosely:
// they go with the section.
var parts = []string{"sections.headings", "sections.contains"}

// TestSurvivors takes away one list of the contexts at a time: a demand must
// no longer be met. The pack is read without its weights: none of the small
// documents is long enough to be weighed, and what a list is for must not hang
// on what was learnt beside it.
func TestSurvivors(t *testing.T) {
	if !*survivors {
		t.Skip("a long run: add -survivors")
	}
	lex, contexts := loadPack(t)
	by := map[string][]demand{}
	for _, d := range metBy(t, lex, contexts, demands(t)) {
		by[d.lang] = append(by[d.lang], d)
	}
	tally := mutant.NewTally(t.Logf)
	for i := range contexts {
		c := &contexts[i]
		mutant.Each(c, func(m mutant.Mutant) {
			if strings.HasPrefix(m.Path, "words[proof.") || slices.Contains(parts, m.Kind) {
				return // words of checklists are held where these are filled
			}
			if what := c.Language + " without " + m.Path; strings.Contains(what, *only) {
				tally.Add(listKind(m), what, noticed(lex, contexts, by[c.Language]))
			}
		})
	}
	if left := tally.Left(); len(left) > 0 {
		t.Errorf("%d survive:\n\t%s", len(left), strings.Join(left, "\n\t"))
	}
}

// metBy leaves out the demands that the unbroken pack meets only with its
// weights: unmet from the start, one of them would notice whatever is broken.
func metBy(t *testing.T, lex sow.Lexicon, contexts []sow.Context, all []demand) []demand {
	t.Helper()
	d, err := New(lex, contexts)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(one demand) bool {
		met := one.met(d)
		if !met {
			t.Logf("met with weights only: %s %s", one.lang, one.text)
		}
		return !met
	})
}

// noticed tells whether a broken pack misses a demand, or does not even load.
func noticed(lex sow.Lexicon, contexts []sow.Context, demands []demand) bool {
	d, err := New(lex, contexts)
	return err != nil || slices.ContainsFunc(demands, func(one demand) bool { return !one.met(d) })
}
