package deadline

import (
	"testing"

	"pgregory.net/rapid"

	"claimline/internal/sow"
)

var rounds = map[string]sow.DeadlineSpec{
	"year":    {Code: "Y", Anchor: "fiscal_year_end", Count: new(-30), Unit: sow.CalendarDays},
	"earning": {Code: "E", Anchor: "month_end", Count: new(16), Unit: sow.DayOfNextMonth},
	"score":   {Code: "S", Anchor: "month_start", Count: new(20), Unit: sow.DayOfMonth},
	"audit":   {Code: "A", Anchor: "quarter_start", Count: new(3), Unit: sow.Months},
	"co-op":   {Code: "C", Anchor: "earning_half_end", Unit: sow.NextDate, Dates: []string{"02-15", "08-15"}},
	"work":    {Code: "W", Anchor: "quarter_start", Count: new(5), Unit: sow.BusinessDays},
}

// What belongs to the partner comes round: its last day is given until it has
// passed, and then the next one.
func TestRound(t *testing.T) {
	for _, c := range []struct{ rule, from, want, explain string }{
		{"year", "2026-11-25", "2027-05-31", "30 days before the end of Microsoft's fiscal year (Wed 30 Jun 2027)"},
		{"year", "2027-05-31", "2027-05-31", ""},
		{"year", "2027-06-01", "2028-05-31", ""},
		{"earning", "2026-11-16", "2026-11-16", "day 16 of November 2026"},
		{"earning", "2026-11-17", "2026-12-16", "day 16 of December 2026"},
		{"earning", "2026-12-31", "2027-01-16", ""},
		{"score", "2026-11-20", "2026-11-20", ""},
		{"score", "2026-11-21", "2026-12-20", "day 20 of December 2026"},
		{"audit", "2026-11-25", "2027-01-01", "3 months after the beginning of the quarter (Thu 1 Oct 2026)"},
		{"audit", "2027-01-02", "2027-04-01", ""},
		{"co-op", "2026-11-25", "2027-02-15", "the next of 15 February and 15 August after the end of the earning half-year (Thu 31 Dec 2026)"},
		{"co-op", "2027-02-16", "2027-08-15", ""},
		{"work", "2026-11-25", "2027-01-08", ""},
	} {
		got, explain, ok := Round(rounds[c.rule], nil, day(t, c.from))
		if !ok || got.String() != c.want || c.explain != "" && explain != c.explain {
			t.Errorf("%s from %s = %s, %q, %t; want %s, %q", c.rule, c.from, got, explain, ok, c.want, c.explain)
		}
	}
	for name, spec := range map[string]sow.DeadlineSpec{
		"no count": {Anchor: "month_end", Unit: sow.CalendarDays}, "an event of a claim": {Anchor: "sow_signed", Count: new(3), Unit: sow.CalendarDays}, "no dates": {Anchor: "month_end", Unit: sow.NextDate},
	} {
		if got, _, ok := Round(spec, nil, day(t, "2026-11-25")); ok {
			t.Errorf("%s gives %s", name, got)
		}
	}
}

// Whatever the day, the deadline lies ahead, and a day later it is the same one
// unless it has just passed.
func TestRoundNeverSkips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := rounds[rapid.SampledFrom([]string{"year", "earning", "score", "audit", "co-op", "work"}).Draw(t, "rule")]
		from := sow.Day{Year: 2024, Month: 1, Dom: 1}.Add(rapid.IntRange(0, 3000).Draw(t, "day"))
		first, _, ok := Round(spec, nil, from)
		next, _, again := Round(spec, nil, from.Add(1))
		if !ok || !again || first.Before(from) || first.Sub(from) > 366 {
			t.Fatalf("from %s: %s %t", from, first, ok)
		}
		if first != from && next != first {
			t.Fatalf("from %s: %s, a day later %s", from, first, next)
		}
	})
}
