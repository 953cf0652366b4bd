package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// Figures of reports stand beside a claim with their file and row; of a month
// that several files have, the newest file counts, and no currency is added to
// another.
func TestFiguresOfReports(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	value := func(amount float64, currency string) sow.ExpectedValue {
		return sow.ExpectedValue{State: "known", Amount: &amount, Currency: &currency}
	}
	var ids []int64
	for i, v := range []sow.ExpectedValue{value(1000, "EUR"), value(500, "USD"), {State: "unknown"}} {
		a := analysis(fmt.Sprint("c", i), "", "teams")
		a.Claims[0].ExpectedValue = v
		doc := addDocument(t, tx, fmt.Sprint(i))
		got := must[store.Recorded](t)(store.RecordAnalysis(t.Context(), tx, store.Recording{DocumentID: doc.ID, Analysis: a, At: now}))
		ids = append(ids, got.Opened[0])
	}
	load := func(name, kind string, figures ...store.ImportFigure) error {
		_, err := store.LoadImport(t.Context(), tx, store.Import{SHA256: sha(name), Name: name, Kind: kind, Rows: len(figures), By: "Anna", Figures: figures}, now)
		return err
	}
	users := 900
	for _, err := range []error{
		load("october.csv", "earnings", store.ImportFigure{Line: 2, ClaimID: ids[0], Month: "2026-09", Amount: "10.25", Currency: "EUR"}, store.ImportFigure{Line: 3, ClaimID: ids[0], Month: "2026-10", Amount: "100", Currency: "EUR"}),
		load("november.csv", "earnings", // October once more, corrected, in two rows
			store.ImportFigure{Line: 2, ClaimID: ids[0], Month: "2026-10", Amount: "120", Currency: "EUR"}, store.ImportFigure{Line: 3, ClaimID: ids[0], Month: "2026-10", Amount: "-5.5", Currency: "EUR"},
			store.ImportFigure{Line: 4, ClaimID: ids[1], Month: "2026-10", Amount: "40", Currency: "EUR"}, store.ImportFigure{Line: 5, ClaimID: ids[2], Month: "2026-10", Amount: "7", Currency: "USD"}),
		load("usage.csv", "usage", store.ImportFigure{Line: 9, ClaimID: ids[0], Month: "2026-10", Active: &users}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	list := must[[]sow.Figure](t)(store.Figures(t.Context(), tx, ids[0]))
	if len(list) != 4 || list[0].File != "october.csv" || list[0].Line != 2 || list[3].File != "usage.csv" || *list[3].Active != 900 || list[3].Paid != nil || list[1].By != "Anna" || !list[1].At.Equal(now.Truncate(time.Microsecond)) {
		t.Errorf("figures %+v", list)
	}
	if got := fmt.Sprint(sow.Earned(list)); got != "[{124.75 EUR}]" {
		t.Errorf("earned %s, want 10.25 + 120 - 5.5", got)
	}
	totals := must[[]store.EarnedTotal](t)(store.EarnedTotals(t.Context(), tx, store.ClaimFilter{}))
	if got, want := fmt.Sprintf("%+v", totals), "[{Currency:EUR Claims:2 Earned:164.75 Known:1 Expected:1000 Of:124.75} {Currency:USD Claims:1 Earned:7 Known:0 Expected:0 Of:0}]"; got != want {
		t.Errorf("totals %s\nwant   %s", got, want)
	}
	if none := must[[]store.EarnedTotal](t)(store.EarnedTotals(t.Context(), tx, store.ClaimFilter{Owner: "nobody"})); len(none) != 0 {
		t.Errorf("totals of nobody's claims %+v", none)
	}
	if err := inSavepoint(t, tx, func(tx pgxTx) error { _, err := tx.Exec(t.Context(), "UPDATE claim_figure SET amount = 0"); return err }); err == nil {
		t.Error("a figure was changed")
	}
	if err := load("wrong.csv", "earnings", store.ImportFigure{Line: 2, ClaimID: ids[0], Amount: "1", Currency: "euro"}); !errors.Is(err, sow.ErrTransition) {
		t.Errorf("a currency that is none gives %v", err)
	}
}
