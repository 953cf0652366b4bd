package fact

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// moment is a day that a line gives for the start or the end of the work.
type moment struct {
	day    sow.Day
	weight float64
	kind   topic // how it is stated: dateStarts, dateEffective, datePeriodLabel, ...
	ev     sow.Evidence
}

// Weights of the ways to state a day.
const (
	dayLabel   = 10.0 // "Start: 2 March 2026"
	dayPeriod  = 9.0  // "Term: 2 March to 30 June 2026"
	daySays    = 7.0  // "The services start on 2 March 2026"
	dayTakes   = 6.5  // "effective 2 March 2026"
	dayRange   = 5.0  // a range that no label explains
	dayColumn  = 4.0  // the first or last day of a plan
	inTerm     = 2.0  // under a heading about dates
	dayAccept  = 5.0  // least weight that makes a fact
	reachWords = 9    // words between a verb and its date
)

// dateHits gives the days of a line.
func (rd *reading) dateHits(l *line) []dateHit {
	if !l.numeric {
		return nil
	}
	if !l.hasDates {
		l.dates, l.hasDates = dates(l.text, rd.us), true
		if rd.marks[l.block]&isMonth != 0 {
			l.dates = rd.spelledDays(l, l.dates)
		}
	}
	return l.dates
}

// monthFirst tells whether 03/04/2026 is 4 March: as other dates of the
// document show, else by its dollars and its English month names first.
func (rd *reading) monthFirst() bool {
	month, day, named := 0, 0, 0
	for i := range rd.doc.Blocks {
		text := rd.doc.Blocks[i].Text
		if named > 0 && !strings.Contains(text, "/") { // nothing more to learn
			continue
		}
		for _, h := range dates(text, false) {
			if h.Swapped.IsZero() && strings.Contains(text[h.bare:h.End], "/") && allNumbers(text[h.bare:h.End]) {
				if d := text[h.bare:h.End]; leadingNumber(d) > 12 {
					day++
				} else {
					month++
				}
			}
			if c := text[h.bare]; c < '0' || c > '9' {
				named++
			}
		}
	}
	return month > day || month == day && named > 0
}

// allNumbers tells whether a day is written in the form "2/3/2026".
func allNumbers(day string) bool {
	_, ok := numberDay(day, 0, false)
	return ok
}

