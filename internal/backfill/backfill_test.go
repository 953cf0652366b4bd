package backfill_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimline/internal/backfill"
	"claimline/internal/sheet"
	"claimline/internal/sow"
)

var today = sow.Day{Year: 2026, Month: 11, Dom: 25}

// source is a document of a customer with claims for workloads.
func source(path, customer, signed string, draft bool, workloads ...string) backfill.Source {
	a := sow.Analysis{Status: sow.StatusOK, Document: sow.DocumentInfo{SHA256: path, Draft: draft}, Facts: &sow.Facts{Customer: sow.NewFact(customer), SignedDate: sow.NoFact[string]()}}
	if signed != "" {
		a.Facts.SignedDate = sow.NewFact(signed)
	}
	for _, w := range workloads {
		a.Claims = append(a.Claims, sow.ClaimProposal{Workload: w, Association: sow.AssocDeployment, ExpectedValue: sow.ExpectedValue{State: "unknown"}, PoE: []sow.PoEItem{
			{Code: "poe.tenant_id", Name: "Customer tenant ID", Need: sow.NeedRequired, Status: sow.PoEMissing},
			{Code: "poe.metrics", Name: "Numbers", Need: sow.NeedAdvised, Status: sow.PoEMissing},
			{Code: "poe.partner_name", Name: "Partner", Need: sow.NeedRequired, Status: sow.PoEFoundAuto},
		}})
	}
	return backfill.Source{Path: path, Analysis: a}
}

func priced(s backfill.Source, amount float64, currency string) backfill.Source {
	for i := range s.Analysis.Claims {
		s.Analysis.Claims[i].ExpectedValue = sow.ExpectedValue{State: "known", Amount: &amount, Currency: &currency}
	}
	return s
}

func archive() []backfill.Source {
	broken := backfill.Source{Path: "broken.docx", Analysis: sow.Analysis{Status: sow.StatusFailed, Error: &sow.AnalysisError{Message: "The file ends too early.", Hint: "Copy it again."}}}
	return []backfill.Source{
		source("old.pdf", "Old Ltd", "2025-11-24", false, "teams"), source("edge.pdf", "Edge Ltd", "2025-11-25", false, "teams"), source("draft.docx", "Draft Ltd", "", true, "teams"),
		priced(source("fresh.pdf", "Fresh GmbH", "2026-11-01", false, "intune", "teams"), 1200, "EUR"), source("undated.pdf", "Undated Ltd", "", false, "teams"), broken,
		source("first.pdf", "Twice Limited", "2026-02-10", false, "teams"), source("second.pdf", "Twice Ltd", "2026-08-10", false, "teams"), source("nothing.pdf", "None Ltd", "2026-08-10", false),
	}
}

func TestListIsByUrgency(t *testing.T) {
	r := backfill.List(archive(), today)
	var got []string
	for _, row := range r.Rows {
		months := "?"
		if row.MonthsLeft != nil {
			months = fmt.Sprint(*row.MonthsLeft)
		}
		got = append(got, fmt.Sprintf("%d %s %s %s %s", row.N, row.Path, row.Workload, months, row.State))
	}
	want := []string{
		"1 edge.pdf teams 0 can be claimed", "2 second.pdf teams 8 can be claimed", "3 fresh.pdf intune 11 can be claimed", "4 fresh.pdf teams 11 can be claimed",
		"5 undated.pdf teams ? no day of signature", "0 draft.docx teams ? draft, not signed", "0 old.pdf teams ? signature too old", "0 broken.docx  ? not read",
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if also := r.Rows[1].Also; !slices.Equal(also, []string{"first.pdf"}) {
		t.Errorf("the older document for the same claim is %v", also)
	}
	if row := r.Rows[0]; !slices.Equal(row.Missing, []string{"Customer tenant ID"}) {
		t.Errorf("missing is %v", row.Missing)
	}
	const summary = "documents: 9, read: 8; claims that could be filed: 5 (2400.00 EUR + 3 of unknown value); rows of drafts: 1, with a signature that is too old: 1; documents without a claim: 1, not read: 1"
	if r.Summary() != summary {
		t.Errorf("summary\n%s\nwant\n%s", r.Summary(), summary)
	}
}

// The order of the files does not matter, so that a number means the same row
// at the next run.
func TestNumbersAreStable(t *testing.T) {
	want := backfill.List(archive(), today)
	turned := archive()
	slices.Reverse(turned)
	got := backfill.List(turned, today)
	for i := range want.Rows {
		if got.Rows[i].N != want.Rows[i].N || got.Rows[i].Path != want.Rows[i].Path || got.Rows[i].Workload != want.Rows[i].Workload {
			t.Errorf("row %d is %+v, was %+v", i, got.Rows[i], want.Rows[i])
		}
	}
}

func TestChoose(t *testing.T) {
	r := backfill.List(archive(), today)
	for _, tc := range []struct {
		choice string
		want   []int
		fails  string
	}{
		{"all", []int{1, 2, 3, 4, 5}, ""}, {"2", []int{2}, ""}, {"1, 3-4,3", []int{1, 3, 4}, ""}, {"6", nil, "no row 6"}, {"0", nil, "is no row"}, {"4-2", nil, "is no row"}, {"x", nil, "is no row"}, {"", nil, "is no row"},
	} {
		rows, err := r.Choose(tc.choice)
		var got []int
		for _, row := range rows {
			got = append(got, row.N)
		}
		if !slices.Equal(got, tc.want) || (err == nil) != (tc.fails == "") || err != nil && !strings.Contains(err.Error(), tc.fails) {
			t.Errorf("%q: %v, %v", tc.choice, got, err)
		}
	}
}

func TestTableHasEveryRow(t *testing.T) {
	r := backfill.List(archive(), today)
	name := func(id string) string { return "Name of " + id }
	var out bytes.Buffer
	if err := sheet.XLSX(&out, r.Table(name)); err != nil {
		t.Fatal(err)
	}
	rows, err := sheet.Read(out.Bytes(), sheet.Limits{})
	if err != nil || len(rows) != len(r.Rows)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if got := strings.Join(rows[3].Cells, "|"); !strings.HasPrefix(got, "3|can be claimed|Fresh GmbH|Name of intune|deployment|2026-11-01|2027-11-01|11|1200|EUR|Customer tenant ID|fresh.pdf") {
		t.Errorf("row 3 is %s", got)
	}
	if got := strings.Join(rows[8].Cells, "|"); !strings.Contains(got, "broken.docx") || !strings.Contains(got, "The file ends too early. Copy it again.") {
		t.Errorf("the unread file is %s", got)
	}
	out.Reset()
	r.Rows[0].Path = "evil\x1b[2J.pdf"
	if err := r.Text(&out, name); err != nil || strings.Contains(out.String(), "\x1b") || !strings.Contains(out.String(), "The signature is older than 12 months") || !strings.Contains(out.String(), "tenant_id") {
		t.Errorf("%v\n%s", err, out.String())
	}
}
