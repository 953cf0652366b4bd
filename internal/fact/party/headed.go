package party

import (
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// longestNumbering is how many letters the number of a heading has at most: "VIII".
const longestNumbering = 4

// readHeaded reads the side below a heading that is nothing but its role, with which
// the line below begins: "1. Contracting authority", "City of Bath, High Street."
func (rd *Sides) readHeaded(l *page.Line, n int) {
	if l.Table > 0 || n+1 >= len(rd.Lines) || rd.Doc.Blocks[l.Block].Kind != sow.Heading {
		return
	}
	customer, ok := headsRole(l)
	below := &rd.Lines[n+1]
	if !ok || below.Label != "" || below.Table > 0 || below.Edge || rd.Doc.Blocks[below.Block].Kind == sow.Heading {
		return
	}
	org, ok := names.From(below, 0)
	if ok && names.Formal(below, org) && !names.Product(below, org) && endsHeaded(below, org) {
		rd.noteRole(below, org, customer, byLabel)
	}
}

// endsHeaded tells whether a name ends where it seems to, and does not go on in quotes.
func endsHeaded(l *page.Line, org page.Name) bool {
	return org.To == len(l.Words) || l.Breaks(org.To) && !strings.ContainsAny(l.Between(org.To), "\"«“„")
}

// headsRole tells which role a heading is, behind its number, and whether it is one.
func headsRole(l *page.Line) (customer, ok bool) {
	for i := range l.Words {
		h, role := l.At(i, topic.PartyCustomer, topic.PartyPartner)
		if role {
			return h.Topic == topic.PartyCustomer, h.To == len(l.Words)
		}
		if !l.DigitAt(i) && len(l.Words[i].Text) > longestNumbering {
			break
		}
	}
	return false, false
}
