package party

import (
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// readRoled reads the companies of a line with their roles right before or right
// behind them: "Buyer Acme Ltd, Bath. Supplier Borough Ltd", "Acme Ltd (Bath), the
// Client Borough Ltd (Hull), the Contractor".
func (rd *Sides) readRoled(l *page.Line) {
	if !l.Topics.Has(topic.PartyForm) || !l.Topics.Has(topic.PartyCustomer) && !l.Topics.Has(topic.PartyPartner) || l.Label != "" || len(l.Words) > 3*names.MaxWords {
		return
	}
	orgs := names.In(l)
	read := names.RolesBefore
	if len(orgs) > 1 && orgs[0].From == l.Back(orgs[0].From) && orgs[0].From == 0 {
		read = names.RolesBehind
	}
	for _, r := range read(l, orgs) {
		if !names.Product(l, r.Org) {
			rd.noteRole(l, r.Org, r.Customer, byDefinition)
		}
	}
}
