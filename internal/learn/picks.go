package learn

import (
	"cmp"
	"maps"
	"math"
	"slices"
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
	"seats": {4, -0.5}, "value": {5, 0.5}, "start_date": {3, -1}, "end_date": {5, 0}, "signed_date": {8, 0},
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

// pick fits the weights of one fact.
func pick(values []Value, t *weigh.Table, o Options) (p sow.Pick) {
	said := t.Said()
	in, last := make([]int, len(said)), make([]string, len(said))
	for _, v := range values {
		for n := range v.Said {
			if in[n-1] == 0 || last[n-1] != v.Document {
				in[n-1]++
				last[n-1] = v.Document
			}
		}
	}
	column, features := make([]int32, len(said)), 0
	for i, n := range in {
		column[i] = -1
		if n >= cmp.Or(o.Documents, 2) {
			column[i] = int32(features)
			features++
		}
	}
	rows := make([]row, len(values))
	for i, v := range values {
		rows[i] = row{delivered: v.Right, weight: 1}
		for _, n := range slices.Sorted(maps.Keys(v.Said)) {
			if c := column[n-1]; c >= 0 {
				rows[i].index, rows[i].value = append(rows[i].index, c), append(rows[i].value, v.Said[n])
			}
		}
	}
	w := logistic(rows, features, cmp.Or(o.Cost, 1))
	p.Bias = round(w[features])
	for i, one := range said {
		if column[i] < 0 {
			continue
		}
		_, place, _ := strings.Cut(one.Place, " ") // the fact stands before it
		one.Place, one.Weight = place, round(w[column[i]])
		if math.Abs(one.Weight) >= max(o.Least, 0.005) {
			p.Words = append(p.Words, one)
		}
	}
	slices.SortFunc(p.Words, byPlace)
	return p
}
