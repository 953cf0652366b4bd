package day

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// onlyRange gives the start and the end of the one period that a document names,
// where no word says of any day what it is: "Instalación: del 4 al 22 de mayo de
// 2026". Two periods say nothing.
func (rd *Reader) onlyRange() (starts, ends []moment) {
	var first, last moment
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if !l.Numeric || rd.tellsOfOther(l) {
			continue
		}
		from, to, ok := rd.rangeIn(l)
		if !ok || rd.sideRange(l, from, to) {
			continue
		}
		if first.block > 0 && (from.Day != first.day || to.Day != last.day) {
			return nil, nil
		}
		first, last = momentOf(l, from, dayColumn, topic.DatePeriodLabel), momentOf(l, to, dayColumn, topic.DatePeriodLabel)
	}
	if first.block == 0 {
		return nil, nil
	}
	return []moment{first}, []moment{last}
}

// tellsOfOther tells whether the place of a line says that its days are not those
// of the work.
func (rd *Reader) tellsOfOther(l *page.Line) bool {
	const others = 1<<topic.HeadSign | 1<<topic.HeadHistory | 1<<topic.HeadAbout | 1<<topic.HeadBackground | 1<<topic.HeadExcluded | 1<<topic.HeadLicence
	return l.Edge || l.Table > 0 || l.Head&others != 0 || datesOther(l)
}

// sideRange tells whether what is said before a period or in it makes it that of
// something else: a lease, a day that has been moved, what does not happen.
func (rd *Reader) sideRange(l *page.Line, from, to written.Date) bool {
	at := l.WordAt(from.Start)
	_, other := l.Window(max(0, at-reachWords), at, topic.DateOther)
	return other || movedBefore(l, at) || l.Denies(from.Start, to.End)
}

// rangeIn gives the one period of a line.
func (rd *Reader) rangeIn(l *page.Line) (from, to written.Date, ok bool) {
	hits := rd.Dates(l)
	if len(hits) == 2 && rd.isRange(l, hits[0], hits[1]) && hits[0].Day.String() < hits[1].Day.String() {
		return hits[0], hits[1], true
	}
	if len(hits) != 1 {
		return from, to, false
	}
	if from, to, ok = written.RangeAcrossMonths(l.Text, hits); ok {
		return from, to, true
	}
	if from, to, ok = written.RangeBetween(l.Text, hits); ok {
		return from, to, true
	}
	if from, ok = written.RangeInNumbers(l.Text, hits); ok {
		return from, hits[0], true
	}
	if l.Label == "" && !l.Head.Has(topic.HeadTerm) { // a week of courses
		return from, to, false
	}
	return written.RangeWithinMonth(l.Text, hits)
}
