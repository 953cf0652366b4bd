package learn

import (
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// What a wrong example costs where the beginnings of documents are weighed, and
// in how many documents a word must stand.
const (
	leastNothing     = 0.2 // weights nearer to 0 are left out: each word counts a tenth or less
	nothingCost      = 10
	nothingDocuments = 3
)

// Nothing fits what the beginning of a document says for its delivering nothing
// of Microsoft's, and gives for each document what is said in log odds when it
// is learnt from the others alone. Beginning must be the table that the examples
// were observed with.
func Nothing(examples []Example, beginning *weigh.Table) (w sow.NothingWeights, begins map[string]float64) {
	documents := begun(examples)
	if len(documents) == 0 {
		return w, nil
	}
	often := newOften(len(beginning.Said()))
	for _, d := range documents {
		often.add(d.Document, d.Said)
	}
	c := often.columns(nothingDocuments)
	rows := make([]row, len(documents))
	for i, d := range documents {
		rows[i] = c.row(d.Said, !d.Delivered, 1)
	}
	fitted := logistic(rows, c.count, nothingCost)
	begins = map[string]float64{}
	for i, odds := range withheld(documents, rows, c.count, nothingCost) {
		begins[documents[i].Document] = odds
	}
	return sow.NothingWeights{Bias: round(fitted[c.count]), Words: c.words(beginning.Said(), fitted, leastNothing)}, begins
}

// begun makes one example of each document whose beginning is known: what it
// says there, and whether it delivers anything.
func begun(examples []Example) (out []Example) {
	at := map[string]int{}
	for _, e := range examples {
		if len(e.Beginning.Said) == 0 {
			continue
		}
		i, seen := at[e.Document]
		if !seen {
			i = len(out)
			at[e.Document] = i
			one := Example{Document: e.Document}
			one.Said = map[int32]float64{}
			for _, n := range e.Beginning.Said {
				one.Said[n] = e.Beginning.Share()
			}
			out = append(out, one)
		}
		out[i].Delivered = out[i].Delivered || e.Delivered
	}
	return out
}
