package deadline

import (
	"fmt"
	"strings"
	"time"

	"claimline/internal/sow"
)

// ahead is how many months of events are looked at for the next time that a
// deadline comes round: a year, and what it may count back.
const ahead = 26

// Round gives the next time, from the day on, that a deadline of the partner
// comes round: its last day, and in words how it is counted. It is false for a
// deadline without a count and for an event that no calendar has.
func Round(spec sow.DeadlineSpec, c *Calendar, from sow.Day) (day sow.Day, explain string, ok bool) {
	for back := -13; back <= ahead; back++ {
		event, words, comes := eventOf(spec.Anchor, sow.Day{Year: from.Year, Month: from.Month, Dom: 1}.AddMonths(back))
		if !comes {
			continue
		}
		due, text, err := roundDue(spec, c, event, words)
		if err != nil {
			return sow.Day{}, "", false
		}
		if !due.Before(from) && (!ok || due.Before(day)) {
			day, explain, ok = due, text, true
		}
	}
	return day, explain, ok
}

// eventOf gives the day of an event that comes round, when it falls into the
// month that begins with the given day. Microsoft's fiscal year ends in June,
// and co-op funds are earned by its halves (Partner Center, "Co-op").
func eventOf(name string, month sow.Day) (event sow.Day, words string, ok bool) {
	end := month.AddMonths(1).Add(-1)
	switch name {
	case "month_start":
		return month, "the beginning of the month", true
	case "month_end":
		return end, "the end of the month", true
	case "quarter_start":
		return month, "the beginning of the quarter", (month.Month-1)%3 == 0
	case "fiscal_year_end":
		return end, "the end of Microsoft's fiscal year", month.Month == time.June
	case "earning_half_end":
		return end, "the end of the earning half-year", month.Month == time.June || month.Month == time.December
	}
	return sow.Day{}, "", false
}

func roundDue(spec sow.DeadlineSpec, c *Calendar, event sow.Day, words string) (sow.Day, string, error) {
	if spec.Unit == sow.NextDate {
		return nextDate(spec, event, words)
	}
	if spec.Count == nil {
		return sow.Day{}, "", fmt.Errorf("deadline %s: no count", spec.Code)
	}
	month := sow.Day{Year: event.Year, Month: event.Month, Dom: 1}
	switch spec.Unit {
	case sow.DayOfNextMonth:
		month = month.AddMonths(1)
		fallthrough
	case sow.DayOfMonth:
		due := month.Add(*spec.Count - 1)
		return due, fmt.Sprintf("day %d of %s", *spec.Count, due.At(time.UTC).Format("January 2006")), nil
	case sow.BusinessDays, sow.CalendarDays, sow.Months, sow.Hours, sow.NextDate:
	}
	due, err := Compute(Rule{Code: spec.Code, Base: words, N: *spec.Count, Unit: Unit(spec.Unit), Calendar: c}, event)
	return due.Day, due.Explain, err
}

// nextDate is the first of the deadline's days of the year after an event.
func nextDate(spec sow.DeadlineSpec, event sow.Day, words string) (sow.Day, string, error) {
	var first sow.Day
	var names []string
	for _, text := range spec.Dates {
		at, err := time.Parse("01-02", text)
		if err != nil {
			return first, "", fmt.Errorf("deadline %s: %q is not a day of the year", spec.Code, text)
		}
		names = append(names, at.Format("2 January"))
		day := sow.Day{Year: event.Year, Month: at.Month(), Dom: at.Day()}
		if !event.Before(day) {
			day.Year++
		}
		if first.IsZero() || day.Before(first) {
			first = day
		}
	}
	if first.IsZero() {
		return first, "", fmt.Errorf("deadline %s: no dates", spec.Code)
	}
	return first, fmt.Sprintf("the next of %s after %s (%s)", strings.Join(names, " and "), words, event.Words()), nil
}
