package party

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// duoLines is how far down the sentence stands that tells who works for whom.
const duoLines = 24

// duoReach is how many words may stand between a verb and whom it is done for.
const duoReach = 16

// readDuo reads the sentence that names both sides: "Acme Ltd replaces the
// servers of Borough Trust", "The Trust appoints Acme Ltd to replace them".
func (rd *Sides) readDuo(l *page.Line, n int) {
	if n >= duoLines || l.Table > 0 {
		return
	}
	rd.readEngagement(l)
	rd.readEngaged(l)
	rd.readOnBehalf(l)
	rd.readPlaced(l)
	first, ok := names.From(l, 0)
	if !ok || names.Product(l, first) || !company(l, first) && !rd.properName(l, first) {
		return
	}
	h, ok := deedAt(l, l.BehindAside(first.To))
	if !ok || h.Topic != topic.PartyPerforms {
		return
	}
	if second, ok := rd.secondName(l, h.To, first, true); ok && second.From-h.To <= duoReach {
		rd.noteRole(l, first, false, byPreparedBy)
		rd.noteRole(l, second, true, byPreparedBy)
	}
}

// properName tells whether a name without a legal form is one all the same: two
// or more words that all begin with a capital, in a language that writes
// ordinary nouns small.
func (rd *Sides) properName(l *page.Line, org page.Name) bool {
	if len(org.Key) < 2 || rd.CapitalNouns(l) {
		return false
	}
	for _, w := range l.Words[org.From:org.To] {
		if !w.Capital {
			return false
		}
	}
	return !title(l, org)
}

// readEngagement reads "the board of Borough Trust appoints Acme Ltd".
func (rd *Sides) readEngagement(l *page.Line) {
	for _, h := range l.Hits {
		if h.Topic != topic.PartyEngages || h.From == 0 || l.Words[h.From].Capital {
			continue
		}
		if rd.readOrdered(l, h) {
			return
		}
		second, ok := rd.secondName(l, h.To, page.Name{}, false)
		if !ok {
			continue
		}
		if rd.placesWith(l, h, second) {
			return
		}
		if first, ok := rd.nameUntil(l, h.From); ok && rd.Known(first) != rd.Known(second) || ok && rd.Known(first) == nil {
			rd.noteRole(l, first, true, byPreparedBy)
			rd.noteRole(l, second, false, byPreparedBy)
			return
		}
	}
}

// readEngaged reads "Acme Ltd was appointed by the board of Borough Trust".
func (rd *Sides) readEngaged(l *page.Line) {
	for _, h := range l.Hits {
		if h.Topic != topic.PartyEngages && h.Topic != topic.PartyEngaged || h.From == 0 || l.Words[h.From].Capital {
			continue
		}
		by, ok := l.At(h.To, topic.PartyAuthored)
		if !ok {
			continue
		}
		first, ok := rd.secondName(l, by.To, page.Name{}, false)
		if !ok || first.From > by.To+4 {
			continue
		}
		if second, ok := rd.nameUntil(l, h.From); ok {
			rd.noteRole(l, first, true, byPreparedBy)
			rd.noteRole(l, second, false, byPreparedBy)
			return
		}
	}
}

// readOnBehalf reads "On behalf of the Borough Trust, Acme Ltd will audit …".
func (rd *Sides) readOnBehalf(l *page.Line) {
	h, ok := l.At(0, topic.PartyBehalf)
	if !ok || !l.Words[0].Capital || l.Label != "" {
		return
	}
	first, ok := names.From(l, h.To)
	if !ok || !company(l, first) || first.To >= len(l.Words) || !strings.Contains(l.Between(first.To), ",") {
		return
	}
	second, ok := names.From(l, first.To)
	if !ok || !company(l, second) || names.Product(l, second) {
		return
	}
	if deed, ok := deedAt(l, l.BehindAside(second.To)); ok && deed.Topic == topic.PartyPerforms {
		rd.noteRole(l, first, true, byPreparedBy)
		rd.noteRole(l, second, false, byPreparedBy)
	}
}

// nameUntil gives the company named before word end, with at most an insertion
// or a few words between.
func (rd *Sides) nameUntil(l *page.Line, end int) (page.Name, bool) {
	for i := range end {
		if !l.Words[i].Capital {
			continue
		}
		org, ok := names.From(l, i)
		if !ok || org.To > end || names.Product(l, org) || !company(l, org) && (org.From > 1 || !rd.properName(l, org)) {
			continue
		}
		if l.BehindAside(org.To) >= end-2 {
			return org, true
		}
	}
	return page.Name{}, false
}

// readPlaced reads "placed by Borough Trust with Acme Ltd".
func (rd *Sides) readPlaced(l *page.Line) {
	for _, h := range l.Hits {
		if h.Topic != topic.PartyAuthored || l.Words[h.From].Capital {
			continue
		}
		first, ok := names.From(l, h.To)
		if !ok || !company(l, first) || names.Product(l, first) {
			continue
		}
		with, ok := l.At(l.BehindAside(first.To), topic.PartyWith)
		if !ok {
			if rd.readMadeBy(l, first) {
				return
			}
			continue
		}
		if second, ok := names.From(l, with.To); ok && (company(l, second) || rd.properName(l, second)) && !names.Product(l, second) {
			people := names.PlacesPeople(l, h.From) // who places people is the partner
			rd.noteRole(l, first, !people, byPreparedBy)
			rd.noteRole(l, second, people, byPreparedBy)
			return
		}
	}
}

