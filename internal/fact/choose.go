package fact

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
func (rd *reading) countNames() {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for _, org := range names.In(l) {
			p := rd.known(org)
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
func (rd *reading) startOf(org page.Name) *party {
	for _, p := range rd.parties.list {
		if p.form == 0 && len(p.key) > 1 && len(p.key) < len(org.Key) && slices.Equal(p.key, org.Key[:len(p.key)]) {
			return p
		}
	}
	return nil
}

// mergeParties joins entries of one organisation, and drops a name that only
// has foreign words in front of another: "Manager Acme Ltd".
func (rd *reading) mergeParties() {
	rd.mergeBrands()
	list := rd.parties.list
	slices.SortStableFunc(list, func(a, b *party) int { return len(b.key) - len(a.key) })
	var out []*party
	for _, p := range list {
		at := slices.IndexFunc(out, func(q *party) bool { return rd.sameParty(q, p) })
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
	rd.parties.list = out
}

// sameParty tells whether the shorter name p is that of q: its beginning, its
// end or the whole.
func (rd *reading) sameParty(q, p *party) bool {
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

func (p *party) absorb(o *party) {
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

// shortNames gives the forms under which the text speaks of the party. The
// parties must be complete.
func (rd *reading) shortNames(p *party) [][]string {
	if p.short == nil {
		p.short = rd.findShortNames(p)
	}
	return p.short
}

func (rd *reading) findShortNames(p *party) [][]string {
	out := append([][]string{p.core()}, p.aliases...)
	if len(p.core()) > 1 {
		first := p.core()[0]
		unique := len(first) > 3 && !rd.NamesNobody(first)
		for _, q := range rd.parties.list {
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
func (rd *reading) bodyNames(p *party) [][]string {
	var out [][]string
	for _, k := range p.core() {
		if len(k) < 4 || !rd.NamesBody(k) {
			continue
		}
		if !slices.ContainsFunc(rd.parties.list, func(q *party) bool { return q != p && slices.Contains(q.key, k) }) {
			out = append(out, []string{k})
		}
	}
	return out
}

// readDeeds weighs what the text says that each party does and has.
func (rd *reading) readDeeds() {
	places := rd.namePlaces()
	for _, p := range rd.parties.list {
		forms := rd.shortNames(p)
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
func (rd *reading) headsPages(p *party) bool {
	forms := rd.shortNames(p)
	return slices.ContainsFunc(rd.Edges, func(i int) bool { return names.LongestStart(rd.Lines[i].Words, forms) > 0 })
}

// place is a word of a line, both by number.
type place struct{ line, word int }

// namePlaces gives the places of the capital words with which names of parties
// begin.
func (rd *reading) namePlaces() map[string][]place {
	out := map[string][]place{}
	begins := lexicon.NewFirstWords[struct{}](&rd.Terms)
	for _, p := range rd.parties.list {
		for _, f := range rd.shortNames(p) {
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

func (rd *reading) nameWords(p *party, topics ...topic.Topic) float64 {
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
func (rd *reading) chooseParties() {
	ps := &rd.parties
	ps.c, ps.p = bestPair(ps.list)
	if ps.c == nil {
		rd.chooseAlone()
		rd.chooseOther()
		return
	}
	margin := ps.c.customer - ps.c.partner + ps.p.partner - ps.p.customer
	if margin >= enoughPair && rd.belongTogether(margin) {
		return
	}
	if ps.c.customer-ps.c.partner < enough {
		ps.c = nil
	}
	if ps.p.partner-ps.p.customer < enough {
		ps.p = nil
	}
	rd.chooseOther()
}

// chooseOther takes for the partner the one other company that stands where
// parties stand, when the customer is sure.
func (rd *reading) chooseOther() {
	ps := &rd.parties
	if ps.c == nil || ps.p != nil || ps.c.customer < byAddress {
		return
	}
	var only *party
	for _, q := range ps.list {
		if q == ps.c || q.form == 0 && !q.strong {
			continue
		}
		if only != nil || !q.strong || q.form == 0 || q.customer > q.partner {
			return
		}
		only = q
	}
	ps.p = only
}

// bestPair gives the two of which most speaks for their roles.
func bestPair(list []*party) (customer, partner *party) {
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
func (rd *reading) belongTogether(margin float64) bool {
	c, p := rd.parties.c, rd.parties.p
	signers := 0
	for _, q := range rd.parties.list {
		if q.signs {
			signers++
		}
	}
	return c.signs && p.signs && signers == 2 || c.paired && p.paired || c.defined && p.defined ||
		rd.onlyTwo(margin) || c.customer >= byLabel || p.partner >= byPreparedBy
}

// chooseAlone picks each side on its own.
func (rd *reading) chooseAlone() {
	ps := &rd.parties
	for _, p := range ps.list {
		if p.customer-p.partner >= byPreparedBy && (ps.c == nil || p.customer > ps.c.customer) {
			ps.c = p
		}
		if p.partner-p.customer >= byPreparedBy && (ps.p == nil || p.partner > ps.p.partner) {
			ps.p = p
		}
	}
}

// onlyTwo tells whether the chosen two are the only companies of the document
// and each does what its role does.
func (rd *reading) onlyTwo(margin float64) bool {
	c, p := rd.parties.c, rd.parties.p
	formless := c.form == 0 || p.form == 0
	if margin < 2 || formless && margin < byPreparedBy || c.customer-c.partner < byVerb || p.partner-p.customer < byVerb {
		return false
	}
	for _, q := range rd.parties.list {
		if q != c && q != p && (q.form > 0 || q.defined || q.signs) {
			return false
		}
	}
	return true
}

func (rd *reading) customer() sow.Fact[string] {
	p := rd.parties.c
	if p == nil {
		return sow.NoFact[string]()
	}
	return sow.NewFact(p.name, p.quote(p.evCustomer)...)
}

func (rd *reading) partner() sow.Fact[string] {
	p := rd.parties.p
	if p == nil {
		return sow.NoFact[string]()
	}
	return sow.NewFact(p.name, p.quote(p.evPartner)...)
}

// quote gives the line with the name, and the line that tells the role when
// that is another one.
func (p *party) quote(role best) []sow.Evidence {
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
