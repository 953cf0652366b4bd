package topic

import (
	"slices"

	"claimline/internal/sow"
)

// List is the phrases of one topic.
type List struct {
	Topic   Topic
	Phrases []string
}

// Lists pairs each list with its topic.
func Lists(w sow.FactWords) []List {
	out := slices.Concat(headingGroups(w.Headings), partyGroups(w.Parties), dateGroups(w.Dates), valueGroups(w.Value), licenceGroups(w.Licences))
	s := w.Seats
	return append(out, []List{
		{Negation, w.Negations},
		{SeatPeople, s.People},
		{SeatTrade, s.Trades},
		{SeatOf, s.Of},
		{SeatLabel, s.Labels},
		{SeatTotal, s.Total},
		{SeatPart, s.Part},
		{SeatServed, s.Served},
		{SeatMailbox, s.Mailboxes},
		{SeatUnit, s.Units},
		{SeatQuantity, s.Quantity},
		{SeatAbout, s.About},
		{SeatRough, s.Rough},
		{SeatEmploys, s.Employs},
		{SeatUsedBy, s.UsedBy},
		{SeatCounted, s.Counted},
		{SeatUser, s.Users},
		{SeatOutside, s.Outside},
		{SeatClientele, s.Clientele},
		{TenantLabel, w.Tenant.Labels},
		{TenantOther, w.Tenant.Other},
		{TenantSource, w.Tenant.Source},
		{TenantTarget, w.Tenant.Target},
		{PublicBody, w.Customers.Public},
		{PartnerClause, w.Customers.Clause},
		{ContactLabel, w.Customers.Contacts},
		{AccessGrant, w.Access.Grants},
	}...)
}

func headingGroups(h sow.HeadingWords) []List {
	return []List{
		{HeadSign, h.Sign},
		{HeadTerm, h.Term},
		{HeadPrice, h.Price},
		{HeadLicence, h.Licence},
		{HeadScope, h.Scope},
		{HeadExcluded, h.Excluded},
		{HeadHistory, h.History},
		{HeadAbout, h.About},
		{HeadBackground, h.Background},
		{HeadUsers, h.Users},
	}
}

func partyGroups(p sow.PartyWords) []List {
	return []List{
		{PartyCustomer, p.Customer},
		{PartyPartner, p.Partner},
		{PartyFor, p.For},
		{PartyBy, p.By},
		{PartyTo, p.To},
		{PartyFrom, p.From},
		{PartyOrder, p.Orders},
		{PartyBetween, p.Between},
		{PartyAnd, p.And},
		{PartyWith, p.With},
		{PartyAccepts, p.Accepts},
		{PartyBehalf, p.Behalf},
		{PartyArticle, p.Articles},
		{PartySmall, p.Small},
		{PartyForm, p.LegalForms},
		{PartyBody, p.Bodies},
		{PartyPerforms, p.Performs},
		{PartyReceives, p.Receives},
		{PartyIs, p.Is},
		{PartyOwns, p.Owns},
		{PartyBrings, p.Brings},
		{PartyAuthored, p.Authored},
		{PartyLike, p.PartnerLike},
		{PartyNoName, p.NoName},
		{PartyDefines, p.Defines},
		{PartyEngaged, p.Engaged},
		{PartyEngages, p.Engages},
		{PartySalutation, p.Salutations},
		{PartyClosing, p.Closings},
	}
}

func dateGroups(d sow.DateWords) []List {
	return []List{
		{DateStartLabel, d.StartLabels},
		{DateEndLabel, d.EndLabels},
		{DatePeriodLabel, d.PeriodLabels},
		{DateEffective, d.Effective},
		{DateStarts, d.Starts},
		{DateStartsAfter, d.StartsAfter},
		{DateOnSigning, d.OnSigning},
		{DateEnds, d.Ends},
		{DateDeadline, d.Deadlines},
		{DateFrom, d.From},
		{DateTo, d.To},
		{DateWork, d.Work},
		{DateOther, d.Other},
		{DatePlanned, d.Planned},
		{DateColumnFrom, d.ColumnFrom},
		{DateSigned, d.Signed},
		{DateMoved, d.Moved},
		{DateSent, d.Sent},
	}
}

func valueGroups(v sow.ValueWords) []List {
	return []List{
		{ValueLabel, v.Labels},
		{ValueWeak, v.Weak},
		{ValueSays, v.Says},
		{ValueCap, v.Caps},
		{ValueAfter, v.After},
		{ValueNet, v.Net},
		{ValueTaxed, v.Taxed},
		{ValueOther, v.Other},
		{ValueRate, v.Rates},
		{ValuePart, v.Parts},
		{ValueInfo, v.Information},
		{ValueChange, v.Changes},
		{ValueBefore, v.Before},
		{ValueState, v.States},
	}
}

func licenceGroups(l sow.LicenceWords) []List {
	return []List{
		{LicenceHolds, l.Holds},
		{LicenceMaybe, l.Maybe},
		{LicenceDealer, l.Dealers},
		{LicenceFormer, l.Former},
		{LicenceEnded, l.Ended},
		{LicencePending, l.Pending},
		{LicenceMovesTo, l.MovesTo},
		{LicenceAccepts, l.Accepts},
		{LicenceVendor, l.Vendors},
		{LicenceNotKnown, l.NotKnown},
		{LicenceThing, l.Things},
		{LicenceSells, l.Sells},
		{LicenceAs, l.As},
		{LicenceSoldBy, l.SoldBy},
		{LicenceSellsNone, l.SellsNone},
		{LicenceTrade, l.Trades},
		{LicenceSellsSelf, l.SellsSelf},
		{LicenceElsewhere, l.Elsewhere},
		{LicenceWe, l.We},
		{LicenceYou, l.You},
	}
}

// NamedList is the phrases that stand for one value, such as a role of access.
type NamedList struct {
	Kind    Kind
	Name    string
	Phrases []string
}

// NamedLists gives the lists whose hits stand for a value.
func NamedLists(w sow.FactWords) []NamedList {
	var out []NamedList
	for _, a := range w.Licences.Agreements {
		out = append(out, NamedList{Agreement, string(a.Value), a.Phrases}, NamedList{AgreementNeed, string(a.Value), a.Needs})
	}
	for _, d := range w.Value.Dollars {
		out = append(out, NamedList{Dollar, d.Currency, d.Words})
	}
	for _, c := range w.Customers.Clouds {
		out = append(out, NamedList{Cloud, c.Cloud, c.Words})
	}
	for _, n := range w.Customers.Countries {
		out = append(out, NamedList{Country, n.Name, n.Words})
	}
	for _, n := range w.Access.Roles {
		out = append(out, NamedList{Role, n.Name, n.Words})
	}
	for _, n := range w.Access.Scopes {
		out = append(out, NamedList{Scope, n.Name, n.Words})
	}
	for _, n := range w.Access.Identities {
		out = append(out, NamedList{Identity, n.Name, n.Words})
	}
	return out
}
