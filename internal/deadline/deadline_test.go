package deadline

import (
	"testing"
	"time"
	_ "time/tzdata"

	"claimline/internal/sow"

	"pgregory.net/rapid"
)

func day(tb testing.TB, s string) sow.Day {
	tb.Helper()
	d, err := sow.ParseDay(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func calendar(tb testing.TB, countries ...string) *Calendar {
	tb.Helper()
	c, err := NewCalendar(countries, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// The reference vectors: anchor, then +5, +10, +14, +19 business days, +7, +30
// and +90 days.
func TestVectors(t *testing.T) {
	rules := []struct {
		n    int
		unit Unit
	}{{5, BusinessDays}, {10, BusinessDays}, {14, BusinessDays}, {19, BusinessDays}, {7, Days}, {30, Days}, {90, Days}}
	vectors := []struct {
		name     string
		calendar *Calendar
		anchor   string
		want     []string
	}{
		{"Monday", nil, "2026-11-02", []string{"2026-11-09", "2026-11-16", "2026-11-20", "2026-11-27", "2026-11-09", "2026-12-02", "2027-01-31"}},
		{"Friday", nil, "2026-11-06", []string{"2026-11-13", "2026-11-20", "2026-11-26", "2026-12-03", "2026-11-13", "2026-12-06", "2027-02-04"}},
		{"Saturday", nil, "2026-11-07", []string{"2026-11-13", "2026-11-20", "2026-11-26", "2026-12-03", "2026-11-14", "2026-12-07", "2027-02-05"}},
		{"late November", nil, "2026-11-20", []string{"2026-11-27", "2026-12-04", "2026-12-10", "2026-12-17", "2026-11-27", "2026-12-20", "2027-02-18"}},
		{"over the year's end", nil, "2026-12-24", []string{"2026-12-31", "2027-01-07", "2027-01-13", "2027-01-20", "2026-12-31", "2027-01-23", "2027-03-24"}},
		{"Monday, US", calendar(t, "us"), "2026-11-02", []string{"2026-11-09", "2026-11-17", "2026-11-23", "2026-12-01"}},
		{"Friday, US", calendar(t, "us"), "2026-11-06", []string{"2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07"}},
		{"Saturday, US", calendar(t, "US"), "2026-11-07", []string{"2026-11-16", "2026-11-23", "2026-11-30", "2026-12-07"}},
		{"late November, US", calendar(t, "us"), "2026-11-20", []string{"2026-11-30", "2026-12-07", "2026-12-11", "2026-12-18"}},
		{"over the year's end, US", calendar(t, "us"), "2026-12-24", []string{"2027-01-04", "2027-01-11", "2027-01-15", "2027-01-25"}},
	}
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			for i, want := range v.want {
				due, err := Compute(Rule{Code: "T", Base: "the event", N: rules[i].n, Unit: rules[i].unit, Calendar: v.calendar}, day(t, v.anchor))
				if err != nil {
					t.Fatal(err)
				}
				if due.Day.String() != want {
					t.Errorf("%s + %d %s = %s, want %s", v.anchor, rules[i].n, rules[i].unit, due.Day, want)
				}
			}
		})
	}
}

// A deadline equals what a person finds who walks the calendar day by day.
func TestAgainstOracle(t *testing.T) {
	calendars := []*Calendar{nil, calendar(t, "us"), calendar(t, "us", "ie"), calendar(t, "de"), calendar(t, "fr", "es", "gb")}
	rapid.Check(t, func(rt *rapid.T) {
		c := rapid.SampledFrom(calendars).Draw(rt, "calendar")
		start := day(t, "2024-01-01").Add(rapid.IntRange(0, 2500).Draw(rt, "start"))
		n := rapid.IntRange(1, 60).Draw(rt, "n")
		due, err := Compute(Rule{Base: "x", N: n, Unit: BusinessDays, Calendar: c}, start)
		if err != nil {
			rt.Fatal(err)
		}
		count := 0
		for d := start.Add(1); !due.Day.Before(d); d = d.Add(1) {
			if ok, _ := c.Working(d); ok {
				count++
			}
		}
		if ok, _ := c.Working(due.Day); !ok || count != n {
			rt.Fatalf("%s + %d on %s = %s: working %v, %d working days between", start, n, c.Name(), due.Day, ok, count)
		}
	})
}

func TestExplainNamesHolidays(t *testing.T) {
	due, err := Compute(Rule{Base: "the customer's signature", N: 10, Unit: BusinessDays, Calendar: calendar(t, "us")}, day(t, "2026-11-02"))
	if err != nil {
		t.Fatal(err)
	}
	want := "10 business days after the customer's signature (Mon 2 Nov 2026); skipped: Veterans Day"
	if due.Explain != want {
		t.Errorf("explain = %q, want %q", due.Explain, want)
	}
}

func TestMonthsClampToTheMonthsEnd(t *testing.T) {
	due, err := Compute(Rule{Base: "x", N: 12, Unit: Months}, day(t, "2024-02-29"))
	if err != nil || due.Day.String() != "2025-02-28" {
		t.Errorf("2024-02-29 + 12 months = %s, %v", due.Day, err)
	}
}

// Every clock change from 2024 to 2030 keeps the local time of a cut-off, and
// the end of a day is the start of the next in local time.
func TestClockChangesKeepLocalTime(t *testing.T) {
	zones := []string{
		"America/New_York", "Europe/Berlin", "Europe/Dublin", "Australia/Sydney", "Pacific/Auckland", "Africa/Cairo",
		"America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC", "Africa/Casablanca",
	}
	for _, name := range zones {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for d := day(t, "2024-01-01"); d.Year < 2031; d = d.Add(1) {
			due, err := Compute(Rule{Base: "x", N: 3, Unit: Days, Cutoff: "17:00", Zone: name}, d)
			if err != nil {
				t.Fatal(err)
			}
			if got := due.Instant.In(loc); got.Format("15:04") != "17:00" || sow.DayOf(got) != d.Add(3) {
				t.Fatalf("%s: %s + 3 days = %s", name, d, got)
			}
			due, _ = Compute(Rule{Base: "x", N: 3, Unit: Days, Zone: name}, d)
			before := due.Instant.Add(-time.Second).In(loc)
			if sow.DayOf(before) != d.Add(3) {
				t.Fatalf("%s: the day after %s + 3 starts at %s", name, d, due.Instant.In(loc))
			}
		}
	}
}

func TestEventAfterTheCutoffCountsAsTheNextDay(t *testing.T) {
	loc, _ := time.LoadLocation("America/New_York")
	r := Rule{Base: "x", N: 5, Unit: BusinessDays, Cutoff: "17:00", Zone: "America/New_York"}
	for _, c := range []struct{ at, want string }{{"2026-11-02 16:59", "2026-11-09"}, {"2026-11-02 17:00", "2026-11-10"}} {
		event, _ := time.ParseInLocation("2006-01-02 15:04", c.at, loc)
		due, err := ComputeAt(r, event)
		if err != nil || due.Day.String() != c.want {
			t.Errorf("event %s: due %s, %v, want %s", c.at, due.Day, err, c.want)
		}
	}
}

func TestRefusals(t *testing.T) {
	if _, err := NewCalendar([]string{"xx"}, nil); err == nil {
		t.Error("an unknown country gave no error")
	}
	if _, err := NewCalendar(nil, nil, 0, 1, 2, 3, 4, 5, 6); err == nil {
		t.Error("a week without working days gave no error")
	}
	never := &Calendar{weekend: []time.Weekday{0, 1, 2, 3, 4, 5, 6}}
	if _, err := Compute(Rule{N: 1, Unit: BusinessDays, Calendar: never}, day(t, "2026-11-02")); err == nil {
		t.Error("a calendar without working days gave no error")
	}
	if _, err := Compute(Rule{N: 1, Unit: Days, Zone: "Mars/Base"}, day(t, "2026-11-02")); err == nil {
		t.Error("an unknown zone gave no error")
	}
	if _, err := Compute(Rule{N: 1, Unit: "moons"}, day(t, "2026-11-02")); err == nil {
		t.Error("an unknown unit gave no error")
	}
}
