package day

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// endOfTerm gives the last day of a term that the text states as a number of
// months or years beside the day on which the work starts: "The services start
// on 1 July 2026 and run for twelve months".
func (rd *Reader) endOfTerm(start sow.Fact[string]) sow.Fact[string] {
	value, _ := start.Known()
	day, err := sow.ParseDay(value)
	if err != nil || len(start.Evidence) == 0 {
		return sow.NoFact[string]()
	}
	months, at := 0, (*page.Line)(nil)
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadSign) || l.Head.Has(topic.HeadHistory) || l.Head.Has(topic.HeadBackground) {
			continue
		}
		n := rd.TermIn(l)
		if n == 0 || !rd.termCounts(l, day) {
			continue
		}
		if months > 0 && n != months {
			return sow.NoFact[string]() // two terms: nobody says which
		}
		months, at = n, l
	}
	if months == 0 {
		return sow.NoFact[string]()
	}
	end := day.AddMonths(months).Add(-1)
	return sow.NewFact(end.String(), start.Evidence[0], rd.Evidence(at, 0, len(at.Text)))
}

// termCounts tells whether a term counts from the start of the work: the line
// states that day as well, or its label is one of the period.
func (rd *Reader) termCounts(l *page.Line, start sow.Day) bool {
	if l.Labelled(topic.DatePeriodLabel) {
		return true
	}
	for _, h := range rd.Dates(l) {
		if h.Day == start {
			return true
		}
	}
	return false
}
