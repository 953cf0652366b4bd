package detect

import (
	"slices"
	"testing"

	"claimline/internal/sow"
)

// People who are placed deploy a product where the text says so, not because it names
// the product in their title.
func TestPlacedPeopleDeployWhatTheTextSays(t *testing.T) {
	for text, want := range map[string][]sow.Activity{
		"X++ developer, Dynamics 365 Finance":                            {sow.StaffAugmentation},
		"X++ developer, who migrates the ledger to Dynamics 365 Finance": {sow.Migration, sow.StaffAugmentation},
	} {
		d := detecting(t, sow.Weights{})
		doc := sow.Document{Language: "en", Title: "Staff Augmentation Order", Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Staff Augmentation Order"},
			{Kind: sow.Heading, Level: 2, Text: "Personnel in scope"},
			{Kind: sow.ListItem, Text: text},
		}}
		det := d.Detect(doc)
		at := slices.IndexFunc(det.Workloads, func(w sow.Workload) bool { return w.ID == "d365-finance" })
		if det.Kind != sow.KindStaffAug || at < 0 || !slices.Equal(det.Workloads[at].Activities, want) {
			t.Errorf("%q is read as %s with %+v, want activities %v", text, det.Kind, det.Workloads, want)
		}
	}
}
