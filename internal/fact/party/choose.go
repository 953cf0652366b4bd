package party

import (
	"cmp"
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// countNames counts how often each name stands in the document and takes the
// fuller form where there is one.
func (rd *Sides) countNames() {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for _, org := range names.In(l) {
			p := rd.Known(org)
			if p == nil {
				p = rd.startOf(org)
			}
			if p == nil {
				continue
			}
			p.seen++
			p.improve(org)
		}
	}
}

// startOf gives the one party without a legal form whose name begins like org:
// "Hollins & Strand" and "Hollins & Strand LLP".
func (rd *Sides) startOf(org page.Name) *Party {
	for _, p := range rd.Parties.list {
		if p.form == 0 && len(p.key) > 1 && len(p.key) < len(org.Key) && slices.Equal(p.key, org.Key[:len(p.key)]) {
			return p
		}
	}
	return nil
}

// mergeParties joins entries of one organisation, and drops a name that only
// has foreign words in front of another: "Manager Acme Ltd".
func (rd *Sides) mergeParties() {
	rd.mergeBrands()
	list := rd.Parties.list
	slices.SortStableFunc(list, func(a, b *Party) int { return len(b.key) - len(a.key) })
	var out []*Party
	for _, p := range list {
		at := slices.IndexFunc(out, func(q *Party) bool { return rd.sameParty(q, p) })
		if at < 0 {
			out = append(out, p)
			continue
		}
		q := out[at]
		if len(q.key) > len(p.key) && endsWith(q.key, p.key) && !q.defined && q.customer+q.partner < byAddress && p.seen+1 >= q.seen {
			q.name, q.key, q.form = p.name, p.key, p.form
		}
		q.absorb(p)
	}
	rd.Parties.list = out
}

// sameParty tells whether the shorter name p is that of q: its beginning, its
// end or the whole.
func (rd *Sides) sameParty(q, p *Party) bool {
	if slices.Equal(q.key, p.key) {
		return true
	}
	if p.form == 0 && startsWith(q.core(), p.key) && (len(p.key) > 1 || len(p.key[0]) > 4) {
		return true
	}
	if len(q.key) <= len(p.key) || !endsWith(q.key, p.key) {
		return false
	}
	return len(p.core()) > 1 || p.form > 0 && p.form == q.form && rd.NamesNobody(q.key[0]) || q.defined && !p.defined
}

func startsWith(long, short []string) bool {
	return len(short) <= len(long) && slices.Equal(long[:len(short)], short)
}

func endsWith(long, short []string) bool {
	return len(short) <= len(long) && slices.Equal(long[len(long)-len(short):], short)
}

func (p *Party) absorb(o *Party) {
	p.customer += o.customer
	p.partner += o.partner
	p.strong, p.signs = p.strong || o.strong, p.signs || o.signs
	p.paired, p.defined = p.paired || o.paired, p.defined || o.defined
	p.first = p.first || o.first
	p.seen += o.seen
	p.aliases = append(p.aliases, o.aliases...)
	p.brands = append(p.brands, o.brands...)
	p.evCustomer.offer(o.evCustomer.weight, o.evCustomer.ev)
	p.evPartner.offer(o.evPartner.weight, o.evPartner.ev)
	p.evAny.offer(o.evAny.weight, o.evAny.ev)
}

// ShortNames gives the forms under which the text speaks of the party. The
// parties must be complete.
func (rd *Sides) ShortNames(p *Party) [][]string {
	if p.short == nil {
		p.short = rd.findShortNames(p)
	}
	return p.short
}

func (rd *Sides) findShortNames(p *Party) [][]string {
	out := append([][]string{p.core()}, p.aliases...)
	if len(p.core()) > 1 {
		first := p.core()[0]
		unique := len(first) > 3 && !rd.NamesNobody(first)
		for _, q := range rd.Parties.list {
			if q != p && len(q.key) > 0 && q.key[0] == first {
				unique = false
			}
		}
		if unique {
			out = append(out, []string{first})
		}
	}
	return append(out, rd.bodyNames(p)...)
}

