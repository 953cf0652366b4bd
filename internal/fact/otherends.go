package fact

import (
	"claimline/internal/sow"
	"strings"
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
		o.whose[fold(word)] = true
	}
	for _, word := range w.Expiring {
		o.labels[fold(word)] = true
	}
	for _, beginning := range w.Papers {
		o.papers = append(o.papers, fold(beginning))
	}
	for _, beginning := range w.Lapsing {
		o.lapsing = append(o.lapsing, fold(beginning))
	}
}

// isWhose tells whether a folded word begins a clause about something of which
// the text spoke before.
func (o *otherEnds) isWhose(word string) bool { return o.whose[word] }

// isExpiring tells whether a folded word says that a right runs out.
func (o *otherEnds) isExpiring(word string) bool { return o.labels[word] }

// isPaper tells whether a folded word is one for what binds somebody to somebody
// else and runs out.
func (o *otherEnds) isPaper(word string) bool { return beginsAny(word, o.papers) }

// isLapsing tells whether a folded word is a verb that says that a right runs out.
func (o *otherEnds) isLapsing(word string) bool { return beginsAny(word, o.lapsing) }

func beginsAny(text string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(text, b) {
			return true
		}
	}
	return false
}
