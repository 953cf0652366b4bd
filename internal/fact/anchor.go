package fact

import (
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// anchorLines is how many lines from the start the day of a letter may stand.
const anchorLines = 25

// findAnchor gives the day from which days without a year are counted: that of
// the mail or letter, else one of the last lines; the zero Day where there is
// none.
func (rd *reading) findAnchor() sow.Day {
	for i := range rd.lines {
		l := &rd.lines[i]
		if hits := rd.dateHits(l); len(hits) > 0 && l.sentLabel() && !l.edge {
			return hits[0].Day
		}
	}
	for i := range min(anchorLines, len(rd.lines)) {
		if d := rd.loneDay(i); !d.IsZero() {
			return d
		}
	}
	for i := len(rd.lines) - 1; i >= max(0, len(rd.lines)-closingBlocks); i-- {
		if d := rd.loneDay(i); !d.IsZero() {
			return d
		}
	}
	return sow.Day{}
}

// loneDay gives the day of a line that holds no more than a place, a person and
// the day.
func (rd *reading) loneDay(i int) sow.Day {
	l := &rd.lines[i]
	hits := rd.dateHits(l)
	if len(hits) != 1 || l.edge || len(l.ws) > 14 || l.topics.Has(topic.DateOther) {
		return sow.Day{}
	}
	if whole := hits[0].Start == 0 && hits[0].End >= len(l.text)-1; !whole && !personal(l, hits[0]) || l.label != "" && !l.forSomeone() {
		return sow.Day{}
	}
	return hits[0].Day
}

// afterAnchor gives the day and month of a day in the year in which it follows
// the anchor.
func (rd *reading) afterAnchor(day sow.Day) (sow.Day, bool) {
	if rd.anchor.IsZero() {
		return day, false
	}
	day.Year = rd.anchor.Year
	if written.CompareDays(day, rd.anchor) < 0 {
		day.Year++
	}
	return day, true
}
