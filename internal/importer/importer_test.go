package importer_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimline/internal/importer"
	"claimline/internal/sheet"
	"claimline/internal/sow"
)

const tenant = "0f6e1c1a-5a4e-4f0e-9c55-2f1d7f3a9b10"

func at(id int64, workload, partnerCenter string, p sow.Position) sow.Claim {
	return sow.Claim{ID: id, Version: 3, Customer: "Northgate Foods Ltd", TenantID: tenant, Workload: workload, PartnerID: "6080811", PartnerCenter: partnerCenter, Position: p, Owner: "Anna"}
}

func world() importer.World {
	rejected := at(6, "intune", "CPOR-6", sow.Ended(sow.OutcomeRejected))
	rejected.Dates.Rejected = "2026-11-01"
	return importer.World{
		Claims: []sow.Claim{
			at(1, "teams", "CPOR-1", sow.AtSubmitted(sow.SubUnderReview)), at(2, "exchange-online", "CPOR-2", sow.AtSubmitted(sow.SubSubmitted)), at(3, "sharepoint-online", "", sow.At(sow.StageReview)),
			at(4, "teams-phone", "CPOR-4", sow.AtSubmitted(sow.SubActionRequired)), at(5, "power-bi", "CPOR-5", sow.At(sow.StageActive)), rejected,
		},
		Workloads: map[string]string{"Microsoft Teams": "teams", "Exchange Online": "exchange-online", "SharePoint Online": "sharepoint-online", "Microsoft Teams Phone": "teams-phone", "Power BI": "power-bi", "Microsoft Intune (with Autopilot)": "intune"},
		Today:     "2026-11-25", By: "Anna",
	}
}

