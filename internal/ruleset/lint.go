package ruleset

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

// shortPhrase is the longest phrase, in letters, that must say how its case
// counts: short words are ordinary words somewhere.
const shortPhrase = 4

// Warnings lists what is allowed in a lexicon and still often a mistake. They
// do not stop a load.
func (p *Pack) Warnings() []Problem {
	l := linter{owner: map[string]string{}, never: map[string]string{}}
	for _, e := range p.lexicon.Entries {
		l.collectNever(e.ID, e.Signals)
	}
	for _, e := range p.lexicon.Entries {
		l.signals(e.ID, e.Signals)
		for _, pr := range e.Products {
			l.signals(e.ID, pr.Signals)
		}
		if e.Kind == sow.CanonicalWorkload {
			l.displayName(e)
		}
	}
	return l.found
}

// linter remembers who owns a phrase.
type linter struct {
	owner map[string]string // language and phrase to the entry that has it
	never map[string]string // phrase to an entry that rules it out
	found []Problem
}

func (l *linter) warn(code, format string, args ...any) {
	l.found = append(l.found, Problem{File: "lexicon", Code: code, Message: fmt.Sprintf(format, args...)})
}

func (l *linter) collectNever(id string, s sow.Signals) {
	for _, ph := range s.Never {
		l.never[id+"\x00"+strings.ToLower(ph.Text)] = ph.Text
	}
}

func (l *linter) signals(id string, s sow.Signals) {
	for _, ph := range slices.Concat(s.Names, s.OldNames, s.Abbreviations, s.Capabilities, s.Legacy) {
		if ph.Means == "" && len(ph.Needs) == 0 {
			l.claim(id, ph)
		}
		if utf8.RuneCountInString(ph.Text) <= shortPhrase && ph.Case != sow.Exact {
			l.warn("W405", "%s: the phrase %q has %d letters or less; say case: exact", id, ph.Text, shortPhrase)
		}
		if never, shadowed := l.never[id+"\x00"+strings.ToLower(ph.Text)]; shadowed {
			l.warn("W403", "%s: the phrase %q is ruled out by never: %q", id, ph.Text, never)
		}
	}
}

func (l *linter) claim(id string, ph sow.Phrase) {
	key := ph.Lang + "\x00" + ph.Text
	if ph.Case != sow.Exact {
		key = ph.Lang + "\x00" + strings.ToLower(ph.Text)
	}
	if other, taken := l.owner[key]; taken && other != id {
		l.warn("W402", "%s: the phrase %q belongs to %s too", id, ph.Text, other)
		return
	}
	l.owner[key] = id
}

// displayName checks that each part of a display name is a phrase: a name such
// as "Azure DevOps / GitHub" is not found in a text by itself.
func (l *linter) displayName(e sow.LexiconEntry) {
	for _, part := range strings.FieldsFunc(e.Name, func(r rune) bool { return r == '/' || r == '(' || r == ')' }) {
		part = strings.TrimSpace(part)
		if part == "" || strings.Contains(part, ",") {
			continue
		}
		has := func(s sow.Signals) bool {
			return slices.ContainsFunc(slices.Concat(s.Names, s.OldNames, s.Abbreviations), func(ph sow.Phrase) bool { return strings.EqualFold(ph.Text, part) })
		}
		if !has(e.Signals) && !slices.ContainsFunc(e.Products, func(pr sow.Product) bool { return has(pr.Signals) }) {
			l.warn("W404", "%s: %q of the display name is not among its names", e.ID, part)
		}
	}
}
