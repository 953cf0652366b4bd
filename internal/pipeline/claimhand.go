package pipeline

import (
	"context"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// byHand completes what a person asks for with the pack's checklist, deadlines
// and the clock.
func (p *Pipeline) byHand(h store.ByHand) store.ByHand {
	h.At, h.Zone = p.cfg.Now(), p.cfg.Zone
	if h.PartnerID == "" {
		h.PartnerID = p.cfg.PartnerID
	}
	if p.cfg.Checklist != nil {
		h.Items = p.cfg.Checklist(h.Association)
	}
	if p.cfg.Deadlines != nil {
		at := h.At
		h.Deadlines = func(c sow.Claim) []sow.DeadlineEntry { return p.cfg.Deadlines(c, at) }
	}
	return h
}

// OpenByHand opens a claim that the rules did not propose, see [store.OpenByHand].
func (p *Pipeline) OpenByHand(ctx context.Context, h store.ByHand) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.OpenByHand(ctx, tx, p.byHand(h)) })
}

// Split opens another claim out of one, see [store.Split].
func (p *Pipeline) Split(ctx context.Context, ch store.Change, h store.ByHand) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.Split(ctx, tx, p.now(ch), p.byHand(h)) })
}

// Merge ends a claim in favour of another one, see [store.Merge].
func (p *Pipeline) Merge(ctx context.Context, ch store.Change, into int64, reason string) (sow.Claim, error) {
	return p.changed(ctx, func(tx pgx.Tx) (sow.Claim, error) { return store.Merge(ctx, tx, p.now(ch), into, reason) })
}
