package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimline/internal/pgtest"
	"claimline/internal/sheet"
)

// signedOn is a statement of work of a customer with a day of signature.
func signedOn(customer, day string) string {
	return strings.ReplaceAll(rollout, "Northgate Foods Ltd", customer) + "\n# 2. Signatures\n\nFor the Customer\n\nName: Jane Doe\nDate: " + day + "\n\nFor the Supplier\n\nName: Tom Reed\nDate: " + day + "\n"
}

func yearsOfDocuments(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"2025/old.md": signedOn("Oldenham Ltd", "3 March 2025"), "2026/fresh.md": signedOn("Freshwater Ltd", "12 October 2026"), "2026/copy of fresh.md": signedOn("Freshwater Ltd", "12 October 2026"),
		"2026/broken.docx": "PK\x03\x04 cut", "2026/prices.xlsx": "no document", "2026/~$fresh.docx": "a lock file",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestBackfillListsWithoutADatabase(t *testing.T) {
	dir, data := yearsOfDocuments(t), filepath.Join(t.TempDir(), "none")
	out, errs, code := command(t, "", data, "backfill", dir, "--today", "2026-11-25")
	for _, want := range []string{"Freshwater Ltd", "Microsoft Teams", "2026-10-12  10", "The signature is older than 12 months", "Oldenham Ltd", "broken.docx", "documents: 3, read: 2; claims that could be filed: 1 (1 of unknown value)"} {
		if !strings.Contains(out, want) {
			t.Errorf("the list lacks %q (%d %s):\n%s", want, code, errs, out)
		}
	}
	if code != 0 || strings.Contains(out, "prices.xlsx") || strings.Contains(out, "~$") {
		t.Errorf("status %d\n%s", code, out)
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("a list made a data folder")
	}
	book := filepath.Join(t.TempDir(), "list.xlsx")
	if out, errs, code := command(t, "", data, "backfill", dir, "--today", "2026-11-25", "--format", "xlsx", "-o", book); code != 0 || !strings.Contains(out, "claims that could be filed: 1") {
		t.Errorf("xlsx: %d %s %s", code, out, errs)
	}
	content, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := sheet.Read(content, sheet.Limits{}); err != nil || len(rows) != 4 || rows[1].Cells[2] != "Freshwater Ltd" || rows[1].Cells[7] != "10" {
		t.Errorf("the workbook holds %+v, %v", rows, err)
	}
	for _, args := range [][]string{{"--format", "pdf"}, {"--format", "xlsx"}, {"--open", "1"}, {"--open", "9", "--as", "Anna"}, {"--today", "soon"}} {
		if _, errs, code := command(t, "", data, append([]string{"backfill", dir}, args...)...); code != 1 || errs == "" {
			t.Errorf("%v: %d %q", args, code, errs)
		}
	}
}

func TestBackfillOpensChosenClaims(t *testing.T) {
	dsn, data, dir := pgtest.DSN(t), t.TempDir(), yearsOfDocuments(t)
	for range 2 { // opening twice changes nothing more
		out, errs, code := command(t, dsn, data, "backfill", dir, "--today", "2026-11-25", "--open", "all", "--as", "Anna Berg", "--partner-id", "6080811")
		if code != 0 || !strings.Contains(out, "row 1: claim 1, teams for Freshwater Ltd, at identified, owner Anna Berg") || strings.Contains(out, "row 2") {
			t.Fatalf("open: %d %s\n%s", code, errs, out)
		}
	}
	out, errs, code := command(t, dsn, data, "claims", "list")
	if code != 0 || strings.Count(out, "Freshwater") != 1 || strings.Contains(out, "Oldenham") {
		t.Errorf("claims: %d %s\n%s", code, errs, out)
	}
}
