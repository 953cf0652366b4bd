package seat

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// countsSomething tells whether the number in bytes [start,end) of a line may
// count: it is no part of a day, an amount or a name, and no measure follows.
func (rd *counter) countsSomething(l *page.Line, start, end int) bool {
	if rd.inValue(l, start, end) || end-start > 1 && l.Text[start] == '0' || end < len(l.Text) && lexicon.IsWordASCII(l.Text[end]) {
		return false
	}
	next := l.WordAt(end)
	if next < len(l.Words) && l.Beside.People.Measures.Has(l.Words[next].Text) && !l.Breaks(next) {
		return false
	}
	return l.Text[start:end] != "365" || !ofSuite(l, l.WordAt(start), next)
}

// inValue tells whether bytes [start,end) of a line belong to a day or an
// amount.
func (rd *counter) inValue(l *page.Line, start, end int) bool {
	for _, d := range rd.Dates(l) {
		if start < d.End && end > d.Start {
			return true
		}
	}
	for _, m := range rd.MoneyIn(l) {
		if start < m.End && end > m.Start {
			return true
		}
	}
	return false
}

// ofSuite tells whether the 365 at word i, before word next, is that of a
// product: "Microsoft 365", "the 365 apps".
func ofSuite(l *page.Line, i, next int) bool {
	if next < len(l.Words) && l.Covered(next, topic.SeatPeople) || i == 0 {
		return false
	}
	before := l.Words[i-1].Text
	return names.IsMaker(before) || before == "office" || before == "the"
}
