package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// queueItems adds the checklists of claims, each in its order.
func queueItems(b *pgx.Batch, items []sow.ClaimItem) error {
	t, err := columnsOf(items)
	if err != nil || len(items) == 0 {
		return err
	}
	rank, before := make([]int, len(items)), 0
	for i, item := range items {
		if i > 0 && item.ClaimID != items[i-1].ClaimID {
			before = i
		}
		rank[i] = i - before + 1
	}
	b.Queue(`
		INSERT INTO claim_item (claim_id, code, rank, name, need, status, why, completed_by, evidence, updated_at)
		SELECT t.claim_id, t.code, t.rank, t.name, t.need, t.status, t.why, t.completed_by, t.evidence, t.updated_at
		FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::timestamptz[])
			AS t(claim_id, code, name, need, status, why, completed_by, evidence, rank, updated_at)`,
		column(items, func(i sow.ClaimItem) int64 { return i.ClaimID }), t.code, t.name, t.need, t.status, t.why, t.completedBy, t.evidence, rank,
		column(items, func(i sow.ClaimItem) time.Time { return i.UpdatedAt }))
	return nil
}

// queueRefreshItems takes over what an analysis found, for items that no person has
// decided; items that the pack no longer asks for stay.
func queueRefreshItems(b *pgx.Batch, id int64, items []sow.ClaimItem, now time.Time) error {
	t, err := columnsOf(items)
	if err != nil {
		return err
	}
	b.Queue(`
		INSERT INTO claim_item (claim_id, code, rank, name, need, status, why, completed_by, evidence, updated_at)
		SELECT $1, t.code, t.rank, t.name, t.need, t.status, t.why, t.completed_by, t.evidence, $9
		FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) WITH ORDINALITY
			AS t(code, name, need, status, why, completed_by, evidence, rank)
		ON CONFLICT (claim_id, code) DO UPDATE
			SET name = excluded.name, need = excluded.need, status = excluded.status, why = excluded.why, completed_by = excluded.completed_by,
				evidence = excluded.evidence, rank = excluded.rank, updated_at = excluded.updated_at
			WHERE claim_item.decided_by = ''`,
		id, t.code, t.name, t.need, t.status, t.why, t.completedBy, t.evidence, now)
	return nil
}

type itemColumns struct{ code, name, need, status, why, completedBy, evidence []string }

func columnsOf(items []sow.ClaimItem) (itemColumns, error) {
	var t itemColumns
	for _, i := range items {
		ev, err := marshalEvidence(i.Evidence)
		if err != nil {
			return t, err
		}
		t.code, t.name, t.need = append(t.code, i.Code), append(t.name, clean(i.Name)), append(t.need, string(i.Need))
		t.status, t.why = append(t.status, string(i.Status)), append(t.why, clean(i.Why))
		t.completedBy, t.evidence = append(t.completedBy, i.CompletedBy), append(t.evidence, ev)
	}
	return t, nil
}

// ItemChange is a person's decision about a checklist item.
type ItemChange struct {
	Code   string
	Status sow.PoEStatus // accepted, waived, not_applicable, attached or missing
	Note   string        // needed for waived and not_applicable
	SHA256 string        // the attached file, for attached
}

// SetItem records a person's decision about a checklist item. Waiving and
// setting aside need a reason. Approvals of the evidence before are void.
func SetItem(ctx context.Context, tx pgx.Tx, ch Change, item ItemChange) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	if err := e.editable(); err != nil {
		return e.claim, err
	}
	note := strings.TrimSpace(clean(item.Note))
	if note == "" && (item.Status == sow.PoEWaived || item.Status == sow.PoENotApplicable) {
		return e.claim, fmt.Errorf("set %s of claim %d to %s without a reason: %w", item.Code, ch.ClaimID, item.Status, sow.ErrTransition)
	}
	if err := e.writeItem(ctx, item, note); err != nil {
		return e.claim, err
	}
	if err := e.touched(ctx); err != nil {
		return e.claim, err
	}
	e.note(sow.ClaimEvent{Kind: sow.EventItem, Subject: item.Code, Reason: strings.TrimSpace(string(item.Status) + " " + note)})
	return e.finish(ctx)
}

func (e *edit) writeItem(ctx context.Context, item ItemChange, note string) error {
	tag, err := e.tx.Exec(ctx, `
		UPDATE claim_item SET status = $3, note = $4, decided_by = $5, sha256 = $6, updated_at = $7 WHERE claim_id = $1 AND code = $2`,
		e.claim.ID, item.Code, string(item.Status), note, clean(e.Actor.Name), item.SHA256, e.At)
	if err != nil {
		return fmt.Errorf("set %s of claim %d: %w", item.Code, e.claim.ID, translate(err))
	}
	if tag.RowsAffected() == 0 {
		return fmt.Errorf("item %s of claim %d: %w", item.Code, e.claim.ID, sow.ErrNotFound)
	}
	return nil
}

// editable tells whether the evidence of the claim may change: not while
// Microsoft reviews it, and not after its end.
func (e *edit) editable() error {
	p := e.claim.Position
	open := p.Open() && (p.Stage == sow.StageIdentified || p.Stage == sow.StageEvidence || p.Stage == sow.StageReview || p.Sub == sow.SubActionRequired)
	if !open {
		return fmt.Errorf("change the evidence of claim %d at %s: %w", e.claim.ID, p, sow.ErrTransition)
	}
	return nil
}

// Attach adds a file, whose bytes are in the document store, to a claim as
// proof for items. A file that is attached already only fills the items.
func Attach(ctx context.Context, tx pgx.Tx, ch Change, file sow.Attachment, items ...string) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	if err := e.editable(); err != nil {
		return e.claim, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO attachment (claim_id, sha256, name, size, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (claim_id, sha256) DO NOTHING`, ch.ClaimID, file.SHA256, clean(file.Name), file.Size, clean(ch.Actor.Name), e.At)
	if err != nil {
		return e.claim, fmt.Errorf("attach a file to claim %d: %w", ch.ClaimID, translate(err))
	}
	for _, code := range items {
		if err := e.writeItem(ctx, ItemChange{Code: code, Status: sow.PoEAttached, SHA256: file.SHA256}, ""); err != nil {
			return e.claim, err
		}
	}
	if err := e.touched(ctx); err != nil {
		return e.claim, err
	}
	e.note(sow.ClaimEvent{Kind: sow.EventAttached, Subject: file.SHA256, Reason: strings.Join(append([]string{file.Name}, items...), " ")})
	return e.finish(ctx)
}
