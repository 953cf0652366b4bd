package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"claimline/internal/backfill"
	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// openBackfill hands the documents of the rows over to the pipeline, runs its
// jobs until they are analysed, and makes the person the owner of the chosen
// claims. Documents that are known already are not analysed again.
func (s *services) openBackfill(ctx context.Context, w io.Writer, a *archive, rows []backfill.Row, as string) error {
	documents := map[string]int64{}
	for _, row := range rows {
		if _, done := documents[row.Path]; done {
			continue
		}
		data, err := a.content(row.Path)
		if err != nil {
			return fmt.Errorf("read %s again: %w", row.Path, err)
		}
		receipt, err := s.pipeline.Submit(ctx, pipeline.Submission{Name: filepath.Base(row.Path), Source: "command", ReceivedBy: as, Content: bytes.NewReader(data)})
		if err != nil {
			return fmt.Errorf("hand over %s: %w", row.Path, err)
		}
		documents[row.Path] = receipt.Document.ID
	}
	if err := s.runJobs(ctx); err != nil {
		return err
	}
	for _, row := range rows {
		if err := s.own(ctx, w, row, documents[row.Path], as); err != nil {
			return err
		}
	}
	return nil
}

// runJobs runs the jobs of the pipeline until none waits.
func (s *services) runJobs(ctx context.Context) error {
	if err := s.pipeline.Start(ctx); err != nil {
		return err
	}
	waited := s.pipeline.WaitIdle(ctx)
	stopping, end := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer end()
	if err := s.pipeline.Stop(stopping); err != nil {
		return err
	}
	return waited
}

// own finds the claim of a row and gives it to the person, unless it has an
// owner.
func (s *services) own(ctx context.Context, w io.Writer, row backfill.Row, documentID int64, as string) error {
	claims, _, err := store.Claims(ctx, s.db.pool, store.ClaimFilter{DocumentID: documentID, Limit: store.MaxLimit})
	if err != nil {
		return err
	}
	ofRow := func(c sow.Claim) bool { return c.Workload == row.Workload && c.Association == row.Association }
	if !slices.ContainsFunc(claims, ofRow) { // another document of the customer opened it before
		if claims, err = store.ClaimsFor(ctx, s.db.pool, nil, nil, []string{row.Customer}); err != nil {
			return err
		}
		slices.Reverse(claims)
	}
	i := slices.IndexFunc(claims, ofRow)
	if i < 0 {
		fmt.Fprintf(w, "row %d: %s gave no claim for %s; look at document %d\n", row.N, row.Path, row.Workload, documentID)
		return nil
	}
	c := claims[i]
	if c.Owner == "" && c.Position.Open() {
		if c, err = s.pipeline.Assign(ctx, store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person(as), At: time.Now()}, as); err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "row %d: claim %d, %s for %s, at %s, owner %s\n", row.N, c.ID, c.Workload, unknown(c.Customer), c.Position, unknown(c.Owner))
	return nil
}
