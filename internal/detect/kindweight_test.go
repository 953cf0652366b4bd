package detect

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// TestFirstPagesTellTheKind gives one word of the first pages a weight for people
// who are placed. It turns the kind, with the line that says it, where it
// outweighs the rules, and never makes a change order another kind.
func TestFirstPagesTellTheKind(t *testing.T) {
	d := detecting(t, sow.Weights{Kinds: []sow.KindWeights{
		{Kind: sow.KindStaffAug, Rules: 1, Pages: sow.BeginningWeights{Words: []sow.WordWeight{{Place: "beginning", Word: "lent", Weight: 1}}}},
		{Kind: sow.KindManaged, Rules: 1, Pages: sow.BeginningWeights{Words: []sow.WordWeight{{Place: "beginning", Word: "deploy", Weight: -9}}}},
	}})
	for _, c := range []struct {
		title, line string
		want        sow.DocKind
	}{
		{"Order", "Two engineers are lent to the mill.", sow.KindStaffAug},
		{"Order", "Two engineers go to the mill.", sow.KindProject},
		{"Change order", "Two engineers are lent to the mill.", sow.KindChangeOrder},
		{"Managed services", "Each month we report on service levels and tickets.", sow.KindProject},
	} {
		doc := sow.Document{Language: "en", Title: c.title, Blocks: []sow.Block{
			{Kind: sow.Heading, Level: 1, Text: "Scope of work"},
			{Kind: sow.Paragraph, Text: "We deploy Microsoft Teams."},
			{Kind: sow.Paragraph, Text: c.line},
		}}
		got := d.Detect(doc)
		if got.Kind != c.want {
			t.Errorf("%s, %q: read as %s, want %s", c.title, c.line, got.Kind, c.want)
		}
		if c.want == sow.KindStaffAug && (len(got.KindEvidence) != 1 || !strings.Contains(got.KindEvidence[0].Quote, "lent")) {
			t.Errorf("%q proves the kind by %v, want the line that says so", c.line, got.KindEvidence)
		}
	}
}
