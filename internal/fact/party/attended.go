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
	if i+1 >= len(rd.Lines) || rd.Lines[i+1].Table > 0 || rd.Lines[i+1].Edge || !attended(&rd.Lines[i+1], 0) {
		return false
	}
	_, below := rd.firmBelow(i + 1)
	return !below
}

// addressLines is how many lines below a person whom something is to reach the firm
// stands at most.
const addressLines = 2

// firmBelow gives the line with the company of the person in line i whom something is to
// reach, in the same block: "Attn. Jane Doe", "Sales", "Acme Ltd".
func (rd *Sides) firmBelow(i int) (n int, ok bool) {
	for n = i + 1; n < len(rd.Lines) && n <= i+addressLines && rd.Lines[n].Block == rd.Lines[i].Block; n++ {
		l := &rd.Lines[n]
		if orgs := names.In(l); len(orgs) == 1 && orgs[0].From == 0 && onlyPlace(l, orgs[0].To) {
			return n, true
		}
	}
	return 0, false
}

// readAttended reads whom the document goes to: "Acme Ltd, attention Jane Doe".
func (rd *Sides) readAttended(l *page.Line, n int) {
	if l.Table > 0 || l.Edge || l.Label != "" {
		return
	}
	if attended(l, 0) {
		if below, ok := rd.firmBelow(n); ok {
			rd.noteRole(&rd.Lines[below], names.In(&rd.Lines[below])[0], !rd.IsOrder, byAddress)
		}
	}
	if articleOfAddress(l) > 0 {
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
