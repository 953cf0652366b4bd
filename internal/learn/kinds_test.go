package learn

import (
	"fmt"
	"testing"

	"claimline/internal/detect"
	"claimline/internal/sow"
)

// TestKindsLearnsFromTheActivities gives documents whose first pages hold "lent"
// exactly where people are placed, and one that only looks so: it must be taken
// for what the others say, not for its own label.
func TestKindsLearnsFromTheActivities(t *testing.T) {
	table := detect.NewBeginnings()
	lent, order := table.Number(0, table.Word("lent"), 0), table.Number(0, table.Word("order"), 0)
	var documents []Document
	for i := range 60 {
		d := Document{Name: fmt.Sprint(i), Fresh: true, Activities: []sow.Activity{sow.Deployment}}
		d.Kind, d.Plain, d.Pages = sow.KindProject, sow.KindProject, detect.Beginning{Said: []int32{order}, Words: 4}
		if i%2 == 0 {
			d.Activities, d.Pages.Said = []sow.Activity{sow.StaffAugmentation, sow.Deployment}, []int32{order, lent}
		}
		documents = append(documents, d)
	}
	documents[0].Activities = []sow.Activity{sow.Deployment}
	kinds, taken := Kinds(documents, table)
	if len(kinds) != len(sow.LearntKinds) || kinds[0].Kind != sow.KindStaffAug {
		t.Fatalf("learnt %+v, want all of %v", kinds, sow.LearntKinds)
	}
	if w := kinds[0].Pages.Words; len(w) == 0 || w[0].Word != "lent" || w[0].Weight < 1 {
		t.Errorf("first pages for %s: %+v, want lent with a weight", kinds[0].Kind, w)
	}
	for i, want := range []sow.DocKind{sow.KindStaffAug, sow.KindProject, sow.KindStaffAug} {
		if got := taken[fmt.Sprint(i)]; got != want {
			t.Errorf("document %d is taken for %s, want %s", i, got, want)
		}
	}
}

// TestKindOfActivities reads the kind out of a label's activities.
func TestKindOfActivities(t *testing.T) {
	for _, c := range []struct {
		activities []sow.Activity
		want       sow.DocKind
	}{
		{[]sow.Activity{sow.StaffAugmentation, sow.Migration}, sow.KindStaffAug},
		{[]sow.Activity{sow.ManagedServices, sow.Support}, sow.KindManaged},
		{[]sow.Activity{sow.ManagedServices, sow.Migration}, ""},
		{[]sow.Activity{sow.Assessment}, sow.KindAssessment},
		{[]sow.Activity{sow.Assessment, sow.Training}, ""},
		{nil, ""},
	} {
		if got := (Document{Activities: c.activities}).kindOf(); got != c.want {
			t.Errorf("%v is %q, want %q", c.activities, got, c.want)
		}
	}
}
