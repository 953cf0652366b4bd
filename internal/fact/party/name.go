package party

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
)

// Mentions tells whether a short line holds the name of a party.
func (rd *Sides) Mentions(l *page.Line, p *Party) bool {
	if len(l.Words) > len(p.key)+6 {
		return false
	}
	core := p.core()
	for i := range l.Words {
		if w := &l.Words[i]; w.Capital && (len(core) > 0 && w.Text == core[0] && names.BeginsWith(l.Words[i:], core) || len(p.aliases) > 0 && p.calledAt(l.Words[i:])) {
			return true
		}
	}
	return false
}

// calledAt tells whether words begin with one of the short names of a party.
func (p *Party) calledAt(ws []lexicon.Word) bool {
	return slices.ContainsFunc(p.aliases, func(alias []string) bool { return names.BeginsWith(ws, alias) })
}

func (rd *Sides) namesParty(l *page.Line, from, to int, p *Party) bool {
	forms := rd.ShortNames(p)
	return slices.ContainsFunc(l.Words[from:to], func(w lexicon.Word) bool {
		return w.Capital && slices.ContainsFunc(forms, func(f []string) bool { return f[0] == w.Text })
	})
}

// NamesCustomer tells whether one of the words [from:to) of a line is the customer.
func (rd *Sides) NamesCustomer(l *page.Line, from, to int) bool {
	return rd.namesParty(l, from, to, rd.Parties.Customer)
}

// NamesPartner tells whether one of the words [from:to) of a line is the partner.
func (rd *Sides) NamesPartner(l *page.Line, from, to int) bool {
	return rd.namesParty(l, from, to, rd.Parties.Partner)
}
