package party

import (
	"slices"

	"claimline/internal/fact/names"
)

// cutRun cuts the words off the front of a company's name that the sentence before it
// has lent it, where it stands alone as often: "Order to Acme Works Ltd", "Jane Doe for
// Acme Works Ltd".
func (rd *Sides) cutRun(p *Party) {
	for i := 1; i < len(p.core())-1; i++ {
		if !rd.lends(p.key[:i]) {
			continue
		}
		l, rest := rd.SideLine(0, p.name), p.key[i:]
		if len(l.Words) != len(p.key) || !l.Words[i].Capital {
			continue
		}
		if alone := rd.standing(rest); alone > 0 && alone >= rd.standing(p.key) {
			p.name, p.key = p.name[l.Words[i].Start:], rest
			return
		}
	}
}

// lends tells whether the words before a name end in a small one that leads from a
// sentence to it. What a body is for belongs to its name: "Society for the Blind Ltd".
func (rd *Sides) lends(front []string) bool {
	say, last := &rd.Lexicon.Beside, front[len(front)-1]
	return !slices.ContainsFunc(front, rd.NamesBody) && (names.Joins(say, last) || say.Small.In.Has(last))
}

// standing counts the places where a name with a legal form stands as it is.
func (rd *Sides) standing(key []string) (n int) {
	for i := range rd.Lines {
		for _, org := range names.In(&rd.Lines[i]) {
			if slices.Equal(org.Key, key) {
				n++
			}
		}
	}
	return n
}
