package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// noticed brings a new claim to customer notice; its window ends seven days
// after the approval.
func (b bench) noticed(tb testing.TB, workload, approved string) sow.Claim {
	tb.Helper()
	at, err := time.Parse(time.DateOnly, approved)
	if err != nil {
		tb.Fatal(err)
	}
	var c sow.Claim
	err = pgx.BeginFunc(tb.Context(), b.pool, func(tx pgx.Tx) error {
		id, err := newClaim(tb.Context(), tx, workload, at)
		if err != nil {
			return err
		}
		if c, err = store.ClaimByID(tb.Context(), tx, id); err != nil {
			return err
		}
		ch := func(who string) store.Change {
			return store.Change{ClaimID: id, Version: c.Version, Actor: sow.Person(who), At: at}
		}
		for _, step := range []func() (sow.Claim, error){
			func() (sow.Claim, error) { return store.Assign(tb.Context(), tx, ch("ed"), "ed") },
			func() (sow.Claim, error) {
				return store.MoveClaim(tb.Context(), tx, store.MoveRequest{Change: ch("ed"), To: sow.At(sow.StageEvidence)})
			},
			func() (sow.Claim, error) {
				return store.MoveClaim(tb.Context(), tx, store.MoveRequest{Change: ch("ed"), To: sow.At(sow.StageReview)})
			},
			func() (sow.Claim, error) { return store.RequestApproval(tb.Context(), tx, ch("sue"), 1) },
			func() (sow.Claim, error) { return store.Approve(tb.Context(), tx, ch("rob"), "") },
			func() (sow.Claim, error) {
				return store.MoveClaim(tb.Context(), tx, store.MoveRequest{Change: ch("sue"), To: sow.AtSubmitted(sow.SubSubmitted), On: approved, PartnerCenter: "PC-" + workload})
			},
			func() (sow.Claim, error) {
				return store.MoveClaim(tb.Context(), tx, store.MoveRequest{Change: ch("sue"), To: sow.At(sow.StageCustomerNotice), On: approved})
			},
		} {
			if c, err = step(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// newClaim opens a claim without checklist.
func newClaim(ctx context.Context, tx pgx.Tx, workload string, at time.Time) (int64, error) {
	d := text{Customer: "Contoso", Tenant: "0f8fad5b-d9cb-469f-a165-70867728950e", Workloads: []string{workload}}
	sha := fmt.Sprintf("%064x", workload)[:64]
	doc, _, err := store.InsertDocument(ctx, tx, store.NewDocument{SHA256: sha, Name: workload, Source: "api"}, at)
	if err != nil {
		return 0, err
	}
	a, err := read(ctx, pipeline.Task{Content: []byte(d.bytes()), SHA256: sha})
	if err != nil {
		return 0, err
	}
	due := at.AddDate(0, 0, 1).Format(time.DateOnly)
	a.Claims[0].PoE = nil
	a.Claims[0].Deadlines = []sow.DeadlineEntry{{Code: "DL-CLAIM-BY", Due: &due, Rule: "r", Owner: "partner"}}
	got, err := store.RecordAnalysis(ctx, tx, store.Recording{DocumentID: doc.ID, Analysis: a, At: at})
	if err != nil {
		return 0, err
	}
	return got.Opened[0], nil
}

func ago(days int) string { return time.Now().UTC().AddDate(0, 0, -days).Format(time.DateOnly) }

func TestSilenceOfTheCustomerCounts(t *testing.T) {
	b := setup(t, func(c *pipeline.Config) {
		c.Deadlines = func(c sow.Claim, _ time.Time) []sow.DeadlineEntry {
			due := c.Dates.Active
			return []sow.DeadlineEntry{{Code: "DL-POE-REFRESH", Due: &due, Rule: "12 months", Owner: "partner"}}
		}
	})
	over, running := b.noticed(t, "teams", ago(9)), b.noticed(t, "intune", ago(6))
	var wg sync.WaitGroup
	for range 4 { // several processes may sweep at once
		wg.Go(func() {
			if err := b.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	b.wait(t)
	got, err := store.ClaimByID(t.Context(), b.pool, over.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Position != sow.At(sow.StageActive) || !got.Assumed || got.DueCode != "DL-POE-REFRESH" {
		t.Errorf("claim %+v", got)
	}
	if n := b.count(t, "SELECT count(*) FROM claim_event WHERE to_position = 'active'"); n != 1 {
		t.Errorf("moved %d times", n)
	}
	if still, err := store.ClaimByID(t.Context(), b.pool, running.ID); err != nil || still.Position != running.Position {
		t.Errorf("claim within its window %+v, %v", still, err)
	}
	// A person puts it back: the program leaves it there.
	undo := store.MoveRequest{Change: store.Change{ClaimID: got.ID, Version: got.Version, Actor: sow.Person("sue")}, To: sow.At(sow.StageCustomerNotice), Reason: "the customer called"}
	if _, err := b.Move(t.Context(), undo); err != nil {
		t.Fatal(err)
	}
	if err := b.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.wait(t)
	if back, err := store.ClaimByID(t.Context(), b.pool, over.ID); err != nil || back.Position != sow.At(sow.StageCustomerNotice) {
		t.Errorf("claim that was put back %+v, %v", back, err)
	}
}

func TestDeadlinesPassOnce(t *testing.T) {
	b := idle(t, nil)
	err := pgx.BeginFunc(t.Context(), b.pool, func(tx pgx.Tx) error {
		for i := range 120 { // more than one batch
			if _, err := newClaim(t.Context(), tx, fmt.Sprint("w", i), time.Now().AddDate(0, 0, -5)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if err := b.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if err := b.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := b.count(t, "SELECT count(*) FROM claim_event WHERE kind = 'deadline'"); n != 120 {
		t.Errorf("%d deadlines passed, want 120", n)
	}
	if n := b.count(t, "SELECT count(*) FROM claim_deadline WHERE state = 'open'"); n != 0 {
		t.Errorf("%d open", n)
	}
}

func TestOutbox(t *testing.T) {
	var mu sync.Mutex
	sent := map[string]int{}
	b := setup(t, func(c *pipeline.Config) {
		c.Send = func(_ context.Context, batch []sow.Message) error {
			m := batch[0]
			mu.Lock()
			defer mu.Unlock()
			sent[m.Event]++
			switch m.Event {
			case "busy":
				if sent[m.Event] == 1 {
					return &sow.TemporaryError{After: time.Nanosecond, Cause: errors.New("429")}
				}
			case "unclear":
				return fmt.Errorf("connection broke: %w", sow.ErrUncertain)
			case "refused":
				return errors.New("550 no such user")
			}
			return nil
		}
	})
	c := b.noticed(t, "teams", ago(1))
	queue := func(event string, notBefore time.Time) {
		if _, err := store.Queue(t.Context(), b.pool, sow.Message{ClaimID: c.ID, Event: event, Channel: sow.ChannelMail, Recipient: "r", Template: "t", NotBefore: notBefore}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	for _, event := range []string{"plain", "busy", "unclear", "refused", "plain"} {
		queue(event, time.Now().Add(-time.Second))
	}
	queue("later", time.Now().Add(time.Hour))
	for range 2 {
		if err := b.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.wait(t)
	}
	states := ""
	list, err := store.Messages(t.Context(), b.pool, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		states += fmt.Sprintf("%s:%s:%d ", m.Event, m.State, m.Attempts)
	}
	if want := "plain:sent:1 busy:sent:2 unclear:maybe_sent:1 refused:failed:1 later:pending:0 "; states != want {
		t.Errorf("messages %s\nwant     %s", states, want)
	}
}
