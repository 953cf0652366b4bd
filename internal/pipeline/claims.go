package pipeline

import (
	"context"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// The methods here are how people change claims: each is one transaction of
// package store at the pipeline's clock. The time in the Change is ignored.

// Move moves a claim, see [store.MoveClaim].
func (p *Pipeline) Move(ctx context.Context, m store.MoveRequest) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.MoveClaim(ctx, tx, p.moveRequest(m)) })
}

// RequestChanges sends a claim in review back, see [store.RequestChanges].
func (p *Pipeline) RequestChanges(ctx context.Context, m store.MoveRequest) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) {
		c, err := store.RequestChanges(ctx, tx, p.moveRequest(m))
		if err != nil {
			return c, err
		}
		return c, p.tellDecided(ctx, tx, c, sow.TemplateChanges, m.Actor.Name, m.ReasonCode, m.Reason)
	})
}

// Assign makes somebody the owner of a claim.
func (p *Pipeline) Assign(ctx context.Context, ch store.Change, owner string) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.Assign(ctx, tx, p.now(ch), owner) })
}

// Note adds words to the history of a claim.
func (p *Pipeline) Note(ctx context.Context, ch store.Change, text string) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.AddNote(ctx, tx, p.now(ch), text) })
}

// Edit changes fields of a claim, see [store.EditClaim].
func (p *Pipeline) Edit(ctx context.Context, ch store.Change, f store.ClaimFields) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.EditClaim(ctx, tx, p.now(ch), f) })
}

// SetItem decides about a checklist item, see [store.SetItem].
func (p *Pipeline) SetItem(ctx context.Context, ch store.Change, item store.ItemChange) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.SetItem(ctx, tx, p.now(ch), item) })
}

// RequestApproval asks for an approval by needed different people.
func (p *Pipeline) RequestApproval(ctx context.Context, ch store.Change, needed int) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) {
		c, err := store.RequestApproval(ctx, tx, p.now(ch), needed)
		if err != nil {
			return c, err
		}
		return c, p.tellWanted(ctx, tx, c, ch.Actor.Name)
	})
}

// Approve approves the present evidence of a claim, see [store.Approve].
func (p *Pipeline) Approve(ctx context.Context, ch store.Change, remark string) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) {
		c, err := store.Approve(ctx, tx, p.now(ch), remark)
		if err != nil {
			return c, err
		}
		return c, p.tellDecided(ctx, tx, c, sow.TemplateApproved, ch.Actor.Name, "", remark)
	})
}

// WithdrawApproval takes back a request or an approval of the actor.
func (p *Pipeline) WithdrawApproval(ctx context.Context, ch store.Change, reason string) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.WithdrawApproval(ctx, tx, p.now(ch), reason) })
}

// Supersede opens a new claim in the place of one that ended.
func (p *Pipeline) Supersede(ctx context.Context, ch store.Change) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.Supersede(ctx, tx, p.now(ch)) })
}

// Attach stores a file and adds it to a claim as proof for checklist items.
func (p *Pipeline) Attach(ctx context.Context, ch store.Change, name string, content io.Reader, items ...string) (sow.Claim, error) {
	sha, size, err := p.cfg.Blobs.Put(ctx, content)
	if err != nil {
		return sow.Claim{}, fmt.Errorf("attach %q to claim %d: %w", name, ch.ClaimID, err)
	}
	if size == 0 {
		return sow.Claim{}, &sow.Failure{Code: sow.ReasonEmpty, Message: fmt.Sprintf("The file %s is empty (0 bytes), so it proves nothing.", name), Hint: "Copy or download it again, and attach the new copy."}
	}
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) {
		return store.Attach(ctx, tx, p.now(ch), sow.Attachment{SHA256: sha, Name: name, Size: size}, items...)
	})
}

func (p *Pipeline) changed(ctx context.Context, do func(pgx.Tx) (sow.Claim, error)) (sow.Claim, error) {
	var c sow.Claim
	err := p.inTx(ctx, func(tx pgx.Tx) error {
		var err error
		c, err = do(tx)
		return err
	})
	return c, err
}

func (p *Pipeline) now(ch store.Change) store.Change {
	ch.At = p.cfg.Now()
	return ch
}

func (p *Pipeline) moveRequest(m store.MoveRequest) store.MoveRequest {
	m.Change, m.Zone = p.now(m.Change), p.cfg.Zone
	if p.cfg.Deadlines != nil && m.Deadlines == nil {
		at := m.At
		m.Deadlines = func(c sow.Claim) []sow.DeadlineEntry { return p.cfg.Deadlines(c, at) }
	}
	return m
}
