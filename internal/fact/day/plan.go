package day

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// schedule is what the tables and lists of a plan give: its first begin and its
// last day. They count where nothing else states start and end.
type schedule struct {
	start, end *moment
	ranges     int // periods of a list
	firstRange *moment
	rangeEnd   sow.Day // of the last period
	before     bool    // some day stands before the first period
}

func (s *schedule) begins(m moment) {
	if s.start == nil || written.CompareDays(m.day, s.start.day) < 0 {
		s.start = &m
	}
}

func (s *schedule) ends(m moment) {
	if s.end == nil || written.CompareDays(m.day, s.end.day) > 0 {
		s.end = &m
	}
}

// opens tells whether the work begins with the first period of the plan: there are
// several, or steps, or it comes before all of the other days. "Design: 16 February
// to 13 March 2026. Build: until 29 May 2026."
func (s *schedule) opens(steps int) bool {
	if s.ranges > 1 || steps > 0 {
		return true
	}
	return s.firstRange != nil && s.end != nil && !s.before && written.CompareDays(s.end.day, s.rangeEnd) > 0
}

// plan gives the first begin and the last planned day of the tables and lists
// that hold the plan.
func (rd *Reader) plan() (start, end *moment) {
	signing := rd.signatureTables()
	steps := rd.datedLists()
	s := &schedule{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		cell := planCell(l)
		if !cell && (l.Table > 0 || !l.Head.Has(topic.HeadTerm) && !steps[l.Block]) || outsidePlan(l) || signing[l.Table] {
			continue
		}
		rd.planLine(s, l, cell)
		if !cell && steps[l.Block] && s.start == nil && s.firstRange == nil {
			rd.firstStep(s, l)
		}
	}
	if s.start == nil && s.opens(len(steps)) {
		s.start = s.firstRange
	}
	return s.start, s.end
}

// outsidePlan tells whether the place of a line says that it is part of no plan: in a
// column of other days, or below a heading of something else unless its column is one
// of a plan.
func outsidePlan(l *page.Line) bool {
	if l.Edge || l.Head.Has(topic.HeadSign) || l.Head.Has(topic.HeadHistory) || l.Columned(topic.DateOther) {
		return true
	}
	return l.Head.Has(topic.HeadAbout) && !l.ColumnBegins() && !l.Columned(topic.DatePlanned)
}

// planCell tells whether a cell stands in a column of planned days, or in a
// table below a heading about dates.
func planCell(l *page.Line) bool {
	if l.Table <= 0 || l.Row <= 0 {
		return false
	}
	return l.Columned(topic.DatePlanned, topic.DateEndLabel, topic.DateEnds, topic.DatePeriodLabel) || l.ColumnBegins() || l.Head.Has(topic.HeadTerm)
}

// planLine reads one line of a plan.
func (rd *Reader) planLine(s *schedule, l *page.Line, table bool) {
	hits := rd.Dates(l)
	if len(hits) == 0 || l.Denies(hits[0].Start, hits[len(hits)-1].End) {
		return
	}
	rd.planRange(s, l, hits, table)
	if table && l.Labelled(topic.DateOther) && l.Labelled(topic.DateEndLabel) && !l.Labelled(topic.DatePeriodLabel) { // "End of the warranty"
		return
	}
	if rd.beginsThen(l, hits) {
		return
	}
	for _, h := range hits {
		at := l.WordAt(h.Start)
		if _, other := l.Window(max(0, at-reachWords), at, topic.DateOther); other || rd.paperAside(l, at) || rd.expires(l) {
			continue
		}
		m := momentOf(l, h, dayColumn, topic.DatePlanned)
		if table && l.ColumnBegins() {
			s.begins(m)
		}
		s.ends(m)
	}
}

// planRange reads a period of the plan: the work begins with the first.
func (rd *Reader) planRange(s *schedule, l *page.Line, hits []written.Date, table bool) {
	first, isRange := hits[0], len(hits) == 2 && rd.isRange(l, hits[0], hits[1])
	if from, _, ok := written.RangeAcrossMonths(l.Text, hits); ok {
		first, isRange = from, true
	} else if from, ok := written.RangeInNumbers(l.Text, hits); ok {
		first, isRange = from, true
	} else if from, _, ok := written.RangeWithinMonth(l.Text, hits); ok {
		first, isRange = from, true
	}
	if !isRange {
		s.before = s.before || s.firstRange == nil && !l.Topics.Has(topic.DateTo)
		return
	}
	m := momentOf(l, first, dayColumn, topic.DatePlanned)
	if table {
		s.begins(m)
		return
	}
	s.ranges++
	s.rangeEnd = hits[len(hits)-1].Day
	if s.firstRange == nil || written.CompareDays(m.day, s.firstRange.day) < 0 {
		s.firstRange = &m
	}
}

// leastSteps is how many items a list of steps has at least.
const leastSteps = 3

// datedLists gives the items of the lists that are a plan: their first and last
// items hold days, and no day is earlier than the one before.
func (rd *Reader) datedLists() map[int]bool {
	out := map[int]bool{}
	days := rd.itemDays()
	if len(days) < 2 {
		return out
	}
	for i := 0; i < len(rd.Doc.Blocks); i++ {
		end := i
		for end < len(rd.Doc.Blocks) && rd.Doc.Blocks[end].Kind == sow.ListItem && rd.Doc.Blocks[end].Cell == nil {
			end++
		}
		if end-i >= leastSteps && len(days[i]) > 0 && len(days[end-1]) > 0 && inOrder(days, i, end) {
			for k := i; k < end; k++ {
				out[k] = true
			}
		}
		i = max(i, end-1)
	}
	return out
}

// itemDays gives the days of each item of a list that may be a step of the work.
func (rd *Reader) itemDays() map[int][]written.Date {
	days := map[int][]written.Date{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table > 0 || l.Edge || rd.Doc.Blocks[l.Block].Kind != sow.ListItem || l.Topics.Has(topic.DateOther) || l.Head&(1<<topic.HeadBackground|1<<topic.HeadExcluded) != 0 {
			continue
		}
		if hits := rd.Dates(l); len(hits) > 0 && !l.Denies(hits[0].Start, hits[0].End) {
			days[l.Block] = append(days[l.Block], hits...)
		}
	}
	return days
}

// inOrder tells whether the days of the blocks [from:to) follow each other.
func inOrder(days map[int][]written.Date, from, to int) bool {
	var last *written.Date
	for k := from; k < to; k++ {
		for _, h := range days[k] {
			if last != nil && written.CompareDays(h.Day, last.Day) < 0 {
				return false
			}
			last = &h
		}
	}
	return true
}

// firstStep takes the first day of a list of steps as the start of the plan.
func (rd *Reader) firstStep(s *schedule, l *page.Line) {
	if hits := rd.Dates(l); len(hits) > 0 {
		if by, ok := l.Window(0, l.WordAt(hits[0].Start), topic.DateEnds, topic.DateDeadline); ok && by.To >= l.WordAt(hits[0].Start)-1 {
			return
		}
		s.begins(momentOf(l, hits[0], dayColumn, topic.DatePlanned))
	}
}
