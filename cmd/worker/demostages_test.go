package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/blobstore"
	"claimline/internal/pgtest"
	"claimline/internal/pipeline"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/internal/store"
	"claimline/rules"
)

// The invented rates of the demo join the built-in pack, which ships none.
func TestOwnValuesJoinThePack(t *testing.T) {
	plain, err := ruleset.Load(rules.FS)
	if err != nil || len(plain.Rates()) != 0 {
		t.Fatalf("%d rates are delivered, %v", len(plain.Rates()), err)
	}
	own, err := ruleset.Load(withFile{rules.FS, ownValues, []byte(demoValues)})
	if err != nil || len(own.Rates()) != 2 || own.Info().SHA256 == plain.Info().SHA256 {
		t.Errorf("%d rates, pack %s, %v", len(own.Rates()), own.Info().SHA256, err)
	}
	_, err = ruleset.Load(withFile{rules.FS, ownValues, []byte("kind: values\nformulas: []\nrates:\n  - {formula: magic, rate: 1, currency: EUR, from: \"2026-01-01\"}\n")})
	if err == nil || !strings.Contains(err.Error(), ownValues+":4") {
		t.Errorf("a mistake in the rates: %v", err)
	}
	if _, err := (config{Values: "none.yaml"}).packFS(); err == nil || !strings.Contains(err.Error(), "--values") {
		t.Errorf("no file: %v", err)
	}
}

// One claim stands in each of the six stages, moved by people who are named as
// invented, and each move passed its guards.
func TestDemoShowsEveryStage(t *testing.T) {
	blobs, err := blobstore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	pack, err := ruleset.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	s := &services{db: &database{pool: pgtest.Pool(t)}, rules: ruleset.NewLive(pack, ruleset.Options{}, time.Now())}
	unused := func(context.Context, pipeline.Task) (sow.Analysis, error) { return sow.Analysis{}, nil }
	if s.pipeline, err = pipeline.New(pipeline.Config{Pool: s.db.pool, Blobs: blobs, Analyze: unused, Now: time.Now, Zone: s.zone()}); err != nil {
		t.Fatal(err)
	}
	for i := range 7 {
		err := pgx.BeginFunc(t.Context(), s.db.pool, func(tx pgx.Tx) error {
			doc, _, err := store.InsertDocument(t.Context(), tx, store.NewDocument{SHA256: fmt.Sprintf("%064d", i), Name: "sow.pdf", Source: "inbox"}, time.Now())
			if err != nil {
				return err
			}
			a := sow.Analysis{
				Status: sow.StatusOK, Document: sow.DocumentInfo{Engine: "test"}, Pack: pack.Info(),
				Facts: &sow.Facts{Customer: sow.NewFact(fmt.Sprint("Customer ", i)), TenantID: sow.NoFact[string]()},
			}
			for _, w := range []string{"teams", "intune"} {
				a.Claims = append(a.Claims, sow.ClaimProposal{
					Workload: w, Association: sow.AssocDeployment, ExpectedValue: sow.ExpectedValue{State: "unknown"},
					PoE: []sow.PoEItem{{Code: "poe.project_plan", Name: "Plan", Need: sow.NeedRequired, Status: sow.PoEMissing}},
				})
			}
			_, err = store.RecordAnalysis(t.Context(), tx, store.Recording{DocumentID: doc.ID, Analysis: a, At: time.Now()})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.stages(t.Context()); n != 5 || err != nil {
		t.Fatalf("%d claims were moved, %v", n, err)
	}
	columns, err := store.Board(t.Context(), s.db.pool, time.Now(), 50, store.BoardOrder{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range columns {
		if c.Open == 0 || c.Stage != sow.StageIdentified && c.Open != 1 {
			t.Errorf("%d claims at %s", c.Open, c.Stage)
		}
		for _, claim := range c.First {
			events, err := store.ClaimEvents(t.Context(), s.db.pool, claim.ID)
			if err != nil {
				t.Fatal(err)
			}
			if c.Stage != sow.StageIdentified && (len(events) < 3 || events[1].Reason != demoNote) {
				t.Errorf("claim %d at %s does not say that the demo made it: %+v", claim.ID, c.Stage, events)
			}
		}
	}
	if _, err := store.VerifyAudit(t.Context(), s.db.pool); err != nil {
		t.Error(err)
	}
}
