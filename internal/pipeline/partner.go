package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/reminder"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// sweepPartner keeps the deadlines of the partner, which belong to no claim, and
// puts those reminders of them into the outbox whose time has come. Several
// processes may do it at once: a message is there once.
func (p *Pipeline) sweepPartner(ctx context.Context) error {
	if p.cfg.PartnerDeadlines == nil {
		return nil
	}
	return p.inTx(ctx, func(tx pgx.Tx) error {
		now := p.cfg.Now()
		entries := p.cfg.PartnerDeadlines(now)
		if entries == nil {
			return nil // the rules cannot be asked: what stands there goes on
		}
		if err := store.PassPartnerDeadlines(ctx, tx, p.passing(entries), now); err != nil {
			return err
		}
		if err := store.PutPartnerDeadlines(ctx, tx, entries, p.cfg.Zone, now); err != nil {
			return err
		}
		list, err := store.TakePartnerLooking(ctx, tx, now)
		if err != nil {
			return err
		}
		queued := false
		for _, l := range list {
			some, err := p.lookPartner(ctx, tx, l)
			if err != nil {
				return err
			}
			queued = queued || some
		}
		if !queued {
			return nil
		}
		return p.queueSending(ctx, tx)
	})
}

// passing gives the codes that end by themselves.
func (p *Pipeline) passing(entries []sow.DeadlineEntry) []string {
	codes := []string{}
	for _, e := range entries {
		if spec, _ := p.spec(e.Code); spec.Passes {
			codes = append(codes, e.Code)
		}
	}
	return codes
}

// lookPartner plans the reminders of one deadline for everybody with its role.
func (p *Pipeline) lookPartner(ctx context.Context, tx pgx.Tx, l store.PartnerLooking) (queued bool, err error) {
	spec, calendar := p.spec(l.Code)
	due := l.DueAt
	subject, ok := p.subject(sow.ClaimDeadline{DeadlineEntry: sow.DeadlineEntry{Code: l.Code, Due: &l.Due}, DueAt: &due}, spec, calendar)
	var next time.Time
	for _, chain := range p.concerned(spec) {
		if !ok {
			break
		}
		people := make([]reminder.Person, len(chain))
		for i, r := range chain {
			people[i] = r.Person
		}
		send, again := reminder.Plan(subject, people, acksOf(l.Seen, l.Code), p.cfg.Now())
		if !again.IsZero() && (next.IsZero() || again.Before(next)) {
			next = again
		}
		for _, r := range send {
			some, err := p.tellPartner(ctx, tx, chain[0], chain[r.To], r, l.PartnerDeadline, spec)
			if err != nil {
				return queued, err
			}
			queued = queued || some
		}
	}
	return queued, store.PartnerLookAgain(ctx, tx, l.PartnerDeadline, next)
}

// tellPartner queues one reminder. Its event has the name of who is told: a role
// may have several people.
func (p *Pipeline) tellPartner(ctx context.Context, tx pgx.Tx, owner, to Recipient, r reminder.Reminder, d store.PartnerDeadline, spec sow.DeadlineSpec) (bool, error) {
	now := p.cfg.Now()
	day, err := sow.ParseDay(d.Due)
	if err != nil {
		return false, fmt.Errorf("remind of %s of the partner: %w", d.Code, err)
	}
	facts := sow.MessageFacts{Owner: owner.Name, Code: d.Code, Deadline: spec.Title, Due: d.Due, Rule: d.Rule, Missed: spec.Missed, Days: day.Sub(sow.DayOf(now.In(p.cfg.Zone)))}
	return p.tell(ctx, tx, to, sow.Message{PartnerCode: d.Code, Event: r.Event + " " + to.Name, Template: string(r.Kind), NotBefore: now}, facts)
}

// concerned gives the chains of the people whom a deadline of the partner concerns.
func (p *Pipeline) concerned(spec sow.DeadlineSpec) [][]Recipient {
	if p.cfg.People.Role == nil {
		return nil
	}
	return slices.DeleteFunc(p.cfg.People.Role(spec.Role), func(chain []Recipient) bool { return len(chain) == 0 })
}

// ConcernedBy names the people who are reminded of a deadline of the partner.
func (p *Pipeline) ConcernedBy(code string) []string {
	spec, _ := p.spec(code)
	var names []string
	for _, chain := range p.concerned(spec) {
		names = append(names, chain[0].Name)
	}
	return names
}

// Concerns tells whether a deadline of the partner is a person's.
func (p *Pipeline) Concerns(code, name string) bool {
	return slices.ContainsFunc(p.ConcernedBy(code), func(n string) bool { return strings.EqualFold(n, name) })
}

// EndPartnerDeadline records that a deadline of the partner is done, see
// [store.EndPartnerDeadline].
func (p *Pipeline) EndPartnerDeadline(ctx context.Context, code, due, by string) (store.PartnerDeadline, error) {
	return p.changedPartner(ctx, func(tx pgx.Tx) (store.PartnerDeadline, error) {
		return store.EndPartnerDeadline(ctx, tx, code, due, by, p.cfg.Now())
	})
}

// SeePartnerDeadline records that a person has seen a deadline of the partner, see
// [store.SeePartnerDeadline].
func (p *Pipeline) SeePartnerDeadline(ctx context.Context, code, due, by string) (store.PartnerDeadline, error) {
	return p.changedPartner(ctx, func(tx pgx.Tx) (store.PartnerDeadline, error) {
		return store.SeePartnerDeadline(ctx, tx, code, due, by, p.cfg.Now())
	})
}

func (p *Pipeline) changedPartner(ctx context.Context, do func(pgx.Tx) (store.PartnerDeadline, error)) (store.PartnerDeadline, error) {
	var d store.PartnerDeadline
	err := p.inTx(ctx, func(tx pgx.Tx) error {
		var err error
		d, err = do(tx)
		return err
	})
	return d, err
}
