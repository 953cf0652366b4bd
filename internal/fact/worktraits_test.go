package fact_test

import (
	"testing"

	"claimline/internal/sow"
)

// TestPickByWork weighs a number of people by the work that the document orders.
func TestPickByWork(t *testing.T) {
	p := sow.Pick{Fact: "seats", Least: -0.5, Bias: -3.5, Words: []sow.WordWeight{
		{Place: "after-1", Word: "marmots", Weight: 2},
		{Place: "value", Word: "does-teams", Weight: 2},
		{Place: "value", Word: "families-azure", Weight: -2},
	}}
	for _, tt := range []struct {
		name string
		work []sow.Workload
		want int // 0 for none
	}{
		{"work that serves people", []sow.Workload{{ID: "teams", Family: sow.FamilyModernWork, Polarity: sow.InScope}}, 240},
		{"work on servers", []sow.Workload{{ID: "azure-sql", Family: sow.FamilyAzure, Polarity: sow.InScope}}, 0},
		{"work that is left out", []sow.Workload{{ID: "teams", Family: sow.FamilyModernWork, Polarity: sow.Excluded}}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newReader(t)
			if err := r.Pick([]sow.Pick{p}); err != nil {
				t.Fatal(err)
			}
			doc, det := markdown(t, "# Work\n\nWe bring 240 marmots in spring.\n")
			det.Workloads = tt.work
			if n, _ := r.Read(doc, det).Seats.Known(); n != tt.want {
				t.Errorf("seats %d, want %d", n, tt.want)
			}
		})
	}
}
