package party

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// readOrdered reads the two sides behind a verb, the one who orders first: "hiermit
// erteilt die Acme AG der Borough GmbH den Auftrag".
func (rd *Sides) readOrdered(l *page.Line, h lexicon.Hit) bool {
	first, ok := names.From(l, h.To)
	if !ok || first.Form == 0 || first.From > h.To+1 || first.To >= len(l.Words) || l.Words[first.To].Capital {
		return false
	}
	to := l.Covered(first.To, topic.PartyArticle) || l.Beside.Small.In.Has(l.Words[first.To].Text)
	second, ok := names.From(l, first.To)
	if !to || l.Breaks(first.To) || !ok || second.From > first.To+2 || !company(l, second) || names.Product(l, second) {
		return false
	}
	rd.noteRole(l, first, true, byPreparedBy)
	rd.noteRole(l, second, false, byPreparedBy)
	return true
}

// placesWith reads who places people with whom: "Acme Ltd places the persons below with
// Borough Trust". There the customer stands behind the verb.
func (rd *Sides) placesWith(l *page.Line, h lexicon.Hit, second page.Name) bool {
	if _, with := l.EndsAt(l.Back(second.From), topic.PartyWith); !with {
		return false
	}
	if _, people := l.Window(h.To, second.From, topic.SeatPeople, topic.SeatTrade); !people {
		return false
	}
	first, ok := rd.nameUntil(l, h.From)
	if ok {
		rd.noteRole(l, first, false, byPreparedBy)
		rd.noteRole(l, second, true, byPreparedBy)
	}
	return ok
}
