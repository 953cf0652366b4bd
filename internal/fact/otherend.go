package fact

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// clauseReach is how many words may stand between such a word and the day.
const clauseReach = 12

// othersEnd tells whether a day is where something else than the work ends: the
// contract of a predecessor, a licence.
func (rd *reading) othersEnd(l *line, at int) bool {
	if l.label != "" && at <= 1 && rd.expires(l) {
		return true
	}
	for i := max(0, at-clauseReach); i < at; i++ {
		if rd.lex.IsWhose(l.ws[i].Text) {
			return true
		}
	}
	return rd.paperAside(l, at) || rd.runsOut(l, at)
}

// runsOut tells whether a right runs out on a day, in a sentence that
// does not speak of the work: "They let Citrix lapse on 3 May".
func (rd *reading) runsOut(l *line, at int) bool {
	for i := max(0, at-3); i < at; i++ {
		if rd.lex.IsLapsing(l.ws[i].Text) && !l.ws[i].Capital {
			_, work := l.window(0, len(l.ws), topic.DateWork, topic.DatePeriodLabel)
			return !work && l.label == ""
		}
	}
	return false
}

// expires tells whether the label says that something runs out which is not the
// work: "Citrix expires".
func (rd *reading) expires(l *line) bool {
	if l.covers(topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel) {
		return false
	}
	for w := range strings.FieldsSeq(l.label) {
		if rd.lex.IsExpiring(lexicon.Fold(w)) {
			return true
		}
	}
	return false
}

// paperAside tells whether a day stands in brackets that begin with a word for a
// contract: "Atlas Hosting (contract until 3 May 2026)".
func (rd *reading) paperAside(l *line, at int) bool {
	for i := at - 1; i > 0 && i >= at-4; i-- {
		if gap := l.between(i); strings.Contains(gap, ")") {
			return false
		} else if strings.Contains(gap, "(") {
			return rd.lex.IsPaper(l.ws[i].Text)
		}
	}
	return false
}
