package sow_test

import (
	"testing"

	"claimline/internal/sow"
)

func TestDelayOf(t *testing.T) {
	amount, currency, due := 36500.0, "EUR", "2026-11-16"
	claim := func(change func(*sow.Claim)) sow.Claim {
		c := sow.Claim{
			Position: sow.At(sow.StageEvidence), ExpectedValue: sow.ExpectedValue{Amount: &amount, Currency: &currency},
			Deadlines: []sow.ClaimDeadline{{DeadlineEntry: sow.DeadlineEntry{Code: "DL-CLAIM-BY", Due: &due}}},
		}
		change(&c)
		return c
	}
	for _, c := range []struct {
		name   string
		change func(*sow.Claim)
		today  sow.Day
		want   sow.Delay
		known  bool
	}{
		{"in time", func(*sow.Claim) {}, sow.Day{Year: 2026, Month: 11, Dom: 16}, sow.Delay{PerDay: 100, Currency: "EUR"}, true},
		{"ten days late", func(*sow.Claim) {}, sow.Day{Year: 2026, Month: 11, Dom: 26}, sow.Delay{Days: 10, Lost: 1000, PerDay: 100, Currency: "EUR"}, true},
		{"years late: not more than there was", func(*sow.Claim) {}, sow.Day{Year: 2029, Month: 1, Dom: 1}, sow.Delay{Days: 365, Lost: 36500, PerDay: 100, Currency: "EUR"}, true},
		{"without a day", func(c *sow.Claim) { c.Deadlines = nil }, sow.Day{Year: 2026, Month: 11, Dom: 26}, sow.Delay{PerDay: 100, Currency: "EUR"}, true},
		{"unknown value", func(c *sow.Claim) { c.ExpectedValue.Amount = nil }, sow.Day{Year: 2026, Month: 11, Dom: 26}, sow.Delay{}, false},
		{"filed", func(c *sow.Claim) { c.Dates.Submitted = "2026-11-20" }, sow.Day{Year: 2026, Month: 11, Dom: 26}, sow.Delay{}, false},
		{"ended", func(c *sow.Claim) { c.Position.Outcome = sow.OutcomeWithdrawn }, sow.Day{Year: 2026, Month: 11, Dom: 26}, sow.Delay{}, false},
	} {
		if got, known := sow.DelayOf(claim(c.change), c.today); got != c.want || known != c.known {
			t.Errorf("%s: %+v, %v; want %+v", c.name, got, known, c.want)
		}
	}
}
