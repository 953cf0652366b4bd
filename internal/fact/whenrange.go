package fact

import (
	"strings"

	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// lineMoments collects the starts and ends that one line states.
type lineMoments struct {
	rd           *reading
	l            *line
	bonus        float64 // of the section that the line stands in
	starts, ends []moment
}

func (m *lineMoments) starting(h written.Date, weight float64, kind topic.Topic) {
	m.starts = append(m.starts, m.rd.momentOf(m.l, h, weight, kind))
}

func (m *lineMoments) ending(h written.Date, weight float64, kind topic.Topic) {
	m.ends = append(m.ends, m.rd.momentOf(m.l, h, weight, kind))
}

// lasting notes the first and the last day of a period.
func (m *lineMoments) lasting(first, last written.Date, weight float64) {
	m.starting(first, weight+m.bonus, topic.DatePeriodLabel)
	m.ending(last, weight+m.bonus, topic.DatePeriodLabel)
}

// momentsIn reads the starts and ends that one line states.
func (rd *reading) momentsIn(l *line) (starts, ends []moment) {
	hits := rd.withBareDays(l, rd.dateHits(l))
	if len(hits) == 0 || l.table > 0 && l.row == 0 && rd.tables[l.table].cols > 2 { // the head of a column
		return nil, nil
	}
	if l.datesOther() {
		return nil, nil
	}
	m := lineMoments{rd: rd, l: l}
	if l.head.has(topic.HeadTerm) {
		m.bonus = inTerm
	}
	if len(hits) == 2 && l.labelled(topic.DateEndLabel) && l.labelled(topic.ValueState) { // "End before / after: 17 April / 31 July"
		m.ending(hits[1], dayLabel, topic.DateEnds)
		return nil, m.ends
	}
	m.wholeDays(hits)
	if len(m.starts) == 1 && len(m.ends) == 0 && len(hits) == 2 && rd.thenEnds(l, hits) {
		m.ending(hits[1], dayColumn+m.bonus, topic.DateEnds)
	}
	m.shortRanges(hits)
	return m.starts, m.ends
}

// datesOther tells whether the label, the column or the section of a line says
// that its days are not those of the work.
func (l *line) datesOther() bool {
	if l.labelled(topic.DateOther) && !l.labelled(topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel) {
		return true
	}
	return l.columned(topic.DateOther) || l.head.has(topic.HeadBackground) && !l.head.has(topic.HeadTerm)
}

// wholeDays reads the days of a line, and the periods between two of them.
func (m *lineMoments) wholeDays(hits []written.Date) {
	for i, h := range hits {
		switch {
		case i+1 < len(hits) && m.rd.isRange(m.l, h, hits[i+1]):
			m.period(h, hits[i+1])
		case i > 0 && m.rd.isRange(m.l, hits[i-1], h): // has been read with the day before
		default:
			m.day(hits, i)
		}
	}
}

// period reads two days with "to" between them: a period, or a day that has been
// moved from the one to the other.
func (m *lineMoments) period(first, last written.Date) {
	at := m.l.wordAt(first.Start)
	if m.l.movedBefore(at) {
		if _, end := m.l.window(0, at, topic.DateEnds, topic.DateEndLabel); end {
			m.ending(last, daySays+inTerm, topic.DateEnds)
		}
		return
	}
	if w := m.rd.rangeWeight(m.l, first); w > 0 && !m.l.denies(first.Start, last.End) {
		m.lasting(first, last, w)
	}
}

// day reads the day hits[i] by what is said of it.
func (m *lineMoments) day(hits []written.Date, i int) {
	kind, weight := m.rd.roleOf(m.l, hits, i)
	if kind == topic.DateStarts || kind == topic.DateEffective {
		m.starting(hits[i], weight+m.bonus, kind)
	}
	if kind == topic.DateEnds && !m.rd.othersEnd(m.l, m.l.wordAt(hits[i].Start)) {
		m.ending(hits[i], weight+m.bonus, kind)
	}
}

// shortRanges reads periods whose first day is written without its year or
// month: "3 August to 25 September 2026", "from 5 to 9 October 2026".
func (m *lineMoments) shortRanges(hits []written.Date) {
	if first, last, ok := written.RangeAcrossMonths(m.l.text, hits); ok && !m.l.denies(first.Start, last.End) {
		if m.l.movedBefore(m.l.wordAt(first.Start)) {
			m.ending(last, daySays+inTerm, topic.DateEnds)
		} else if w := m.rd.rangeWeight(m.l, first); w > 0 {
			m.lasting(first, last, w)
		}
	}
	if first, last, ok := written.RangeWithinMonth(m.l.text, hits); ok && m.rd.rangeWeight(m.l, first) >= dayPeriod && !m.l.denies(first.Start, last.End) {
		m.lasting(first, last, dayPeriod)
	}
}

// movedBefore tells whether the words before word at say that a day is moved.
func (l *line) movedBefore(at int) bool {
	_, moved := l.window(max(0, at-3), at, topic.DateMoved)
	return moved
}

// thenEnds tells whether a sentence that says when the work starts goes on with
// the day on which something follows: "We begin on 9 March and hand over on 17
// April 2026".
func (rd *reading) thenEnds(l *line, hits []written.Date) bool {
	from, to := l.wordAt(hits[0].End), l.wordAt(hits[1].Start)
	and, ok := l.window(from, min(from+2, to), topic.PartyAnd)
	if !ok || and.From > from || to-and.To > reachWords || hits[0].Day.String() >= hits[1].Day.String() {
		return false
	}
	_, other := l.window(from, to, topic.DateOther)
	return !other
}

// isRange tells whether only words such as "to" stand between two days.
func (rd *reading) isRange(l *line, a, b written.Date) bool {
	gap := l.text[a.End:b.Start]
	if strings.Trim(gap, " \u00a0,") == "–" || strings.Trim(gap, " \u00a0,") == "-" || strings.Trim(gap, " \u00a0,") == "—" {
		return true
	}
	from, to := l.wordAt(a.End), l.wordAt(b.Start)
	if _, other := l.window(from, to, topic.DateOther); other { // "offer of 3 March, valid until 30 April"
		return false
	}
	if h, ok := l.window(from, to, topic.DateTo); ok {
		return h.To-h.From >= to-from-1
	}
	if _, between := l.window(max(0, l.wordAt(a.Start)-2), l.wordAt(a.Start), topic.PartyBetween); between { // "between 1 March and 30 June"
		and, ok := l.window(from, to, topic.PartyAnd)
		return ok && and.From == from && to-and.To <= 1
	}
	return false
}

// rangeWeight says how sure it is that a range is that of the work.
func (rd *reading) rangeWeight(l *line, h written.Date) float64 {
	at := l.wordAt(h.Start)
	if other, ok := l.window(max(0, at-reachWords), at, topic.DateOther); ok {
		if _, work := l.window(other.To, at, topic.DateWork, topic.DatePeriodLabel); !work {
			return 0
		}
	}
	if l.labelled(topic.DatePeriodLabel, topic.DateStartLabel) || l.label != "" && l.table == 0 && at <= 1 && l.covers(topic.DateWork) {
		return dayPeriod
	}
	if l.label != "" && l.table == 0 {
		return 0 // a step of the plan
	}
	if _, ok := l.window(0, at, topic.DateWork, topic.DatePeriodLabel); ok && l.table == 0 {
		return dayPeriod
	}
	switch {
	case l.table > 0:
		return 0
	case l.head.has(topic.HeadTerm):
		return dayRange
	case !rd.hasTerm: // no section is about dates, so the one range will be it
		return dayColumn
	}
	return 0
}
