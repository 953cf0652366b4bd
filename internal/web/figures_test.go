package web_test

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"claimline/internal/store"
)

// What reports say stands beside the expected value, with file and row, on the
// claim, in the sums and in the API.
func TestFiguresOnThePages(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	users, units := 1200, 1900
	load := func(kind, name string, f store.ImportFigure) {
		t.Helper()
		err := pgx.BeginFunc(t.Context(), b.pool, func(tx pgx.Tx) error {
			_, err := store.LoadImport(t.Context(), tx, store.Import{SHA256: strings.Repeat(name[:1], 64), Name: name, Kind: kind, Rows: 1, By: "Anna", Figures: []store.ImportFigure{f}}, b.clock.at)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	load("earnings", "a "+hostile, store.ImportFigure{Line: 7, ClaimID: 1, Month: "2026-10", Amount: "120.50", Currency: "EUR"})
	load("usage", "b.csv", store.ImportFigure{Line: 3, ClaimID: 1, Month: "2026-11", Active: &users, Paid: &units})
	v := b.visitor()
	page := v.get("/claims/1")
	page.want(t, 200, "Expected and reported", "earned EUR 120.50", "line 7", "loaded by Anna", "1,200 active users of 1,900 paid units", "b.csv , line 3", "Earned so far EUR 120.50: nothing to compare with: the expected value is not known")
	if strings.Contains(page.body, "<script>alert") {
		t.Error("the file's name is not escaped")
	}
	v.get("/claims").want(t, 200, "Earned by imported reports: EUR 120.50 by 1 claim; no expected value in EUR is known for 1 claim")
	if _, err := b.pool.Exec(t.Context(), `UPDATE claim SET value_amount = 241, value_currency = 'EUR', version = version, expected_value = '{"state":"known","amount":241,"currency":"EUR"}'`); err != nil {
		t.Fatal(err)
	}
	v.get("/claims/1").want(t, 200, "50 % of the expected value")
	v.get("/claims").want(t, 200, "EUR 120.50 of EUR 241 expected of 1 claim whose value is known")
	if _, err := b.pool.Exec(t.Context(), `UPDATE claim SET value_currency = 'USD', expected_value = '{"state":"known","amount":241,"currency":"USD"}'`); err != nil {
		t.Fatal(err)
	}
	v.get("/claims/1").want(t, 200, "expected in USD, so not compared")
	api := v.do("GET", "/api/v1/claims/1", nil, map[string]string{"Authorization": "Bearer secret-token"})
	if api.status != 200 || !strings.Contains(api.body, `"line": 7`) || !strings.Contains(api.body, `"active_users": 1200`) {
		t.Errorf("API: %s", api.body)
	}
}