// bodyNames gives the word of a body in the name of a party, by which the text
// calls it when no other party has the same: "the Trust".
func (rd *Sides) bodyNames(p *Party) [][]string {
	var out [][]string
	for _, k := range p.core() {
		if len(k) < 4 || !rd.NamesBody(k) {
			continue
		}
		if !slices.ContainsFunc(rd.Parties.list, func(q *Party) bool { return q != p && slices.Contains(q.key, k) }) {
			out = append(out, []string{k})
		}
	}
	return out
}

// readDeeds weighs what the text says that each party does and has.
func (rd *Sides) readDeeds() {
	places := rd.namePlaces()
	for _, p := range rd.Parties.list {
		forms := rd.ShortNames(p)
		var does, gets float64
		for _, at := range placesOf(places, forms) {
			l := &rd.Lines[at.line]
			h, ok := deedOf(l, at.word, forms)
			switch {
			case !ok:
			case h.Topic == topic.PartyPerforms || h.Topic == topic.PartyBrings:
				does += byVerb
				if p.evPartner.weight < byVerb {
					p.evPartner.offer(byVerb, rd.Evidence(l, 0, 0))
				}
			default:
				gets += byVerb
				if p.evCustomer.weight < byVerb {
					p.evCustomer.offer(byVerb, rd.Evidence(l, 0, 0))
				}
			}
		}
		if !p.letterhead && rd.headsPages(p) {
			p.partner += byLetterhead
		}
		p.partner += min(does, maxVerbs)
		p.customer += min(gets, maxVerbs)
		like := rd.nameWords(p, topic.PartyLike)
		p.partner += like
		if like == 0 && p.form == 0 {
			p.customer += rd.nameWords(p, topic.PublicBody, topic.PartyBody)
		}
		if p.first {
			p.customer += byOrder
		}
	}
}

// headsPages tells whether a running header or footer begins with the name or a
// short name of the party.
func (rd *Sides) headsPages(p *Party) bool {
	forms := rd.ShortNames(p)
	return slices.ContainsFunc(rd.Edges, func(i int) bool { return names.LongestStart(rd.Lines[i].Words, forms) > 0 })
}

// place is a word of a line, both by number.
type place struct{ line, word int }

// namePlaces gives the places of the capital words with which names of parties
// begin.
func (rd *Sides) namePlaces() map[string][]place {
	out := map[string][]place{}
	begins := lexicon.NewFirstWords[struct{}](&rd.Terms)
	for _, p := range rd.Parties.list {
		for _, f := range rd.ShortNames(p) {
			if len(f) > 0 {
				begins.Add(f[0], struct{}{})
			}
		}
	}
	for i := range rd.Lines {
		ws := rd.Lines[i].Words
		for k := range ws {
			if w := &ws[k]; w.Capital && len(begins.Of(w)) > 0 {
				out[w.Text] = append(out[w.Text], place{i, k})
			}
		}
	}
	return out
}

// placesOf gives the places where one of the names may begin, in order.
func placesOf(places map[string][]place, forms [][]string) []place {
	var out []place
	for i, f := range forms {
		if len(f) > 0 && !slices.ContainsFunc(forms[:i], func(o []string) bool { return len(o) > 0 && o[0] == f[0] }) {
			out = append(out, places[f[0]]...)
		}
	}
	slices.SortFunc(out, func(a, b place) int { return cmp.Or(a.line-b.line, a.word-b.word) })
	return out
}

// deedOf gives what the holder of one of the names does or has, where the name
// begins at word at.
func deedOf(l *page.Line, at int, forms [][]string) (lexicon.Hit, bool) {
	n := names.LongestStart(l.Words[at:], forms)
	if n == 0 {
		return lexicon.Hit{}, false
	}
	if h, ok := deedAt(l, l.BehindAside(at+n)); ok {
		return h, true
	}
	return belongings(l, at, at+n)
}

// deedAt gives what the party does whose name ends before word i.
func deedAt(l *page.Line, i int) (lexicon.Hit, bool) {
	for j := i; j <= i+1 && j < len(l.Words); j++ {
		if h, ok := l.At(j, topic.PartyPerforms, topic.PartyReceives); ok && (j == i || l.Words[j].Glued) {
			return h, true
		}
	}
	return lexicon.Hit{}, false
}

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
