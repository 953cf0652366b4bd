package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimline/internal/pgtest"
)

// The answer beside a document asks for nothing that is filed or given up: not
// after the claim has moved on, and not when a newer version arrives.
func TestAnswerKnowsWhereItsClaimsStand(t *testing.T) {
	dsn, data, folder := pgtest.DSN(t), t.TempDir(), t.TempDir()
	scan := func() {
		t.Helper()
		if _, errs, code := command(t, dsn, data, "inbox", "scan", "--once", "--inbox", folder, "--stability", "10ms", "--poll", "50ms", "--ocr", "off", "--base-url", "https://claims.example.org"); code != 0 {
			t.Fatal(errs)
		}
	}
	drop := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, "sow.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		scan()
	}
	page := func(name string) string {
		t.Helper()
		found, err := filepath.Glob(filepath.Join(folder, "processed", "*", name+".recommendation.html"))
		if err != nil || len(found) != 1 {
			t.Fatalf("answers to %s: %q, %v", name, found, err)
		}
		text, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	const step, link = "File the CPOR claim for Microsoft Teams", `<a href="https://claims.example.org/claims/1">`
	drop(rollout)
	if got := page("sow.md"); !strings.Contains(got, link+step) {
		t.Errorf("the first answer leads to no claim: %s", got)
	}
	if _, errs, code := command(t, dsn, data, "claims", "move", "1", "not_pursued", "--as", "Anna", "--reason", "another partner has it"); code != 0 {
		t.Fatal(errs)
	}
	scan()
	if got := page("sow.md"); strings.Contains(got, step) || !strings.Contains(got, link+"claim 1, not pursued</a>") {
		t.Errorf("the answer is as before the move: %s", got)
	}
	drop(rollout + "\nPrices are those of the frame agreement.\n")
	if got := page("sow-2.md"); strings.Contains(got, step) || !strings.Contains(got, link+"claim 1, not pursued</a>") {
		t.Errorf("the newer version asks once more: %s", got)
	}
}
