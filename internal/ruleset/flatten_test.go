package ruleset

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/sow"
)

func TestFlattenFacts(t *testing.T) {
	p := deliveredPack(t)
	f := sow.Facts{
		Kind: sow.NewFact(sow.KindProject), Agreement: sow.NewFact(sow.EA), AgreementMoves: sow.NewFact(sow.MCA),
		TransactingCSP: sow.NewFact(false), Seats: sow.NewFact(301), PublicSector: sow.NewFact(true), Country: sow.NewFact("PR"), Cloud: sow.NewFact("gov"),
		StartDate: sow.NewFact("2026-01-31"), EndDate: sow.NewFact("2026-05-02"), SignedDate: sow.NewFact("2026-01-05"), Customer: sow.NewFact("Contoso"),
		Access:        sow.NewFact([]sow.Access{{Role: "Reader", Identity: "guest"}, {Role: "User Access Administrator"}, {Role: "Reader", Identity: "Service Principal"}}),
		PartnerClause: sow.NewFact("The customer links the partner's PGA as Partner of Record (DPOR), and PAL is set up."),
	}
	want := DocFacts{
		Agreement: "EA", MovesTo: "MCA", CSP: "no", Mode: "project", Seats: "over-300", PublicSector: "yes", Country: "us", Cloud: "gov",
		Access: "user-access-administrator", Identity: "service-principal", Duration: "over-3-months",
		ClausePAL: true, ClauseDPOR: true, ClausePGA: true, Draft: true, Signed: "yes", Customer: "yes", Tenant: "unknown",
	}
	if diff := cmp.Diff(want, p.Flatten(f, sow.Detection{}, true).Doc); diff != "" {
		t.Error(diff)
	}
	silent := DocFacts{
		Agreement: "unknown", MovesTo: "none", CSP: "unknown", Mode: "project", Seats: "unknown", PublicSector: "unknown", Country: "unknown", Cloud: "unknown",
		Access: "unknown", Identity: "unknown", Duration: "unknown", Signed: "unknown", Customer: "unknown", Tenant: "unknown",
	}
	if diff := cmp.Diff(silent, p.Flatten(sow.Facts{}, sow.Detection{}, false).Doc); diff != "" {
		t.Errorf("a document that says nothing: %s", diff)
	}
	conflict := sow.Facts{Agreement: sow.Conflict([]sow.Agreement{sow.EA, sow.MCA}), Seats: sow.Conflict([]int{10, 20})}
	if got := p.Flatten(conflict, sow.Detection{}, false).Doc; got.Agreement != "unknown" || got.Seats != "unknown" {
		t.Errorf("facts in conflict are picked: %+v", got)
	}
}

func TestFlattenWorkloads(t *testing.T) {
	p := deliveredPack(t)
	d := sow.Detection{Workloads: []sow.Workload{
		{ID: "teams", Name: "Microsoft Teams", Family: sow.FamilyModernWork, Plane: sow.PlaneM365, Polarity: sow.InScope, Activities: []sow.Activity{sow.Training, sow.Migration}},
		{ID: "intune", Name: "Intune", Family: sow.FamilyModernWork, Plane: sow.PlaneM365, Polarity: sow.InScope},
		{ID: "onedrive", Name: "OneDrive", Family: sow.FamilyModernWork, Plane: sow.PlaneM365, Polarity: sow.InScope, Activities: []sow.Activity{sow.Adoption}},
		{ID: "sentinel", Name: "Sentinel", Family: sow.FamilySecurity, Plane: sow.PlaneAzure, Polarity: sow.Excluded},
		{ID: "m365-suite", Name: "Microsoft 365", Family: sow.FamilyModernWork, Plane: sow.PlaneM365, Polarity: sow.InScope, Kind: sow.Umbrella},
		{ID: "key-vault", Name: "Key Vault", Family: sow.FamilySecurity, Plane: sow.PlaneAzure, Polarity: sow.InScope, Kind: sow.OtherProduct},
	}}
	f := sow.Facts{Engagement: sow.NewFact([]sow.Activity{sow.Deployment, sow.Training})}
	want := []WorkloadFacts{
		{ID: "teams", Name: "Microsoft Teams", Family: "modern-work", Plane: "m365", Kind: "workload", Claimable: "yes", Work: "build", Deploys: true},
		{ID: "intune", Name: "Intune", Family: "modern-work", Plane: "m365", Kind: "workload", Claimable: "yes", Work: "build"},
		{ID: "onedrive", Name: "OneDrive", Family: "modern-work", Plane: "m365", Kind: "workload", Claimable: "yes", Work: "teach", RollsUpTo: "sharepoint-online"},
		{ID: "key-vault", Name: "Key Vault", Family: "security", Plane: "azure", Kind: "product", Claimable: "no", Work: "build"},
	}
	if diff := cmp.Diff(want, p.Flatten(f, d, false).Workloads); diff != "" {
		t.Error(diff)
	}
}

