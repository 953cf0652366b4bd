package party

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

func (rd *Sides) nameWords(p *Party, topics ...topic.Topic) float64 {
	sum := 0.0
	ws := make([]lexicon.Word, len(p.key))
	for i, k := range p.key {
		ws[i] = lexicon.Word{Term: rd.Terms.Of(k), Glued: true}
	}
	for _, h := range rd.Lexicon.Find(ws) {
		if slices.Contains(topics, h.Topic) {
			sum = byNameWord
		}
	}
	return sum
}

// chooseParties picks the customer and the partner.
func (rd *Sides) chooseParties() {
	ps := &rd.Parties
	ps.Customer, ps.Partner = bestPair(ps.list)
	if ps.Customer == nil {
		rd.chooseAlone()
		rd.chooseOther()
		return
	}
	margin := ps.Customer.customer - ps.Customer.partner + ps.Partner.partner - ps.Partner.customer
	if margin >= enoughPair && rd.belongTogether(margin) {
		return
	}
	if ps.Customer.customer-ps.Customer.partner < enough {
		ps.Customer = nil
	}
	if ps.Partner.partner-ps.Partner.customer < enough {
		ps.Partner = nil
	}
	rd.chooseOther()
}

// chooseOther takes for the partner the one other company that stands where
// parties stand, when the customer is sure.
func (rd *Sides) chooseOther() {
	ps := &rd.Parties
	if ps.Customer == nil || ps.Partner != nil || ps.Customer.customer < byAddress {
		return
	}
	var only *Party
	for _, q := range ps.list {
		if q == ps.Customer || q.form == 0 && !q.strong {
			continue
		}
		if only != nil || !q.strong || q.form == 0 || q.customer > q.partner {
			return
		}
		only = q
	}
	ps.Partner = only
}

// bestPair gives the two of which most speaks for their roles.
func bestPair(list []*Party) (customer, partner *Party) {
	best := 0.0
	for _, c := range list {
		if !c.strong && c.customer < enough {
			continue
		}
		for _, p := range list {
			if c == p || !p.strong && p.partner < enough-byVerb {
				continue
			}
			gain := c.customer - c.partner + p.partner - p.customer
			if c.signs && p.signs {
				gain += bothSign
			}
			if gain > best {
				best, customer, partner = gain, c, p
			}
		}
	}
	return customer, partner
}

// bothSign is what two signatures add to a pair.
const bothSign = 8.0

// belongTogether tells whether the text shows the chosen two as the two sides.
func (rd *Sides) belongTogether(margin float64) bool {
	c, p := rd.Parties.Customer, rd.Parties.Partner
	signers := 0
	for _, q := range rd.Parties.list {
		if q.signs {
			signers++
		}
	}
	return c.signs && p.signs && signers == 2 || c.paired && p.paired || c.defined && p.defined ||
		rd.onlyTwo(margin) || c.customer >= byLabel || p.partner >= byPreparedBy
}

// chooseAlone picks each side on its own.
func (rd *Sides) chooseAlone() {
	ps := &rd.Parties
	for _, p := range ps.list {
		if p.customer-p.partner >= byPreparedBy && (ps.Customer == nil || p.customer > ps.Customer.customer) {
			ps.Customer = p
		}
		if p.partner-p.customer >= byPreparedBy && (ps.Partner == nil || p.partner > ps.Partner.partner) {
			ps.Partner = p
		}
	}
}

// onlyTwo tells whether the chosen two are the only companies of the document
// and each does what its role does.
func (rd *Sides) onlyTwo(margin float64) bool {
	c, p := rd.Parties.Customer, rd.Parties.Partner
	formless := c.form == 0 || p.form == 0
	if margin < 2 || formless && margin < byPreparedBy || c.customer-c.partner < byVerb || p.partner-p.customer < byVerb {
		return false
	}
	for _, q := range rd.Parties.list {
		if q != c && q != p && (q.form > 0 || q.defined || q.signs) {
			return false
		}
	}
	return true
}

// Customer gives the name of the customer.
func (rd *Sides) Customer() sow.Fact[string] {
	p := rd.Parties.Customer
	if p == nil {
		return sow.NoFact[string]()
	}
	return sow.NewFact(p.name, p.quote(p.evCustomer)...)
}

// Partner gives the name of the partner.
func (rd *Sides) Partner() sow.Fact[string] {
	p := rd.Parties.Partner
	if p == nil {
		return sow.NoFact[string]()
	}
	return sow.NewFact(p.name, p.quote(p.evPartner)...)
}

// quote gives the line with the name, and the line that tells the role when
// that is another one.
func (p *Party) quote(role best) []sow.Evidence {
	ev := []sow.Evidence{}
	if role.weight >= byAddress {
		return append(ev, role.ev)
	}
	if p.evAny.weight > 0 {
		ev = append(ev, p.evAny.ev)
	}
	if role.weight > 0 && (role.ev.Location != p.evAny.ev.Location || role.ev.Quote != p.evAny.ev.Quote) {
		ev = append(ev, role.ev)
	}
	return ev
}
