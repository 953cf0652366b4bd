package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// The people of the demo are invented, and so are the rates.
const (
	demoOwner    = "Ada Demo"
	demoFiler    = "Ben Demo"
	demoReviewer = "Cleo Demo"
	demoTenant   = "00000000-0000-4000-8000-%012d" // with the number of the claim
	demoNote     = "The demo made every step of this claim; Ada, Ben and Cleo Demo are invented."

	demoValues = `# Invented for the demo: these are nobody's rates.
kind: values
formulas: []
rates:
  - {formula: rate-times-quantity, association: deployment, rate: 12, currency: EUR, cap: 20000, from: "2020-01-01", source: "invented for the demo"}
  - {formula: rate-times-quantity, association: usage, rate: 5, currency: EUR, from: "2020-01-01", source: "invented for the demo"}
`
)

// tour carries one claim of the demo forward.
type tour struct {
	ctx   context.Context //nolint:containedctx // one run of the demo
	s     *services
	claim sow.Claim
}

// stages carries five claims of different documents forward, so that one
// stands in each of the six stages, and tells how many it moved.
func (s *services) stages(ctx context.Context) (int, error) {
	claims, _, err := store.Claims(ctx, s.db.pool, store.ClaimFilter{Position: string(sow.StageIdentified), Limit: store.MaxLimit})
	if err != nil {
		return 0, err
	}
	ends := []sow.Stage{sow.StageEvidence, sow.StageReview, sow.StageSubmitted, sow.StageCustomerNotice, sow.StageActive}
	seen, moved := map[int64]bool{}, 0
	for i := len(claims) - 1; i >= 0 && moved < len(ends); i-- { // the oldest first
		if seen[claims[i].DocumentID] {
			continue
		}
		seen[claims[i].DocumentID] = true
		t := tour{ctx: ctx, s: s}
		if t.claim, err = store.ClaimByID(ctx, s.db.pool, claims[i].ID); err != nil {
			return moved, err
		}
		if err := t.to(ends[moved]); err != nil {
			return moved, fmt.Errorf("carry claim %d of the demo to %s: %w", t.claim.ID, ends[moved], err)
		}
		moved++
	}
	return moved, nil
}

func (t *tour) change(by string) store.Change {
	return store.Change{ClaimID: t.claim.ID, Version: t.claim.Version, Actor: sow.Person(by)}
}

// do keeps the claim as a step left it.
func (t *tour) do(c sow.Claim, err error) error {
	if err == nil {
		t.claim = c
	}
	return err
}

func (t *tour) move(to sow.Position, daysAgo int) error {
	on := time.Now().In(t.s.zone()).AddDate(0, 0, -daysAgo).Format(time.DateOnly)
	return t.do(t.s.pipeline.Move(t.ctx, store.MoveRequest{Change: t.change(demoFiler), To: to, On: on, PartnerCenter: fmt.Sprintf("DEMO-%04d", t.claim.ID)}))
}

// to makes the steps that people make, up to a stage.
func (t *tour) to(end sow.Stage) error {
	approved := 2
	if end == sow.StageActive {
		approved = 9 // the customer's window of seven days is over
	}
	p := t.s.pipeline
	steps := []struct {
		reaches sow.Stage
		make    func() error
	}{
		{sow.StageEvidence, func() error { return t.do(p.Note(t.ctx, t.change(demoOwner), demoNote)) }},
		{sow.StageEvidence, func() error { return t.do(p.Assign(t.ctx, t.change(demoOwner), demoOwner)) }},
		{sow.StageEvidence, func() error {
			return t.do(p.Move(t.ctx, store.MoveRequest{Change: t.change(demoOwner), To: sow.At(sow.StageEvidence)}))
		}},
		{sow.StageReview, t.complete},
		{sow.StageReview, func() error {
			return t.do(p.Move(t.ctx, store.MoveRequest{Change: t.change(demoOwner), To: sow.At(sow.StageReview)}))
		}},
		{sow.StageReview, func() error { return t.do(p.RequestApproval(t.ctx, t.change(demoOwner), 1)) }},
		{sow.StageSubmitted, func() error { return t.do(p.Approve(t.ctx, t.change(demoReviewer), "demo")) }},
		{sow.StageSubmitted, func() error { return t.move(sow.AtSubmitted(sow.SubSubmitted), approved+10) }},
		{sow.StageSubmitted, func() error { return t.move(sow.AtSubmitted(sow.SubUnderReview), approved+6) }},
		{sow.StageCustomerNotice, func() error { return t.move(sow.At(sow.StageCustomerNotice), approved) }},
		{sow.StageActive, func() error { return t.move(sow.At(sow.StageActive), 0) }},
	}
	order := sow.Stages()
	for _, step := range steps {
		if slices.Index(order, step.reaches) > slices.Index(order, end) {
			return nil
		}
		if err := step.make(); err != nil {
			return err
		}
	}
	return nil
}

// complete fills what the document left open: an invented tenant and items that
// are waived, plainly marked.
func (t *tour) complete() error {
	if !sow.IsTenantID(t.claim.TenantID) {
		tenant := fmt.Sprintf(demoTenant, t.claim.ID)
		if err := t.do(t.s.pipeline.Edit(t.ctx, t.change(demoOwner), store.ClaimFields{TenantID: &tenant})); err != nil {
			return err
		}
	}
	for _, code := range sow.OpenItems(t.claim.Items) {
		item := store.ItemChange{Code: code, Status: sow.PoEWaived, Note: "waived by the demo"}
		if err := t.do(t.s.pipeline.SetItem(t.ctx, t.change(demoOwner), item)); err != nil {
			return err
		}
	}
	return nil
}
