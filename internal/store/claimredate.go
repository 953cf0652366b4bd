package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Redating is what the present rules ask of a claim where it stands.
type Redating struct {
	Entries []sow.DeadlineEntry // all that run there; nil when the rules could not be asked: then nothing changes
	Zone    *time.Location
	Why     string // what has changed
	Pack    string // name and version of the rules
}

// Redate brings the open deadlines of a locked claim up to date with changed
// inputs: another rule pack, another calendar, a corrected day. A day that comes
// earlier, or becomes known, counts at once; a day that would come later waits
// for a person. A deadline that the rules no longer have is closed; one that
// they have again is open. Every difference is an event of the claim. It changes
// nothing when there is none.
func Redate(ctx context.Context, tx pgx.Tx, claimID int64, r Redating, at time.Time) error {
	if r.Entries == nil {
		return nil
	}
	c, err := LockClaim(ctx, tx, claimID)
	if err != nil {
		return err
	}
	e := &edit{Change: Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Worker(), At: stamp(at)}, tx: tx, claim: c}
	if err := e.retire(ctx, r); err != nil {
		return err
	}
	if err := e.redate(ctx, r.Entries, r.Zone, r.Why); err != nil || len(e.events) == 0 {
		return err
	}
	_, err = e.finish(ctx)
	return err
}

// retire closes what the rules no longer ask for, and opens again what they had
// dropped and have again.
func (e *edit) retire(ctx context.Context, r Redating) error {
	for i, d := range e.claim.Deadlines {
		asked := slices.ContainsFunc(r.Entries, func(n sow.DeadlineEntry) bool { return n.Code == d.Code })
		state, why := sow.DeadlineVoid, "no longer a deadline under "+r.Pack
		switch {
		case !asked && (d.State == sow.DeadlineOpen || d.State == sow.DeadlineMissed):
		case asked && d.State == sow.DeadlineVoid:
			state, why = sow.DeadlineOpen, "a deadline again under "+r.Pack
		default:
			continue
		}
		_, err := e.tx.Exec(ctx, `UPDATE claim_deadline SET state = $3, later_on = NULL, later_at = NULL, later_rule = '', updated_at = $4 WHERE claim_id = $1 AND code = $2`,
			e.claim.ID, d.Code, string(state), e.At)
		if err != nil {
			return fmt.Errorf("set %s of claim %d %s: %w", d.Code, e.claim.ID, state, translate(err))
		}
		e.claim.Deadlines[i].State, e.claim.Deadlines[i].Later = state, nil
		e.note(sow.ClaimEvent{Kind: sow.EventDeadline, Subject: d.Code, Reason: why})
	}
	e.claim.DueAt, e.claim.DueCode = nextDue(e.claim.Deadlines)
	return nil
}

// redate is Redate inside another change of the claim.
func (e *edit) redate(ctx context.Context, entries []sow.DeadlineEntry, zone *time.Location, why string) error {
	fresh := claimDeadlinesOf(entries, cmpZone(zone))
	for _, d := range fresh {
		i := slices.IndexFunc(e.claim.Deadlines, func(old sow.ClaimDeadline) bool { return old.Code == d.Code })
		if i < 0 {
			if err := insertDeadlines(ctx, e.tx, e.claim.ID, []sow.ClaimDeadline{d}, e.At); err != nil {
				return err
			}
			e.note(sow.ClaimEvent{Kind: sow.EventDeadline, Subject: d.Code, Reason: "new: " + dueWords(d) + "; " + why})
			continue
		}
		if err := e.redateOne(ctx, e.claim.Deadlines[i], d, why); err != nil {
			return err
		}
	}
	if len(e.events) == e.saved {
		return nil
	}
	var err error
	if e.claim.Deadlines, err = claimDeadlines(ctx, e.tx, e.claim.ID); err != nil {
		return err
	}
	e.claim.DueAt, e.claim.DueCode = nextDue(e.claim.Deadlines)
	return nil
}

func dueWords(d sow.ClaimDeadline) string {
	if d.Due == nil {
		return "no day"
	}
	return *d.Due
}