func parse(t *testing.T, text string, m importer.Mapping) importer.Export {
	t.Helper()
	e, err := importer.Parse([]byte(text), m, sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestClaimDataMovesWhatTheTableAllows(t *testing.T) {
	e := parse(t, `Claim ID,Customer name,Customer tenant ID,Product,Partner ID,Claim Status,Last Updated,Comments
CPOR-1,Northgate Foods Ltd,`+tenant+`,Microsoft Teams,6080811,Approved,2026-11-20,
CPOR-2,Northgate Foods Ltd,`+tenant+`,Exchange Online,6080811,Partner action required,2026-11-21,Signature missing
,Northgate Foods Ltd,`+tenant+`,SharePoint Online,6080811,Submitted,2026-11-21,
CPOR-4,Northgate Foods Ltd,`+tenant+`,Teams Phone,6080811,Approved,2026-11-22,
CPOR-5,Northgate Foods Ltd,`+tenant+`,Power BI,6080811,Approved,2026-10-02,
CPOR-6,Northgate Foods Ltd,`+tenant+`,Intune,6080811,Dispute,2026-11-24,
CPOR-99,Other Ltd,11111111-2222-4333-8444-555555555555,Teams,6080811,Approved,2026-11-20,
CPOR-1,Northgate Foods Ltd,`+tenant+`,Microsoft Teams,6080811,Submitted,2026-11-02,
CPOR-2,Northgate Foods Ltd,`+tenant+`,Exchange Online,6080811,On hold,2026-11-24,
`, importer.Mapping{})
	if e.Kind != importer.Claims {
		t.Fatalf("kind %q, columns %v", e.Kind, e.Columns)
	}
	p := e.Plan(world(), importer.Mapping{})
	var got []string
	for _, m := range p.Moves {
		got = append(got, fmt.Sprintf("%d %s>%s %s %t", m.Claim.ID, m.Claim.Position, m.To, m.On, m.Why == ""))
	}
	want := []string{
		"1 submitted/under_review>customer_notice 2026-11-20 true", "2 submitted/submitted>submitted/action_required 2026-11-21 true", "3 review>submitted/submitted 2026-11-21 false",
		"4 submitted/action_required>customer_notice 2026-11-22 false", "6 rejected>submitted/disputed 2026-11-24 true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("moves\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if p.Same != 1 || len(p.Allowed()) != 3 || len(p.Unmatched) != 2 {
		t.Errorf("%d the same, %d allowed, unmatched %+v", p.Same, len(p.Allowed()), p.Unmatched)
	}
	for i, line := range []int{8, 10} {
		if p.Unmatched[i].Line != line {
			t.Errorf("unmatched %+v, want line %d", p.Unmatched[i], line)
		}
	}
	if why := p.Moves[2].Why; !strings.Contains(why, "before the submission") {
		t.Errorf("a claim that is not filed: %q", why)
	}
	if p.Moves[1].Reason != "Signature missing" {
		t.Errorf("the reviewer's comment is %q", p.Moves[1].Reason)
	}
}

// For every position and status: what the plan allows is a move that the table
// allows an import, and nothing else.
func TestNeverAgainstTheTable(t *testing.T) {
	for _, from := range sow.Positions() {
		for _, status := range []string{"Submitted", "Under review", "Partner action required", "Approved", "Rejected", "Dispute", "Rejected final", "Draft"} {
			c := at(1, "teams", "CPOR-1", from)
			c.Dates = sow.ClaimDates{Rejected: "2026-11-10", NoticeEnds: "2026-11-12"}
			w := world()
			w.Claims = []sow.Claim{c}
			p := parse(t, "Claim ID,Status,Status date\nCPOR-1,"+status+",2026-11-20\n", importer.Mapping{}).Plan(w, importer.Mapping{})
			for _, m := range p.Allowed() {
				move, ok := sow.FindMove(from, m.To)
				if !ok || !slices.Contains(move.By, sow.ActorImport) {
					t.Errorf("%s at %q would move to %s", from, status, m.To)
				}
			}
		}
	}
}

func TestDays(t *testing.T) {
	for _, tc := range []struct{ name, days, want string }{
		{"iso", "2026-11-09T10:00:00Z", "2026-11-09"},
		{"points", "09.11.2026", "2026-11-09"},
		{"serial number of a workbook", "46335", "2026-11-09"},
		{"month first, told by another row", "11/9/2026;11/24/2026", "2026-11-09"},
		{"day first, told by another row", "9/11/2026;24/11/2026", "2026-11-09"},
		{"words", "Nov 9, 2026", "2026-11-09"},
		{"not clear", "9/11/2026;10/11/2026", ""},
		{"equal numbers", "11/11/2026", "2026-11-11"},
		{"no day", "soon", ""},
	} {
		text := "Claim ID;Status;Status date\n"
		for d := range strings.SplitSeq(tc.days, ";") {
			text += "CPOR-1;Approved;\"" + d + "\"\n"
		}
		e := parse(t, text, importer.Mapping{})
		if got := e.Records[0].Day; got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
		if warned := len(e.Warnings) > 0; warned != (tc.name == "not clear") {
			t.Errorf("%s: warnings %v", tc.name, e.Warnings)
		}
	}
	first := true
	if e := parse(t, "Claim ID,Status,Status date\nCPOR-1,Approved,9/11/2026\n", importer.Mapping{DayFirst: &first}); e.Records[0].Day != "2026-11-09" {
		t.Errorf("day_first gives %q", e.Records[0].Day)
	}
	p := parse(t, "Claim ID,Status\nCPOR-1,Approved\n", importer.Mapping{}).Plan(world(), importer.Mapping{})
	if len(p.Moves) != 1 || !strings.Contains(p.Moves[0].Why, "no day") {
		t.Errorf("a status without a day: %+v", p.Moves)
	}
	w := world()
	w.On = "2026-11-20"
	if p := parse(t, "Claim ID,Status\nCPOR-1,Approved\n", importer.Mapping{}).Plan(w, importer.Mapping{}); len(p.Allowed()) != 1 || p.Moves[0].On != "2026-11-20" {
		t.Errorf("with a day that a person said: %+v", p.Moves)
	}
}

// A day that stands in the row but cannot be read is not replaced by the day of
// statuses without one, and a day in the future is called that.
func TestADayThatCannotBeUsed(t *testing.T) {
	for day, want := range map[string]string{
		"31/31/2026": `the day "31/31/2026" cannot be read for certain`,
		"11/12/2026": `the day "11/12/2026" cannot be read for certain`,
		"2026-11-26": "2026-11-26 lies in the future",
	} {
		w := world()
		w.On = "2026-11-20"
		p := parse(t, "Claim ID,Status,Status date\nCPOR-1,Approved,"+day+"\n", importer.Mapping{}).Plan(w, importer.Mapping{})
		if len(p.Allowed()) != 0 || !strings.Contains(p.Moves[0].Why, want) {
			t.Errorf("%s: %+v", day, p.Moves)
		}
	}
}

// A person finds the row by its line although lines before it are empty.
func TestLinesAreThoseOfTheFile(t *testing.T) {
	p := parse(t, "Claim ID,Status,Status date\n\n,,\nCPOR-1,Approved,2026-11-20\nCPOR-77,Approved,2026-11-20\n", importer.Mapping{}).Plan(world(), importer.Mapping{})
	if p.Moves[0].Line != 4 || p.Unmatched[0].Line != 5 {
		t.Errorf("%+v, %+v", p.Moves, p.Unmatched)
	}
}

// What is wrong with a mapping is said in the words of its file.
func TestMappingMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"colums: {}":             `line 1: there is no key "colums"; keys are kind, columns, statuses`,
		"columns: {stat: [x]}":   `there is no field "stat"; fields are claim_id, status, status_day`,
		"statuses: {x: nowhere}": "use action_required, approved, disputed",
		"columns: [a":            "line 1: did not find expected",
	} {
		_, err := importer.ParseMapping([]byte(text))
		if err == nil || !strings.Contains(err.Error(), "the mapping has a mistake: ") || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "yaml") {
			t.Errorf("%s: %v", text, err)
		}
	}
	_, err := importer.Parse([]byte("a,b\n1,2\n"), importer.Mapping{}, sheet.Limits{})
	if err == nil || !strings.Contains(err.Error(), `none of them is taken for claim_id; name them in a mapping file (columns: {claim_id: ["Header"]})`) {
		t.Errorf("unknown columns: %v", err)
	}
}