func leadingNumber(s string) (n int) {
	for _, r := range s {
		if r < '0' || r > '9' {
			break
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// dates gives start, end and signature.
func (rd *reading) dates() (start, end, signed sow.Fact[string]) {
	var starts, ends []moment
	signed = rd.signedDate()
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headSign) || l.head.has(headHistory) || l.head.has(headAbout) && !l.head.has(headTerm) {
			continue
		}
		s, e := rd.momentsIn(l)
		starts, ends = append(starts, s...), append(ends, e...)
	}
	if day, ok := signed.Known(); ok {
		starts, ends = plausible(starts, ends, day)
	}
	planStart, planEnd := rd.plan()
	start = settle(starts, planStart, false)
	if start.State == sow.Missing {
		start = rd.startsSigned(signed)
	}
	end = settle(ends, planEnd, true)
	if _, ok := start.Known(); ok && end.State == sow.Missing {
		end = rd.endOfTerm(start)
	}
	if s, ok := start.Known(); ok {
		if e, ok := end.Known(); ok && (e < s || e == s && start.Evidence[0].Quote == end.Evidence[0].Quote) {
			end = sow.NoFact[string]()
		}
	}
	return start, end, signed
}

// plausible drops ends before the signature and starts long before it: they
// belong to the past that the document tells of.
func plausible(starts, ends []moment, signed string) ([]moment, []moment) {
	day, err := sow.ParseDay(signed)
	if err != nil {
		return starts, ends
	}
	early := day.AddMonths(-9)
	starts = slices.DeleteFunc(starts, func(m moment) bool { return compareDays(m.day, early) < 0 })
	ends = slices.DeleteFunc(ends, func(m moment) bool { return compareDays(m.day, day) < 0 })
	return starts, ends
}

// settle picks the day that is stated best. Of equal ones the earlier start
// and the later end count, as the work lasts from the one to the other.
func settle(stated []moment, plan *moment, late bool) sow.Fact[string] {
	if plan != nil {
		stated = append(stated, *plan)
	}
	var top []moment
	most := 0.0
	for _, m := range stated {
		most = max(most, m.weight)
	}
	for _, m := range stated {
		if m.weight >= most-1 {
			top = append(top, m)
		}
	}
	if len(top) == 0 || most < dayColumn {
		return sow.NoFact[string]()
	}
	if !late && top[0].kind == datePeriodLabel { // the document may take effect before the term that it names
		for _, m := range stated {
			if m.kind == dateEffective && m.day.String() < top[0].day.String() {
				top = append(top, m)
			}
		}
	}
	slices.SortStableFunc(top, func(a, b moment) int {
		if late {
			a, b = b, a
		}
		return compareDays(a.day, b.day)
	})
	return sow.NewFact(top[0].day.String(), top[0].ev)
}

// momentsIn reads the starts and ends that one line states.
func (rd *reading) momentsIn(l *line) (starts, ends []moment) {
	hits := rd.withBareDays(l, rd.dateHits(l))
	if len(hits) == 0 || l.table > 0 && l.row == 0 && rd.tables[l.table].cols > 2 { // the head of a column
		return nil, nil
	}
	bonus := 0.0
	if l.head.has(headTerm) {
		bonus = inTerm
	}
	if l.labelled(dateOther) && !l.labelled(dateStartLabel, dateEndLabel, datePeriodLabel) || l.columned(dateOther) || l.head.has(headBackground) && !l.head.has(headTerm) {
		return nil, nil
	}
	add := func(list *[]moment, h dateHit, weight float64, kind topic) {
		*list = append(*list, moment{h.Day, weight, kind, rd.evidence(l, h.Start, h.End)})
	}
	if len(hits) == 2 && l.labelled(dateEndLabel) && l.labelled(valueState) { // "End before / after: 17 April / 31 July"
		add(&ends, hits[1], dayLabel, dateEnds)
		return nil, ends
	}
	for i, h := range hits {
		if i+1 < len(hits) && rd.isRange(l, h, hits[i+1]) {
			if _, moved := l.window(max(0, l.wordAt(h.Start)-3), l.wordAt(h.Start), dateMoved); moved {
				if _, end := l.window(0, l.wordAt(h.Start), dateEnds, dateEndLabel); end {
					add(&ends, hits[i+1], daySays+inTerm, dateEnds)
				}
				continue
			}
			if w := rd.rangeWeight(l, h); w > 0 && !l.denies(h.Start, hits[i+1].End) {
				add(&starts, h, w+bonus, datePeriodLabel)
				add(&ends, hits[i+1], w+bonus, datePeriodLabel)
			}
			continue
		}
		if i > 0 && rd.isRange(l, hits[i-1], h) {
			continue
		}
		kind, weight := rd.roleOf(l, hits, i)
		if kind == dateStarts || kind == dateEffective {
			add(&starts, h, weight+bonus, kind)
		}
		if kind == dateEnds {
			add(&ends, h, weight+bonus, kind)
		}
	}
	if len(starts) == 1 && len(ends) == 0 && len(hits) == 2 && rd.thenEnds(l, hits) {
		add(&ends, hits[1], dayColumn+bonus, dateEnds)
	}
	if h, end, ok := halfRange(l.text, hits); ok && !l.denies(h.Start, end.End) { // "3 August to 25 September 2026"
		at := l.wordAt(h.Start)
		if _, moved := l.window(max(0, at-3), at, dateMoved); moved {
			add(&ends, end, daySays+inTerm, dateEnds)
		} else if w := rd.rangeWeight(l, h); w > 0 {
			add(&starts, h, w+bonus, datePeriodLabel)
			add(&ends, end, w+bonus, datePeriodLabel)
		}
	}
	if h, end, ok := dayRangeBefore(l.text, hits); ok && rd.rangeWeight(l, h) >= dayPeriod && !l.denies(h.Start, end.End) { // "from 5 to 9 October 2026"
		add(&starts, h, dayPeriod+bonus, datePeriodLabel)
		add(&ends, end, dayPeriod+bonus, datePeriodLabel)
	}
	return starts, ends
}

// thenEnds tells whether a sentence that says when the work starts goes on with
// the day on which something follows: "We begin on 9 March and hand over on 17
// April 2026".
func (rd *reading) thenEnds(l *line, hits []dateHit) bool {
	from, to := l.wordAt(hits[0].End), l.wordAt(hits[1].Start)
	and, ok := l.window(from, min(from+2, to), partyAnd)
	if !ok || and.from > from || to-and.to > reachWords || hits[0].Day.String() >= hits[1].Day.String() {
		return false
	}
	_, other := l.window(from, to, dateOther)
	return !other
}

// isRange tells whether only words such as "to" stand between two days.
func (rd *reading) isRange(l *line, a, b dateHit) bool {
	gap := l.text[a.End:b.Start]
	if strings.Trim(gap, " \u00a0,") == "–" || strings.Trim(gap, " \u00a0,") == "-" || strings.Trim(gap, " \u00a0,") == "—" {
		return true
	}
	from, to := l.wordAt(a.End), l.wordAt(b.Start)
	if _, other := l.window(from, to, dateOther); other { // "offer of 3 March, valid until 30 April"
		return false
	}
	if h, ok := l.window(from, to, dateTo); ok {
		return h.to-h.from >= to-from-1
	}
	if _, between := l.window(max(0, l.wordAt(a.Start)-2), l.wordAt(a.Start), partyBetween); between { // "between 1 March and 30 June"
		and, ok := l.window(from, to, partyAnd)
		return ok && and.from == from && to-and.to <= 1
	}
	return false
}

// rangeWeight says how sure it is that a range is that of the work.
func (rd *reading) rangeWeight(l *line, h dateHit) float64 {
	at := l.wordAt(h.Start)
	if other, ok := l.window(max(0, at-reachWords), at, dateOther); ok {
		if _, work := l.window(other.to, at, dateWork, datePeriodLabel); !work {
			return 0
		}
	}
	if l.labelled(datePeriodLabel, dateStartLabel) || l.label != "" && l.table == 0 && at <= 1 && l.covers(dateWork) {
		return dayPeriod
	}
	if l.label != "" && l.table == 0 {
		return 0 // a step of the plan
	}
	if _, ok := l.window(0, at, dateWork, datePeriodLabel); ok && l.table == 0 {
		return dayPeriod
	}
	switch {
	case l.table > 0:
		return 0
	case l.head.has(headTerm):
		return dayRange
	case !rd.hasTerm: // no section is about dates, so the one range will be it
		return dayColumn
	}
	return 0
}

// roleOf tells whether the day hits[i] is a start or an end, and how surely.
func (rd *reading) roleOf(l *line, hits []dateHit, i int) (topic, float64) {
	h := hits[i]
	at := l.wordAt(h.Start)
	from := 0
	if i > 0 {
		from = l.wordAt(hits[i-1].End)
	}
	if l.table > 0 && l.row > 0 && l.columnBegins() {
		return 0, 0 // read by plan
	}
	if at == 0 || i == 0 && h.Start < 6 {
		switch {
		case l.labelled(dateStartLabel) && l.table > 0 && rd.earlierAbove(l, h.Day):
			return 0, 0 // the start of a later step
		case l.labelled(dateStartLabel, dateEndLabel) && !l.covers(dateStartLabel, dateEndLabel):
			if l.labelled(dateStartLabel) {
				return dateStarts, dayColumn - inTerm
			}
			if l.labelled(dateOther) { // "End of the warranty"
				return 0, 0
			}
			if rd.closesList(l, h.Day) {
				return dateEnds, dayColumn
			}
			return dateEnds, dayColumn - inTerm
		case l.labelled(dateStartLabel) && !l.labelled(dateEndLabel):
			return dateStarts, dayLabel
		case l.labelled(dateEndLabel) && !l.labelled(dateStartLabel):
			return dateEnds, dayLabel
		case l.labelled(dateEffective):
			return dateEffective, dayTakes
		}
		if kind := rd.rowLabel(l); kind != 0 {
			return kind, daySays
		}
	}
	if after, ok := l.window(l.wordAt(h.End), min(l.wordAt(h.End)+3, len(l.ws)), dateStartsAfter); ok && after.from <= l.wordAt(h.End)+1 {
		return dateEffective, daySays
	}
	low := max(from, at-reachWords)
	said, ok := l.window(low, at, dateStarts, dateEnds, dateEffective, dateStartLabel, dateEndLabel)
	if !ok {
		return 0, 0
	}
	if said.to-said.from == 1 && len(l.ws[said.from].text) <= 4 && at-said.to > 2 && !l.head.has(headTerm) { // "by the Client after 30 June"
		return 0, 0
	}
	if rd.foreign(l, at) || rd.unrelated(l, said) {
		return 0, 0
	}
	if l.label == "" && len(rd.r.namedIn(l, isAgreement)) > 0 { // the term of the licence agreement
		return 0, 0
	}
	if said.topic == dateStarts || said.topic == dateStartLabel {
		return dateStarts, daySays
	}
	if said.topic == dateEffective {
		return dateEffective, dayTakes
	}
	if l.table == 0 && said.to-said.from == 1 && len(l.ws[said.from].text) <= 5 { // "by 1 October": any deadline
		return dateEnds, dayColumn
	}
	return dateEnds, daySays
}

// covers tells whether the label is about the topics and the work as a whole:
// "Planned start of the works", not "Clinics end".
func (l *line) covers(topics ...topic) bool {
	own := 0
	for i := 0; i < l.labelLen; {
		to, ours := l.labelWord(i, topics)
		if ours {
			own += to - i
		} else if to == i+1 && !l.smallLabel(i) {
			return false
		}
		i = to
	}
	return own > 0
}

// labelWord gives where the topic or the name of the work ends that begins at
// word i of the label.
func (l *line) labelWord(i int, topics []topic) (to int, ours bool) {
	to = i + 1
	for _, h := range l.labelHits {
		if h.from == i && (slices.Contains(topics, h.topic) || h.topic == dateWork) && h.to >= to {
			to, ours = h.to, true
		}
	}
	return to, ours
}

// smallLabel tells whether word i of the label is an article, a small word, a
// party or a number.
func (l *line) smallLabel(i int) bool {
	return slices.ContainsFunc(l.labelHits, func(h hit) bool {
		return h.from <= i && i < h.to && slices.Contains([]topic{partySmall, partyArticle, partyAnd, partyCustomer, partyPartner, datePlanned, dateSigned}, h.topic)
	})
}

// unrelated tells whether a verb stands in a sentence about something that is
// not known to be the work, outside the sections about dates.
func (rd *reading) unrelated(l *line, said hit) bool {
	_, bare := l.at(said.from, dateFrom) // "from", "ab": no verb says what begins
	if _, deadline := l.window(said.from, said.to, dateDeadline); deadline && !l.head.has(headTerm) && l.label == "" {
		_, work := l.window(max(0, said.from-reachWords), said.from, dateWork, dateStarts)
		return !work
	}
	if bare && said.from <= 1 && !l.head.has(headTerm) && l.label == "" {
		_, work := l.window(said.to, len(l.ws), dateWork, licWe)
		return !work && !rd.namesPartner(l, said.to, len(l.ws))
	}
	if !rd.hasTerm || l.head.has(headTerm) || said.from <= 1 || l.label != "" && l.labelled(dateStartLabel, dateEndLabel, datePeriodLabel) {
		return false
	}
	if _, ok := l.window(0, said.from, dateWork, dateStartLabel, dateEndLabel, partyPartner, licWe); ok {
		return false
	}
	for i := range said.from {
		if p := rd.parties.p; p != nil && longestStart(l.ws[i:], rd.shortNames(p)) > 0 {
			return false
		}
	}
	return true
}

// rowLabel tells whether another cell of the row, which need not be the first,
// labels a day as start or end: "M0 | Kick-off | 4 May 2026".
func (rd *reading) rowLabel(l *line) topic {
	if l.table == 0 || l.row == 0 {
		return 0
	}
	g := rd.tables[l.table]
	for col := 1; col < g.cols; col++ {
		i := g.at(l.row, col)
		if i < 0 || col == l.column {
			continue
		}
		text := rd.doc.Blocks[i].Text
		if moreWords(text, 4) {
			continue
		}
		ws := rd.words(text)
		for _, h := range rd.find(ws) {
			if (h.topic == dateStartLabel || h.topic == dateEndLabel) && h.from == 0 && (2*(h.to-h.from) >= len(ws) || l.row == 1 && h.topic == dateStartLabel) {
				if h.topic == dateStartLabel {
					return dateStarts
				}
				return dateEnds
			}
		}
	}
	return 0
}

// foreign tells whether a verb of starting or ending belongs to something else
// than the work: a licence, a lease, another contract.
func (rd *reading) foreign(l *line, at int) bool {
	other, bad := l.window(0, at, dateOther)
	if !bad {
		return false
	}
	work, good := l.window(0, at, dateWork)
	if !good || other.from <= work.from && work.to <= other.to {
		return at-other.to < 14
	}
	return other.from > work.from && other.from < at && at-other.to < 14
}
