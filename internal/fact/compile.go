package fact

import (
	"fmt"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// The topics. Those of headings come first: they must fit into marks.
const (
	headSign topic = iota
	headTerm
	headPrice
	headLicence
	headScope
	headExcluded
	headHistory
	headAbout
	headBackground
	headUsers
	negation
	partyCustomer
	partyPartner
	partyFor
	partyBy
	partyTo
	partyFrom
	partyOrder
	partyBetween
	partyAnd
	partyWith
	partyAccepts
	partyBehalf
	partyArticle
	partySmall
	partyForm
	partyBody
	partyPerforms
	partyReceives
	partyIs
	partyOwns
	partyBrings
	partyAuthored
	partyLike
	partyNoName
	partyDefines
	partyEngages
	partyEngaged
	partySalutation
	partyClosing
	dateStartLabel
	dateEndLabel
	datePeriodLabel
	dateEffective
	dateStarts
	dateStartsAfter
	dateOnSigning
	dateEnds
	dateDeadline
	dateFrom
	dateTo
	dateWork
	dateOther
	datePlanned
	dateColumnFrom
	dateSigned
	dateMoved
	dateSent
	valueLabel
	valueWeak
	valueSays
	valueCap
	valueAfter
	valueNet
	valueTaxed
	valueOther
	valueRate
	valuePart
	valueInfo
	valueChange
	valueBefore
	valueState
	seatPeople
	seatTrade
	seatOf
	seatLabel
	seatTotal
	seatPart
	seatServed
	seatMailbox
	seatUnit
	seatQuantity
	seatAbout
	seatRough
	seatEmploys
	seatUsedBy
	seatCounted
	seatUser
	seatOutside
	seatClientele
	licHolds
	licDealer
	licMaybe
	licFormer
	licMovesTo
	licAccepts
	licVendor
	licNotKnown
	licThing
	licSells
	licAs
	licSoldBy
	licSellsNone
	licTrade
	licSellsSelf
	licElsewhere
	licWe
	licYou
	tenantLabel
	tenantOther
	tenantSource
	tenantTarget
	publicBody
	clauseWords
	contactLabel
	accessGrant
	firstNamed // the first topic that carries a value
)

// New compiles the word lists, one per language. It returns an error for a
// phrase that can never match.
func New(list []sow.FactWords) (*Reader, error) {
	r := &Reader{phrases: newPhrases(), formWords: map[string]bool{}, labelEnds: ending{exact: map[string]bool{}}, abbreviations: map[string]bool{}, dollars: []string{""}, otherEnds: newOtherEnds()}
	for i, w := range list {
		if w.Language == "" || i >= 250 {
			return nil, fmt.Errorf("compile fact words: list %d has no language, or there are too many", i+1)
		}
		number := uint8(i + 1)
		r.languages, r.dollars = append(r.languages, w.Language), append(r.dollars, w.Value.Dollar)
		for _, g := range groups(w) {
			if err := r.phrases.add(w.Language, number, g.topic, g.list); err != nil {
				return nil, err
			}
			if slices.Contains(labelTopics, g.topic) {
				r.addLabelEnds(g.list)
			}
		}
		for _, g := range namedGroups(w) {
			next := len(r.named)
			if next+int(firstNamed)+namedKinds > int(^topic(0)) {
				return nil, fmt.Errorf("compile fact words %s: more than %d named lists", w.Language, next/namedKinds)
			}
			r.named = append(r.named, make([]namedTopic, namedKinds)...)
			r.named[next+int(g.kind)] = namedTopic{g.kind, g.name}
			if err := r.phrases.add(w.Language, number, firstNamed+topic(next)+topic(g.kind), g.words); err != nil { //nolint:gosec // below ^topic(0)
				return nil, err
			}
		}
		r.addFormWords(w.Parties.LegalForms)
		r.cues = append(r.cues, newCues(w.Organisations, number))
		r.persons = append(r.persons, newPersons(w.Seats))
		r.otherEnds.add(w.Dates)
		for _, a := range w.Abbreviations {
			r.abbreviations[fold(strings.Trim(a, ". "))] = true
		}
	}
	r.addShort(list)
	r.tellTopics()
	return r, nil
}

type group struct {
	topic topic
	list  []string
}

// groups pairs each list with its topic.
func groups(w sow.FactWords) []group {
	out := slices.Concat(headingGroups(w.Headings), partyGroups(w.Parties), dateGroups(w.Dates), valueGroups(w.Value), licenceGroups(w.Licences))
	s := w.Seats
	return append(out, []group{
		{negation, w.Negations},
		{seatPeople, s.People},
		{seatTrade, s.Trades},
		{seatOf, s.Of},
		{seatLabel, s.Labels},
		{seatTotal, s.Total},
		{seatPart, s.Part},
		{seatServed, s.Served},
		{seatMailbox, s.Mailboxes},
		{seatUnit, s.Units},
		{seatQuantity, s.Quantity},
		{seatAbout, s.About},
		{seatRough, s.Rough},
		{seatEmploys, s.Employs},
		{seatUsedBy, s.UsedBy},
		{seatCounted, s.Counted},
		{seatUser, s.Users},
		{seatOutside, s.Outside},
		{seatClientele, s.Clientele},
		{tenantLabel, w.Tenant.Labels},
		{tenantOther, w.Tenant.Other},
		{tenantSource, w.Tenant.Source},
		{tenantTarget, w.Tenant.Target},
		{publicBody, w.Customers.Public},
		{clauseWords, w.Customers.Clause},
		{contactLabel, w.Customers.Contacts},
		{accessGrant, w.Access.Grants},
	}...)
}

func headingGroups(h sow.HeadingWords) []group {
	return []group{
		{headSign, h.Sign},
		{headTerm, h.Term},
		{headPrice, h.Price},
		{headLicence, h.Licence},
		{headScope, h.Scope},
		{headExcluded, h.Excluded},
		{headHistory, h.History},
		{headAbout, h.About},
		{headBackground, h.Background},
		{headUsers, h.Users},
	}
}

func partyGroups(p sow.PartyWords) []group {
	return []group{
		{partyCustomer, p.Customer},
		{partyPartner, p.Partner},
		{partyFor, p.For},
		{partyBy, p.By},
		{partyTo, p.To},
		{partyFrom, p.From},
		{partyOrder, p.Orders},
		{partyBetween, p.Between},
		{partyAnd, p.And},
		{partyWith, p.With},
		{partyAccepts, p.Accepts},
		{partyBehalf, p.Behalf},
		{partyArticle, p.Articles},
		{partySmall, p.Small},
		{partyForm, p.LegalForms},
		{partyBody, p.Bodies},
		{partyPerforms, p.Performs},
		{partyReceives, p.Receives},
		{partyIs, p.Is},
		{partyOwns, p.Owns},
		{partyBrings, p.Brings},
		{partyAuthored, p.Authored},
		{partyLike, p.PartnerLike},
		{partyNoName, p.NoName},
		{partyDefines, p.Defines},
		{partyEngaged, p.Engaged},
		{partyEngages, p.Engages},
		{partySalutation, p.Salutations},
		{partyClosing, p.Closings},
	}
}

func dateGroups(d sow.DateWords) []group {
	return []group{
		{dateStartLabel, d.StartLabels},
		{dateEndLabel, d.EndLabels},
		{datePeriodLabel, d.PeriodLabels},
		{dateEffective, d.Effective},
		{dateStarts, d.Starts},
		{dateStartsAfter, d.StartsAfter},
		{dateOnSigning, d.OnSigning},
		{dateEnds, d.Ends},
		{dateDeadline, d.Deadlines},
		{dateFrom, d.From},
		{dateTo, d.To},
		{dateWork, d.Work},
		{dateOther, d.Other},
		{datePlanned, d.Planned},
		{dateColumnFrom, d.ColumnFrom},
		{dateSigned, d.Signed},
		{dateMoved, d.Moved},
		{dateSent, d.Sent},
	}
}

func valueGroups(v sow.ValueWords) []group {
	return []group{
		{valueLabel, v.Labels},
		{valueWeak, v.Weak},
		{valueSays, v.Says},
		{valueCap, v.Caps},
		{valueAfter, v.After},
		{valueNet, v.Net},
		{valueTaxed, v.Taxed},
		{valueOther, v.Other},
		{valueRate, v.Rates},
		{valuePart, v.Parts},
		{valueInfo, v.Information},
		{valueChange, v.Changes},
		{valueBefore, v.Before},
		{valueState, v.States},
	}
}

func licenceGroups(l sow.LicenceWords) []group {
	return []group{
		{licHolds, l.Holds},
		{licMaybe, l.Maybe},
		{licDealer, l.Dealers},
		{licFormer, l.Former},
		{licMovesTo, l.MovesTo},
		{licAccepts, l.Accepts},
		{licVendor, l.Vendors},
		{licNotKnown, l.NotKnown},
		{licThing, l.Things},
		{licSells, l.Sells},
		{licAs, l.As},
		{licSoldBy, l.SoldBy},
		{licSellsNone, l.SellsNone},
		{licTrade, l.Trades},
		{licSellsSelf, l.SellsSelf},
		{licElsewhere, l.Elsewhere},
		{licWe, l.We},
		{licYou, l.You},
	}
}

// namedKind is what the value of a named topic is.
type namedKind uint8

const (
	isAgreement namedKind = iota
	isAgreementNeed
	isDollar
	isCloud
	isRole
	isScope
	isIdentity
	isCountry
	kindsEnd
)

// namedKinds is the step between the named topics of one kind, so that a topic
// tells its kind.
const namedKinds = int(kindsEnd)

type namedGroup struct {
	kind  namedKind
	name  string
	words []string
}

// namedGroups gives the lists whose hits stand for a value.
func namedGroups(w sow.FactWords) []namedGroup {
	var out []namedGroup
	for _, a := range w.Licences.Agreements {
		out = append(out, namedGroup{isAgreement, string(a.Value), a.Phrases}, namedGroup{isAgreementNeed, string(a.Value), a.Needs})
	}
	for _, d := range w.Value.Dollars {
		out = append(out, namedGroup{isDollar, d.Currency, d.Words})
	}
	for _, c := range w.Customers.Clouds {
		out = append(out, namedGroup{isCloud, c.Cloud, c.Words})
	}
	for _, n := range w.Customers.Countries {
		out = append(out, namedGroup{isCountry, n.Name, n.Words})
	}
	for _, n := range w.Access.Roles {
		out = append(out, namedGroup{isRole, n.Name, n.Words})
	}
	for _, n := range w.Access.Scopes {
		out = append(out, namedGroup{isScope, n.Name, n.Words})
	}
	for _, n := range w.Access.Identities {
		out = append(out, namedGroup{isIdentity, n.Name, n.Words})
	}
	return out
}

// ending is the last words of phrases.
type ending struct {
	exact    map[string]bool
	prefixes []string // of words with *
}

func (e *ending) add(a atom) {
	switch {
	case !a.prefix:
		e.exact[a.text] = true
	case !slices.Contains(e.prefixes, a.text):
		e.prefixes = append(e.prefixes, a.text)
	}
}

// has tells whether one of the phrases may end in the word.
func (e *ending) has(w string) bool {
	return e.exact[w] || slices.ContainsFunc(e.prefixes, func(p string) bool { return strings.HasPrefix(w, p) })
}

// addFormWords notes the words of legal forms behind which the form goes on.
func (r *Reader) addFormWords(forms []string) {
	for _, f := range forms {
		atoms := compile(f)
		for _, a := range atoms[:max(0, len(atoms)-1)] {
			r.formWords[a.text] = true
		}
	}
}

// addLabelEnds notes the words in which labels of a form end.
func (r *Reader) addLabelEnds(list []string) {
	for _, text := range list {
		atoms := compile(text)
		r.labelEnds.add(atoms[len(atoms)-1])
	}
}

func (r *Reader) addShort(list []sow.FactWords) {
	for _, w := range list {
		for _, a := range w.Licences.Agreements {
			for _, text := range a.Exact {
				r.short = append(r.short, agreementAbbr{a.Value, text})
			}
		}
	}
}

// namedIn gives the hits of one kind of value in a line.
func (r *Reader) namedIn(l *line, kind namedKind) []namedHit {
	if !l.topics.has(firstNamed + topic(kind)) {
		return nil
	}
	var out []namedHit
	for _, h := range l.hits {
		if h.topic >= firstNamed && h.topic.inSet() == firstNamed+topic(kind) {
			out = append(out, namedHit{r.named[h.topic-firstNamed].name, h})
		}
	}
	return out
}

// namedHit is a hit with the value that it stands for.
type namedHit struct {
	name string
	hit
}
