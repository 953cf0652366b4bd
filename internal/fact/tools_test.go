package fact_test

import (
	"testing"

	"claimline/internal/sow"
)

// TestTradeInAdvice reads no number of people of one trade as seats in advice.
func TestTradeInAdvice(t *testing.T) {
	r := newReader(t)
	for kind, want := range map[sow.DocKind]int{sow.KindProject: 64, sow.KindAssessment: 0, sow.KindLicensing: 0} {
		doc, det := markdown(t, "# Statement of Work\n\nThe new app is for 64 fitters and replaces the paper slips.\n")
		det.Kind = kind
		if n, _ := r.Read(doc, det).Seats.Known(); n != want {
			t.Errorf("%s: seats %d, want %d", kind, n, want)
		}
	}
}

// TestToolsOfTrades reads the number of people of one trade as seats only where the
// work is on the tools of no other trade.
func TestToolsOfTrades(t *testing.T) {
	r := newReader(t)
	work := func(polarity sow.Polarity, ids ...string) (out []sow.Workload) {
		for _, id := range ids {
			out = append(out, sow.Workload{ID: id, Family: sow.FamilyBusiness, Polarity: polarity})
		}
		return out
	}
	const riggers = "We train the 64 riggers of the yard."
	const fitters, users = "The new app is for 64 fitters and replaces the paper slips.", "The new apps are for 64 users and replace the paper slips."
	type test struct {
		name, text string
		work       []sow.Workload
		want       int // 0 for none
	}
	tests := []test{
		{"no tool", fitters, nil, 64},
		{"one tool", fitters, work(sow.InScope, "d365-field-service", "power-pages"), 64},
		{"tools of two trades", fitters, work(sow.InScope, "d365-field-service", "d365-sales"), 0},
		{"two tools of one trade", fitters, work(sow.InScope, "d365-customer-service", "d365-contact-center"), 64},
		{"tools that stay out", fitters, append(work(sow.InScope, "d365-field-service"), work(sow.Excluded, "d365-sales")...), 64},
		{"people of no known trade", riggers, work(sow.InScope, "d365-field-service"), 64},
		{"people of no known trade and two tools", riggers, work(sow.InScope, "d365-field-service", "d365-sales"), 0},
		{"users of two tools", users, work(sow.InScope, "d365-field-service", "d365-sales"), 64},
	}
	for _, id := range []string{
		"d365-sales", "d365-contact-center", "d365-customer-service", "d365-project-operations", "d365-finance", "d365-supply-chain",
		"d365-business-central", "d365-commerce", "d365-human-resources", "windows-365", "azure-virtual-desktop",
	} {
		tests = append(tests, test{"beside " + id, fitters, work(sow.InScope, "d365-field-service", id), 0})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, det := markdown(t, "# Statement of Work\n\n"+tt.text+"\n")
			det.Workloads = tt.work
			if n, _ := r.Read(doc, det).Seats.Known(); n != tt.want {
				t.Errorf("seats %d, want %d", n, tt.want)
			}
		})
	}
}
