package learn

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"claimline/internal/detect"
	"claimline/internal/sow"
)

// examplesOf makes examples in which the rules are right in a share of tens,
// while words always are.
func examplesOf(fresh bool, right int) (examples []Example, said []float64) {
	rules := slices.Index(sow.WeightTraits, "rules")
	for i := range 100 {
		e := Example{Document: fmt.Sprint(fresh, i), Delivered: i%2 == 0, Fresh: fresh, Weight: 1, Observation: detect.Observation{}}
		is := 1.0
		if !e.Delivered {
			is = -1
		}
		e.Traits[rules] = is
		if i/2%10 >= right {
			e.Traits[rules] = -is
		}
		examples, said = append(examples, e), append(said, is)
	}
	return examples, said
}

func TestJudgeTrustsRulesByFreshDocumentsAlone(t *testing.T) {
	read, saidOfRead := examplesOf(false, 10)
	fresh, saidOfFresh := examplesOf(true, 5)
	without := judge(read, saidOfRead, nil)
	with := judge(slices.Concat(read, fresh), slices.Concat(saidOfRead, saidOfFresh), nil)
	if without["rules"] < 0.5 || with["rules"] > 0.2 || with["words"] < 1 {
		t.Errorf("rules count %g on documents that they were written from; with new ones, on which they are right half the time, rules %g and words %g",
			without["rules"], with["rules"], with["words"])
	}
	if len(with) != len(sow.WeightTraits) {
		t.Errorf("%d traits, want each of %d", len(with), len(sow.WeightTraits))
	}
}

// TestWithheldKnowsNothingOfItself gives each document a word of its own: what
// is learnt from the others says nothing of it.
func TestWithheldKnowsNothingOfItself(t *testing.T) {
	var examples []Example
	var rows []row
	for i := range 20 {
		examples = append(examples, Example{Document: fmt.Sprint("document ", i)})
		rows = append(rows, row{index: []int32{int32(i)}, value: []float64{1}, delivered: i%2 == 0, weight: 1})
	}
	const cost = 20 // so that a word of one document gets a large weight
	fitted := logistic(rows, len(rows), cost)
	for i, said := range withheld(examples, rows, len(rows), cost) {
		if own := rows[i].odds(fitted); math.Abs(own) < 1.5 || math.Abs(said) > 1 {
			t.Errorf("document %d: %g is said of it by the others, %g with its own word", i, said, own)
		}
	}
}

// TestOthersAreThoseOfTheDocument tells of a product what is said of the other
// one of its document, not of those of another.
func TestOthersAreThoseOfTheDocument(t *testing.T) {
	others := slices.Index(sow.WeightTraits, "others")
	told := together([]Example{{Document: "a"}, {Document: "b"}, {Document: "a"}}, []float64{9, -9, 0}, nil)
	for i, want := range []float64{0, 0, 1.0 / 7} {
		if got := told[i][others]; math.Abs(got-want) > 0.01 {
			t.Errorf("product %d: %g of the others, want %g", i, got, want)
		}
	}
}
