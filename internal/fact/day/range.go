package day

import (
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// lineMoments collects the starts and ends that one line states.
type lineMoments struct {
	rd           *Reader
	l            *page.Line
	bonus        float64 // of the section that the line stands in
	starts, ends []moment
}

func (m *lineMoments) starting(h written.Date, weight float64, kind topic.Topic) {
	m.starts = append(m.starts, momentOf(m.l, h, weight, kind))
}

func (m *lineMoments) ending(h written.Date, weight float64, kind topic.Topic) {
	m.ends = append(m.ends, momentOf(m.l, h, weight, kind))
}

// lasting notes the first and the last day of a period.
func (m *lineMoments) lasting(first, last written.Date, weight float64) {
	m.starting(first, weight+m.bonus, topic.DatePeriodLabel)
	m.ending(last, weight+m.bonus, topic.DatePeriodLabel)
}

// momentsIn reads the starts and ends that one line states.
func (rd *Reader) momentsIn(l *page.Line) (starts, ends []moment) {
	hits := rd.withBareDays(l, rd.Dates(l))
	if len(hits) == 0 || l.Table > 0 && l.Row == 0 && rd.Tables[l.Table].Cols > 2 { // the head of a column
		return nil, nil
	}
	if datesOther(l) {
		return nil, nil
	}
	m := lineMoments{rd: rd, l: l}
	if l.Head.Has(topic.HeadTerm) {
		m.bonus = inTerm
	}
	if len(hits) == 2 && l.Labelled(topic.DateEndLabel) && l.Labelled(topic.ValueState) { // "End before / after: 17 April / 31 July"
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
func datesOther(l *page.Line) bool {
	if l.Labelled(topic.DateOther) && !l.Labelled(topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel) {
		return true
	}
	return l.Columned(topic.DateOther) && !namesWork(l) || l.Head.Has(topic.HeadBackground) && !l.Head.Has(topic.HeadTerm)
}

// namesWork tells whether the label of a day says that it is the start or the end of
// the whole work, whatever its column is called.
func namesWork(l *page.Line) bool {
	return l.Labelled(topic.DateStartLabel, topic.DateEndLabel) && covers(l, topic.DateStartLabel, topic.DateEndLabel)
}

// wholeDays reads the days of a line, and the periods between two of them.
func (m *lineMoments) wholeDays(hits []written.Date) {
	for i, h := range hits {
		switch {
		case i+1 < len(hits) && m.rd.isRange(m.l, h, hits[i+1]):
			m.period(h, hits[i+1])
		case i > 0 && m.rd.isRange(m.l, hits[i-1], h): // has been read with the day before
		case m.endsStep(h): // the plan reads it
		default:
			m.day(hits, i)
		}
	}
}

// endsStep tells whether a day is the last of a period with the label of a step:
// "Wave 3: 27 July to 14 August 2026".
func (m *lineMoments) endsStep(h written.Date) bool {
	if m.l.Label == "" || m.l.Table > 0 || m.l.Labelled(topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel) {
		return false
	}
	from, to, ok := m.rd.rangeIn(m.l)
	return ok && to.Day == h.Day && m.rd.rangeWeight(m.l, from) == 0
}

// period reads two days with "to" between them: a period, or a day that has been
// moved from the one to the other.
func (m *lineMoments) period(first, last written.Date) {
	at := m.l.WordAt(first.Start)
	if movedBefore(m.l, at) {
		if _, end := m.l.Window(0, at, topic.DateEnds, topic.DateEndLabel); end {
			m.ending(last, daySays+inTerm, topic.DateEnds)
		}
		return
	}
	if w := m.rd.rangeWeight(m.l, first); w > 0 && !m.l.Denies(first.Start, last.End) {
		m.lasting(first, last, w)
	}
}

// day reads the day hits[i] by what is said of it.
func (m *lineMoments) day(hits []written.Date, i int) {
	kind, weight := m.rd.roleOf(m.l, hits, i)
	if kind == 0 && m.termFrom(hits[i]) {
		kind, weight = topic.DateStarts, dayPeriod
	}
	if kind == topic.DateStarts || kind == topic.DateEffective {
		m.starting(hits[i], weight+m.bonus, kind)
	}
	if kind == topic.DateEnds && !m.rd.othersEnd(m.l, m.l.WordAt(hits[i].Start)) {
		m.ending(hits[i], weight+m.bonus, kind)
	}
}

// termWords is how many words a line has at most that is a term and its first day.
const termWords = 10

// termFrom tells whether a labelled line is a term that runs from a day: "Validity:
// twelve months from 1 May 2026".
func (m *lineMoments) termFrom(h written.Date) bool {
	at := m.l.WordAt(h.Start)
	if m.l.Label == "" || len(m.l.Words) > termWords || m.rd.TermIn(m.l) == 0 {
		return false
	}
	from, ok := m.l.Window(max(0, at-3), at, topic.DateFrom)
	return ok && from.To == at
}

// shortRanges reads periods whose first day is written without its year or
// month: "3 August to 25 September 2026", "from 5 to 9 October 2026".
func (m *lineMoments) shortRanges(hits []written.Date) {
	if first, last, ok := written.RangeAcrossMonths(m.l.Text, hits); ok && !m.l.Denies(first.Start, last.End) {
		if movedBefore(m.l, m.l.WordAt(first.Start)) {
			m.ending(last, daySays+inTerm, topic.DateEnds)
		} else if w := m.rd.rangeWeight(m.l, first); w > 0 {
			m.lasting(first, last, w)
		}
	}
	if first, last, ok := written.RangeWithinMonth(m.l.Text, hits); ok && m.rd.rangeWeight(m.l, first) >= dayPeriod && !m.l.Denies(first.Start, last.End) {
		m.lasting(first, last, dayPeriod)
	}
}

// movedBefore tells whether the words before word at say that a day is moved.
func movedBefore(l *page.Line, at int) bool {
	_, moved := l.Window(max(0, at-3), at, topic.DateMoved)
	return moved
}

// thenEnds tells whether a sentence that says when the work starts goes on with
// the day on which something follows: "We begin on 9 March and hand over on 17
// April 2026".
func (rd *Reader) thenEnds(l *page.Line, hits []written.Date) bool {
	from, to := l.WordAt(hits[0].End), l.WordAt(hits[1].Start)
	and, ok := l.Window(from, min(from+2, to), topic.PartyAnd)
	if !ok || and.From > from || to-and.To > reachWords || hits[0].Day.String() >= hits[1].Day.String() {
		return false
	}
	_, other := l.Window(from, to, topic.DateOther)
	return !other
}

// isRange tells whether only words such as "to" stand between two days.
func (rd *Reader) isRange(l *page.Line, a, b written.Date) bool {
	gap := l.Text[a.End:b.Start]
	if strings.Trim(gap, " \u00a0,") == "–" || strings.Trim(gap, " \u00a0,") == "-" || strings.Trim(gap, " \u00a0,") == "—" {
		return true
	}
	from, to := l.WordAt(a.End), l.WordAt(b.Start)
	if _, other := l.Window(from, to, topic.DateOther); other { // "offer of 3 March, valid until 30 April"
		return false
	}
	if h, ok := l.Window(from, to, topic.DateTo); ok {
		return h.To-h.From >= to-from-1
	}
	if _, between := l.Window(max(0, l.WordAt(a.Start)-2), l.WordAt(a.Start), topic.PartyBetween); between { // "between 1 March and 30 June"
		and, ok := l.Window(from, to, topic.PartyAnd)
		return ok && and.From == from && to-and.To <= 1
	}
	return false
}

// rangeWeight says how sure it is that a range is that of the work.
func (rd *Reader) rangeWeight(l *page.Line, h written.Date) float64 {
	at := l.WordAt(h.Start)
	if other, ok := l.Window(max(0, at-reachWords), at, topic.DateOther); ok {
		if _, work := l.Window(other.To, at, topic.DateWork, topic.DatePeriodLabel); !work {
			return 0
		}
	}
	if l.Labelled(topic.DatePeriodLabel, topic.DateStartLabel) || l.Label != "" && l.Table == 0 && at <= 1 && covers(l, topic.DateWork) {
		return dayPeriod
	}
	if l.Label != "" && l.Table == 0 {
		return 0 // a step of the plan
	}
	if _, ok := l.Window(0, at, topic.DateWork, topic.DatePeriodLabel); ok && l.Table == 0 {
		return dayPeriod
	}
	switch {
	case l.Table > 0:
		return 0
	case l.Head.Has(topic.HeadTerm):
		return dayRange
	case !rd.HasTerm: // no section is about dates, so the one range will be it
		return dayColumn
	}
	return 0
}
