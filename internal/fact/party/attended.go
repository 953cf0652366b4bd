package party

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// attended tells whether a person stands from word i of a line on, whom what is
// sent to the company before it is to reach.
func attended(l *page.Line, i int) bool {
	return l.Beside.Parties.Attention.At(l.Words, i) > 0
}

// isAttended tells whether a company in a line is the one whom somebody writes to:
// the person behind it or in the next line is to be reached there.
func (rd *Sides) isAttended(l *page.Line, org page.Name, i int) bool {
	if org.To < len(l.Words) {
		return l.Breaks(org.To) && attended(l, org.To)
	}
	return i+1 < len(rd.Lines) && rd.Lines[i+1].Table == 0 && !rd.Lines[i+1].Edge && attended(&rd.Lines[i+1], 0)
}

// readAttended reads whom the document goes to: "Acme Ltd, attention Jane Doe".
func (rd *Sides) readAttended(l *page.Line, n int) {
	if l.Table > 0 || l.Edge || l.Label != "" || articleOfAddress(l) > 0 {
		return
	}
	org, ok := names.From(l, 0)
	if ok && org.From == 0 && company(l, org) && rd.isAttended(l, org, n) && !names.Product(l, org) {
		rd.noteRole(l, org, !rd.IsOrder, byAddress)
	}
}

// leadsToPerson tells whether the hit of a word of direction is one that leads to
// a person: "Acme Ltd, attention Jane Doe".
func leadsToPerson(l *page.Line, h lexicon.Hit) bool {
	return h.Topic == topic.PartyTo && attended(l, h.From)
}
