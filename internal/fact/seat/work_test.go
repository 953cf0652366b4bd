package seat

import (
	"testing"

	"claimline/internal/sow"
)

func TestReserve(t *testing.T) {
	does := func(families ...sow.Family) (out []sow.Workload) {
		for _, f := range families {
			out = append(out, sow.Workload{Family: f, Polarity: sow.InScope})
		}
		return out
	}
	for _, tt := range []struct {
		name string
		det  sow.Detection
		want float64
	}{
		{"servers", sow.Detection{Kind: sow.KindProject, Workloads: does(sow.FamilyAzure)}, ofServers},
		{"servers and their security", sow.Detection{Kind: sow.KindProject, Workloads: does(sow.FamilyAzure, sow.FamilySecurity)}, ofServers},
		{"security alone", sow.Detection{Kind: sow.KindProject, Workloads: does(sow.FamilySecurity)}, 0},
		{"what people use", sow.Detection{Kind: sow.KindProject, Workloads: does(sow.FamilyAzure, sow.FamilyModernWork)}, 0},
		{"servers out of scope", sow.Detection{Kind: sow.KindProject, Workloads: []sow.Workload{{Family: sow.FamilyAzure, Polarity: sow.Excluded}}}, 0},
		{"an assessment", sow.Detection{Kind: sow.KindAssessment, Workloads: does(sow.FamilyModernWork)}, ofAssessment},
		{"an assessment of servers", sow.Detection{Kind: sow.KindAssessment, Workloads: does(sow.FamilyAzure)}, ofServers},
		{"advice on licences", sow.Detection{Kind: sow.KindLicensing}, ofAssessment},
	} {
		if got := Reserve(&tt.det); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
