package reminder

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"claimline/internal/deadline"
	"claimline/internal/sow"
)

// maxSpan bounds every search for a working day: about ten years.
const maxSpan = 3660

const wholeDay = 24 * 60

// Hours are the working hours of a person: the minutes from From up to, and
// without, To after midnight of every working day, in the person's own zone.
// The zero value is no hours at all; [ParseHours] makes them.
type Hours struct {
	From, To int                // minutes; To is at most 24:00, which is the next midnight
	Zone     *time.Location     // nil is UTC
	Calendar *deadline.Calendar // working days; nil is Monday to Friday
}

// DefaultHours are the hours of a person who gave none.
const DefaultHours = "09:00-17:00"

// ParseHours reads hours such as "09:00-17:00" or "00:00-24:00", which begin
// and end on one day.
func ParseHours(text string, zone *time.Location, calendar *deadline.Calendar) (Hours, error) {
	first, second, ok := strings.Cut(strings.TrimSpace(text), "-")
	from, err1 := minutes(first)
	to, err2 := minutes(second)
	if !ok || err1 != nil || err2 != nil || from >= to {
		return Hours{}, fmt.Errorf("working hours %q: write 09:00-17:00, both on one day, up to 24:00", text)
	}
	return Hours{From: from, To: to, Zone: zone, Calendar: calendar}, nil
}

func minutes(text string) (int, error) {
	h, m, ok := strings.Cut(strings.TrimSpace(text), ":")
	hour, err1 := strconv.Atoi(h)
	minute, err2 := strconv.Atoi(m)
	total := hour*60 + minute
	if !ok || err1 != nil || err2 != nil || len(m) != 2 || minute < 0 || minute > 59 || hour < 0 || total > wholeDay {
		return 0, fmt.Errorf("%q is no time of day", text)
	}
	return total, nil
}

// Working tells whether the person works at the instant t.
func (h Hours) Working(t time.Time) bool {
	start, end, ok := h.on(sow.DayOf(t.In(h.zone())))
	return ok && !t.Before(start) && t.Before(end)
}

// Next is the next beginning of work at or after t, or the zero time when there
// is none.
func (h Hours) Next(t time.Time) time.Time {
	day := sow.DayOf(t.In(h.zone()))
	for range maxSpan {
		if start, _, ok := h.on(day); ok && !start.Before(t) {
			return start
		}
		day = day.Add(1)
	}
	return time.Time{}
}

// on gives the work of a day, half-open, and whether there is any. A day that
// does not exist in the zone has none.
func (h Hours) on(day sow.Day) (start, end time.Time, ok bool) {
	if working, _ := h.Calendar.Working(day); !working {
		return start, end, false
	}
	loc := h.zone()
	start, end = wall(day, h.From, loc), wall(day, h.To, loc)
	if h.To == wholeDay {
		end = wall(day.Add(1), 0, loc)
	}
	return start, end, start.Before(end) && sow.DayOf(start.In(loc)) == day
}

func (h Hours) zone() *time.Location {
	if h.Zone == nil {
		return time.UTC
	}
	return h.Zone
}

// wall is the instant at which the clocks of loc show so many minutes after
// midnight of day. In the gap of a clock change it is the first instant after
// the gap; a time that occurs twice is its first occurrence.
func wall(day sow.Day, after int, loc *time.Location) time.Time {
	t := time.Date(day.Year, day.Month, day.Dom, 0, after, 0, 0, loc)
	want := time.Date(day.Year, day.Month, day.Dom, 0, after, 0, 0, time.UTC)
	start, end := t.ZoneBounds()
	if !sameWall(t, want) { // in the gap: which side t fell on depends on the zone
		if shown := asUTC(t); shown.Before(want) && !end.IsZero() {
			return end
		}
		return start
	}
	if start.IsZero() {
		return t
	}
	_, earlier := start.Add(-time.Second).Zone()
	if first := want.Add(-time.Duration(earlier) * time.Second); first.Before(start) {
		return first.In(loc)
	}
	return t
}

func sameWall(t, want time.Time) bool { return asUTC(t).Equal(want) }

// asUTC reads what the clock shows at t as if it were UTC.
func asUTC(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}
