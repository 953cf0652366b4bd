package fact_test

import (
	"testing"

	"claimline/internal/sow"
)

// TestEmployedBesideServers reads the number of people whom an employer has as seats
// only where some of the work is on what people use, or is for all of them.
func TestEmployedBesideServers(t *testing.T) {
	r := newReader(t)
	if err := r.Pick([]sow.Pick{{Fact: "seats", Least: -0.5, Bias: 4}}); err != nil {
		t.Fatal(err)
	}
	servers := []sow.Workload{{ID: "azure-arc", Family: sow.FamilyAzure, Polarity: sow.InScope}}
	both := []sow.Workload{servers[0], {ID: "teams", Family: sow.FamilyModernWork, Polarity: sow.InScope}}
	for _, tt := range []struct {
		name, text string
		work       []sow.Workload
		want       int // 0 for none
	}{
		{"work on servers", "The mill employs 212 people in four shifts.", servers, 0},
		{"work that people use", "The mill employs 212 people in four shifts.", both, 212},
		{"no work that is known", "The mill employs 212 people in four shifts.", nil, 212},
		{"for all of them", "The mill employs 212 people. The new desktop is for all staff.", servers, 212},
		{"who use it", "The mill has 212 people who will all use the new desktop.", servers, 212},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, det := markdown(t, "# Statement of Work\n\n"+tt.text+"\n")
			det.Workloads = tt.work
			if n, _ := r.Read(doc, det).Seats.Known(); n != tt.want {
				t.Errorf("seats %d, want %d", n, tt.want)
			}
		})
	}
}
