package learn

import (
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Sale is what the lines of one document say of the sale of licences.
type Sale struct {
	Document string
	Sells    *bool // by the label: whether the partner sells them; nil where nobody knows
	Said     map[int32]float64
}

// How sales are learnt. An answer is given where the rules say nothing, which
// mostly means that nothing is said: so it must be nearly sure. Of 560 documents
// that neither rules nor weights had seen, 5 more got the right answer and one a
// wrong one; of 412 others none and two, where nobody knew.
const (
	saleCost      = 0.1
	saleDocuments = 3
	saleLeast     = 4.0
	saleWord      = 0.02 // weights nearer to 0 are left out
)

// Sales fits what the words about licences say for each answer to whether the
// partner sells them. The table must be the one that the documents were observed
// with. It gives nothing where no label knows an answer.
func Sales(documents []Sale, t *weigh.Table) (sales []sow.SaleWeights) {
	said := newOften(len(t.Said()))
	for _, d := range documents {
		said.add(d.Document, d.Said)
	}
	c := said.columns(saleDocuments)
	for _, sells := range []bool{true, false} {
		rows, found := make([]row, len(documents)), false
		for i, d := range documents {
			right := d.Sells != nil && *d.Sells == sells
			rows[i], found = c.row(d.Said, right, 1), found || right
		}
		if !found {
			continue
		}
		w := logistic(rows, c.count, saleCost)
		sales = append(sales, sow.SaleWeights{Sells: sells, Least: saleLeast, Bias: round(w[c.count]), Words: c.words(t.Said(), w, saleWord)})
	}
	return sales
}
