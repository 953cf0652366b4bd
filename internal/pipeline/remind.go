package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"claimline/internal/deadline"
	"claimline/internal/reminder"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// Recipient is somebody who can be told.
type Recipient struct {
	reminder.Person
	Language string
	Digest   bool      // messages of a day come as one
	Places   []Address // at least one
}

// Address is where a channel reaches a recipient.
type Address struct {
	Channel sow.Channel
	To      string
}

// People says who is told. The zero value tells nobody.
type People struct {
	Chain     func(owner string) []Recipient  // the owner and, in order, those who are told when a deadline has passed; empty for nobody
	Reviewers func() []Recipient              // who is asked for approvals
	Role      func(role string) [][]Recipient // who is reminded of the partner's own deadlines, each with those who are told next
	Basis     string                          // changes when the people do
}

// Words are what messages say about codes of the rule pack.
type Words struct {
	Workload func(id string) string                                         // its name
	Deadline func(code string) (sow.DeadlineSpec, *deadline.Calendar, bool) // false for a code that the pack does not know
}

func (p *Pipeline) chain(owner string) []Recipient {
	if p.cfg.People.Chain == nil {
		return nil
	}
	return p.cfg.People.Chain(owner)
}

func (p *Pipeline) workload(id string) string {
	if p.cfg.Words.Workload == nil {
		return id
	}
	return p.cfg.Words.Workload(id)
}

func (p *Pipeline) spec(code string) (sow.DeadlineSpec, *deadline.Calendar) {
	if p.cfg.Words.Deadline != nil {
		if spec, calendar, ok := p.cfg.Words.Deadline(code); ok {
			return spec, calendar
		}
	}
	return sow.DeadlineSpec{Code: code, Title: code, InfoOnly: true}, nil
}

// lookBatch is how many claims one transaction plans the reminders of.
const lookBatch = 50

// ReminderArgs is the job that plans reminders and puts those whose time has
// come into the outbox.
type ReminderArgs struct{}

// Kind names the job in the queue.
func (ReminderArgs) Kind() string { return "plan_reminders" }

// InsertOpts puts the job into its queue.
func (ReminderArgs) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: queueOutbox} }

