// Package learn fits the weights of words to labelled documents: which words
// around a product speak for its being delivered, and which against. It reads
// no files; equal examples give equal weights.
package learn

import (
	"cmp"
	"math"

	"claimline/internal/detect"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Example is one workload that a document names.
type Example struct {
	Document  string // whose examples are counted together
	Delivered bool   // by the label
	Fresh     bool   // the rules were not written from the document
	Weight    float64
	// Association is what the work on a delivered product counts as, "" where
	// the label does not say.
	Association sow.Association
	FirstLines  detect.Beginning // of its document; none of a piece
	FirstPages  detect.Beginning
	detect.Observation
}

// Tables number what the examples were observed with: what is said around
// products and at the beginning of documents.
type Tables struct{ Around, Beginning *weigh.Table }

// Options bound what is learnt.
type Options struct {
	Cost      float64 // what a wrong example costs beside large weights; 1 when 0
	Documents int     // in how many documents something must be said to get a weight; 2 when 0
	Least     float64 // weights nearer to 0 are left out
}

// Learn fits weights to examples. The tables must be those that the examples
// were observed with.
func Learn(examples []Example, tables Tables, o Options) sow.Weights {
	around := tables.Around
	nothing, begins := Nothing(examples, tables.Beginning)
	said := newOften(len(around.Said()))
	for _, e := range examples {
		said.add(e.Document, e.Said)
	}
	c := said.columns(cmp.Or(o.Documents, 2))
	lines := c.count // the column behind those of the words
	rows := make([]row, len(examples))
	for i, e := range examples {
		r := c.row(e.Said, e.Delivered, cmp.Or(e.Weight, 1))
		r.index, r.value = append(r.index, int32(lines)), append(r.value, float64(min(e.Lines, detect.ManyLines))/detect.ManyLines) //nolint:gosec // as many as words are known
		rows[i] = r
	}
	fitted := logistic(rows, lines+1, cmp.Or(o.Cost, 1))
	return sow.Weights{
		Lines: round(fitted[lines]), Bias: round(fitted[lines+1]), Words: c.words(around.Said(), fitted, o.Least),
		Traits: judge(examples, withheld(examples, rows, lines+1, cmp.Or(o.Cost, 1)), begins), Works: Works(examples, tables, o), Nothing: nothing,
	}
}

func byPlace(a, b sow.WordWeight) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Word, b.Word), cmp.Compare(a.Next, b.Next))
}

// round keeps hundredths, as the pack writes them.
func round(w float64) float64 { return math.Round(w*100) / 100 }
