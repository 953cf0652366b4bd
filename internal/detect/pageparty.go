package detect

import (
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/token"
)

// findParties collects the words by which the document calls its parties: the
// general ones of the contexts (lists "party.customer" and "party.partner"),
// the first word of the name that stands beside such a word in a table of the
// order's data, and the names that the document defines.
func (r *pageReading) findParties() {
	r.customer, r.partner = token.NameSet{}, token.NameSet{}
	for i := range r.doc.Blocks {
		c := r.doc.Blocks[i].Cell
		if c == nil || c.Col == 0 || c.RowHead == "" || len(c.RowHead) > 40 {
			continue
		}
		h := r.headOf(c.RowHead)
		if !h.partyRead {
			h.party, h.partyRead = r.partyLabelled(h.tokens), true
		}
		r.addParty(h.party, r.doc.Blocks[i].Text)
	}
	for i := range min(len(r.blocks), 2*openingRows) {
		for line := range strings.Lines(r.doc.Blocks[i].Text) {
			r.labelledParty(line)
		}
	}
	r.readAliases()
}

// partyLabelled tells which party a label such as "Customer" stands before.
func (r *pageReading) partyLabelled(label []token.Token) owner {
	switch {
	case len(label) > 3:
	case r.saysAny(label, r.wordsOf(list.PartyCustomer)):
		return customers
	case r.saysAny(label, r.wordsOf(list.PartyPartner)):
		return partners
	}
	return nobodys
}

// labelledParty reads a line such as "Customer: Contoso Ltd".
func (r *pageReading) labelledParty(text string) {
	label, name, ok := strings.Cut(text, ":")
	if ok && len(label) <= 30 && len(text) <= 120 {
		r.addParty(r.partyLabelled(r.z.Tokens(label, nil)), name)
	}
}

// addParty takes a name for that of a party.
func (r *pageReading) addParty(who owner, name string) {
	if who == nobodys {
		return
	}
	of := &r.partner
	if who == customers {
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
