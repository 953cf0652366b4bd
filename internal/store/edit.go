package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Assign makes somebody the owner of a claim; "" releases it.
func Assign(ctx context.Context, tx pgx.Tx, ch Change, owner string) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	e.claim.Owner = strings.TrimSpace(clean(owner))
	e.note(sow.ClaimEvent{Kind: sow.EventAssigned, Subject: e.claim.Owner})
	return e.finish(ctx)
}

// AddNote adds words of a person to the history of a claim, at any position.
func AddNote(ctx context.Context, tx pgx.Tx, ch Change, text string) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	e.note(sow.ClaimEvent{Kind: sow.EventNote, Reason: text})
	return e.finish(ctx)
}

// ClaimFields are the fields of a claim that a person may set; nil leaves one
// as it is.
type ClaimFields struct {
	Customer      *string
	TenantID      *string
	PartnerID     *string
	PaymentOptOut *bool
	HeldBy        *string // another partner who is known to hold the workload
}

// EditClaim changes fields of a claim whose evidence may change, which voids
// approvals. It gives ErrConflict when another claim has the resulting natural
// key: then the workload is claimed already.
func EditClaim(ctx context.Context, tx pgx.Tx, ch Change, f ClaimFields) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	if err := e.editable(); err != nil {
		return e.claim, err
	}
	if err := e.keepsTenant(f); err != nil {
		return e.claim, err
	}
	var changed []string
	set := func(name string, field, value *string) {
		if value != nil && strings.TrimSpace(clean(*value)) != *field {
			*field = strings.TrimSpace(clean(*value))
			changed = append(changed, name)
		}
	}
	set("customer", &e.claim.Customer, f.Customer)
	set("tenant_id", &e.claim.TenantID, f.TenantID)
	set("partner_id", &e.claim.PartnerID, f.PartnerID)
	set("held_by", &e.claim.HeldBy, f.HeldBy)
	if f.PaymentOptOut != nil && *f.PaymentOptOut != e.claim.PaymentOptOut {
		e.claim.PaymentOptOut = *f.PaymentOptOut
		changed = append(changed, "payment_opt_out")
	}
	if len(changed) == 0 {
		return e.claim, nil
	}
	if err := e.touched(ctx); err != nil {
		return e.claim, err
	}
	e.note(sow.ClaimEvent{Kind: sow.EventEdited, Subject: strings.Join(changed, " ")})
	return e.finish(ctx)
}

// keepsTenant refuses to take away what the claim needed to come where it is.
func (e *edit) keepsTenant(f ClaimFields) error {
	if f.TenantID == nil || strings.TrimSpace(*f.TenantID) == e.claim.TenantID || sow.IsTenantID(strings.TrimSpace(*f.TenantID)) || !e.claim.Position.KeepsTenant() {
		return nil
	}
	return fmt.Errorf("leave claim %d at %s without the customer's tenant ID (a GUID): %w", e.claim.ID, e.claim.Position, sow.ErrTransition)
}

// Supersede opens a new claim in the place of one that ended, for instance
// after a final rejection: same natural key, next attempt, the checklist of the
// old one. The old claim notes it. It gives ErrTransition for an open claim and
// ErrConflict when the claim was superseded before.
func Supersede(ctx context.Context, tx pgx.Tx, ch Change) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	if e.claim.Position.Open() {
		return e.claim, fmt.Errorf("supersede open claim %d: %w", ch.ClaimID, sow.ErrTransition)
	}
	next := e.claim
	next.Supersedes, next.Attempt, next.Version, next.Position = e.claim.ID, e.claim.Attempt+1, 1, sow.At(sow.StageIdentified)
	next.Assumed, next.Held, next.LastEditor, next.PartnerCenter = false, false, "", ""
	next.CreatedAt, next.UpdatedAt, next.Deadlines, next.DueAt, next.DueCode = e.At, e.At, nil, nil, ""
	for i := range next.Items {
		next.Items[i].UpdatedAt = e.At
		if by := next.Items[i].By; by != "" { // people decided about the old claim only
			next.Items[i].Status = sow.PoEMissing
		}
	}
	next.EvidenceSHA256 = sow.EvidenceDigest(next, nil)
	id, err := insertClaim(ctx, tx, next)
	if err != nil {
		return sow.Claim{}, err
	}
	opened := []sow.ClaimEvent{{
		ClaimID: id, Step: 1, Kind: sow.EventOpened, At: e.At, Actor: ch.Actor, To: next.Position.String(), PackSHA256: next.PackSHA256,
		Subject: subject("claim", e.claim.ID),
	}}
	if err := insertEvents(ctx, tx, next.EvidenceSHA256, opened); err != nil {
		return sow.Claim{}, err
	}
	e.note(sow.ClaimEvent{Kind: sow.EventSuperseded, Subject: subject("claim", id)})
	if err := e.finishWith(ctx, opened); err != nil {
		return sow.Claim{}, err
	}
	return ClaimByID(ctx, tx, id)
}
