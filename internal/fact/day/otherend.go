package day

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// clauseReach is how many words may stand between such a word and the day.
const clauseReach = 12

// othersEnd tells whether a day is where something else than the work ends: the
// contract of a predecessor, a licence.
func (rd *Reader) othersEnd(l *page.Line, at int) bool {
	if l.Label != "" && at <= 1 && rd.expires(l) {
		return true
	}
	for i := max(0, at-clauseReach); i < at; i++ {
		if rd.Lexicon.IsWhose(l.Words[i].Text) {
			return true
		}
	}
	return rd.paperAside(l, at) || rd.runsOut(l, at)
}

// beginReach is how many words may stand between a verb of beginning and the day.
const beginReach = 2

// beginsThen tells whether a sentence says of its only day that something begins on it:
// that is the end of nothing. "Support is agreed apart; it starts on 1 May at the earliest."
func (rd *Reader) beginsThen(l *page.Line, hits []written.Date) bool {
	if len(hits) != 1 || l.Label != "" || l.Table > 0 {
		return false
	}
	at := l.WordAt(hits[0].Start)
	said, ok := l.Window(max(0, at-reachWords), at, topic.DateStarts)
	if !ok || at-said.To > beginReach {
		return false
	}
	if _, from := l.Window(max(0, said.From-beginReach), said.From, topic.DateFrom); from { // "from your start that makes 24 April"
		return false
	}
	kind, weight := rd.roleOf(l, hits, 0)
	return kind == topic.DateStarts && weight >= daySays
}

// runsOut tells whether a right runs out on a day, in a sentence that
// does not speak of the work: "They let Citrix lapse on 3 May".
func (rd *Reader) runsOut(l *page.Line, at int) bool {
	for i := max(0, at-3); i < at; i++ {
		if rd.Lexicon.IsLapsing(l.Words[i].Text) && !l.Words[i].Capital {
			_, work := l.Window(0, len(l.Words), topic.DateWork, topic.DatePeriodLabel)
			return !work && l.Label == ""
		}
	}
	return false
}

// expires tells whether the label says that something runs out which is not the
// work: "Citrix expires".
func (rd *Reader) expires(l *page.Line) bool {
	if covers(l, topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel) {
		return false
	}
	for w := range strings.FieldsSeq(l.Label) {
		if rd.Lexicon.IsExpiring(lexicon.Fold(w)) {
			return true
		}
	}
	return false
}

// paperAside tells whether a day stands in brackets that begin with a word for a
// contract: "Atlas Hosting (contract until 3 May 2026)".
func (rd *Reader) paperAside(l *page.Line, at int) bool {
	for i := at - 1; i > 0 && i >= at-4; i-- {
		if gap := l.Between(i); strings.Contains(gap, ")") {
			return false
		} else if strings.Contains(gap, "(") {
			return rd.Lexicon.IsPaper(l.Words[i].Text)
		}
	}
	return false
}