// sweepReminders queues the job when there is something to look at. A timer for
// each reminder would be lost with the process; the table is not.
func (p *Pipeline) sweepReminders(ctx context.Context) error {
	if err := p.checkBasis(ctx); err != nil {
		return err
	}
	return p.inTx(ctx, func(tx pgx.Tx) error {
		var due bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM claim_deadline WHERE state IN ('open', 'missed') AND remind_at <= $1)
			AND NOT EXISTS (SELECT FROM river_job WHERE kind = 'plan_reminders' AND state IN ('available', 'running', 'retryable', 'scheduled'))`, p.cfg.Now()).Scan(&due)
		if err != nil {
			return fmt.Errorf("look for due reminders: %w", err)
		}
		if !due {
			return nil
		}
		if _, err := p.client.InsertTx(ctx, tx, ReminderArgs{}, nil); err != nil {
			return fmt.Errorf("queue the planning of reminders: %w", err)
		}
		return nil
	})
}

// checkBasis has every open deadline computed anew when the rules or the people
// have changed since the last look.
func (p *Pipeline) checkBasis(ctx context.Context) error {
	basis := p.cfg.People.Basis
	if p.cfg.Pack != nil {
		basis = p.cfg.Pack().SHA256 + " " + basis
	}
	last, err := store.ReminderBasis(ctx, p.cfg.Pool)
	if err != nil || last == basis {
		return err
	}
	return p.inTx(ctx, func(tx pgx.Tx) error { return store.SetReminderBasis(ctx, tx, basis) })
}

type reminderWorker struct {
	river.WorkerDefaults[ReminderArgs]
	p *Pipeline
}

// Work plans the reminders of a batch of claims at a time until none is due.
func (w *reminderWorker) Work(ctx context.Context, _ *river.Job[ReminderArgs]) error {
	for ctx.Err() == nil {
		looked := 0
		err := w.p.inTx(ctx, func(tx pgx.Tx) error {
			list, err := store.TakeLooking(ctx, tx, w.p.cfg.Now(), lookBatch)
			if err != nil {
				return err
			}
			looked = len(list)
			return w.p.lookAll(ctx, tx, list)
		})
		if err != nil {
			return err
		}
		if looked == 0 {
			return nil
		}
		w.p.reached(PointReminded)
	}
	return nil
}

// lookAll plans the reminders of claims and wakes the outbox for those that it
// queued: a reminder waits for no second tick.
func (p *Pipeline) lookAll(ctx context.Context, tx pgx.Tx, list []store.Looking) error {
	queued := false
	next := map[int64]map[string]time.Time{}
	for _, l := range list {
		if l.Stale && p.cfg.Deadlines != nil {
			if err := store.Redate(ctx, tx, l.Claim.ID, p.redating(l.Claim), p.cfg.Now()); err != nil {
				return err
			}
			// The next round looks at what the claim has now.
			again := map[string]time.Time{}
			for _, d := range l.Deadlines {
				again[d.Code] = time.Unix(0, 0)
			}
			next[l.Claim.ID] = again
			continue
		}
		some, again, err := p.look(ctx, tx, l)
		if err != nil {
			return err
		}
		queued, next[l.Claim.ID] = queued || some, again
	}
	if err := store.LookAgain(ctx, tx, next); err != nil {
		return err
	}
	if !queued {
		return nil
	}
	return p.queueSending(ctx, tx)
}

// queueSending lets the outbox be sent as soon as the transaction is done.
func (p *Pipeline) queueSending(ctx context.Context, tx pgx.Tx) error {
	if p.cfg.Send == nil {
		return nil
	}
	if _, err := p.client.InsertTx(ctx, tx, OutboxArgs{}, nil); err != nil {
		return fmt.Errorf("queue the sending of reminders: %w", err)
	}
	return nil
}

// redating is what the active pack asks of a claim.
func (p *Pipeline) redating(c sow.Claim) store.Redating {
	r := store.Redating{Entries: p.cfg.Deadlines(c, p.cfg.Now()), Zone: p.cfg.Zone, Why: "the rules have changed", Pack: "the present rules"}
	if p.cfg.Pack != nil {
		if info := p.cfg.Pack(); info.Version != "" {
			r.Pack = "pack " + info.Name + " " + info.Version
		}
	}
	return r
}

// look puts the reminders of a claim whose time has come into the outbox, and
// tells when each of its deadlines is to be looked at next.
func (p *Pipeline) look(ctx context.Context, tx pgx.Tx, l store.Looking) (queued bool, next map[string]time.Time, err error) {
	now := p.cfg.Now()
	chain := p.chain(l.Claim.Owner)
	people := make([]reminder.Person, len(chain))
	for i, r := range chain {
		people[i] = r.Person
	}
	next = map[string]time.Time{}
	for _, d := range l.Deadlines {
		spec, calendar := p.spec(d.Code)
		subject, ok := p.subject(d, spec, calendar)
		if !ok {
			next[d.Code] = time.Time{}
			continue
		}
		send, again := reminder.Plan(subject, people, acksOf(l.Seen, d.Code), now)
		next[d.Code] = again
		for _, r := range send {
			facts := p.factsOf(l.Claim)
			facts.Code, facts.Deadline, facts.Due, facts.Rule, facts.Missed = d.Code, spec.Title, *d.Due, d.Rule, spec.Missed
			facts.Days = subject.Day.Sub(sow.DayOf(now.In(p.cfg.Zone)))
			some, err := p.tell(ctx, tx, chain[r.To], sow.Message{ClaimID: l.Claim.ID, Event: r.Event, Template: string(r.Kind), NotBefore: now}, facts)
			if err != nil {
				return queued, nil, err
			}
			queued = queued || some
		}
	}
	return queued, next, nil
}

// subject is the deadline as reminders see it; false for one without a day.
func (p *Pipeline) subject(d sow.ClaimDeadline, spec sow.DeadlineSpec, calendar *deadline.Calendar) (reminder.Deadline, bool) {
	if d.DueAt == nil || d.Due == nil {
		return reminder.Deadline{}, false
	}
	day, err := sow.ParseDay(*d.Due)
	if err != nil {
		return reminder.Deadline{}, false
	}
	return reminder.Deadline{
		Code: d.Code, Due: *d.DueAt, Day: day, Warn: spec.Warn, Business: spec.Unit == sow.BusinessDays, Calendar: calendar, Quiet: spec.InfoOnly,
	}, true
}

func acksOf(seen []store.Seen, code string) []reminder.Ack {
	var acks []reminder.Ack
	for _, s := range seen {
		if s.Code == code {
			acks = append(acks, reminder.Ack{Name: s.Name, At: s.At})
		}
	}
	return acks
}

func (p *Pipeline) factsOf(c sow.Claim) sow.MessageFacts {
	return sow.MessageFacts{Customer: c.Customer, Workload: p.workload(c.Workload), Stage: c.Position.String(), Owner: c.Owner}
}

// tell puts a message to one recipient into the outbox, once per channel.
func (p *Pipeline) tell(ctx context.Context, tx pgx.Tx, r Recipient, m sow.Message, facts sow.MessageFacts) (queued bool, err error) {
	facts.Name, facts.Language = r.Name, r.Language
	payload, err := json.Marshal(facts)
	if err != nil {
		return false, fmt.Errorf("write message: %w", err)
	}
	m.Payload, m.Digest = string(payload), r.Digest
	for _, place := range r.Places {
		m.Channel, m.Recipient = place.Channel, place.To
		some, err := store.Queue(ctx, tx, m, p.cfg.Now())
		if err != nil {
			return queued, err
		}
		queued = queued || some
	}
	return queued, nil
}
