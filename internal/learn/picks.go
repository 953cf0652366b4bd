package learn

import (
	"cmp"
	"strings"

	"claimline/internal/fact"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Value is one value that a document states, and whether it is the fact by the
// document's label.
type Value struct {
	Document string // values of one document stand together
	Right    bool
	fact.Observation
}

// trust is how far the rules are trusted beside the words, by fact, in log
// odds, and below which odds no value is taken. It was chosen on documents from
// which neither rules nor weights were made.
var trust = map[string]struct{ rules, least float64 }{
	"customer": {2, -1}, "partner": {2, -1}, "agreement": {9, 1.5},
	"seats": {5, 0.5}, "value": {5, -0.5}, "start_date": {3, -1}, "end_date": {5, 0}, "signed_date": {8, 0.5},
}

// Picks fits how each fact is picked. The table must be the one that the
// values were observed with.
func Picks(values []Value, t *weigh.Table, o Options) (picks []sow.Pick) {
	for _, name := range sow.PickFacts {
		var of []Value
		for _, v := range values {
			if v.Fact == name {
				of = append(of, v)
			}
		}
		p := pick(of, t, o)
		p.Fact, p.Rules, p.Least = name, trust[name].rules, trust[name].least
		picks = append(picks, p)
	}
	return picks
}

// pickCost is what a wrong value costs beside large weights. With 1 there are
// twice as many words, which read new documents no better.
const pickCost = 0.3

// pick fits the weights of one fact.
func pick(values []Value, t *weigh.Table, o Options) (p sow.Pick) {
	said := newOften(len(t.Said()))
	for _, v := range values {
		said.add(v.Document, v.Said)
	}
	c := said.columns(cmp.Or(o.Documents, 2))
	rows := make([]row, len(values))
	for i, v := range values {
		rows[i] = c.row(v.Said, v.Right, 1)
	}
	w := logistic(rows, c.count, cmp.Or(o.Cost, pickCost))
	p.Bias = round(w[c.count])
	p.Words = c.words(t.Said(), w, o.Least)
	for i := range p.Words {
		_, p.Words[i].Place, _ = strings.Cut(p.Words[i].Place, " ") // the fact stands before it
	}
	return p
}
