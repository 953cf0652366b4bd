package reminder_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"claimline/internal/deadline"
	"claimline/internal/reminder"
	"claimline/internal/sow"
)

// zones are twelve with every kind of clock change: none, an hour at night, at
// midnight, half an hour, in the southern half of the year, and round a month.
var zones = []string{
	"America/New_York", "Europe/Berlin", "Europe/Dublin", "Australia/Sydney", "Pacific/Auckland", "Africa/Cairo",
	"America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "UTC", "Africa/Casablanca",
}

func zone(tb testing.TB, name string) *time.Location {
	tb.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		tb.Fatal(err)
	}
	return loc
}

func hours(tb testing.TB, text string, loc *time.Location) reminder.Hours {
	tb.Helper()
	h, err := reminder.ParseHours(text, loc, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return h
}

func day(tb testing.TB, text string) sow.Day {
	tb.Helper()
	d, err := sow.ParseDay(text)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// until gives a deadline that ends with a day in Dublin.
func until(tb testing.TB, last string, warn ...int) reminder.Deadline {
	tb.Helper()
	d := day(tb, last)
	return reminder.Deadline{Code: "DL-ACTION", Day: d, Due: d.Add(1).At(zone(tb, "Europe/Dublin")), Warn: warn, Business: true}
}

func at(tb testing.TB, text string) time.Time {
	tb.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", text, zone(tb, "Europe/Dublin"))
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func events(send []reminder.Reminder) []string {
	list := make([]string, len(send))
	for i, r := range send {
		list[i] = fmt.Sprintf("%s to %d", r.Event, r.To)
	}
	return list
}

// The deadline ends with Monday 16 November 2026; the people work from nine to
// five, Monday to Friday.
func TestPlan(t *testing.T) {
	chain := []reminder.Person{
		{Name: "anna", Hours: hours(t, "09:00-17:00", zone(t, "Europe/Dublin"))},
		{Name: "ben", Hours: hours(t, "09:00-17:00", zone(t, "Europe/Dublin"))},
		{Name: "cleo", Hours: hours(t, "08:00-12:00", zone(t, "America/New_York"))},
	}
	for _, c := range []struct {
		name string
		now  string
		acks []reminder.Ack
		want []string
		next string
	}{
		{"before the first", "2026-11-11 08:59", nil, nil, "2026-11-11 09:00"},
		{"three business days before", "2026-11-11 09:00", nil, []string{"reminder DL-ACTION 2026-11-16 3 to 0"}, "2026-11-13 09:00"},
		{"after an outage of three hours", "2026-11-11 12:00", nil, []string{"reminder DL-ACTION 2026-11-16 3 to 0"}, "2026-11-13 09:00"},
		{"after an outage into the night", "2026-11-11 19:00", nil, nil, "2026-11-12 09:00"},
		{"the morning after it", "2026-11-12 09:00", nil, []string{"reminder DL-ACTION 2026-11-16 3 to 0"}, "2026-11-13 09:00"},
		{"one business day before", "2026-11-13 09:00", nil, []string{"reminder DL-ACTION 2026-11-16 1 to 0"}, "2026-11-16 09:00"},
		{"the day itself", "2026-11-16 09:00", nil, []string{"reminder DL-ACTION 2026-11-16 0 to 0"}, "2026-11-17 00:00"},
		{"late that night: the last one waits for nothing", "2026-11-16 23:00", nil, []string{"reminder DL-ACTION 2026-11-16 0 to 0"}, "2026-11-17 00:00"},
		{"missed at midnight", "2026-11-17 00:00", nil, nil, "2026-11-17 09:00"},
		{"the morning after", "2026-11-17 09:00", nil, []string{"overdue DL-ACTION 2026-11-16 0 to 0", "escalation DL-ACTION 2026-11-16 1 to 1"}, "2026-11-18 09:00"},
		{"the second step, in New York's morning", "2026-11-18 13:00", nil, []string{"overdue DL-ACTION 2026-11-16 1 to 0", "escalation DL-ACTION 2026-11-16 2 to 2"}, "2026-11-19 09:00"},
		{"the second step before New York works", "2026-11-18 12:59", nil, []string{"overdue DL-ACTION 2026-11-16 1 to 0", "escalation DL-ACTION 2026-11-16 1 to 1"}, "2026-11-18 13:00"},
		{
			"seen on Wednesday: nothing before the next day", "2026-11-13 09:00", []reminder.Ack{{Name: "anna", At: at(t, "2026-11-12 15:00")}}, nil, "2026-11-13 15:00",
		},
		{
			"an acknowledgement never keeps the last one", "2026-11-16 09:00",
			[]reminder.Ack{{Name: "anna", At: at(t, "2026-11-13 16:00")}},
			[]string{"reminder DL-ACTION 2026-11-16 0 to 0"},
			"2026-11-17 00:00",
		},
		{
			"seen when it is late: quiet for a business day", "2026-11-18 13:00", []reminder.Ack{{Name: "anna", At: at(t, "2026-11-17 14:00")}}, nil, "2026-11-18 14:00",
		},
		{
			"and then it goes on", "2026-11-18 14:00",
			[]reminder.Ack{{Name: "anna", At: at(t, "2026-11-17 14:00")}},
			[]string{"overdue DL-ACTION 2026-11-16 1 to 0", "escalation DL-ACTION 2026-11-16 2 to 2"},
			"2026-11-19 09:00",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			send, next := reminder.Plan(until(t, "2026-11-16", 3, 1, 0), chain, c.acks, at(t, c.now))
			if got := events(send); !slices.Equal(got, c.want) {
				t.Errorf("at %s: send %q, want %q", c.now, got, c.want)
			}
			if want := at(t, c.next); !next.Equal(want) {
				t.Errorf("at %s: next %s, want %s", c.now, next, want)
			}
		})
	}
}

// A weekend before the deadline pulls the warning of its day to Friday.
func TestPulledEarlierNeverLater(t *testing.T) {
	d := until(t, "2026-11-15", 7, 1, 0) // a Sunday
	d.Business = false
	h := hours(t, "09:00-17:00", zone(t, "Europe/Dublin"))
	for n, want := range map[int]string{7: "2026-11-06 09:00", 1: "2026-11-13 09:00", 0: "2026-11-13 09:00"} {
		if got := reminder.WarnAt(d, h, n); !got.Equal(at(t, want)) {
			t.Errorf("%d days before: %s, want %s", n, got, want)
		}
	}
	late := hours(t, "10:00-18:00", zone(t, "America/Los_Angeles")) // work begins after Dublin's midnight is near
	if got := reminder.WarnAt(until(t, "2026-11-16", 0), late, 0); !got.Before(at(t, "2026-11-17 00:00")) {
		t.Errorf("the warning of the day comes at %s", got)
	}
	tokyo := hours(t, "09:00-17:00", zone(t, "Asia/Tokyo"))
	if got := reminder.WarnAt(until(t, "2026-11-16", 0), tokyo, 0); !got.Equal(time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("Tokyo is told at %s", got)
	}
}

func TestNobodyAndQuietDeadlines(t *testing.T) {
	chain := []reminder.Person{{Name: "anna", Hours: hours(t, "09:00-17:00", nil)}}
	d := until(t, "2026-11-16", 0)
	if send, next := reminder.Plan(d, nil, nil, at(t, "2026-11-16 10:00")); send != nil || !next.IsZero() {
		t.Errorf("without people: %v, %v", send, next)
	}
	d.Quiet = true
	if send, next := reminder.Plan(d, chain, nil, at(t, "2026-11-16 10:00")); send != nil || !next.IsZero() {
		t.Errorf("for information only: %v, %v", send, next)
	}
}

// oracle finds the warning by walking back minute by minute from the deadline.
func oracle(d reminder.Deadline, loc *time.Location, from, to, n int) time.Time {
	nominal := d.Day
	for left := n; left > 0; {
		nominal = nominal.Add(-1)
		if working, _ := d.Calendar.Working(nominal); working || !d.Business {
			left--
		}
	}
	var found time.Time
	begin := nominal.Add(2).At(time.UTC).Add(16 * time.Hour)
	for t := begin; t.After(begin.Add(-20 * 24 * time.Hour)); t = t.Add(-time.Minute) {
		local := t.In(loc)
		minute := local.Hour()*60 + local.Minute()
		today := sow.DayOf(local)
		working := local.Weekday() != time.Saturday && local.Weekday() != time.Sunday && minute >= from && minute < to
		if !found.IsZero() && sow.DayOf(found.In(loc)) != today {
			return found
		}
		if working && t.Before(d.Due) && !nominal.Before(today) {
			found = t
		}
	}
	return found
}

func TestWarningsAgainstOracle(t *testing.T) {
	us, err := deadline.NewCalendar([]string{"us"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		loc := zone(t, rapid.SampledFrom(zones).Draw(rt, "recipient"))
		home := zone(t, rapid.SampledFrom(zones).Draw(rt, "deadline"))
		from := rapid.IntRange(4, 22).Draw(rt, "from") * 60
		to := rapid.IntRange(from/60+1, 24).Draw(rt, "to") * 60
		last := day(t, "2024-01-01").Add(rapid.IntRange(0, 2500).Draw(rt, "day"))
		n := rapid.IntRange(0, 7).Draw(rt, "n")
		d := reminder.Deadline{Day: last, Due: last.Add(1).At(home), Business: rapid.Bool().Draw(rt, "business"), Calendar: rapid.SampledFrom([]*deadline.Calendar{nil, us}).Draw(rt, "calendar")}
		h := reminder.Hours{From: from, To: to, Zone: loc}
		got, want := reminder.WarnAt(d, h, n), oracle(d, loc, from, to, n)
		if !got.Equal(want) {
			rt.Fatalf("%d before %s (%s) for %d-%d in %s: %s, the oracle says %s", n, last, home, from, to, loc, got.In(loc), want.In(loc))
		}
		if !got.Before(d.Due) || !h.Working(got) {
			rt.Fatalf("%s is not before %s, or not in working hours", got, d.Due)
		}
	})
}

// Every clock change from 2024 to 2030 keeps the local time of reminders, and a
// day of 24 hours has no hole and no overlap.
func TestClockChanges(t *testing.T) {
	for _, name := range zones {
		loc := zone(t, name)
		week, err := deadline.NewCalendar(nil, nil, time.Saturday)
		if err != nil {
			t.Fatal(err)
		}
		work := reminder.Hours{From: 9 * 60, To: 17 * 60, Zone: loc, Calendar: week}
		whole := reminder.Hours{From: 0, To: 24 * 60, Zone: loc, Calendar: week}
		changes := 0
		for d := day(t, "2024-01-01"); d.Year < 2031; d = d.Add(1) {
			if d.Weekday() == time.Saturday {
				continue
			}
			due := reminder.Deadline{Day: d, Due: d.Add(1).At(loc)}
			got := reminder.WarnAt(due, work, 0).In(loc)
			if got.Format("2006-01-02 15:04") != d.String()+" 09:00" {
				t.Fatalf("%s: the morning of %s is %s", name, d, got)
			}
			first, second := due.Due.Add(-time.Minute), due.Due
			if !whole.Working(first) || d.Weekday() != time.Friday && !whole.Working(second) {
				t.Fatalf("%s: a hole at the midnight after %s", name, d)
			}
			_, before := got.Zone()
			if _, after := got.Add(-48 * time.Hour).Zone(); before != after {
				changes++
			}
		}
		if fixed := name == "UTC" || name == "Asia/Kolkata" || name == "Pacific/Apia"; fixed != (changes == 0) {
			t.Errorf("%s: %d clock changes were met", name, changes)
		}
	}
}

// A beginning of work in the gap of a clock change is the first instant after
// it, in the fold it is the first of the two.
func TestGapAndFold(t *testing.T) {
	for _, c := range []struct{ zone, day, hours, want string }{
		{"Europe/Berlin", "2026-03-29", "02:30-09:00", "2026-03-29T01:00:00Z"},
		{"America/New_York", "2026-03-08", "02:30-09:00", "2026-03-08T07:00:00Z"},
		{"Europe/Berlin", "2026-10-25", "02:30-09:00", "2026-10-25T00:30:00Z"},
		{"America/New_York", "2026-11-01", "01:30-09:00", "2026-11-01T05:30:00Z"},
		{"Africa/Cairo", "2026-04-24", "00:00-09:00", "2026-04-23T22:00:00Z"},
		{"America/Santiago", "2026-09-06", "00:00-09:00", "2026-09-06T04:00:00Z"},
		{"Australia/Lord_Howe", "2026-10-04", "02:15-09:00", "2026-10-03T15:30:00Z"},
	} {
		every, err := deadline.NewCalendar(nil, nil, time.Saturday)
		if err != nil {
			t.Fatal(err)
		}
		h := hours(t, c.hours, zone(t, c.zone))
		h.Calendar = every
		d := day(t, c.day)
		got := reminder.WarnAt(reminder.Deadline{Day: d, Due: d.Add(1).At(h.Zone)}, h, 0)
		if got.UTC().Format(time.RFC3339) != c.want {
			t.Errorf("%s %s %s: %s, want %s", c.zone, c.day, c.hours, got.UTC().Format(time.RFC3339), c.want)
		}
	}
	apia := hours(t, "09:00-17:00", zone(t, "Pacific/Apia")) // 30 December 2011 does not exist there
	skipped := day(t, "2011-12-30")
	if got := reminder.WarnAt(reminder.Deadline{Day: skipped, Due: skipped.Add(1).At(apia.Zone)}, apia, 0); sow.DayOf(got.In(apia.Zone)) != day(t, "2011-12-29") {
		t.Errorf("a day that does not exist has work at %s", got.In(apia.Zone))
	}
}

// A person is told once of each thing, within a minute of its instant, by a loop
// that looks every thirty seconds; an outage of three hours loses nothing.
func TestOnceWithinAMinute(t *testing.T) {
	for _, outage := range []time.Duration{0, 3 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			// The bubble's clock begins with 1 January 2000, a Saturday.
			last := day(t, "2000-01-14")
			d := reminder.Deadline{Code: "DL", Day: last, Due: last.Add(1).At(time.UTC), Warn: []int{3, 1, 0}, Business: true}
			chain := []reminder.Person{{Name: "anna", Hours: hours(t, "09:00-17:00", nil)}, {Name: "ben", Hours: hours(t, "09:00-17:00", nil)}}
			down := time.Date(2000, 1, 11, 8, 30, 0, 0, time.UTC)
			sent := map[string]time.Time{}
			time.Sleep(9 * 24 * time.Hour)
			for time.Now().Before(time.Date(2000, 1, 20, 0, 0, 0, 0, time.UTC)) {
				time.Sleep(30 * time.Second)
				now := time.Now()
				if outage > 0 && !now.Before(down) && now.Before(down.Add(outage)) {
					continue
				}
				send, _ := reminder.Plan(d, chain, nil, now)
				for _, r := range send {
					if _, again := sent[r.Event]; again {
						continue // the outbox keeps one per event
					}
					sent[r.Event] = now
					if wait := now.Sub(r.At); wait > time.Minute+outage || wait < 0 {
						t.Errorf("%s was sent %s after its time", r.Event, wait)
					}
				}
			}
			want := []string{
				"escalation DL 2000-01-14 1", "overdue DL 2000-01-14 0", "overdue DL 2000-01-14 1", "overdue DL 2000-01-14 2",
				"reminder DL 2000-01-14 0", "reminder DL 2000-01-14 1", "reminder DL 2000-01-14 3",
			}
			var got []string
			for e := range sent {
				got = append(got, e)
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("outage %s: sent %q, want %q", outage, got, want)
			}
		})
	}
}

