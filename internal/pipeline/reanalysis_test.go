package pipeline_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// rules is a rule pack of these tests that can be exchanged while a pipeline
// runs: version 2 takes claims for "old" away and calls for "new" instead.
type rules struct{ version atomic.Int32 }

func (r *rules) info() sow.PackInfo {
	name := fmt.Sprint(max(r.version.Load(), 1))
	sum := sha256.Sum256([]byte("pack " + name))
	return sow.PackInfo{Name: "test", Version: name, SHA256: hex.EncodeToString(sum[:]), Strictness: "seed"}
}

func (r *rules) read(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
	a, err := read(ctx, task)
	a.Pack = r.info()
	if r.version.Load() != 2 {
		return a, err
	}
	for i, c := range a.Claims {
		if c.Workload == "old" {
			a.Claims[i].Workload = "new"
		}
	}
	return a, err
}

func (r *rules) use(c *pipeline.Config) {
	c.Analyze, c.Pack, c.Tick = r.read, r.info, 20*time.Millisecond
}

// until waits until the newest run is in a state.
func (b bench) until(t *testing.T, state sow.ReanalysisState) sow.Reanalysis {
	t.Helper()
	deadline := time.After(time.Minute)
	for {
		run, err := store.NewestReanalysis(t.Context(), b.pool)
		if err != nil {
			t.Fatal(err)
		}
		if run.State == state {
			return run
		}
		select {
		case <-deadline:
			t.Fatalf("the run is %s, not %s: %+v", run.State, state, run)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (b bench) claimOn(t *testing.T, customer, workload string) sow.Claim {
	t.Helper()
	claims, _, err := store.Claims(t.Context(), b.pool, store.ClaimFilter{Search: customer, Workload: workload})
	if err != nil || len(claims) != 1 {
		t.Fatalf("%d claims of %s for %s, %v", len(claims), customer, workload, err)
	}
	return claims[0]
}

func (b bench) move(t *testing.T, c sow.Claim, to sow.Position) {
	t.Helper()
	ctx, who := t.Context(), sow.Person("ana")
	c, err := b.Assign(ctx, store.Change{ClaimID: c.ID, Version: c.Version, Actor: who}, "ana")
	if err == nil {
		_, err = b.Move(ctx, store.MoveRequest{Change: store.Change{ClaimID: c.ID, Version: c.Version, Actor: who}, To: to})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A new pack over the whole store: nothing happens before a person confirms,
// the diff says what will, and then exactly that happens, once.
func TestReanalysisOfTheWholeStore(t *testing.T) {
	var pack rules
	b := setup(t, pack.use)
	for i := range 12 {
		d := text{Customer: fmt.Sprintf("Customer %02d", i), Workloads: []string{"teams"}}
		if i < 4 {
			d.Workloads = append(d.Workloads, "old")
		}
		b.submit(t, pipeline.Submission{Name: fmt.Sprint(i, ".pdf")}, d.bytes())
	}
	b.submit(t, pipeline.Submission{Name: "broken.pdf"}, "{")
	b.wait(t)
	b.move(t, b.claimOn(t, "Customer 03", "old"), sow.At(sow.StageEvidence)) // somebody works on this one

	pack.version.Store(2)
	if _, err := b.StartReanalysis(t.Context(), sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	if _, err := b.StartReanalysis(t.Context(), sow.Person("bob")); !errors.Is(err, sow.ErrConflict) {
		t.Errorf("a second run beside the first: %v", err)
	}
	run := b.until(t, sow.ReanalysisReady)
	if run.Counts[sow.ItemCompared] != 12 || run.Counts[sow.ItemFailed] != 1 || run.Done() != 13 {
		t.Errorf("counts %+v", run.Counts)
	}
	diff, err := store.DiffReanalysis(t.Context(), b.pool, run)
	if err != nil {
		t.Fatal(err)
	}
	if diff.Documents != 4 || len(diff.Opens) != 4 || len(diff.Closes) != 3 || len(diff.Flags) != 1 || diff.Flags[0].Customer != "Customer 03" {
		t.Errorf("diff %+v", diff)
	}
	items, err := store.ChangedItems(t.Context(), b.pool, run.ID, 0, 10)
	if err != nil || len(items) != 4 || !slices.Contains(items[0].Change.Differences, sow.Difference{What: "Claim for new, deployment", To: "called for"}) {
		t.Errorf("%v, changed documents %+v", err, items)
	}
	before := map[string]int{
		"SELECT count(*) FROM claim":                                           16,
		"SELECT count(*) FROM analysis WHERE current AND pack_version = '2'":   0,
		"SELECT count(*) FROM analysis WHERE proposed AND pack_version = '2'":  12,
		"SELECT count(*) FROM claim_event WHERE kind IN ('analysed', 'moved')": 1,
	}
	b.check(t, before)

	if _, err := b.ConfirmReanalysis(t.Context(), run.ID, sow.Person("cleo")); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ConfirmReanalysis(t.Context(), run.ID, sow.Person("cleo")); !errors.Is(err, sow.ErrConflict) {
		t.Errorf("a second confirmation: %v", err)
	}
	b.until(t, sow.ReanalysisApplied)
	b.check(t, map[string]int{
		"SELECT count(*) FROM claim": 20,
		"SELECT count(*) FROM claim WHERE workload = 'new' AND outcome IS NULL":                        4,
		"SELECT count(*) FROM claim WHERE workload = 'old' AND outcome = 'not_pursued'":                3,
		"SELECT count(*) FROM claim WHERE workload = 'old' AND outcome IS NULL AND stage = 'evidence'": 1,
		"SELECT count(*) FROM claim_event WHERE kind = 'moved' AND actor = 'cleo'":                     3,
		"SELECT count(*) FROM analysis WHERE current AND pack_version = '2'":                           12,
		"SELECT count(*) FROM analysis WHERE proposed":                                                 0,
		"SELECT count(*) FROM document_event WHERE kind = 'decided_anew'":                              12,
		"SELECT count(*) FROM document WHERE status = 'failed'":                                        1,
	})
	if _, err := store.VerifyAudit(t.Context(), b.pool); err != nil {
		t.Error(err)
	}
	// The same once more: there is nothing left to decide otherwise.
	if _, err := b.StartReanalysis(t.Context(), sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	if run := b.until(t, sow.ReanalysisReady); run.Counts[sow.ItemSame] != 12 {
		t.Errorf("a second run finds %+v", run.Counts)
	}
}

func (b bench) check(t *testing.T, counts map[string]int) {
	t.Helper()
	for sql, want := range counts {
		if n := b.count(t, sql); n != want {
			t.Errorf("%s: %d, want %d", sql, n, want)
		}
	}
}

func TestReanalysisPausesAndIsDiscarded(t *testing.T) {
	var pack rules
	gate := make(chan struct{}, 100)
	b := setup(t, func(c *pipeline.Config) {
		pack.use(c)
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			if pack.version.Load() == 2 {
				select {
				case <-gate:
				case <-ctx.Done():
					return sow.Analysis{}, ctx.Err()
				}
			}
			return pack.read(ctx, task)
		}
	})
	for i := range 10 {
		b.submit(t, pipeline.Submission{Name: "n"}, text{Customer: fmt.Sprint("C", i), Workloads: []string{"old"}}.bytes())
	}
	b.wait(t)
	pack.version.Store(2)
	run, err := b.StartReanalysis(t.Context(), sow.Person("ana"))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		gate <- struct{}{}
	}
	for b.count(t, "SELECT count(*) FROM reanalysis_item WHERE state = 'compared'") < 3 {
		<-time.After(5 * time.Millisecond)
	}
	if _, err := b.PauseReanalysis(t.Context(), run.ID, sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	for range 50 {
		gate <- struct{}{}
	}
	for b.count(t, "SELECT count(*) FROM river_job WHERE queue = 'reanalysis' AND state <> 'completed'") > 0 {
		<-time.After(5 * time.Millisecond)
	}
	if n := b.count(t, "SELECT count(*) FROM reanalysis_item WHERE state = 'compared'"); n > 4 {
		t.Errorf("%d documents were compared: the pause does not hold", n)
	}
	if _, err := b.ConfirmReanalysis(t.Context(), run.ID, sow.Person("ana")); !errors.Is(err, sow.ErrConflict) {
		t.Errorf("confirmed before it was complete: %v", err)
	}
	if _, err := b.ResumeReanalysis(t.Context(), run.ID, sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	b.until(t, sow.ReanalysisReady)
	if _, err := b.DiscardReanalysis(t.Context(), run.ID, sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	b.check(t, map[string]int{
		"SELECT count(*) FROM claim WHERE workload = 'new'":                  0,
		"SELECT count(*) FROM analysis WHERE current AND pack_version = '1'": 10,
		"SELECT count(*) FROM analysis WHERE proposed":                       10,
	})
	// A decision that was only proposed opens its claims when it takes effect
	// in another way.
	if err := b.Reanalyse(t.Context(), 1, nil, sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	b.wait(t)
	b.check(t, map[string]int{
		"SELECT count(*) FROM claim WHERE workload = 'new'": 1,
		"SELECT count(*) FROM analysis WHERE proposed":      9,
	})
}

// What people decided between the comparison and the confirmation stands.
func TestReanalysisLeavesNewerDecisionsAlone(t *testing.T) {
	var pack rules
	b := setup(t, pack.use)
	content := func(customer string) string { return text{Customer: customer, Workloads: []string{"old"}}.bytes() }
	answered := b.submit(t, pipeline.Submission{Name: "answered", Path: "a"}, content("A"))
	replaced := b.submit(t, pipeline.Submission{Name: "replaced", Path: "b"}, content("B"))
	b.submit(t, pipeline.Submission{Name: "other", Path: "c"}, content("C"))
	b.wait(t)
	pack.version.Store(2)
	if _, err := b.StartReanalysis(t.Context(), sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	run := b.until(t, sow.ReanalysisReady)
	if err := b.Reanalyse(t.Context(), answered.Document.ID, map[string]string{"customer": "Anders"}, sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	b.submit(t, pipeline.Submission{Name: "replaced", Path: "b"}, content("B2"))
	b.wait(t)
	if _, err := b.ConfirmReanalysis(t.Context(), run.ID, sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	run = b.until(t, sow.ReanalysisApplied)
	if run.Counts[sow.ItemApplied] != 1 || run.Counts[sow.ItemSkipped] != 2 {
		t.Errorf("counts %+v", run.Counts)
	}
	left, err := store.UndecidedItems(t.Context(), b.pool, run.ID, 10)
	if err != nil || len(left) != 2 || left[1].DocumentID != replaced.Document.ID || left[1].Reason == "" {
		t.Errorf("%v, left alone: %+v", err, left)
	}
	if d := b.document(t, answered.Document.ID); d.Customer != "Anders" {
		t.Errorf("the answer is gone: %+v", d)
	}
}

// Rules that this worker does not apply: the run waits and says why.
func TestReanalysisWaitsForItsRules(t *testing.T) {
	var pack, other rules
	b := setup(t, pack.use)
	b.submit(t, pipeline.Submission{Name: "n"}, text{Customer: "C", Workloads: []string{"old"}}.bytes())
	b.wait(t)
	other.version.Store(2)
	command := idle(t, func(c *pipeline.Config) { // a command beside the worker, with a newer pack
		other.use(c)
		c.Pool = b.pool
	})
	if _, err := command.StartReanalysis(t.Context(), sow.Person("ana")); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; <-time.After(5 * time.Millisecond) {
		run, err := store.NewestReanalysis(t.Context(), b.pool)
		switch {
		case err != nil:
			t.Fatal(err)
		case run.Trouble != "" && run.State == sow.ReanalysisRunning:
			return
		case time.Now().After(deadline):
			t.Fatalf("no word of the other rules: %+v", run)
		}
	}
}

// Two versions that come at once are analysed in their order, whichever worker
// is free first.
func TestVersionsAreAnalysedInOrder(t *testing.T) {
	gate := make(chan struct{})
	b := setup(t, func(c *pipeline.Config) {
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			if task.Name == "slow" {
				<-gate
			}
			return read(ctx, task)
		}
	})
	one := text{Customer: "Contoso", Workloads: []string{"teams"}, Says: "1"}
	two := text{Customer: "Contoso Group", Workloads: []string{"teams"}, Says: "2"}
	b.submit(t, pipeline.Submission{Name: "slow", Path: "a/SOW.pdf"}, one.bytes())
	second := b.submit(t, pipeline.Submission{Name: "fast", Path: "a/SOW.pdf"}, two.bytes())
	for b.count(t, "SELECT count(*) FROM river_job WHERE metadata ? 'snoozes'") == 0 { // the newer one waits
		<-time.After(5 * time.Millisecond)
	}
	close(gate)
	b.wait(t)
	if c := b.claimOn(t, "Contoso Group", "teams"); c.DocumentID != second.Document.ID {
		t.Errorf("claim %+v", c)
	}
	b.check(t, map[string]int{
		"SELECT count(*) FROM claim": 1,
		"SELECT count(*) FROM document_event WHERE kind = 'revised' AND detail = 'Customer: Contoso → Contoso Group'": 1,
	})
}
