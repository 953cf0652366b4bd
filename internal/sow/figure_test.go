package sow_test

import (
	"fmt"
	"testing"

	"claimline/internal/sow"
)

func TestEarnedKeepsCurrenciesApart(t *testing.T) {
	amount := func(v float64, currency string) sow.Figure {
		return sow.Figure{Kind: "earnings", Amount: &v, Currency: currency}
	}
	users := 7
	list := []sow.Figure{amount(5, "USD"), amount(10.5, "EUR"), {Kind: "usage", Month: "2026-10", Active: &users}, amount(-0.5, "EUR"), {Kind: "usage", Month: "2026-09"}}
	if got := fmt.Sprint(sow.Earned(list)); got != "[{10 EUR} {5 USD}]" {
		t.Errorf("earned %s", got)
	}
	if last, ok := sow.LastUsage(list); !ok || last.Month != "2026-10" {
		t.Errorf("last usage %+v", last)
	}
	if _, ok := sow.LastUsage(list[:2]); ok {
		t.Error("usage out of earnings")
	}
	forty, euro := 40.0, "EUR"
	known := sow.ExpectedValue{State: "known", Amount: &forty, Currency: &euro}
	for _, c := range []struct {
		expected sow.ExpectedValue
		earned   sow.Money
		want     string
	}{
		{known, sow.Money{Amount: 10, Currency: "EUR"}, "0.25 true"}, {known, sow.Money{Amount: 10, Currency: "USD"}, "0 false"}, {sow.ExpectedValue{State: "unknown"}, sow.Money{Amount: 10, Currency: "EUR"}, "0 false"},
	} {
		share, ok := sow.EarnedShare(c.expected, c.earned)
		if got := fmt.Sprint(share, ok); got != c.want {
			t.Errorf("%+v of %+v: %s, want %s", c.earned, c.expected, got, c.want)
		}
	}
}
