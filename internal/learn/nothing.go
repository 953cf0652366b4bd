package learn

import (
	"claimline/internal/detect"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// What a wrong example costs where the beginnings of documents are weighed, in
// how many documents a word must stand, and the weight below which it is left
// out: there are hundreds of words that each say a little.
const (
	beginningCost      = 0.1
	beginningDocuments = 3
	leastBeginning     = 0.02
)

// begun is one document with what it says at its beginning.
type begun struct {
	Example

	right, all int // of its products, those that are what is asked for
}

func newBegun(document string, b detect.Beginning) begun {
	one := begun{Example: Example{Document: document}}
	one.Said = map[int32]float64{}
	for _, n := range b.Said {
		one.Said[n] = b.Share()
	}
	return one
}

// beginnings makes one row of each document whose beginning is known.
func beginnings(examples []Example, of func(Example) detect.Beginning, right func(Example) bool) (out []begun) {
	at := map[string]int{}
	for _, e := range examples {
		b := of(e)
		if len(b.Said) == 0 {
			continue
		}
		i, seen := at[e.Document]
		if !seen {
			i = len(out)
			at[e.Document] = i
			out = append(out, newBegun(e.Document, b))
		}
		out[i].all++
		if right(e) {
			out[i].right++
		}
	}
	return out
}

// fitBeginnings fits what the beginnings of documents say for what is asked for,
// and gives for each document what is said in log odds when it is learnt from
// the others alone.
func fitBeginnings(documents []begun, asked func(begun) bool, table *weigh.Table) (w sow.BeginningWeights, odds map[string]float64) {
	if len(documents) == 0 {
		return w, nil
	}
	often := newOften(len(table.Said()))
	for _, d := range documents {
		often.add(d.Document, d.Said)
	}
	c := often.columns(beginningDocuments)
	rows, plain := make([]row, len(documents)), make([]Example, len(documents))
	for i, d := range documents {
		rows[i], plain[i] = c.row(d.Said, asked(d), 1), d.Example
	}
	fitted := logistic(rows, c.count, beginningCost)
	odds = map[string]float64{}
	for i, one := range withheld(plain, rows, c.count, beginningCost) {
		odds[documents[i].Document] = one
	}
	return sow.BeginningWeights{Bias: round(fitted[c.count]), Words: c.words(table.Said(), fitted, leastBeginning)}, odds
}

// Nothing fits what the first lines of a document say for its delivering nothing
// of Microsoft's, and gives for each document what they say in log odds. The
// table must be the one that the examples were observed with.
func Nothing(examples []Example, table *weigh.Table) (w sow.BeginningWeights, odds map[string]float64) {
	documents := beginnings(examples, func(e Example) detect.Beginning { return e.FirstLines }, func(e Example) bool { return e.Delivered })
	return fitBeginnings(documents, func(d begun) bool { return d.right == 0 }, table)
}

// pagesFor fits what the first pages of a document say for the work on at least
// half of its products counting as one association.
func pagesFor(a sow.Association, examples []Example, table *weigh.Table) (w sow.BeginningWeights, odds map[string]float64) {
	documents := beginnings(examples, func(e Example) detect.Beginning { return e.FirstPages }, func(e Example) bool { return e.Association == a })
	return fitBeginnings(documents, func(d begun) bool { return 2*d.right >= d.all }, table)
}
