package party

import (
	"slices"
	"strings"

	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
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
		if len(q.key) > len(p.key) && endsWith(q.key, p.key) && !q.joins(p) && !q.defined && q.customer+q.partner < byAddress && p.seen+1 >= q.seen {
			q.name, q.key, q.form = p.name, p.key, p.form
		}
		q.absorb(p)
	}
	rd.Parties.list = out
}

// joins tells whether a sign joins the shorter name o at the end of a name to what
// stands before it, as inside one name: "Marquee & Main Ltd".
func (p *Party) joins(o *Party) bool {
	front, ok := strings.CutSuffix(p.name, o.name)
	return ok && strings.HasSuffix(front, "& ")
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

// ShortNames gives the forms under which the text speaks of the party, none for one
// that is not known. The parties must be complete.
func (rd *Sides) ShortNames(p *Party) [][]string {
	if p == nil {
		return nil
	}
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
