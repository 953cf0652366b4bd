package learn

import (
	"cmp"
	"math"
	"slices"

	"claimline/internal/detect"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Document is one labelled document as a whole.
type Document struct {
	Name       string
	Fresh      bool           // the rules were not written from it
	Activities []sow.Activity // by the label
	detect.Opening
}

// kindOf tells of which of the kinds that can be learnt a document is by the
// activities of its label: people who are placed whatever they work on, else
// running or assessing where nothing is built beside it.
func (d Document) kindOf() sow.DocKind {
	does := func(some ...sow.Activity) bool {
		return slices.ContainsFunc(d.Activities, func(a sow.Activity) bool { return slices.Contains(some, a) })
	}
	builds := does(sow.Deployment, sow.Migration, sow.CustomDevelopment)
	switch {
	case does(sow.StaffAugmentation):
		return sow.KindStaffAug
	case does(sow.ManagedServices) && !builds:
		return sow.KindManaged
	case does(sow.Assessment) && !builds && !does(sow.Training, sow.Adoption):
		return sow.KindAssessment
	}
	return ""
}

// Kinds fits what the first pages of documents say of their kind, and what the
// rules count beside it. It also gives the kind that each document is taken for
// by what is learnt from the others alone, by name: what is learnt next must see
// the mistakes that will be made with new documents. The table must be the one
// that the documents were observed with.
func Kinds(documents []Document, table *weigh.Table) (kinds []sow.KindWeights, taken map[string]sow.DocKind) {
	odds := map[string]map[sow.DocKind]float64{}
	for _, d := range documents {
		odds[d.Name] = map[sow.DocKind]float64{}
	}
	for _, k := range sow.LearntKinds {
		all := make([]begun, len(documents))
		for i, d := range documents {
			all[i] = newBegun(d.Name, d.Pages)
			if d.kindOf() == k {
				all[i].right = 1
			}
		}
		pages, said := fitBeginnings(all, func(d begun) bool { return d.right > 0 }, table)
		words, rules, bias := kindShares(documents, k, said)
		for _, d := range documents {
			odds[d.Name][k] = words*said[d.Name] + rules*sameKind(d.Kind, k) + bias
		}
		pages = telling(scaled(pages, words))
		pages.Bias = round(pages.Bias + bias)
		kinds = append(kinds, sow.KindWeights{Kind: k, Rules: round(rules), Pages: pages})
	}
	taken = map[string]sow.DocKind{}
	for _, d := range documents {
		taken[d.Name] = cmp.Or(detect.ChooseKind(d.Kind, odds[d.Name]), d.Plain)
	}
	return kinds, taken
}

func sameKind(rules, k sow.DocKind) float64 {
	if rules == k {
		return 1
	}
	return -1
}

// kindShares fits what first pages and rules count for a kind, from the
// documents that the rules were not written from; where there are none, from
// all.
func kindShares(documents []Document, k sow.DocKind, said map[string]float64) (words, rules, bias float64) {
	fresh := slices.ContainsFunc(documents, func(d Document) bool { return d.Fresh })
	var rows []row
	for _, d := range documents {
		if d.Fresh == fresh {
			rows = append(rows, row{index: []int32{0, 1}, value: []float64{said[d.Name], sameKind(d.Kind, k)}, delivered: d.kindOf() == k, weight: 1})
		}
	}
	w := logistic(rows, 2, judgeCost)
	return max(w[0], 0), max(w[1], 0), w[2]
}

// leastKind is the weight below which a word of a kind is left out: most words
// say nothing of it.
const leastKind = 0.1

// telling leaves out the words that say little.
func telling(w sow.BeginningWeights) sow.BeginningWeights {
	w.Words = slices.DeleteFunc(w.Words, func(one sow.WordWeight) bool { return math.Abs(one.Weight) < leastKind })
	return w
}
