package lexicon

import (
	"strings"

	"claimline/internal/sow"
)

// otherEnds are the words by which a day is that on which something else than
// the work ends, of all languages.
type otherEnds struct {
	whose   map[string]bool // begin a clause about something of which the text spoke before
	labels  map[string]bool // say that a right runs out, which no work does
	papers  []string        // beginnings of the words for what binds somebody to somebody else and runs out
	lapsing []string        // beginnings of verbs that say the same as the labels
}

func newOtherEnds() otherEnds { return otherEnds{whose: map[string]bool{}, labels: map[string]bool{}} }

// add takes in the words of a language.
func (o *otherEnds) add(w sow.DateWords) {
	for _, word := range w.Whose {
		o.whose[Fold(word)] = true
	}
	for _, word := range w.Expiring {
		o.labels[Fold(word)] = true
	}
	for _, beginning := range w.Papers {
		o.papers = append(o.papers, Fold(beginning))
	}
	for _, beginning := range w.Lapsing {
		o.lapsing = append(o.lapsing, Fold(beginning))
	}
}

// IsWhose tells whether a folded word begins a clause about something of which
// the text spoke before.
func (x *Lexicon) IsWhose(word string) bool { return x.otherEnds.whose[word] }

// IsExpiring tells whether a folded word says that a right runs out.
func (x *Lexicon) IsExpiring(word string) bool { return x.otherEnds.labels[word] }

// IsPaper tells whether a folded word is one for what binds somebody to somebody
// else and runs out.
func (x *Lexicon) IsPaper(word string) bool { return beginsAny(word, x.otherEnds.papers) }

// IsLapsing tells whether a folded word is a verb that says that a right runs out.
func (x *Lexicon) IsLapsing(word string) bool { return beginsAny(word, x.otherEnds.lapsing) }

func beginsAny(text string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(text, b) {
			return true
		}
	}
	return false
}