func TestMode(t *testing.T) {
	engaged := func(a ...sow.Activity) sow.Facts { return sow.Facts{Engagement: sow.NewFact(a)} }
	kind := func(k sow.DocKind) sow.Facts { return sow.Facts{Kind: sow.NewFact(k)} }
	for _, tt := range []struct {
		name  string
		facts sow.Facts
		kind  sow.DocKind
		want  string
	}{
		{"managed services", kind(sow.KindManaged), "", "managed-services"},
		{"staff augmentation", kind(sow.KindStaffAug), "", "staff-augmentation"},
		{"assessment", kind(sow.KindAssessment), "", "advisory"},
		{"licensing advice", kind(sow.KindLicensing), "", "advisory"},
		{"kind as detected", sow.Facts{}, sow.KindManaged, "managed-services"},
		{"fact above detection", kind(sow.KindProject), sow.KindManaged, "project"},
		{"only placing people", engaged(sow.StaffAugmentation), "", "staff-augmentation"},
		{"placing people to deploy", engaged(sow.StaffAugmentation, sow.Deployment), "", "project"},
		{"only running", engaged(sow.ManagedServices, sow.Support), "", "managed-services"},
		{"support alone", engaged(sow.Support), "", "project"},
		{"only assessing", engaged(sow.Assessment), "", "advisory"},
		{"assessing and deploying", engaged(sow.Assessment, sow.Deployment), "", "project"},
		{"nothing said", sow.Facts{}, "", "project"},
	} {
		if got := modeOf(tt.facts, sow.Detection{Kind: tt.kind}); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestBandsAndRoles(t *testing.T) {
	for n, want := range map[int]string{1: "up-to-10", 10: "up-to-10", 11: "11-300", 300: "11-300", 301: "over-300"} {
		if got := seatBand(sow.NewFact(n)); got != want {
			t.Errorf("%d seats: %s", n, got)
		}
	}
	for role, want := range map[string]string{
		"Owner": "write", "Contributor": "write", "Reader": "read-only", "Security Reader": "read-only", "Global Administrator": "write",
		"User Access Administrator": "user-access-administrator", "": "unknown", "Reader and Support Request Contributor": "write",
	} {
		if got := roleOf(role); got != want {
			t.Errorf("%q: %s", role, got)
		}
	}
	for _, tt := range []struct{ from, to, want string }{
		{"2026-01-01", "2026-04-01", "up-to-3-months"},
		{"2026-01-01", "2026-04-02", "over-3-months"},
		{"2026-04-02", "2026-01-01", "unknown"},
		{"soon", "2026-01-01", "unknown"},
	} {
		if got := durationOf(sow.NewFact(tt.from), sow.NewFact(tt.to)); got != tt.want {
			t.Errorf("%s to %s: %s", tt.from, tt.to, got)
		}
	}
}
