package fact_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestStruckStatesNothing reads what stands instead of struck amounts and days, and
// leaves the document as it is.
func TestStruckStatesNothing(t *testing.T) {
	r := newReader(t)
	doc, det := markdown(t, caseOpenings["en"]+"The total fee is ~~£71,150~~ £43,400.\n\nStart date: ~~15 June 2026~~ 29 June 2026.\n")
	before := slices.Clone(doc.Blocks)
	f := r.Read(doc, det)
	if got := show(f, "value") + ", " + show(f, "start"); got != "43400 GBP, 2026-06-29" {
		t.Errorf("value and start = %s", got)
	}
	for _, e := range slices.Concat(f.Value.Evidence, f.StartDate.Evidence) {
		if strings.Contains(e.Quote, "71,150") || strings.Contains(e.Quote, "15 June") || strings.Contains(e.Quote, "  ") {
			t.Errorf("quotes %q", e.Quote)
		}
	}
	if !reflect.DeepEqual(doc.Blocks, before) {
		t.Error("reading changed the document")
	}
}
