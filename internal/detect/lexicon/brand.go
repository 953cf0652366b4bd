package lexicon

import (
	"slices"

	"claimline/internal/sow"
)

// brands gives for each workload the umbrellas that are brands it goes under.
// A suite that spans families is none: "labels" beside it says nothing of one
// product.
func brands(lex sow.Lexicon) map[string][]string {
	family := map[string]sow.Family{}
	for _, e := range lex.Entries {
		family[e.ID] = e.Family
	}
	out := map[string][]string{}
	for _, e := range lex.Entries {
		if e.Kind != sow.Umbrella || len(e.ExpandsTo) > maxBrand || slices.ContainsFunc(e.ExpandsTo, func(id string) bool { return family[id] != e.Family }) {
			continue
		}
		for _, id := range e.ExpandsTo {
			out[id] = append(out[id], e.ID)
		}
	}
	return out
}

// maxBrand is the number of products up to which an umbrella is a brand of
// few: beyond it, it says nothing of a single product.
const maxBrand = 6
