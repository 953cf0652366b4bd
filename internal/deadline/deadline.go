// Package deadline turns rules such as "10 business days after the signature"
// into days and instants, with the reason in words. It reads no clock: the
// event a rule counts from is given, and so is the holiday calendar.
//
// Counting follows the reference vectors of docs/domain.md: the day of the
// event is day 0, day 1 is the next working day, and the deadline is the end
// of day n in the rule's time zone. Microsoft publishes no definition of a
// business day; this is ours.
package deadline

import (
	"fmt"
	"sync"
	"time"

	"claimline/internal/sow"
)

// Unit is what a rule counts.
type Unit string

// Units of a rule.
const (
	BusinessDays Unit = "business days"
	Days         Unit = "days"
	Months       Unit = "months"
	Hours        Unit = "hours"
)

// Rule is a deadline as it is agreed, not yet as an instant.
type Rule struct {
	Code     string    // e.g. DL-CLAIM-BY
	Base     string    // the event in words, e.g. "the customer's signature"
	N        int       // how many units; negative counts back from the event
	Unit     Unit      //
	Cutoff   string    // local time of day "15:04" at which the day ends; "" is the end of the day
	Zone     string    // IANA zone of the cut-off; "" is UTC
	Calendar *Calendar // working days; nil is Monday to Friday without holidays
}

// Due is a computed deadline.
type Due struct {
	Day     sow.Day   // the last day on which the work is in time
	Instant time.Time // the end of it, UTC
	Explain string    // e.g. "10 business days after Mon 2 Nov 2026, Veterans Day skipped"
}

// maxSpan bounds the search for working days, so that a calendar without any
// is an error and not a loop. It is about ten years.
const maxSpan = 3660

// Compute gives the deadline of r for an event on the given day. It returns an
// error for an unknown unit or zone, a cut-off that is no time of day, and a
// calendar without working days.
func Compute(r Rule, event sow.Day) (Due, error) {
	if r.Unit == Hours {
		return Due{}, fmt.Errorf("deadline %s: hours count from an instant, use ComputeAt", r.Code)
	}
	day, skipped, err := r.lastDay(event)
	if err != nil {
		return Due{}, fmt.Errorf("deadline %s: %w", r.Code, err)
	}
	end, err := r.end(day)
	if err != nil {
		return Due{}, fmt.Errorf("deadline %s: %w", r.Code, err)
	}
	return Due{Day: day, Instant: end, Explain: r.explain(event, skipped)}, nil
}

// ComputeAt gives the deadline of r for an event at an instant: its day is the
// day in the rule's zone, and an event after the cut-off counts as the next
// day. Hours count from the instant itself.
func ComputeAt(r Rule, event time.Time) (Due, error) {
	loc, err := Zone(r.Zone)
	if err != nil {
		return Due{}, fmt.Errorf("deadline %s: %w", r.Code, err)
	}
	if r.Unit == Hours {
		at := event.Add(time.Duration(r.N) * time.Hour)
		explain := fmt.Sprintf("%d hours after %s (%s)", r.N, r.Base, event.In(loc).Format("Mon 2 Jan 2006 15:04"))
		return Due{Day: sow.DayOf(at.In(loc)), Instant: at.UTC(), Explain: explain}, nil
	}
	day := sow.DayOf(event.In(loc))
	end, err := r.end(day)
	if err != nil {
		return Due{}, fmt.Errorf("deadline %s: %w", r.Code, err)
	}
	if r.Cutoff != "" && !event.Before(end) {
		day = day.Add(1)
	}
	return Compute(r, day)
}

func (r Rule) lastDay(event sow.Day) (sow.Day, []string, error) {
	switch r.Unit {
	case Days:
		return event.Add(r.N), nil, nil
	case Months:
		return event.AddMonths(r.N), nil, nil
	case BusinessDays:
		return addBusinessDays(event, r.N, r.Calendar)
	case Hours:
	}
	return sow.Day{}, nil, fmt.Errorf("unit %q is not known", r.Unit)
}

func addBusinessDays(day sow.Day, n int, c *Calendar) (sow.Day, []string, error) {
	step, left := 1, n
	if n < 0 {
		step, left = -1, -n
	}
	var skipped []string
	for span := 0; left > 0; span++ {
		if span > maxSpan {
			return sow.Day{}, nil, fmt.Errorf("calendar %s has no working days", c.Name())
		}
		day = day.Add(step)
		working, holiday := c.Working(day)
		if working {
			left--
		} else if holiday != "" {
			skipped = append(skipped, holiday)
		}
	}
	return day, skipped, nil
}

// end is the last instant of day in the rule's zone: its cut-off, or the first
// instant of the next day. A cut-off in the gap of a clock change moves to the
// end of the gap; in the fold its first occurrence counts.
func (r Rule) end(day sow.Day) (time.Time, error) {
	loc, err := Zone(r.Zone)
	if err != nil {
		return time.Time{}, err
	}
	if r.Cutoff == "" {
		return day.Add(1).At(loc).UTC(), nil
	}
	clock, err := time.Parse("15:04", r.Cutoff)
	if err != nil {
		return time.Time{}, fmt.Errorf("cut-off %q is no time of day, write 17:00", r.Cutoff)
	}
	return time.Date(day.Year, day.Month, day.Dom, clock.Hour(), clock.Minute(), 0, 0, loc).UTC(), nil
}

func (r Rule) explain(event sow.Day, skipped []string) string {
	text := fmt.Sprintf("%d %s after %s (%s)", r.N, unitName(r.Unit, r.N), r.Base, event.Words())
	if r.N < 0 {
		text = fmt.Sprintf("%d %s before %s (%s)", -r.N, unitName(r.Unit, -r.N), r.Base, event.Words())
	}
	for i, h := range skipped {
		sep := ", "
		if i == 0 {
			sep = "; skipped: "
		}
		text += sep + h
	}
	return text
}

func unitName(u Unit, n int) string {
	if n == 1 {
		return string(u[:len(u)-1])
	}
	return string(u)
}

// zones are the zones that were read: reading one takes longer than counting
// all days of a document.
var zones sync.Map // of *time.Location by IANA name

// Zone gives a time zone by its IANA name, "" being UTC. It returns an error for
// a name that is not known.
func Zone(name string) (*time.Location, error) {
	if name == "" {
		return time.UTC, nil
	}
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location), nil //nolint:forcetypeassert // nothing else is stored
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("time zone %q is not known, use an IANA name such as Europe/Dublin", name)
	}
	zones.Store(name, loc)
	return loc, nil
}
