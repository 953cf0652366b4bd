// Package learn fits the weights of words to labelled documents: which words
// around a product speak for its being delivered, and which against. It reads
// no files; equal examples give equal weights.
package learn

import (
	"cmp"
	"math"
	"slices"

	"claimline/internal/detect"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Example is one workload that a document names.
type Example struct {
	Document  string // whose examples are counted together
	Delivered bool   // by the label
	Weight    float64
	detect.Observation
}

// Options bound what is learnt.
type Options struct {
	Cost      float64 // what a wrong example costs beside large weights; 1 when 0
	Documents int     // in how many documents something must be said to get a weight; 2 when 0
	Least     float64 // weights nearer to 0 are left out
}

// Learn fits weights to examples. Around must be the one that the examples
// were observed with.
func Learn(examples []Example, around *weigh.Table, o Options) sow.Weights {
	said := around.Said()
	kept := often(examples, len(said), cmp.Or(o.Documents, 2))
	features := len(kept)
	number := make([]int32, len(said))
	for i := range number {
		number[i] = -1
	}
	for n, i := range kept {
		number[i] = int32(n)
	}
	rows := make([]row, len(examples))
	for i, e := range examples {
		rows[i] = rowOf(e, number, int32(features)) //nolint:gosec // as many as words are known
	}
	fitted := logistic(rows, features+1, cmp.Or(o.Cost, 1))
	w := sow.Weights{Lines: round(fitted[features]), Bias: round(fitted[features+1])}
	for n, i := range kept {
		one := said[i]
		if one.Weight = round(fitted[n]); math.Abs(one.Weight) >= max(o.Least, 0.005) {
			w.Words = append(w.Words, one)
		}
	}
	slices.SortFunc(w.Words, byPlace)
	return w
}

func byPlace(a, b sow.WordWeight) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Word, b.Word), cmp.Compare(a.Next, b.Next))
}

// round keeps hundredths, as the pack writes them.
func round(w float64) float64 { return math.Round(w*100) / 100 }

// often gives the numbers of what is said in enough documents.
func often(examples []Example, all, documents int) (kept []int) {
	last, count := make([]string, all), make([]int, all)
	for _, e := range examples {
		for i := range e.Said {
			if count[i] == 0 || last[i] != e.Document {
				count[i]++
				last[i] = e.Document
			}
		}
	}
	for i, n := range count {
		if n >= documents {
			kept = append(kept, i)
		}
	}
	return kept
}

func rowOf(e Example, number []int32, lines int32) row {
	r := row{delivered: e.Delivered, weight: cmp.Or(e.Weight, 1)}
	for i := range e.Said {
		if number[i] >= 0 {
			r.index = append(r.index, number[i])
		}
	}
	slices.Sort(r.index)
	byNumber := map[int32]float64{}
	for i, v := range e.Said {
		if number[i] >= 0 {
			byNumber[number[i]] = v
		}
	}
	for _, n := range r.index {
		r.value = append(r.value, byNumber[n])
	}
	r.index, r.value = append(r.index, lines), append(r.value, float64(min(e.Lines, detect.ManyLines))/detect.ManyLines)
	return r
}