func TestMappingNamesWhatIsNotGuessed(t *testing.T) {
	text := "Vorgang;Zustand;Stand;Lösung\nCPOR-1;beim Prüfer;20.11.2026;Teams Anrufe\n"
	if _, err := importer.Parse([]byte(text), importer.Mapping{}, sheet.Limits{}); !errors.Is(err, importer.ErrNotAnExport) || !strings.Contains(err.Error(), "Vorgang, Zustand") {
		t.Errorf("unknown columns give %v", err)
	}
	m, err := importer.ParseMapping([]byte("columns: {claim_id: [Vorgang], status: [Zustand], status_day: [Stand], workload: [Lösung]}\nstatuses: {beim Prüfer: rejected}\nproducts: {Teams Anrufe: teams}\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := parse(t, text, m).Plan(world(), m)
	if len(p.Allowed()) != 1 || p.Moves[0].Claim.ID != 1 || p.Moves[0].To != sow.Ended(sow.OutcomeRejected) {
		t.Errorf("with a mapping: %+v %+v", p.Moves, p.Unmatched)
	}
	for _, bad := range []string{"columns: {stat: [x]}", "statuses: {x: nowhere}", "kind: money", "colums: {}"} {
		if _, err := importer.ParseMapping([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// The columns of the published usage report (October 2023).
func TestUsageReport(t *testing.T) {
	e := parse(t, "CustomerTenantId,CustomerName,WorkloadName,MonthlyActiveUsers,PaidAvailableUnits,ClaimId,MpnId,DateAssociated,PartnerAttributionType,Date\n"+
		tenant+",Northgate Foods Ltd,Microsoft Teams,900,1900,CPOR-1,6080811,2026-09-03,CPOR,2026-09-30\n"+
		tenant+",Northgate Foods Ltd,Microsoft Teams,1200,1900,CPOR-1,6080811,2026-09-03,CPOR,2026-10-31\n", importer.Mapping{})
	p := e.Plan(world(), importer.Mapping{})
	want := "Usage report: Microsoft counts this claim as associated since 2026-09-03. 2026-10: 1200 monthly active users of 1900 paid units (2 rows, from 2026-09)."
	if e.Kind != importer.Usage || len(p.Notes) != 1 || p.Notes[0].Text != want || len(p.Notes[0].Rows) != 2 || p.Notes[0].Rows[0].Key == p.Notes[0].Rows[1].Key {
		t.Errorf("%s: %+v", e.Kind, p.Notes)
	}
}

func TestEarningsExplainTheirCodes(t *testing.T) {
	e := parse(t, "Claim ID,Customer Tenant ID,Workload,Earning Month,Reason Code,Earning Amount,Currency\n"+
		"CPOR-1,"+tenant+",Teams,2026-09,MAULWPHWM,,\nCPOR-1,"+tenant+",Teams,2026-10,MAULWPHWM; CUSPUBSEC,,\nCPOR-5,"+tenant+",Power BI,2026-10,,120.50,EUR\nCPOR-5,"+tenant+",Power BI,2026-11,QQQQQQ,,\n", importer.Mapping{})
	p := e.Plan(world(), importer.Mapping{})
	if e.Kind != importer.Earnings || len(p.Notes) != 2 {
		t.Fatalf("%s: %+v %+v", e.Kind, p.Notes, p.Unmatched)
	}
	for i, want := range [][]string{
		{"Not paid for 2026-09, 2026-10, MAULWPHWM: the monthly active usage is not above the high-water mark of before. The partner cannot change it.", "Not paid for 2026-10, CUSPUBSEC: the customer is a public body. In the United States"},
		{"Earned: 2026-10 120.50 EUR.", "QQQQQQ: a code that is not in the published list"},
	} {
		for _, w := range want {
			if !strings.Contains(p.Notes[i].Text, w) {
				t.Errorf("the note lacks %q:\n%s", w, p.Notes[i].Text)
			}
		}
	}
	if n := len(importer.Reasons()); n != 19 {
		t.Errorf("%d reason codes are explained, want the 19 published ones", n)
	}
}

// One ID in Partner Center can stand for several workloads; without a product
// all of them follow, and a tenant alone is not enough to choose.
func TestMatching(t *testing.T) {
	w := world()
	w.Claims[1].PartnerCenter = "CPOR-1"
	p := parse(t, "Claim ID,Status,Status date\nCPOR-1,Rejected,2026-11-20\n", importer.Mapping{}).Plan(w, importer.Mapping{})
	if len(p.Allowed()) != 2 {
		t.Errorf("one ID for two workloads: %+v", p.Moves)
	}
	p = parse(t, "Tenant ID,Status,Status date\n"+tenant+",Approved,2026-11-20\n", importer.Mapping{}).Plan(world(), importer.Mapping{})
	if len(p.Moves) != 0 || len(p.Unmatched) != 1 || !strings.Contains(p.Unmatched[0].Why, "several claims") {
		t.Errorf("a tenant with several claims: %+v %+v", p.Moves, p.Unmatched)
	}
	p = parse(t, "Claim ID,Tenant ID,Workload,Status,Status date\nCPOR-77,"+tenant+",Teams,Approved,2026-11-20\n", importer.Mapping{}).Plan(world(), importer.Mapping{})
	if len(p.Moves) != 0 || len(p.Unmatched) != 1 {
		t.Errorf("another claim ID for a tenant and workload of ours: %+v", p.Moves)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("Claim ID,Status,Status date\nCPOR-1,Approved,11/9/2026\n"))
	f.Add([]byte("ClaimId;ReasonCode\nCPOR-1;MXTMCPMT\n"))
	var book bytes.Buffer
	if err := sheet.XLSX(&book, sheet.Table{Header: []string{"Claim ID", "Status"}, Rows: [][]sheet.Value{{sheet.Text("CPOR-1"), sheet.Text("Approved")}}}); err != nil {
		f.Fatal(err)
	}
	f.Add(book.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		e, err := importer.Parse(data, importer.Mapping{}, sheet.Limits{Rows: 1000, Columns: 50})
		if err != nil {
			return
		}
		p := e.Plan(world(), importer.Mapping{})
		for _, m := range p.Allowed() {
			if move, ok := sow.FindMove(m.Claim.Position, m.To); !ok || !slices.Contains(move.By, sow.ActorImport) {
				t.Errorf("a table leads to %s > %s", m.Claim.Position, m.To)
			}
		}
	})
}
