package day

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// anchorLines is how many lines from the start the day of a letter may stand.
const anchorLines = 25

// findAnchor gives the day from which days without a year are counted: that of
// the mail or letter, else one of the last lines; the zero Day where there is
// none.
func (rd *Reader) findAnchor() sow.Day {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if hits := rd.Dates(l); len(hits) > 0 && sentLabel(l) && !l.Edge {
			return hits[0].Day
		}
	}
	for i := range min(anchorLines, len(rd.Lines)) {
		if d := rd.loneDay(i); !d.IsZero() {
			return d
		}
	}
	for i := len(rd.Lines) - 1; i >= max(0, len(rd.Lines)-page.ClosingBlocks); i-- {
		if d := rd.loneDay(i); !d.IsZero() {
			return d
		}
	}
	return sow.Day{}
}

// loneDay gives the day of a line that holds no more than a place, a person and
// the day.
func (rd *Reader) loneDay(i int) sow.Day {
	l := &rd.Lines[i]
	hits := rd.Dates(l)
	if len(hits) != 1 || l.Edge || len(l.Words) > 14 || l.Topics.Has(topic.DateOther) {
		return sow.Day{}
	}
	if whole := hits[0].Start == 0 && hits[0].End >= len(l.Text)-1; !whole && !l.Personal(hits[0]) || l.Label != "" && !l.ForSomeone() {
		return sow.Day{}
	}
	return hits[0].Day
}

// afterAnchor gives the day and month of a day in the year in which it follows
// the anchor.
func (rd *Reader) afterAnchor(day sow.Day) (sow.Day, bool) {
	if rd.anchor.IsZero() {
		return day, false
	}
	day.Year = rd.anchor.Year
	if written.CompareDays(day, rd.anchor) < 0 {
		day.Year++
	}
	return day, true
}
