package sow_test

import (
	"errors"
	"slices"
	"testing"

	"claimline/internal/sow"
)

func TestClaimWarnings(t *testing.T) {
	teams := sow.Workload{ID: "teams", Name: "Teams", Family: sow.FamilyModernWork, Polarity: sow.InScope}
	sales := sow.Workload{ID: "teams", Name: "Sales", Family: sow.FamilyBusiness, Polarity: sow.InScope}
	suite := sow.Workload{ID: "m365", Name: "Microsoft 365 E5", Polarity: sow.InScope, Kind: sow.Umbrella, Candidates: []string{"teams", "intune"}}
	licence := sow.Workload{ID: "teams", Name: "Teams", Polarity: sow.Licence}
	facts := func(agreement sow.Agreement, transacting bool) *sow.Facts {
		return &sow.Facts{Agreement: sow.NewFact(agreement), TransactingCSP: sow.NewFact(transacting)}
	}
	for _, c := range []struct {
		name     string
		claim    sow.Claim
		analysis *sow.Analysis
		others   []sow.ClaimRef
		want     []string
	}{
		{"nothing to say", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{teams}, Facts: facts(sow.EA, false)}, nil, nil},
		{"claimed by us", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{teams}}, []sow.ClaimRef{{ID: 3}, {ID: 4}}, []string{sow.WarnClaimedByUs, sow.WarnClaimedByUs}},
		{"held by another partner", sow.Claim{Workload: "teams", HeldBy: "Fabrikam"}, nil, nil, []string{sow.WarnHeld}},
		{"we transact as CSP", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{teams}, Facts: facts(sow.CSP, true)}, nil, []string{sow.WarnCSP}},
		{"somebody else transacts", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{teams}, Facts: facts(sow.CSP, false)}, nil, nil},
		{"Business Applications through CSP", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{sales}, Facts: facts(sow.CSP, false)}, nil, []string{sow.WarnCSPBusiness}},
		{"Business Applications by volume licence", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{sales}, Facts: facts(sow.EA, false)}, nil, nil},
		{"a suite only", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{suite}}, nil, []string{sow.WarnSuite}},
		{"a suite beside the workload", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{suite, teams}}, nil, nil},
		{"another suite", sow.Claim{Workload: "power-bi"}, &sow.Analysis{Workloads: []sow.Workload{suite}}, nil, []string{sow.WarnNotNamed}},
		{"a licence only", sow.Claim{Workload: "teams"}, &sow.Analysis{Workloads: []sow.Workload{licence}}, nil, []string{sow.WarnNotNamed}},
		{"an assessment", sow.Claim{Workload: "teams"}, &sow.Analysis{Document: sow.DocumentInfo{Kind: sow.KindAssessment}, Workloads: []sow.Workload{teams}}, nil, []string{sow.WarnProgramme}},
	} {
		var got []string
		for _, w := range sow.ClaimWarnings(c.claim, c.analysis, c.others) {
			got = append(got, w.Code)
			if w.Text == "" {
				t.Errorf("%s: %s says nothing", c.name, w.Code)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Every pair of positions: only claims before review can be merged.
func TestCheckMerge(t *testing.T) {
	early := []sow.Position{sow.At(sow.StageIdentified), sow.At(sow.StageEvidence)}
	for _, from := range sow.Positions() {
		for _, into := range sow.Positions() {
			err := sow.CheckMerge(sow.Claim{ID: 1, Workload: "a", Position: from}, sow.Claim{ID: 2, Workload: "a", Position: into})
			if want := slices.Contains(early, from) && slices.Contains(early, into); (err == nil) != want {
				t.Errorf("%s into %s: %v", from, into, err)
			}
		}
	}
	at := sow.At(sow.StageEvidence)
	for _, other := range []sow.Claim{{ID: 1, Workload: "a", Position: at}, {ID: 2, Workload: "b", Position: at}, {ID: 2, Workload: "a", PartnerID: "7", Position: at}} {
		if err := sow.CheckMerge(sow.Claim{ID: 1, Workload: "a", Position: at}, other); !errors.Is(err, sow.ErrTransition) {
			t.Errorf("into %+v: %v", other, err)
		}
	}
}