func (e *edit) redateOne(ctx context.Context, old, d sow.ClaimDeadline, why string) error {
	if old.State != sow.DeadlineOpen && old.State != sow.DeadlineMissed || d.DueAt == nil || dueWords(old) == dueWords(d) {
		return e.forgetLater(ctx, old, d)
	}
	if old.DueAt == nil || d.DueAt.Before(*old.DueAt) {
		if err := e.setDue(ctx, d); err != nil {
			return err
		}
		e.note(sow.ClaimEvent{Kind: sow.EventDeadline, Subject: d.Code, Reason: fmt.Sprintf("moved from %s to %s; %s", dueWords(old), dueWords(d), why)})
		return nil
	}
	if old.Later != nil && *old.Later == dueWords(d) {
		return nil
	}
	_, err := e.tx.Exec(ctx, "UPDATE claim_deadline SET later_on = $3::text::date, later_at = $4, later_rule = $5 WHERE claim_id = $1 AND code = $2",
		e.claim.ID, d.Code, *d.Due, *d.DueAt, clean(d.Rule))
	if err != nil {
		return fmt.Errorf("keep the later day of %s of claim %d: %w", d.Code, e.claim.ID, translate(err))
	}
	e.note(sow.ClaimEvent{Kind: sow.EventDeadline, Subject: d.Code, Reason: fmt.Sprintf("could move from %s to %s, which is later: a person has to agree; %s", dueWords(old), dueWords(d), why)})
	return nil
}

// forgetLater takes back a later day that the inputs no longer give.
func (e *edit) forgetLater(ctx context.Context, old, d sow.ClaimDeadline) error {
	if old.Later == nil || dueWords(old) != dueWords(d) {
		return nil
	}
	_, err := e.tx.Exec(ctx, "UPDATE claim_deadline SET later_on = NULL, later_at = NULL, later_rule = '' WHERE claim_id = $1 AND code = $2", e.claim.ID, d.Code)
	if err != nil {
		return fmt.Errorf("forget the later day of %s of claim %d: %w", d.Code, e.claim.ID, translate(err))
	}
	e.note(sow.ClaimEvent{Kind: sow.EventDeadline, Subject: d.Code, Reason: "stays on " + dueWords(old) + ": the later day no longer follows"})
	return nil
}

// setDue gives a deadline another day. One that was missed and lies ahead again
// is open.
func (e *edit) setDue(ctx context.Context, d sow.ClaimDeadline) error {
	_, err := e.tx.Exec(ctx, `UPDATE claim_deadline SET due_on = $3::text::date, due_at = $4::timestamptz, rule = $5, later_on = NULL, later_at = NULL, later_rule = '',
		state = CASE WHEN $4::timestamptz > $6 THEN 'open' ELSE state END, updated_at = $6 WHERE claim_id = $1 AND code = $2`,
		e.claim.ID, d.Code, *d.Due, *d.DueAt, clean(d.Rule), e.At)
	if err != nil {
		return fmt.Errorf("set %s of claim %d: %w", d.Code, e.claim.ID, translate(err))
	}
	return nil
}

// AgreeLater lets a deadline move to the later day that waits for a person. It
// gives ErrNotFound when none waits.
func AgreeLater(ctx context.Context, tx pgx.Tx, ch Change, code string) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	i := slices.IndexFunc(e.claim.Deadlines, func(d sow.ClaimDeadline) bool { return d.Code == code && d.Later != nil })
	if i < 0 {
		return e.claim, fmt.Errorf("later day of %s of claim %d: %w", code, ch.ClaimID, sow.ErrNotFound)
	}
	was := dueWords(e.claim.Deadlines[i])
	d := e.claim.Deadlines[i]
	if err := tx.QueryRow(ctx, "SELECT later_at, later_rule FROM claim_deadline WHERE claim_id = $1 AND code = $2", ch.ClaimID, code).Scan(&d.DueAt, &d.Rule); err != nil {
		return e.claim, fmt.Errorf("read the later day of %s of claim %d: %w", code, ch.ClaimID, err)
	}
	d.Due = d.Later
	if err := e.setDue(ctx, d); err != nil {
		return e.claim, err
	}
	if e.claim.Deadlines, err = claimDeadlines(ctx, tx, ch.ClaimID); err != nil {
		return e.claim, err
	}
	e.claim.DueAt, e.claim.DueCode = nextDue(e.claim.Deadlines)
	e.note(sow.ClaimEvent{Kind: sow.EventDeadline, Subject: code, Reason: fmt.Sprintf("moved from %s to %s, agreed", was, dueWords(d))})
	return e.finish(ctx)
}
