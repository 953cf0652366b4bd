package store

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// noticeDays is the customer's window after an approval: seven calendar days
// (guide, section 5; Partner Center 2021).
const noticeDays = 7

// MoveRequest is a move of a claim to another position and what goes with it.
type MoveRequest struct {
	Change
	To            sow.Position
	On            string // day on which it happened at Microsoft or at the customer, YYYY-MM-DD
	Reason        string
	ReasonCode    string // see sow.RejectionCodes
	PartnerCenter string // Partner Center claim ID, when it becomes known
	Zone          *time.Location
	// Deadlines gives the deadlines of the claim at its new position; nil leaves
	// the present ones open.
	Deadlines func(sow.Claim) []sow.DeadlineEntry
}

// MoveClaim moves a claim in the caller's transaction: lock, compare the
// version, check the table and every guard, write the events (a skipped status
// is one of its own), the new position with its days and deadlines, and the
// audit entries. It gives ErrConflict for an old version and a
// [*sow.MoveError] for a move that is not allowed.
func MoveClaim(ctx context.Context, tx pgx.Tx, m MoveRequest) (sow.Claim, error) {
	e, err := begin(ctx, tx, m.Change)
	if err != nil {
		return sow.Claim{}, err
	}
	return e.move(ctx, m)
}

func (e *edit) move(ctx context.Context, m MoveRequest) (sow.Claim, error) {
	facts, err := e.facts(ctx, m)
	if err != nil {
		return e.claim, err
	}
	from := e.claim.Position
	to, err := from.MoveTo(m.To, facts)
	if err != nil {
		return e.claim, fmt.Errorf("move claim %d: %w", e.claim.ID, err)
	}
	step, _ := sow.FindMove(from, m.To)
	if step.Via != (sow.Position{}) {
		if err := e.skip(ctx, step.Via); err != nil {
			return e.claim, err
		}
		from = step.Via
	}
	e.settle(to, m, facts)
	e.note(sow.ClaimEvent{
		Kind: sow.EventMoved, From: from.String(), To: to.String(), On: m.On, Reason: m.Reason, ReasonCode: m.ReasonCode,
		Subject: e.claim.PartnerCenter, Assumed: e.claim.Assumed,
	})
	if m.Deadlines != nil {
		if err := e.setDeadlines(ctx, m.Deadlines(e.claim), m.Zone); err != nil {
			return e.claim, err
		}
	}
	return e.finish(ctx)
}

// skip passes through a status that was reached while nobody looked. The row
// goes there too, for the database allows only single moves.
func (e *edit) skip(ctx context.Context, via sow.Position) error {
	e.note(sow.ClaimEvent{Kind: sow.EventSkipped, From: e.claim.Position.String(), To: via.String()})
	e.claim.Position = via
	return e.save(ctx)
}

func (e *edit) facts(ctx context.Context, m MoveRequest) (sow.MoveFacts, error) {
	c := e.claim
	f := sow.MoveFacts{
		Actor: m.Actor, Today: m.At.In(cmpZone(m.Zone)).Format(time.DateOnly), On: m.On, Reason: m.Reason, ReasonCode: m.ReasonCode,
		Owner: c.Owner, TenantID: c.TenantID, Workload: c.Workload, OpenItems: sow.OpenItems(c.Items), Evidence: c.EvidenceSHA256,
		ApprovalsNeeded: c.ApprovalsNeeded, PartnerCenterID: cmp.Or(m.PartnerCenter, c.PartnerCenter),
		RejectedOn: c.Dates.Rejected, Disputed: c.Dates.Disputed != "", NoticeEnds: c.Dates.NoticeEnds, Assumed: c.Assumed,
	}
	if c.Position != sow.At(sow.StageReview) {
		return f, nil
	}
	var err error
	if f.Approvals, err = Approvals(ctx, e.tx, c.ID); err != nil {
		return f, err
	}
	f.Involved, err = Involved(ctx, e.tx, c.ID)
	return f, err
}

// settle writes the new position and the days that deadlines count from.
func (e *edit) settle(to sow.Position, m MoveRequest, f sow.MoveFacts) {
	c, on := &e.claim, cmp.Or(m.On, f.Today)
	undo := c.Position == sow.At(sow.StageActive) && to == sow.At(sow.StageCustomerNotice)
	c.Position = to
	c.PartnerCenter = cmp.Or(m.PartnerCenter, c.PartnerCenter)
	switch to.Outcome {
	case sow.OutcomeRejected, sow.OutcomeRejectedFinal:
		c.Dates.Rejected = on
		return
	case sow.OutcomeDeclined, sow.OutcomeDisassociated, sow.OutcomeExpired, sow.OutcomeWithdrawn, sow.OutcomeNotPursued:
		return
	}
	switch to {
	case sow.AtSubmitted(sow.SubSubmitted):
		c.Dates.Submitted, e.filer = on, m.Actor.Name
	case sow.AtSubmitted(sow.SubActionRequired):
		c.Dates.Action = on
	case sow.AtSubmitted(sow.SubDisputed):
		c.Dates.Disputed = on
	case sow.At(sow.StageActive):
		// A person who moves a held claim has looked: nothing is assumed.
		c.Dates.Active, c.Assumed, c.Held = f.Today, !c.Held, false
	case sow.At(sow.StageCustomerNotice):
		if undo {
			c.Assumed, c.Held, c.Dates.Active = false, true, ""
			return
		}
		c.Dates.Approved, c.Dates.NoticeEnds = on, addDays(on, noticeDays)
	}
}

func addDays(d string, n int) string {
	at, err := time.Parse(time.DateOnly, d)
	if err != nil {
		return ""
	}
	return at.AddDate(0, 0, n).Format(time.DateOnly)
}

// NoticeOver lists up to limit claims whose customer said nothing until the
// window ended; claims that a person put back stay out. Today is the day in
// the partner's zone.
func NoticeOver(ctx context.Context, db DB, today string, limit int) ([]sow.Claim, error) {
	return selectClaims(ctx, db, ` WHERE c.outcome IS NULL AND c.stage = 'customer_notice' AND NOT c.held AND c.notice_ends_on < $1::text::date
		ORDER BY c.notice_ends_on, c.id LIMIT $2`, today, limited(limit))
}
