// Package day tells when the work of a document starts and ends and when it was
// signed. A page and its two sides go in; the three days come out, with the lines
// that state them: no days of other work, of invoices or of earlier versions, and
// none that does not follow from the text.
package day

import (
	"slices"

	"claimline/internal/fact/page"
	"claimline/internal/fact/party"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// Reader reads the days of a page: when the work starts and ends, and when the
// document was signed.
type Reader struct {
	*page.Page
	Sides *party.Sides
	Kind  sow.DocKind // of the document, once it is known

	signTable map[int]bool // tables of signatures, once they are known
	anchor    sow.Day      // of the letter, from which days without a year count

	asides map[*page.Line][]written.Date // lines with days of something else, without these
}

// Open begins to read the page.
func (rd *Reader) Open() {
	rd.anchor = rd.findAnchor()
	rd.setAside()
	rd.setWarrantiesAside()
}

// moment is a day that a line gives for the start or the end of the work.
type moment struct {
	day    sow.Day
	weight float64
	kind   topic.Topic // how it is stated: topic.DateStarts, topic.DateEffective, topic.DatePeriodLabel, ...
	block  int

	at       *page.Line // where it is stated
	from, to int        // bytes there that are quoted
}

// momentOf makes a moment of a day in a line.
func momentOf(l *page.Line, h written.Date, weight float64, kind topic.Topic) moment {
	return moment{h.Day, weight, kind, l.Block, l, h.Start, h.End}
}

// quote gives the words that state a moment. Most moments are passed over, and
// need none.
func (rd *Reader) quote(m *moment) sow.Evidence { return rd.Evidence(m.at, m.from, m.to) }

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

// Read gives start, end and signature.
func (rd *Reader) Read() (start, end, signed sow.Fact[string]) {
	signed = rd.signedDate()
	starts, ends := rd.moments()
	if day, ok := signed.Known(); ok {
		starts, ends = plausible(starts, ends, day)
	}
	planStart, planEnd := rd.plan()
	starts, ends = rd.withoutBreaks(starts, ends, planEnd)
	if len(starts) == 0 && len(ends) == 0 && planStart == nil && planEnd == nil {
		starts, ends = rd.onlyRange()
	}
	start = rd.settle(starts, planStart, false)
	if start.State == sow.Missing {
		start = rd.startsSigned(signed)
	}
	end = rd.settle(ends, planEnd, true)
	if _, ok := start.Known(); ok && end.State == sow.Missing {
		end = rd.endOfTerm(start)
	}
	if s, ok := start.Known(); ok {
		if e, ok := end.Known(); ok && (e < s || e == s && start.Evidence[0].Quote == end.Evidence[0].Quote) {
			end = sow.NoFact[string]()
		}
	}
	return start, end, rd.laterSigned(signed, start)
}

// moments gives all starts and ends that lines state, but for those that tell of
// signatures, of earlier versions or of the sides themselves.
func (rd *Reader) moments() (starts, ends []moment) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadHistory) || l.Head&(1<<topic.HeadSign|1<<topic.HeadAbout) != 0 && !l.Head.Has(topic.HeadTerm) {
			continue
		}
		s, e := rd.momentsIn(l)
		starts, ends = append(starts, s...), append(ends, e...)
	}
	return starts, ends
}

// plausible drops ends before the signature and starts long before it: they
// belong to the past that the document tells of.
func plausible(starts, ends []moment, signed string) ([]moment, []moment) {
	day, err := sow.ParseDay(signed)
	if err != nil {
		return starts, ends
	}
	early := day.AddMonths(-9)
	starts = slices.DeleteFunc(starts, func(m moment) bool { return written.CompareDays(m.day, early) < 0 })
	ends = slices.DeleteFunc(ends, func(m moment) bool { return written.CompareDays(m.day, day) < 0 })
	return starts, ends
}

// settle picks the day that is stated best. Of equal ones the earlier start
// and the later end count, as the work lasts from the one to the other.
func (rd *Reader) settle(stated []moment, plan *moment, late bool) sow.Fact[string] {
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
	if !late && top[0].kind == topic.DatePeriodLabel { // the document may take effect before the term that it names
		for _, m := range stated {
			if m.kind == topic.DateEffective && m.day.String() < top[0].day.String() {
				top = append(top, m)
			}
		}
	}
	slices.SortStableFunc(top, func(a, b moment) int {
		if late {
			a, b = b, a
		}
		return written.CompareDays(a.day, b.day)
	})
	return rd.dayFact(&top[0])
}
