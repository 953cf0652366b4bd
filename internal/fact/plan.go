package fact

import (
	"cmp"

	"claimline/internal/sow"
)

// compareDays gives less than 0 for a before b, more for a behind b.
func compareDays(a, b sow.Day) int {
	return cmp.Or(a.Year-b.Year, int(a.Month-b.Month), a.Dom-b.Dom)
}

// schedule is what the tables and lists of a plan give: its first begin and its
// last day. They count where nothing else states start and end.
type schedule struct {
	start, end *moment
	ranges     int // periods of a list
	firstRange *moment
}

func (s *schedule) begins(m moment) {
	if s.start == nil || compareDays(m.day, s.start.day) < 0 {
		s.start = &m
	}
}

func (s *schedule) ends(m moment) {
	if s.end == nil || compareDays(m.day, s.end.day) > 0 {
		s.end = &m
	}
}

// plan gives the first begin and the last planned day of the tables and lists
// that hold the plan.
func (rd *reading) plan() (start, end *moment) {
	signing := rd.signatureTables()
	s := &schedule{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headSign) || l.head.has(headHistory) || l.head.has(headAbout) && !l.columnBegins() && !l.columned(datePlanned) || signing[l.table] || l.columned(dateOther) {
			continue
		}
		switch {
		case l.table > 0 && l.row > 0 && (l.columned(datePlanned, dateEndLabel, dateEnds, datePeriodLabel) || l.columnBegins() || l.head.has(headTerm)):
			rd.planLine(s, l, true)
		case l.table == 0 && l.head.has(headTerm):
			rd.planLine(s, l, false)
		}
	}
	if s.start == nil && s.ranges > 1 {
		s.start = s.firstRange
	}
	return s.start, s.end
}

// planLine reads one line of a plan.
func (rd *reading) planLine(s *schedule, l *line, table bool) {
	hits := rd.dateHits(l)
	if len(hits) == 0 {
		return
	}
	rd.planRange(s, l, hits, table)
	for _, h := range hits {
		at := l.wordAt(h.Start)
		if _, other := l.window(max(0, at-reachWords), at, dateOther); other {
			continue
		}
		m := moment{h.Day, dayColumn, datePlanned, rd.evidence(l, h.Start, h.End)}
		if table && l.columnBegins() {
			s.begins(m)
		}
		s.ends(m)
	}
}

// planRange reads a period of the plan: the work begins with the first.
func (rd *reading) planRange(s *schedule, l *line, hits []dateHit, table bool) {
	first, isRange := hits[0], len(hits) == 2 && rd.isRange(l, hits[0], hits[1])
	if from, _, ok := halfRange(l.text, hits); ok {
		first, isRange = from, true
	}
	if !isRange {
		return
	}
	m := moment{first.Day, dayColumn, datePlanned, rd.evidence(l, first.Start, first.End)}
	if table {
		s.begins(m)
		return
	}
	s.ranges++
	if s.firstRange == nil || compareDays(m.day, s.firstRange.day) < 0 {
		s.firstRange = &m
	}
}
