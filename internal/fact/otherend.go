package fact

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

// clauseReach is how many words may stand between such a word and the day.
const clauseReach = 12

// othersEnd tells whether a day is where something else than the work ends: the
// contract of a predecessor, a licence.
func (rd *reading) othersEnd(l *line, at int) bool {
	o := &rd.r.otherEnds
	if l.label != "" && at <= 1 && o.expires(l) {
		return true
	}
	for i := max(0, at-clauseReach); i < at; i++ {
		if o.whose[l.ws[i].text] {
			return true
		}
	}
	return o.paperAside(l, at) || o.runsOut(l, at)
}

// runsOut tells whether a right runs out on a day, in a sentence that
// does not speak of the work: "They let Citrix lapse on 3 May".
func (o *otherEnds) runsOut(l *line, at int) bool {
	for i := max(0, at-3); i < at; i++ {
		if beginsAny(l.ws[i].text, o.lapsing) && !l.ws[i].capital {
			_, work := l.window(0, len(l.ws), dateWork, datePeriodLabel)
			return !work && l.label == ""
		}
	}
	return false
}

// expires tells whether the label says that something runs out which is not the
// work: "Citrix expires".
func (o *otherEnds) expires(l *line) bool {
	if l.covers(dateStartLabel, dateEndLabel, datePeriodLabel) {
		return false
	}
	for w := range strings.FieldsSeq(l.label) {
		if o.labels[fold(w)] {
			return true
		}
	}
	return false
}

// paperAside tells whether a day stands in brackets that begin with a word for a
// contract: "Atlas Hosting (contract until 3 May 2026)".
func (o *otherEnds) paperAside(l *line, at int) bool {
	for i := at - 1; i > 0 && i >= at-4; i-- {
		if gap := l.between(i); strings.Contains(gap, ")") {
			return false
		} else if strings.Contains(gap, "(") {
			return beginsAny(l.ws[i].text, o.papers)
		}
	}
	return false
}

func beginsAny(text string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(text, b) {
			return true
		}
	}
	return false
}
