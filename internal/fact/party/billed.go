package party

import (
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
)

// billReach is how many words may stand between the word for a bill and a name.
const billReach = 3

// readBilled reads to whom bills go, the customer, in a sentence that begins with that:
// "Facturen a Acme SA", "Please invoice Acme Ltd".
func (rd *Sides) readBilled(l *page.Line) {
	if l.Table > 0 || l.Label != "" || !mayName(l) {
		return
	}
	for i := 0; i < min(2, len(l.Words)); i++ {
		if !l.Beside.Parties.Bills.Has(l.Words[i].Text) {
			continue
		}
		for _, org := range names.In(l) {
			if from := rd.behindBilling(l, org); from-i <= billReach && from > i && !names.Product(l, org) {
				if whole, ok := names.From(l, from); ok && whole.Form > 0 {
					rd.note(l, whole, byAddress, 0)
				}
			}
		}
		return
	}
}

// behindBilling gives the word with which the name of who is billed begins: the
// word for bills may have been read as part of it.
func (rd *Sides) behindBilling(l *page.Line, org page.Name) int {
	from := org.From
	for from < org.To-org.Form && (l.Beside.Parties.Bills.Has(l.Words[from].Text) || !l.Words[from].Capital) {
		from++
	}
	return from
}
