package store_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// The sums of the board are the sums of the claims.
func TestDelayTotalsEqualTheClaims(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	amounts, euro, dollar := []float64{3650, 7300, 100}, "EUR", "USD"
	today := sow.DayOf(now)
	for i := range 6 {
		a := analysis("Contoso", "", fmt.Sprint("w", i))
		v := sow.ExpectedValue{State: "unknown"}
		if i < 5 {
			v = sow.ExpectedValue{State: "known", Amount: &amounts[i%3], Currency: &euro}
		}
		if i == 4 {
			v.Currency = &dollar
		}
		due := today.Add(-10 * (i - 1)).String()
		a.Claims[0].ExpectedValue = v
		a.Claims[0].Deadlines = []sow.DeadlineEntry{{Code: "DL-CLAIM-BY", Due: &due, Rule: "r", Owner: "partner"}}
		record(t, tx, addDocument(t, tx, fmt.Sprint(i)), a)
	}
	want := map[string]store.DelayTotal{}
	list, _, err := store.Claims(t.Context(), tx, store.ClaimFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, short := range list {
		c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, short.ID))
		d, _ := sow.DelayOf(c, today)
		sum := want[d.Currency]
		sum.Currency, sum.Claims, sum.Lost, sum.PerDay = d.Currency, sum.Claims+1, sum.Lost+d.Lost, sum.PerDay+d.PerDay
		want[d.Currency] = sum
	}
	got := must[[]store.DelayTotal](t)(store.DelayTotals(t.Context(), tx, now.Format(time.DateOnly)))
	if len(got) != 3 || got[2].Currency != "" || got[2].Claims != 1 {
		t.Fatalf("totals %+v", got)
	}
	for _, g := range got {
		w := want[g.Currency]
		if g.Claims != w.Claims || math.Abs(g.Lost-w.Lost) > 0.01 || math.Abs(g.PerDay-w.PerDay) > 0.01 {
			t.Errorf("%s: %+v, want %+v", g.Currency, g, w)
		}
	}
}
