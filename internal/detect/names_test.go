package detect

import (
	"os"
	"slices"
	"strings"
	"testing"

	"claimline/internal/sow"
)

// namesFile holds one wording a line: language | wording | words beside it |
// workload and sense. It says what the lexicon is held to, and is not made
// from it: a wording that is added there needs a line here.
const namesFile = "testdata/names.txt"

// nameFrames are the sentences that a wording is put into.
var nameFrames = map[string]string{
	"en": "We will deploy % for all users", "de": "Wir richten % für alle ein", "fr": "Nous déployons % pour tous", "es": "Desplegamos % para todos",
}

type nameCase struct{ lang, text, beside, want string }

func readNames(tb testing.TB) (cases []nameCase) {
	tb.Helper()
	data, err := os.ReadFile(namesFile)
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "|"); !strings.HasPrefix(line, "#") && len(f) == 4 {
			cases = append(cases, nameCase{f[0], f[1], f[2], f[3]})
		}
	}
	return cases
}

// read gives the workload and sense of the hit that covers the wording and
// nothing else, and the other workloads that the sentence names in scope.
func (c nameCase) read(d *Detector) (got string, others []string) {
	text := strings.Replace(nameFrames[c.lang], "%", c.text, 1)
	if c.beside != "" {
		text += " (" + c.beside + ")"
	}
	from := strings.Index(text, c.text)
	for _, h := range d.Line([]string{"Microsoft 365", "Microsoft"}, text+".", c.lang) {
		switch {
		case h.Start == from && h.End == from+len(c.text):
			got = h.ID + " " + string(h.Polarity)
		case h.Start < from+len(c.text) && h.Polarity == sow.InScope:
			others = append(others, h.ID)
		}
	}
	return got, others
}

// TestNames reads each wording in a sentence: it names its workload, as a
// whole, and no other.
func TestNames(t *testing.T) {
	d := packDetector(t)
	for _, c := range readNames(t) {
		got, others := c.read(d)
		if got != c.want {
			t.Errorf("%s %q beside %q is %q, want %q", c.lang, c.text, c.beside, got, c.want)
		}
		if len(others) > 0 {
			t.Errorf("%s %q names %v too", c.lang, c.text, others)
		}
	}
}

// TestNamesSurvive takes one wording of the lexicon away at a time: a line of
// the list must come out otherwise.
func TestNamesSurvive(t *testing.T) {
	if !*survivors {
		t.Skip("a long run: add -survivors")
	}
	lex, contexts := loadPack(t)
	byText := map[string][]nameCase{}
	for _, c := range readNames(t) {
		byText[foldText(c.text)] = append(byText[foldText(c.text)], c)
	}
	missed := 0
	eachWording(lex, func(id, text string, broken sow.Lexicon) {
		cases := byText[foldText(text)]
		d, err := New(broken, contexts)
		if err != nil {
			return
		}
		if !slices.ContainsFunc(cases, func(c nameCase) bool { got, _ := c.read(d); return got != c.want }) {
			missed++
			t.Logf("%s without %q: nothing fails", id, text)
		}
	})
	if missed > mostNamesMissed {
		t.Errorf("%d wordings can be taken away unnoticed, at most %d may be", missed, mostNamesMissed)
	}
}

// mostNamesMissed is the bound for wordings that no line holds: those that
// stand in enumerations only, or twice in other forms.
const mostNamesMissed = 167

// eachWording calls f for each name, old name, abbreviation, capability and
// legacy name of the lexicon with a lexicon that lacks it.
func eachWording(lex sow.Lexicon, f func(id, text string, broken sow.Lexicon)) {
	try := func(e, p int) {
		signals := func(l *sow.Lexicon) *sow.Signals {
			if p < 0 {
				return &l.Entries[e].Signals
			}
			return &l.Entries[e].Products[p].Signals
		}
		own := signals(&lex)
		for n, list := range [][]sow.Phrase{own.Names, own.OldNames, own.Abbreviations, own.Capabilities, own.Legacy} {
			for k := range list {
				broken := lex
				broken.Entries = slices.Clone(lex.Entries)
				broken.Entries[e].Products = slices.Clone(lex.Entries[e].Products)
				s := signals(&broken)
				part := []*[]sow.Phrase{&s.Names, &s.OldNames, &s.Abbreviations, &s.Capabilities, &s.Legacy}[n]
				*part = slices.Delete(slices.Clone(*part), k, k+1)
				f(lex.Entries[e].ID, list[k].Text, broken)
			}
		}
	}
	for e := range lex.Entries {
		try(e, -1)
		for p := range lex.Entries[e].Products {
			try(e, p)
		}
	}
}
