// Package reminder says who is reminded of a deadline, of what, and at which
// instant. It plans and sends nothing, reads no clock and no table: the time,
// the deadline, the people and what they acknowledged are given.
//
// A warning falls on the morning of its day in the recipient's own zone. When
// the recipient does not work on that day, it is pulled to an earlier one; it
// is never moved to a later one. The last warning before a deadline does not
// wait for working hours. After the deadline its owner is reminded every
// working day, and the next person of the chain hears of it one business day
// later, then the one after.
package reminder

import (
	"fmt"
	"slices"
	"time"

	"claimline/internal/deadline"
	"claimline/internal/sow"
)

// Kind is the reason of a reminder.
type Kind string

// The kinds of reminders.
const (
	Warning    Kind = "reminder"   // some days before the deadline
	Overdue    Kind = "overdue"    // it has passed
	Escalation Kind = "escalation" // it has passed, and the next person of the chain is told
)

// Person is somebody who can be reminded.
type Person struct {
	Name  string
	Hours Hours
}

// Deadline is what people are reminded of.
type Deadline struct {
	Code     string
	Due      time.Time          // the first instant at which it is missed
	Day      sow.Day            // the last day on which the work is in time
	Warn     []int              // how many days before Day; 0 is the day itself
	Business bool               // Warn counts business days of Calendar, else calendar days
	Calendar *deadline.Calendar // of the deadline; nil is Monday to Friday
	Quiet    bool               // shown only: nobody is reminded
}

// Ack is a person's word that the deadline has been seen.
type Ack struct {
	Name string
	At   time.Time
}

// Reminder is one message to be sent.
type Reminder struct {
	Kind  Kind
	To    int       // index of the recipient in the chain
	N     int       // days before for Warning, working days since for Overdue, step of the chain for Escalation
	At    time.Time // when it was due to be sent; not after the time given to Plan
	Event string    // names it among the messages of a claim: once per claim, event and channel
}

// Plan tells which reminders are to be sent at now, and when to look again (the
// zero time: never). The chain begins with the person who owns the work; the
// others are told in their turn when the deadline has passed. What a plan
// before gave already is given again: Event tells them apart. After an outage
// the newest of several reminders is given and the older ones are dropped.
func Plan(d Deadline, chain []Person, acks []Ack, now time.Time) (send []Reminder, next time.Time) {
	if d.Quiet || len(chain) == 0 {
		return nil, time.Time{}
	}
	p := planner{d: d, chain: chain, acks: acks, now: now}
	if now.Before(d.Due) {
		p.warnings()
	} else {
		p.overdue()
		p.escalations()
	}
	return p.send, p.next
}

type planner struct {
	d     Deadline
	chain []Person
	acks  []Ack
	now   time.Time
	send  []Reminder
	next  time.Time
}

// look remembers the nearest instant at which there is something to do.
func (p *planner) look(at time.Time) {
	if at.After(p.now) && (p.next.IsZero() || at.Before(p.next)) {
		p.next = at
	}
}

func (p *planner) event(k Kind, n int) string {
	return fmt.Sprintf("%s %s %s %d", k, p.d.Code, p.d.Day, n)
}

// warnings gives the newest warning whose time has come.
func (p *planner) warnings() {
	p.look(p.d.Due)
	owner := p.chain[0]
	days := slices.Clone(p.d.Warn)
	slices.Sort(days)
	days = slices.Compact(days) // nearest to the deadline first
	for i, n := range days {
		at := WarnAt(p.d, owner.Hours, n)
		last := i == 0
		if at.After(p.now) {
			p.look(at)
			continue
		}
		if until, seen := p.acked(owner.Name); seen && !last {
			p.look(until)
			return
		}
		// Its time may have passed long ago: an outage, or a claim that was opened
		// late. It waits for working hours, but the last one waits for nothing.
		if !last && !owner.Hours.Working(p.now) {
			p.look(owner.Hours.Next(p.now))
			return
		}
		p.send = append(p.send, Reminder{Kind: Warning, N: n, At: at, Event: p.event(Warning, n)})
		return
	}
}

