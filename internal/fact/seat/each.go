package seat

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// Reaches, in words, of a number of licences.
const (
	eachReach  = 10 // from the licences to "one for each person"
	namedReach = 5  // from the number to the licences: their product stands between
)

// oneEach reads the number of licences of which each person gets one: "62 Essentials
// subscriptions, one for each person".
func (rd *counter) oneEach(l *page.Line) (out []crowd) {
	if l.Table > 0 || !l.Numeric || !l.Topics.Has(topic.SeatUnit) || !l.Topics.Has(topic.LicenceThing) {
		return nil
	}
	for _, h := range l.Hits {
		if h.Topic != topic.SeatUnit || !onePer(l, h) {
			continue
		}
		if n, first, to, ok := licencesBefore(l, h.From); ok && maySeat(n) && len(rd.MoneyIn(l)) == 0 {
			out = append(out, rd.crowdOf(l, n, seatAccept, first, to))
		}
	}
	return out
}

// onePer tells whether "one" stands right before or behind words for each person.
func onePer(l *page.Line, h lexicon.Hit) bool {
	one, at := &l.Beside.People.OneEach, h.From
	if at > 0 && l.Beside.Small.For.Has(l.Words[at-1].Text) {
		at--
	}
	return at > 0 && one.Has(l.Words[at-1].Text) || h.To < len(l.Words) && !l.Breaks(h.To) && one.Has(l.Words[h.To].Text)
}

// licencesBefore reads the number of the last licences before word i.
func licencesBefore(l *page.Line, i int) (n, first, to int, ok bool) {
	thing, ok := l.Window(max(0, i-eachReach), i, topic.LicenceThing)
	if !ok {
		return 0, 0, 0, false
	}
	for k := thing.From; k > 0 && k >= thing.From-namedReach && (k == thing.From || !l.Breaks(k)); k-- {
		if l.DigitAt(k - 1) {
			n, first, ok = numberBefore(l, k)
			return n, first, thing.To, ok
		}
	}
	return 0, 0, 0, false
}