// readMadeBy reads "prepared on 14 July by Acme Ltd for Borough Trust", of which
// first is the author.
func (rd *Sides) readMadeBy(l *page.Line, first page.Name) bool {
	behalf, ok := l.At(l.BehindAside(first.To), topic.PartyBehalf)
	if !ok || l.Words[behalf.From].Capital {
		return false
	}
	second, ok := names.From(l, behalf.To)
	if !ok || !company(l, second) || names.Product(l, second) {
		return false
	}
	rd.noteRole(l, first, false, byPreparedBy)
	rd.noteRole(l, second, true, byPreparedBy)
	return true
}

// secondName finds the other side behind word i. Sure names have a legal form
// or the word of a body; others must stand right there.
func (rd *Sides) secondName(l *page.Line, i int, first page.Name, sure bool) (page.Name, bool) {
	for from := i; from < len(l.Words); from++ {
		if !l.Words[from].Capital {
			continue
		}
		org, ok := names.From(l, from)
		if !ok || names.Product(l, org) || first.Text != "" && rd.Known(org) != nil && rd.Known(org) == rd.Known(first) {
			continue
		}
		if org.Form > 0 || names.HasBody(l, org) && len(org.Key) > 1 || rd.namedFor(l, org) || !sure && from <= i+2 && len(org.Key) > 1 {
			return org, true
		}
		from = max(from, org.To-1)
	}
	return page.Name{}, false
}

// namedFor tells whether a name without a legal form is one all the same: a
// word such as "for" stands before it, and a short form of it in quotes behind:
// "for Zephyr Airlines (“Zephyr”)".
func (rd *Sides) namedFor(l *page.Line, org page.Name) bool {
	if org.To >= len(l.Words) || openerBefore(l.Between(org.To)) != '(' {
		return false
	}
	at := l.Back(org.From)
	if _, ok := l.EndsAt(at, topic.PartyBehalf); !ok {
		return false
	}
	alias := aliasIn(l, org.To, min(l.Closer(org.To), len(l.Words)))
	return len(alias) > 0 && (sharesWord(org.Key, alias) || acronym(org.Key, alias))
}

// readRoute reads the line "Offer from X to Y" or "X to Y" below a title, and
// tells whether it is one.
func (rd *Sides) readRoute(l *page.Line, n int) bool {
	if n >= 8 || l.Table > 0 || !l.Alone && !rd.endsTitle(l) || l.Label != "" || len(l.Words) > 2*names.MaxWords {
		return false
	}
	start := routeStart(l)
	if start >= len(l.Words) || !l.Words[start].Capital {
		return false
	}
	for i := start + 1; i+1 < len(l.Words); i++ {
		h, ok := l.At(i, topic.PartyTo, topic.PartyFor)
		if ok && !l.Words[i].Capital && !leadsToPerson(l, h) && rd.routeAt(l, start, h) {
			return true
		}
	}
	return false
}

// endsTitle tells whether a line is the rest of a title behind a dot: "Statement of Work
// 1 · Acme Ltd for Borough Trust".
func (rd *Sides) endsTitle(l *page.Line) bool {
	text := rd.Doc.Blocks[l.Block].Text
	at := min(l.Start, len(text))
	return strings.HasSuffix(strings.TrimSpace(text[:at]), "·") && at+len(l.Text) >= len(strings.TrimRight(text, " "))
}

// routeStart gives the word behind a "from" among the first three, else 0.
func routeStart(l *page.Line) int {
	for i := range min(3, len(l.Words)) {
		if h, ok := l.At(i, topic.PartyFrom); ok {
			return h.To
		}
	}
	return 0
}

// routeAt reads the names before and behind the word of direction h.
func (rd *Sides) routeAt(l *page.Line, start int, h lexicon.Hit) bool {
	from, okFrom := names.Made(l, start, h.From, h.From)
	to, okTo := names.From(l, h.To)
	if okFrom && from.To-len(from.Key) == start {
		if n := names.FormBefore(l, h.From); n > 0 {
			from.Form = n
		}
	}
	return rd.route(l, from, to, okFrom && okTo && from.To == h.From && to.To == len(l.Words))
}

// route notes the two ends where both are whole names.
func (rd *Sides) route(l *page.Line, from, to page.Name, whole bool) bool {
	if !whole || len(from.Key) < 2 || len(to.Key) < 2 || names.Product(l, from) || names.Product(l, to) {
		return false
	}
	if _, ok := l.Window(from.From, from.To, topic.PartyNoName); ok || from.Form == 0 && to.Form == 0 && !names.HasBody(l, from) && !names.HasBody(l, to) {
		return false
	}
	for _, w := range l.Words[from.From:from.To] {
		if !w.Capital {
			return false
		}
	}
	rd.noteRole(l, from, false, byPreparedBy)
	rd.noteRole(l, to, true, byPreparedBy)
	return true
}
