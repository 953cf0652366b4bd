package learn

import (
	"cmp"
	"slices"

	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// workCost is what a wrong example costs beside large weights where the work on
// a product is told: little, for a few hundred words tell as much as thousands.
const workCost = 0.3

// Works fits what words say of the work on delivered products. Only examples
// with an association count. Around must be the one that they were observed
// with.
func Works(examples []Example, around *weigh.Table, o Options) (works []sow.WorkWeights) {
	examples = slices.DeleteFunc(slices.Clone(examples), func(e Example) bool { return e.Association == "" })
	said := newOften(len(around.Said()))
	for _, e := range examples {
		said.add(e.Document, e.Said)
	}
	c := said.columns(cmp.Or(o.Documents, 2))
	for _, a := range []sow.Association{sow.AssocUsage, sow.AssocRevenue} {
		rows := make([]row, len(examples))
		for i, e := range examples {
			rows[i] = c.row(e.Said, e.Association == a, cmp.Or(e.Weight, 1))
		}
		w := logistic(rows, c.count, cmp.Or(o.Cost, workCost))
		words, rules, bias := workShares(examples, a, withheld(examples, rows, c.count, cmp.Or(o.Cost, workCost)))
		for i := range w {
			w[i] *= words
		}
		works = append(works, sow.WorkWeights{
			Association: a, Bias: round(bias + w[c.count]), Rules: round(rules), Words: c.words(around.Said(), w, o.Least*words),
		})
	}
	return works
}

// workShares fits what words and rules count for an association, from the
// documents that the rules were not written from; where there are none, from
// all.
func workShares(examples []Example, a sow.Association, said []float64) (words, rules, bias float64) {
	fresh := slices.ContainsFunc(examples, func(e Example) bool { return e.Fresh })
	var rows []row
	for i, e := range examples {
		if e.Fresh == fresh {
			rows = append(rows, row{index: []int32{0, 1}, value: []float64{said[i], sameAs(e.Work, a)}, delivered: e.Association == a, weight: 1})
		}
	}
	w := logistic(rows, 2, judgeCost)
	return max(w[0], 0), max(w[1], 0), w[2]
}

func sameAs(work, a sow.Association) float64 {
	if work == a {
		return 1
	}
	return -1
}
