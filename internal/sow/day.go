package sow

import (
	"fmt"
	"time"
)

// Day is a calendar day without a zone, as contracts and Partner Center write
// them. The zero Day is "no day".
type Day struct {
	Year  int
	Month time.Month
	Dom   int
}

// ParseDay reads an ISO 8601 day, YYYY-MM-DD.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}, fmt.Errorf("read day %q: want YYYY-MM-DD", s)
	}
	return DayOf(t), nil
}

// DayOf is the day of t in t's own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, m, d}
}

// IsZero reports whether d is no day.
func (d Day) IsZero() bool { return d == Day{} }

// String gives YYYY-MM-DD, or "" for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 || d.Month < 0 || d.Month > 99 || d.Dom < 0 || d.Dom > 99 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Dom)
	}
	y, m := d.Year, int(d.Month)
	return string([]byte{
		digit(y / 1000), digit(y / 100), digit(y / 10), digit(y), '-', digit(m / 10), digit(m), '-', digit(d.Dom / 10), digit(d.Dom),
	})
}

// digit gives the last digit of a number.
func digit(n int) byte { return byte('0' + n%10) }

// Words gives the day as a person writes it, e.g. "Mon 2 Nov 2026".
func (d Day) Words() string { return d.At(time.UTC).Format("Mon 2 Jan 2006") }

// At is the first instant of d in loc. Where midnight does not exist there, it
// is the first instant that does.
func (d Day) At(loc *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Dom, 0, 0, 0, 0, loc)
	// A gap at midnight: which side of it time.Date takes depends on the zone.
	if _, end := t.ZoneBounds(); !end.IsZero() && DayOf(t).String() < d.String() {
		return end
	}
	return t
}

// Add gives the day n days later; n may be negative.
func (d Day) Add(n int) Day { return DayOf(time.Date(d.Year, d.Month, d.Dom+n, 0, 0, 0, 0, time.UTC)) }

// AddMonths gives the same day n months later, or the last day of that month
// where it is shorter.
func (d Day) AddMonths(n int) Day {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Day{first.Year(), first.Month(), min(d.Dom, last)}
}

// Weekday is the day of the week of d.
func (d Day) Weekday() time.Weekday { return d.At(time.UTC).Weekday() }

// Before reports whether d is earlier than e.
func (d Day) Before(e Day) bool { return d.Sub(e) < 0 }

// Sub gives the days from e to d.
func (d Day) Sub(e Day) int {
	return int(d.At(time.UTC).Sub(e.At(time.UTC)).Hours() / 24)
}
