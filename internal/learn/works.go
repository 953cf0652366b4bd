package learn

import (
	"cmp"
	"slices"

	"claimline/internal/sow"
)

// workCost is what a wrong example costs beside large weights where the work on
// a product is told: little, for a few hundred words tell as much as thousands.
const workCost = 0.3

// Works fits what words say of the work on delivered products. Only examples
// with an association count. The tables must be those that they were observed
// with.
func Works(examples []Example, tables Tables, o Options) (works []sow.WorkWeights) {
	around := tables.Around
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
		pages, begins := pagesFor(a, examples, tables.Beginning)
		counts := workShares(examples, a, withheld(examples, rows, c.count, cmp.Or(o.Cost, workCost)), begins)
		for i := range w {
			w[i] *= counts.words
		}
		works = append(works, sow.WorkWeights{
			Association: a, Bias: round(counts.bias + w[c.count]), Rules: round(counts.rules), Words: c.words(around.Said(), w, o.Least*counts.words), Pages: scaled(pages, counts.pages),
		})
	}
	return works
}

// scaled multiplies weights.
func scaled(w sow.BeginningWeights, by float64) sow.BeginningWeights {
	w.Bias = round(w.Bias * by)
	for i := range w.Words {
		w.Words[i].Weight = round(w.Words[i].Weight * by)
	}
	return w
}

// workCounts are what all that is said of an association counts.
type workCounts struct{ words, pages, rules, bias float64 }

// workShares fits what words, first pages and rules count for an association,
// from the documents that the rules were not written from; where there are none,
// from all.
func workShares(examples []Example, a sow.Association, said []float64, begins map[string]float64) workCounts {
	fresh := slices.ContainsFunc(examples, func(e Example) bool { return e.Fresh })
	var rows []row
	for i, e := range examples {
		if e.Fresh == fresh {
			rows = append(rows, row{index: []int32{0, 1, 2}, value: []float64{said[i], begins[e.Document], sameAs(e.Work, a)}, delivered: e.Association == a, weight: 1})
		}
	}
	w := logistic(rows, 3, judgeCost)
	return workCounts{max(w[0], 0), max(w[1], 0), max(w[2], 0), w[3]}
}

func sameAs(work, a sow.Association) float64 {
	if work == a {
		return 1
	}
	return -1
}
