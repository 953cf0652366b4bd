package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// The board shows the most urgent claims first; amounts of different currencies
// are never compared, and claims without a day come last.
func TestBoardOrder(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	value := func(amount float64, currency string) sow.ExpectedValue {
		return sow.ExpectedValue{State: "known", Amount: &amount, Currency: &currency}
	}
	for i, c := range []struct {
		name, due string
		value     sow.ExpectedValue
	}{
		{"later", "2026-12-20", value(9, "EUR")},
		{"late", "2026-11-01", value(1, "EUR")},
		{"no day", "", value(9999, "EUR")},
		{"small", "2026-12-01", value(100, "EUR")},
		{"dollars", "2026-12-01", value(5000, "USD")},
		{"big", "2026-12-01", value(300, "EUR")},
		{"unknown", "2026-12-01", sow.ExpectedValue{State: "unknown"}},
	} {
		a := analysis(c.name, "", "teams")
		a.Claims[0].ExpectedValue, a.Claims[0].Deadlines = c.value, nil
		if c.due != "" {
			a.Claims[0].Deadlines = []sow.DeadlineEntry{{Code: "DL-CLAIM-BY", Due: &c.due, Rule: "r", Owner: "partner"}}
		}
		doc := addDocument(t, tx, fmt.Sprint(i))
		must[store.Recorded](t)(store.RecordAnalysis(t.Context(), tx, store.Recording{DocumentID: doc.ID, Analysis: a, At: now.Add(time.Duration(i) * time.Second)}))
	}
	for _, tc := range []struct {
		name  string
		order store.BoardOrder
		want  string
	}{
		{"urgency", store.BoardOrder{}, "late, big, small, dollars, unknown, later, no day"},
		{"changed", store.BoardOrder{Changed: true}, "unknown, big, dollars, small, no day, late, later"},
		{"euros", store.BoardOrder{Currency: "EUR"}, "no day, big, small, later, late"},
		{"dollars", store.BoardOrder{Currency: "USD"}, "dollars"},
		{"pounds", store.BoardOrder{Currency: "GBP"}, ""},
	} {
		board := must[[]store.BoardColumn](t)(store.Board(t.Context(), tx, now, 7, tc.order))
		var names []string
		for _, c := range board[0].First {
			names = append(names, c.Customer)
		}
		if got := strings.Join(names, ", "); got != tc.want || board[0].Open != 7 {
			t.Errorf("%s: %s, want %s (%d open)", tc.name, got, tc.want, board[0].Open)
		}
	}
	if board := must[[]store.BoardColumn](t)(store.Board(t.Context(), tx, now, 2, store.BoardOrder{})); len(board[0].First) != 2 || board[0].First[0].Customer != "late" {
		t.Errorf("two of them: %+v", board[0].First)
	}
}
