package party

import (
	"cmp"
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

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
	return slices.ContainsFunc(rd.Edges, func(i int) bool {
		return names.LongestStart(rd.Lines[i].Words, forms) > 0 && !rd.isPurchasing(&rd.Lines[i])
	})
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
	begun := begins.Begun()
	for i := range rd.Lines {
		for k, g := range rd.Gists(i) {
			if !g.Capital() || !begun.May(g) {
				continue
			}
			if w := &rd.Lines[i].Words[k]; len(begins.Of(w)) > 0 {
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
