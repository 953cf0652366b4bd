package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// minReason is the least a reviewer has to say when asking for changes.
const minReason = 10

// RequestApproval asks for an approval of the claim's present evidence by
// needed different people (at least 1). It gives ErrConflict while a request is
// open.
func RequestApproval(ctx context.Context, tx pgx.Tx, ch Change, needed int) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	if e.claim.Position != sow.At(sow.StageReview) {
		return e.claim, fmt.Errorf("ask for approval of claim %d at %s: %w", ch.ClaimID, e.claim.Position, sow.ErrTransition)
	}
	if err := e.insertRequest(ctx, ch.Actor.Name); err != nil {
		return e.claim, err
	}
	e.claim.ApprovalsNeeded = max(needed, 1)
	e.note(sow.ClaimEvent{Kind: sow.EventRequested, Subject: e.claim.EvidenceSHA256})
	return e.finish(ctx)
}

func (e *edit) insertRequest(ctx context.Context, by string) error {
	_, err := e.tx.Exec(ctx, "INSERT INTO approval (claim_id, state, evidence_sha256, requested_by, requested_at) VALUES ($1, 'requested', $2, $3, $4)",
		e.claim.ID, e.claim.EvidenceSHA256, clean(by), e.At)
	if err != nil {
		return fmt.Errorf("ask for approval of claim %d: %w", e.claim.ID, translate(err))
	}
	return nil
}

// Approve records the actor's approval of exactly the evidence that the claim
// has now. People who took part in it are refused with ErrTransition. Before
// the last of several approvals the request stays open.
func Approve(ctx context.Context, tx pgx.Tx, ch Change, remark string) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	request, err := e.openRequest(ctx)
	if err != nil {
		return e.claim, err
	}
	if err := e.decide(ctx, request.ID, sow.ApprovalApproved, "", remark); err != nil {
		return e.claim, err
	}
	e.note(sow.ClaimEvent{Kind: sow.EventApproved, Subject: e.claim.EvidenceSHA256, Reason: remark})
	all, err := Approvals(ctx, tx, ch.ClaimID)
	if err != nil {
		return e.claim, err
	}
	if len(sow.ValidApprovals(all, e.claim.EvidenceSHA256, nil)) < e.claim.ApprovalsNeeded {
		if err := e.insertRequest(ctx, request.RequestedBy); err != nil {
			return e.claim, err
		}
	}
	return e.finish(ctx)
}

// RequestChanges sends the claim back to evidence with a reason code and a
// reason of at least ten characters. It also works without an open request.
func RequestChanges(ctx context.Context, tx pgx.Tx, m MoveRequest) (sow.Claim, error) {
	e, err := begin(ctx, tx, m.Change)
	if err != nil {
		return sow.Claim{}, err
	}
	if len([]rune(strings.TrimSpace(m.Reason))) < minReason {
		return e.claim, fmt.Errorf("ask for changes of claim %d in fewer than %d characters: %w", m.ClaimID, minReason, sow.ErrTransition)
	}
	if request, err := e.openRequest(ctx); err == nil {
		if err := e.decide(ctx, request.ID, sow.ApprovalChanges, m.ReasonCode, m.Reason); err != nil {
			return e.claim, err
		}
		e.note(sow.ClaimEvent{Kind: sow.EventChanges, Subject: e.claim.EvidenceSHA256, Reason: m.Reason, ReasonCode: m.ReasonCode})
	}
	m.To = sow.At(sow.StageEvidence)
	return e.move(ctx, m)
}

// WithdrawApproval takes back the open request (its requester) or the actor's
// own approval of the present evidence.
func WithdrawApproval(ctx context.Context, tx pgx.Tx, ch Change, reason string) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	tag, err := tx.Exec(ctx, `UPDATE approval SET state = 'withdrawn', reason = $3
		WHERE claim_id = $1 AND ((state = 'requested' AND lower(btrim(requested_by)) = lower(btrim($2)))
			OR (state = 'approved' AND lower(btrim(decided_by)) = lower(btrim($2))))`, ch.ClaimID, clean(ch.Actor.Name), clean(reason))
	if err != nil {
		return e.claim, fmt.Errorf("withdraw approval of claim %d: %w", ch.ClaimID, translate(err))
	}
	if tag.RowsAffected() == 0 {
		return e.claim, fmt.Errorf("approval or request of %s for claim %d: %w", ch.Actor.Name, ch.ClaimID, sow.ErrNotFound)
	}
	e.note(sow.ClaimEvent{Kind: sow.EventRetracted, Subject: e.claim.EvidenceSHA256, Reason: reason})
	return e.finish(ctx)
}

func (e *edit) openRequest(ctx context.Context) (sow.Approval, error) {
	all, err := Approvals(ctx, e.tx, e.claim.ID)
	if err != nil {
		return sow.Approval{}, err
	}
	for _, a := range all {
		if a.State == sow.ApprovalRequested {
			return a, nil
		}
	}
	return sow.Approval{}, fmt.Errorf("open approval request of claim %d: %w", e.claim.ID, sow.ErrNotFound)
}

func (e *edit) decide(ctx context.Context, id int64, state sow.ApprovalState, code, reason string) error {
	_, err := e.tx.Exec(ctx, "UPDATE approval SET state = $2, decided_by = $3, decided_at = $4, reason_code = $5, reason = $6 WHERE id = $1",
		id, string(state), clean(e.Actor.Name), e.At, code, clean(reason))
	if err != nil {
		return fmt.Errorf("decide approval %d of claim %d: %w", id, e.claim.ID, translate(err))
	}
	return nil
}
