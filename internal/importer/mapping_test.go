package importer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/importer"
)

func mapping(t *testing.T, text string) importer.Mapping {
	t.Helper()
	m, err := importer.ParseMapping([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Every column says what it is taken for and why; a mapped header that the file
// does not have is said.
func TestColumnsSayWhy(t *testing.T) {
	m := mapping(t, "columns: {status: [Zustand], customer: [Kunde], amount: [Betrag], claim_id: [Vorgangsnummer]}")
	e := parse(t, "Zustand;Claim ID;Status;Notiz;Status date\nApproved;CPOR-1;x;y;2026-11-20\n", m)
	want := []importer.Column{
		{Header: "Zustand", Field: "status", How: "mapped"},
		{Header: "Claim ID", Field: "claim_id", How: "guessed"},
		{Header: "Status"},
		{Header: "Notiz"},
		{Header: "Status date", Field: "status_day", How: "guessed"},
	}
	if diff := cmp.Diff(want, e.Columns); diff != "" {
		t.Error(diff)
	}
	if len(e.Warnings) != 1 || e.Warnings[0] != `The mapping names ["Vorgangsnummer"] for claim_id; the file has no such column, and "Claim ID" is taken by its name.` {
		t.Errorf("warnings %q", e.Warnings)
	}
	e = parse(t, "Zustand;Claim ID;Tag\nApproved;CPOR-1;20.11.2026\n", mapping(t, "columns: {status: [Zustand], status_day: [Stand]}"))
	if len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], `["Stand"] for status_day; the file has no such column.`) {
		t.Errorf("warnings %q", e.Warnings)
	}
}

// The mapping of one file goes before the one that is kept for all.
func TestMappingOverAnother(t *testing.T) {
	kept := mapping(t, "columns: {status: [Zustand], workload: [Produkt]}\nstatuses: {In Arbeit: under_review, Fertig: approved}\nproducts: {Anrufe: teams-phone}\nday_first: true")
	own := mapping(t, "kind: claims\ncolumns: {status: [Lage]}\nstatuses: {in arbeit: action_required}")
	yes := true
	want := importer.Mapping{
		Kind: importer.Claims, Columns: map[importer.Field][]string{"status": {"Lage", "Zustand"}, "workload": {"Produkt"}},
		Statuses: map[string]string{"in arbeit": "action_required", "Fertig": "approved"}, Products: map[string]string{"Anrufe": "teams-phone"}, DayFirst: &yes,
	}
	if diff := cmp.Diff(want, own.Over(kept)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(kept, importer.Mapping{}.Over(kept)); diff != "" {
		t.Errorf("nothing over a mapping: %s", diff)
	}
}