// WarnAt is the instant of the warning n days before a deadline for a person
// with these hours: the beginning of work on that day, or on the last earlier
// day on which the person works before the deadline.
func WarnAt(d Deadline, h Hours, n int) time.Time {
	day := before(d, n)
	for range maxSpan {
		if start, _, ok := h.on(day); ok && start.Before(d.Due) {
			return start
		}
		day = day.Add(-1)
	}
	return time.Time{} // nobody with such hours passes ParseHours
}

// before is the day n days before the deadline, in its own kind of days.
func before(d Deadline, n int) sow.Day {
	if !d.Business {
		return d.Day.Add(-n)
	}
	due, err := deadline.Compute(deadline.Rule{N: -n, Unit: deadline.BusinessDays, Calendar: d.Calendar}, d.Day)
	if err != nil { // a calendar without working days
		return d.Day.Add(-n)
	}
	return due.Day
}

// nagDays is for how many working days the owner is reminded every day; later
// it is once in nagEvery.
const (
	nagDays  = 10
	nagEvery = 5
)

// overdue gives the newest reminder of a deadline that has passed.
func (p *planner) overdue() {
	owner := p.chain[0]
	n := 0
	var newest *Reminder
	for day := sow.DayOf(p.d.Due.In(owner.Hours.zone())); ; day = day.Add(1) {
		start, end, ok := owner.Hours.on(day)
		if !ok || !end.After(p.d.Due) {
			if day.Sub(p.d.Day) > maxSpan {
				return
			}
			continue
		}
		at := later(start, p.d.Due)
		if at.After(p.now) {
			p.look(at)
			break
		}
		if n < nagDays || n%nagEvery == 0 {
			newest = &Reminder{Kind: Overdue, N: n, At: at, Event: p.event(Overdue, n)}
		}
		n++
	}
	if newest == nil {
		return
	}
	if until, seen := p.acked(owner.Name); seen {
		p.look(until)
		return
	}
	if !owner.Hours.Working(p.now) {
		return // at is the next morning; by then a newer one may be due, or this one still
	}
	p.send = append(p.send, *newest)
}

// escalations gives the newest step of the chain whose time has come. An
// acknowledgement puts a step off until it expires.
func (p *planner) escalations() {
	for i := len(p.chain) - 1; i >= 1; i-- {
		at := p.escalateAt(i)
		if at.After(p.now) {
			p.look(at)
			continue
		}
		if until, seen := p.acked(""); seen {
			p.look(until)
			return
		}
		if h := p.chain[i].Hours; !h.Working(p.now) {
			p.look(h.Next(p.now))
			return
		}
		p.send = append(p.send, Reminder{Kind: Escalation, To: i, N: i, At: at, Event: p.event(Escalation, i)})
		return
	}
}

// escalateAt is when the i-th person of the chain is told: i business days
// after the deadline, at the beginning of that person's work.
func (p *planner) escalateAt(i int) time.Time {
	due, err := deadline.Compute(deadline.Rule{N: i, Unit: deadline.BusinessDays, Calendar: p.d.Calendar}, p.d.Day)
	if err != nil {
		return p.d.Due
	}
	h := p.chain[i].Hours
	day := due.Day
	for range maxSpan {
		if start, end, ok := h.on(day); ok && end.After(p.d.Due) {
			return later(start, p.d.Due)
		}
		day = day.Add(1)
	}
	return p.d.Due
}

// acked gives until when an acknowledgement that holds now is good: one
// business day of the person. Name "" means anybody's.
func (p *planner) acked(name string) (until time.Time, seen bool) {
	for _, a := range p.acks {
		if name != "" && a.Name != name || a.At.After(p.now) {
			continue
		}
		if end := Expires(a, p.hoursOf(a.Name)); p.now.Before(end) && end.After(until) {
			until, seen = end, true
		}
	}
	return until, seen
}

func (p *planner) hoursOf(name string) Hours {
	for _, c := range p.chain {
		if c.Name == name {
			return c.Hours
		}
	}
	return p.chain[0].Hours
}

// Expires tells when an acknowledgement ends: at the same local time of the
// next day on which the person works. The clock of the deadline never stops.
func Expires(a Ack, h Hours) time.Time {
	local := a.At.In(h.zone())
	day := sow.DayOf(local)
	for range maxSpan {
		day = day.Add(1)
		if _, _, ok := h.on(day); ok {
			return wall(day, local.Hour()*60+local.Minute(), h.zone())
		}
	}
	return a.At
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
