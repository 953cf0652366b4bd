package detect

import (
	"slices"
	"testing"

	"claimline/internal/sow"
)

// TestWordsTellTheWork gives the word "rehearse" a weight for usage: it turns the
// work on the product beside it, where it outweighs the rules, and on no other.
func TestWordsTellTheWork(t *testing.T) {
	doc := sow.Document{Language: "en", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Scope of work"},
		{Kind: sow.Paragraph, Text: "We deploy Microsoft Teams and rehearse it with everybody."},
		{Kind: sow.Paragraph, Text: "We deploy Microsoft Intune on all laptops."},
	}}
	for _, c := range []struct {
		name   string
		weight float64
		want   []sow.Activity
	}{
		{"outweighs the rules", 4, []sow.Activity{sow.Adoption}},
		{"weighs less than the rules", 2, []sow.Activity{sow.Deployment}},
	} {
		d := detecting(t, sow.Weights{Traits: map[string]float64{"words": 1, "rules": 2}, Words: []sow.WordWeight{{Place: "sentence", Word: "x", Weight: 1}}, Works: []sow.WorkWeights{
			{Association: sow.AssocUsage, Rules: 3, Words: []sow.WordWeight{{Place: "sentence", Word: "rehearse", Weight: c.weight}}},
			{Association: sow.AssocRevenue, Rules: 3},
		}})
		for _, w := range d.Detect(doc).Workloads {
			want := []sow.Activity{sow.Deployment}
			if w.ID == "teams" {
				want = c.want
			}
			if w.Polarity == sow.InScope && !slices.Equal(w.Activities, want) {
				t.Errorf("%s: %s is work of %v, want %v", c.name, w.ID, w.Activities, want)
			}
		}
	}
}

// TestFirstPagesTellTheWork gives a word of the first pages a weight for usage: it
// turns the work on all products of the document.
func TestFirstPagesTellTheWork(t *testing.T) {
	d := detecting(t, sow.Weights{Traits: map[string]float64{"words": 1, "rules": 2}, Words: []sow.WordWeight{{Place: "sentence", Word: "x", Weight: 1}}, Works: []sow.WorkWeights{
		{Association: sow.AssocUsage, Rules: 1, Pages: sow.BeginningWeights{Words: []sow.WordWeight{{Place: "beginning", Word: "rehearsal", Weight: 9}}}},
	}})
	for title, want := range map[string]sow.Activity{"Order": sow.Deployment, "Rehearsal": sow.Adoption} {
		doc := sow.Document{Language: "en", Title: title, Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Scope of work"},
			{Kind: sow.Paragraph, Text: "We deploy Microsoft Teams."},
			{Kind: sow.Paragraph, Text: "We deploy Microsoft Intune."},
		}}
		for _, w := range d.Detect(doc).Workloads {
			if !slices.Equal(w.Activities, []sow.Activity{want}) {
				t.Errorf("%s: %s is work of %v, want %s", title, w.ID, w.Activities, want)
			}
		}
	}
}

func TestWorkForKeepsWhatFits(t *testing.T) {
	for _, c := range []struct {
		as         sow.Association
		says, want []sow.Activity
	}{
		{sow.AssocUsage, []sow.Activity{sow.Deployment, sow.Training}, []sow.Activity{sow.Training}},
		{sow.AssocUsage, []sow.Activity{sow.Deployment}, []sow.Activity{sow.Adoption}},
		{sow.AssocRevenue, []sow.Activity{sow.Assessment, sow.Migration}, []sow.Activity{sow.Assessment}},
		{sow.AssocDeployment, []sow.Activity{sow.StaffAugmentation, sow.Training}, []sow.Activity{sow.Deployment, sow.StaffAugmentation}},
	} {
		got := workFor(c.as, c.says)
		if !slices.Equal(got, c.want) || associationOf(got) != c.as {
			t.Errorf("%s of %v: %v, which counts as %s; want %v", c.as, c.says, got, associationOf(got), c.want)
		}
	}
}
