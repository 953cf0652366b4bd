package party

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// cutForeign cuts off the front of a name what belongs to the sentence or to
// another name, where other lines name the company without it: "Network and Acme
// Ltd" beside "Acme Ltd", "Wisconsin Acme, Inc." behind the place of another one.
func (rd *Sides) cutForeign(p *Party) {
	if p.form == 0 || len(p.core()) < 2 {
		return
	}
	var shorter page.Name
	whole, apart := 0, 0
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for _, org := range names.In(l) {
			switch {
			case slices.Equal(org.Key, p.key):
				whole++
			case l.Words[org.From].Capital && rd.endsForeign(p, org):
				if len(org.Key) > len(shorter.Key) {
					shorter = org
				}
				apart++
			}
		}
	}
	if apart > 0 && apart >= whole && whole < 3 {
		p.name, p.key, p.form = shorter.Text, shorter.Key, shorter.Form
	}
}

// endsForeign tells whether a name is the end of that of a party, and the front
// that it lacks may belong to something else.
func (rd *Sides) endsForeign(p *Party, org page.Name) bool {
	return org.Form == p.form && len(org.Key)-org.Form > 1 && len(org.Key) < len(p.key) && endsWith(p.key, org.Key) && rd.foreign(p, len(p.key)-len(org.Key))
}

// foreign tells whether the first n words of a name can be those of the sentence
// before it: they end in "and", or none of them names anybody.
func (rd *Sides) foreign(p *Party, n int) bool {
	l := rd.SideLine(0, p.name)
	if len(l.Words) != len(p.key) {
		return false
	}
	if last := &l.Words[n-1]; !last.Capital && l.Covered(n-1, topic.PartyAnd) {
		return true
	}
	c := rd.Lexicon.Cues[max(0, int(rd.Language)-1)]
	for i := range n {
		k := l.Words[i].Text
		switch {
		case l.Beside.Names.Companies.Has(k) || l.Covered(i, topic.PartyArticle) && l.Words[i].Capital || rd.NamesBody(k) && !l.Beside.Names.Unions.Has(k):
			return false
		case l.Words[i].Capital && !rd.NamesNobody(k) && c.Of(k)&lexicon.CueDepartment == 0 && !l.Beside.Names.Unions.Has(k):
			return false
		}
	}
	return true
}
