package party

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
)

// Complete sets right what the readers of known wordings took for the
// two parties, and looks for what they did not find by what stands around the
// names in the text.
func (rd *Sides) Complete() {
	rd.findMissing()
	rd.mendName(rd.Parties.Customer)
	rd.mendName(rd.Parties.Partner)
}

// findMissing looks for the parties that known wordings did not give.
func (rd *Sides) findMissing() {
	ps := &rd.Parties
	ps.Customer, ps.Partner = rd.ifParty(ps.Customer), rd.ifParty(ps.Partner)
	weak := ps.Customer.weak(true) && ps.Partner.weak(false) && !ps.joined()
	thin := ps.thin()
	if ps.both() && !ps.Customer.short1() && !ps.Partner.short1() && !weak && !thin {
		return
	}
	s := rd.survey()
	if weak {
		if c, p := s.pair(nil, nil); c != nil && p != nil {
			ps.Customer, ps.Partner = s.party(c), s.party(p)
			return
		}
	}
	if thin {
		s.compare(ps)
	}
	customer, partner := s.find(ps.Customer), s.find(ps.Partner)
	ps.Customer, ps.Partner = s.fuller(ps.Customer, customer), s.fuller(ps.Partner, partner)
	if ps.both() {
		return
	}
	s.fill(ps, customer, partner)
}

// fill takes the sides that are not known yet, where the survey is clear of them.
// Given are the organisations of those that are known.
func (s *Survey) fill(ps *Parties, customer, partner *organisation) {
	c, p := s.pair(customer, partner)
	if ps.Customer == nil && c != nil {
		ps.Customer = s.party(c)
	}
	if ps.Partner == nil && p != nil {
		ps.Partner = s.party(p)
	}
}

// joined tells whether the two are those of "between X and Y".
func (ps *Parties) joined() bool { return ps.both() && ps.Customer.first && ps.Partner.paired }

// both tells whether both sides are known.
func (ps *Parties) both() bool { return ps.Customer != nil && ps.Partner != nil }

// ifParty gives a party, nil for one whose name can not be that of a party.
func (rd *Sides) ifParty(p *Party) *Party {
	if rd.noParty(p) || rd.ownsOther(p) {
		return nil
	}
	return p
}

// short1 tells whether a name is one word without a legal form.
func (p *Party) short1() bool { return p != nil && p.form == 0 && len(p.key) == 1 }

// weak tells whether a party was chosen by nothing but verbs.
func (p *Party) weak(customer bool) bool {
	if p == nil || p.defined || p.signs {
		return false
	}
	if customer {
		return p.evCustomer.weight < byAddress
	}
	return p.evPartner.weight < byAddress
}

// Bounds between the two ways.
const (
	thinMargin = 4.0 // of known wordings: below it the survey is asked too
	leastSum   = 1.0 // of both ways
	turnGap    = 2.0 // of the survey, to turn the roles round
)

// thin tells whether the known wordings say little of who is who: no label and no
// definition gives a role, and few verbs do.
func (ps *Parties) thin() bool {
	if ps.Customer == nil || ps.Partner == nil || ps.Customer.evCustomer.weight >= byAddress || ps.Partner.evPartner.weight >= byAddress {
		return false
	}
	return ps.margin() < thinMargin
}

func (ps *Parties) margin() float64 {
	return ps.Customer.customer - ps.Customer.partner + ps.Partner.partner - ps.Partner.customer
}

// compare weighs both ways against each other for two names that surely are the
// two sides: it turns their roles round where the survey clearly says so, and
// gives none where the sum is close to nothing.
func (s *Survey) compare(ps *Parties) {
	c, p := s.find(ps.Customer), s.find(ps.Partner)
	gap := c.role - p.role
	switch sum := ps.margin()/2 + gap; {
	case sum >= leastSum:
	case gap <= -turnGap && sum <= -leastSum:
		ps.Customer, ps.Partner = ps.Partner, ps.Customer
	default:
		ps.Customer, ps.Partner = nil, nil
	}
}

// noParty tells whether a name can not be that of a party: it is that of an
// office, a department or a person spoken to.
func (rd *Sides) noParty(p *Party) bool {
	if p == nil || p.form > 0 {
		return false
	}
	c := rd.Lexicon.Cues[max(0, int(rd.Language)-1)]
	first := c.Of(p.key[0])
	if first&(lexicon.CueWe|lexicon.CueYou) != 0 || first&lexicon.CueDepartment != 0 && !rd.NamesBody(p.key[0]) {
		return true
	}
	offices := 0
	for _, k := range p.key {
		switch {
		case c.Of(k)&(lexicon.CueDepartment|lexicon.CueWe|lexicon.CueYou) != 0:
			offices++
		case !rd.NamesNobody(k):
			return false
		}
	}
	return offices > 0
}

// ownsOther tells whether the text names a company only as the one to which
// another belongs: "Acme Lifts Ltd, a subsidiary of Acme Group plc".
func (rd *Sides) ownsOther(p *Party) bool {
	if p == nil || p.form == 0 {
		return false
	}
	named, under := 0, 0
	for l, k := range rd.placesOf(p) {
		named++
		if rd.isUnder(l, k) {
			under++
		}
	}
	return under > 0 && under == named
}

// isUnder tells whether the name at word at is that of an owner.
func (rd *Sides) isUnder(l *page.Line, at int) bool {
	c := rd.CuesOf(l)
	for k := at - 1; k >= max(0, at-verbReach-1) && !l.Breaks(k+1); k-- {
		if c.At(l.Words, k)&lexicon.CueUnder != 0 {
			return k == 0 || !l.Beside.Small.Whose.Has(l.Words[k-1].Text) // not "its subsidiary Acme Ltd"
		}
	}
	return false
}

// find gives the organisation of a party, which may be new to the survey.
func (s *Survey) find(p *Party) *organisation {
	if p == nil {
		return nil
	}
	for _, o := range s.list {
		if slices.ContainsFunc(o.forms, func(f []string) bool { return slices.Equal(f, p.core()) }) || sameInflected(o.core(), p.core()) {
			return o
		}
	}
	o := &organisation{text: p.name, key: p.key, form: p.form, forms: [][]string{p.core()}, proof: proofForm, sure: true, known: p}
	if owner := s.ownerOf(s.list, o); owner != nil {
		return owner
	}
	s.list, s.noted = append(s.list, o), nil // which know nothing of it
	return o
}

// fuller gives the fuller name of a party that is known by one word.
func (s *Survey) fuller(p *Party, o *organisation) *Party {
	if !p.short1() || o.at == nil || len(o.core()) < 2 {
		return p
	}
	return s.party(o)
}

// party makes a party of an organisation, without the line that names it.
func (o *organisation) party() *Party {
	return &Party{name: o.text, key: o.key, form: o.form, aliases: o.forms[1:], strong: true, seen: o.blocks}
}

// party makes a party of an organisation, and adds it to the others, unless it is
// one of them.
func (s *Survey) party(o *organisation) *Party {
	if o.at == nil {
		return o.known
	}
	p := o.party()
	p.evAny.offer(1, s.rd.Evidence(o.at, o.from, o.to))
	s.rd.Parties.list = append(s.rd.Parties.list, p)
	return p
}
