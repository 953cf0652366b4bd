package learn

import (
	"fmt"
	"testing"

	"claimline/internal/detect"
	"claimline/internal/sow"
)

// TestWorksLearnsFromWhatIsLabelled gives examples whose sentence holds
// "rehearse" exactly where the label says usage; those without a label say the
// contrary and must not count.
func TestWorksLearnsFromWhatIsLabelled(t *testing.T) {
	around := detect.NewAround()
	word := around.Number(0, around.Word("rehearse"), 0)
	var examples []Example
	for i := range 80 {
		e := Example{Document: fmt.Sprint(i), Delivered: true, Fresh: i%4 < 2, Weight: 1, Observation: detect.Observation{Said: map[int32]float64{}, Work: sow.AssocDeployment}}
		switch {
		case i%2 == 0:
			e.Association, e.Said[word] = sow.AssocUsage, 1
		case i < 60:
			e.Association = sow.AssocDeployment
		default:
			e.Said[word] = 1
		}
		examples = append(examples, e)
	}
	works := Works(examples, Tables{Around: around}, Options{Cost: 1})
	if len(works) != 2 || works[0].Association != sow.AssocUsage || works[1].Association != sow.AssocRevenue {
		t.Fatalf("learnt %+v, want usage and revenue", works)
	}
	if w := works[0].Words; len(w) != 1 || w[0].Word != "rehearse" || w[0].Weight < 1 {
		t.Errorf("words for usage: %+v, want rehearse with a weight", w)
	}
	if w := works[1].Words; len(w) != 0 && w[0].Weight > 0 {
		t.Errorf("words for revenue: %+v, want none that speaks for it", w)
	}
	for _, w := range works {
		if w.Rules < 0 {
			t.Errorf("rules count %g for %s, want 0 or more", w.Rules, w.Association)
		}
	}
}

// TestWorksLearnsFromTheFirstPages gives documents two products whose lines say
// nothing; only the first pages tell those apart that are taught.
func TestWorksLearnsFromTheFirstPages(t *testing.T) {
	tables := Tables{Around: detect.NewAround(), Beginning: detect.NewBeginnings()}
	course, order := tables.Beginning.Number(0, tables.Beginning.Word("course"), 0), tables.Beginning.Number(0, tables.Beginning.Word("order"), 0)
	var examples []Example
	for i := range 80 {
		e := Example{Document: fmt.Sprint(i / 2), Delivered: true, Fresh: true, Weight: 1, Association: sow.AssocDeployment, Observation: detect.Observation{Said: map[int32]float64{}, Work: sow.AssocDeployment}}
		e.FirstPages = detect.Beginning{Said: []int32{order}, Words: 4}
		if i%4 < 2 {
			e.Association, e.FirstPages.Said = sow.AssocUsage, []int32{order, course}
		}
		examples = append(examples, e)
	}
	pages := Works(examples, tables, Options{})[0].Pages.Words
	if len(pages) == 0 || pages[0].Word != "course" || pages[0].Weight < 1 {
		t.Errorf("first pages for usage: %+v, want course with a weight", pages)
	}
}
