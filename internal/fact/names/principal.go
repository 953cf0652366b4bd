package names

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// behalfReach is how many words may stand between who acts for another and the
// words that say so, and between these and the other one.
const behalfReach = 3

// Principal gives the company on whose behalf another one acts: "Acme Management
// Ltd on behalf of Borough Mutual Ltd".
func Principal(l *page.Line, agent page.Name) (page.Name, bool) {
	for i := agent.To; i < len(l.Words) && i <= agent.To+behalfReach; i++ {
		h, ok := actsFor(l, i)
		if !ok {
			continue
		}
		for at := h.To; at < len(l.Words) && at <= h.To+behalfReach; at++ {
			if !l.Words[at].Capital {
				continue
			}
			org, ok := From(l, at)
			return org, ok && Formal(l, org)
		}
	}
	return page.Name{}, false
}

// actsFor gives the words from word i on that say for whom somebody acts: more
// than "for the".
func actsFor(l *page.Line, i int) (lexicon.Hit, bool) {
	for k := l.HitsFrom(i); k < len(l.Hits) && l.Hits[k].From == i; k++ {
		if h := l.Hits[k]; h.Topic == topic.PartyBehalf && h.To-h.From > 2 && !l.Words[i].Capital && !ActsForItself(l, h.From, min(h.To+2, len(l.Words))) {
			return h, true
		}
	}
	return lexicon.Hit{}, false
}

// ActsForItself tells whether the words [from:to) say that somebody acts for itself,
// whoever else they name: "on behalf of itself and its subsidiaries".
func ActsForItself(l *page.Line, from, to int) bool {
	return slices.ContainsFunc(l.Words[from:to], func(w lexicon.Word) bool { return !w.Capital && l.Beside.Names.Selves.Has(w.Text) })
}

// PlacesPeople tells whether the words before word i tell of people that are
// placed: "the placement of contract personnel".
func PlacesPeople(l *page.Line, i int) bool {
	_, people := l.Window(0, i, topic.SeatPeople, topic.SeatTrade)
	return people
}