// Looking only when the plan says so finds the same reminders as looking every
// minute: nothing is lost between two looks.
func TestNextLosesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		last := day(t, "2026-01-01").Add(rapid.IntRange(0, 400).Draw(rt, "day"))
		warn := rapid.SampledFrom([][]int{{3, 1, 0}, {7, 3, 1, 0}, {0}, {30, 7, 0}, nil}).Draw(rt, "warn")
		d := reminder.Deadline{Code: "DL", Day: last, Due: last.Add(1).At(zone(t, rapid.SampledFrom(zones).Draw(rt, "zone"))), Warn: warn, Business: rapid.Bool().Draw(rt, "business")}
		var chain []reminder.Person
		for i := range rapid.IntRange(1, 3).Draw(rt, "people") {
			chain = append(chain, reminder.Person{Name: fmt.Sprint(i), Hours: hours(t, rapid.SampledFrom([]string{"09:00-17:00", "00:00-24:00", "07:30-12:00"}).Draw(rt, "hours"), zone(t, rapid.SampledFrom(zones).Draw(rt, "home")))})
		}
		var acks []reminder.Ack
		start := last.Add(-9).At(time.UTC)
		if rapid.Bool().Draw(rt, "ack") {
			acks = []reminder.Ack{{Name: "0", At: start.Add(time.Duration(rapid.IntRange(0, 20*48).Draw(rt, "acked")) * 30 * time.Minute)}}
		}
		end := last.Add(7).At(time.UTC)
		every, told := map[string]time.Time{}, map[string]time.Time{}
		for now := start; now.Before(end); now = now.Add(30 * time.Minute) { // all instants lie on half hours
			send, _ := reminder.Plan(d, chain, acks, now)
			note(every, send, now)
		}
		for now := start; !now.IsZero() && now.Before(end); {
			send, next := reminder.Plan(d, chain, acks, now)
			note(told, send, now)
			if !next.IsZero() && !next.After(now) {
				rt.Fatalf("next %s is not after %s", next, now)
			}
			for _, a := range acks { // a new acknowledgement is a reason to look
				if a.At.After(now) && (next.IsZero() || a.At.Before(next)) {
					next = a.At
				}
			}
			now = next
		}
		for e, when := range every {
			if got, ok := told[e]; !ok || got.After(when) {
				rt.Fatalf("%s: found at %s by looking always, at %s by looking when told", e, when, got)
			}
		}
		for e := range told {
			if _, ok := every[e]; !ok {
				rt.Fatalf("%s was found only by looking when told", e)
			}
		}
	})
}

func note(seen map[string]time.Time, send []reminder.Reminder, now time.Time) {
	for _, r := range send {
		if _, ok := seen[r.Event]; !ok {
			seen[r.Event] = now
		}
	}
}

func TestParseHours(t *testing.T) {
	for _, bad := range []string{"", "9-17", "09:00", "17:00-09:00", "09:00-24:01", "09:60-10:00", "-1:00-10:00", "09:00-09:00", "09:0-10:00"} {
		if _, err := reminder.ParseHours(bad, nil, nil); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	h, err := reminder.ParseHours(" 00:00-24:00 ", nil, nil)
	if err != nil || h.From != 0 || h.To != 1440 {
		t.Errorf("a whole day is %+v, %v", h, err)
	}
	if !h.Working(time.Date(2026, 11, 16, 23, 59, 59, 0, time.UTC)) || h.Working(time.Date(2026, 11, 14, 0, 0, 0, 0, time.UTC)) {
		t.Error("a whole day is half-open from midnight to midnight")
	}
}
