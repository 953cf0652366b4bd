package page

import (
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/token"
)

// FindParties collects the words by which the document calls its parties: the
// general ones of the contexts (lists "party.customer" and "party.partner"),
// the first word of the name that stands beside such a word in a table of the
// order's data, and the names that the document defines.
func (r *Reading) FindParties() {
	r.customer, r.Partner = token.NameSet{}, token.NameSet{}
	for i := range r.Doc.Blocks {
		c := r.Doc.Blocks[i].Cell
		if c == nil || c.Col == 0 || c.RowHead == "" || len(c.RowHead) > 40 {
			continue
		}
		h := r.HeadOf(c.RowHead)
		if !h.partyRead {
			h.party, h.partyRead = r.partyLabelled(h.Tokens), true
		}
		r.addParty(h.party, r.Doc.Blocks[i].Text)
	}
	for i := range min(len(r.Blocks), 2*OpeningRows) {
		for line := range strings.Lines(r.Doc.Blocks[i].Text) {
			r.labelledParty(line)
		}
	}
	r.readRoles()
	r.readAliases()
}

// partyLabelled tells which party a label such as "Customer" stands before.
func (r *Reading) partyLabelled(label []token.Token) Owner {
	switch {
	case len(label) > 3:
	case r.SaysAny(label, r.WordsOf(list.PartyCustomer)):
		return Customers
	case r.SaysAny(label, r.WordsOf(list.PartyPartner)):
		return Partners
	}
	return Nobodys
}

// labelledParty reads a line such as "Customer: Contoso Ltd".
func (r *Reading) labelledParty(text string) {
	label, name, ok := strings.Cut(text, ":")
	if ok && len(label) <= 30 && len(text) <= 120 {
		label, _, _ = strings.Cut(label, "(") // "Contractor (lot 2)"
		r.addParty(r.partyLabelled(r.z.Tokens(label, nil)), name)
	}
}

// addParty takes a name for that of a party.
func (r *Reading) addParty(who Owner, name string) {
	if who == Nobodys {
		return
	}
	of := &r.Partner
	if who == Customers {
		of = &r.customer
	}
	if word := firstName(name); word != "" {
		of.Add(word)
	}
}

// firstName gives the first word of a name that is long enough to tell it by,
// folded.
func firstName(name string) string {
	for word := range strings.FieldsSeq(name) {
		word = token.Fold(strings.Trim(word, ".,;:()\"“”„"))
		if len(word) >= 4 {
			return word
		}
	}
	return ""
}
