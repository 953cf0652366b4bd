package pipeline_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// Reminders leave with the first tick after their instant, once, in the same
// order as their plan, to the owner and then to the next one.
func TestRemindersLeaveOnce(t *testing.T) {
	w := newWorld(t)
	w.claim(t, "teams", "ed")
	w.start(t)
	want(t, w.until(t, "2026-11-10 10:00", "2026-11-11 08:59"))
	want(t, w.until(t, "2026-11-11 09:00", "2026-11-11 09:01", "2026-11-12 09:00"), "11-11 09:00 mail ed@partner.example: reminder DL-CLAIM-BY 2026-11-16 3")
	// An outage from eight to eleven on the next day.
	want(t, w.until(t, "2026-11-13 11:00", "2026-11-13 12:00"), "11-13 11:00 mail ed@partner.example: reminder DL-CLAIM-BY 2026-11-16 1")
	want(t, w.until(t, "2026-11-16 09:00"), "11-16 09:00 mail ed@partner.example: reminder DL-CLAIM-BY 2026-11-16 0")
	want(t, w.until(t, "2026-11-17 00:00", "2026-11-17 09:00"),
		"11-17 09:00 mail ed@partner.example: overdue DL-CLAIM-BY 2026-11-16 0", "11-17 09:00 teams sue: escalation DL-CLAIM-BY 2026-11-16 1")
	list, err := store.RecentMessages(t.Context(), w.pool, 0)
	if err != nil || len(list) != 5 {
		t.Fatalf("%d messages, %v", len(list), err)
	}
	var facts sow.MessageFacts
	if err := json.Unmarshal([]byte(list[1].Payload), &facts); err != nil {
		t.Fatal(err)
	}
	if facts.Name != "ed" || facts.Workload != "Microsoft teams" || facts.Customer != "Contoso" || facts.Due != "2026-11-16" || facts.Days != -1 || facts.Deadline != "Submit the claim" || facts.Missed != "lost" {
		t.Errorf("facts %+v", facts)
	}
}

// Several workers that look at once send each reminder once.
func TestManyWorkersRemindOnce(t *testing.T) {
	w := newWorld(t)
	for i := range 120 { // more than two batches
		w.claim(t, fmt.Sprint("w", i), "ed")
	}
	w.set("2026-11-11 09:00")
	w.start(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if err := w.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	w.wait(t)
	w.tick(t)
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.sent) != 120 {
		t.Errorf("%d messages left, want 120", len(w.sent))
	}
}

func TestDigestIsOneMessage(t *testing.T) {
	w := newWorld(t)
	for _, workload := range []string{"exchange", "teams"} {
		w.claim(t, workload, "dora")
	}
	w.start(t)
	want(t, w.until(t, "2026-11-11 09:00"), "11-11 09:00 mail dora@partner.example: reminder DL-CLAIM-BY 2026-11-16 3, reminder DL-CLAIM-BY 2026-11-16 3")
	if n := w.count(t, "SELECT count(*) FROM outbox WHERE state = 'sent'"); n != 2 {
		t.Errorf("%d messages are marked sent, want 2", n)
	}
}

// Nobody is told of a claim without an owner who can be reached; an owner who
// comes later is told from then on.
func TestNewOwnerIsTold(t *testing.T) {
	w := newWorld(t)
	c := w.claim(t, "teams", "")
	w.start(t)
	want(t, w.until(t, "2026-11-11 09:00", "2026-11-13 09:00"))
	if got := w.WhoIsTold(""); got != nil {
		t.Errorf("told: %q", got)
	}
	if _, err := w.Assign(t.Context(), store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person("sue")}, "ed"); err != nil {
		t.Fatal(err)
	}
	want(t, w.until(t, "2026-11-13 09:01"), "11-13 09:01 mail ed@partner.example: reminder DL-CLAIM-BY 2026-11-16 1")
	if got := w.WhoIsTold("ed"); !slices.Equal(got, []string{"ed", "sue"}) {
		t.Errorf("told: %q", got)
	}
}

func TestAcknowledgementRestsADay(t *testing.T) {
	w := newWorld(t)
	c := w.claim(t, "teams", "ed")
	w.start(t)
	w.until(t, "2026-11-17 09:00")
	w.set("2026-11-17 14:00")
	c, err := store.ClaimByID(t.Context(), w.pool, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Acknowledge(t.Context(), store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person("ed")}, "DL-CLAIM-BY"); err != nil {
		t.Fatal(err)
	}
	want(t, w.until(t, "2026-11-18 09:00", "2026-11-18 13:59"))
	want(t, w.until(t, "2026-11-18 14:00"), "11-18 14:00 mail ed@partner.example: overdue DL-CLAIM-BY 2026-11-16 1")
	events, err := store.ClaimEvents(t.Context(), w.pool, c.ID)
	if err != nil || !strings.HasPrefix(events[len(events)-1].Reason, "seen;") {
		t.Errorf("events %+v, %v", events, err)
	}
	if _, err := w.Acknowledge(t.Context(), store.Change{ClaimID: c.ID, Version: c.Version + 1, Actor: sow.Person("ed")}, "DL-NONE"); err == nil {
		t.Error("a deadline that does not exist was acknowledged")
	}
}

// Other rules move a deadline to an earlier day at once, and to a later one only
// when a person agrees; both are in the claim's history.
func TestRulesMoveDeadlines(t *testing.T) {
	w := newWorld(t)
	c := w.claim(t, "teams", "ed")
	w.start(t)
	w.tick(t)
	look := func() (sow.ClaimDeadline, string) {
		t.Helper()
		got, err := store.ClaimByID(t.Context(), w.pool, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		events, err := store.ClaimEvents(t.Context(), w.pool, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		c = got
		return got.Deadlines[0], events[len(events)-1].Reason
	}
	w.due, w.basis = "2026-11-13", "2"
	want(t, w.until(t, "2026-11-10 11:00"), "11-10 11:00 mail ed@partner.example: reminder DL-CLAIM-BY 2026-11-13 3")
	if d, why := look(); *d.Due != "2026-11-13" || why != "moved from 2026-11-16 to 2026-11-13; the rules have changed" {
		t.Errorf("%s, %q", *d.Due, why)
	}
	w.due, w.basis = "2026-11-20", "3"
	want(t, w.until(t, "2026-11-10 12:00", "2026-11-10 12:01"))
	if d, why := look(); *d.Due != "2026-11-13" || d.Later == nil || *d.Later != "2026-11-20" ||
		why != "could move from 2026-11-13 to 2026-11-20, which is later: a person has to agree; the rules have changed" {
		t.Errorf("%+v, %q", d, why)
	}
	version := c.Version
	w.basis = "4" // the same day again says nothing new
	w.until(t, "2026-11-10 12:30")
	if look(); c.Version != version {
		t.Errorf("version %d, want %d", c.Version, version)
	}
	agreed, err := w.AgreeLater(t.Context(), store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person("sue")}, "DL-CLAIM-BY")
	if err != nil {
		t.Fatal(err)
	}
	if d, why := look(); *d.Due != "2026-11-20" || d.Later != nil || why != "moved from 2026-11-13 to 2026-11-20, agreed" || agreed.DueAt.Format(time.DateOnly) != "2026-11-21" {
		t.Errorf("%+v, %q", d, why)
	}
	if _, err := w.AgreeLater(t.Context(), store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person("sue")}, "DL-CLAIM-BY"); err == nil {
		t.Error("agreed twice")
	}
	want(t, w.until(t, "2026-11-17 09:00"), "11-17 09:00 mail ed@partner.example: reminder DL-CLAIM-BY 2026-11-20 3")
}

// A deadline that other rules no longer have is closed with their version in
// the history, reminds nobody, and opens again with rules that have it.
func TestRulesDropDeadlines(t *testing.T) {
	w := newWorld(t)
	c := w.claim(t, "teams", "ed")
	w.start(t)
	w.tick(t)
	look := func() string {
		t.Helper()
		got, err := store.ClaimByID(t.Context(), w.pool, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		said := "due " + got.DueCode
		for _, d := range got.Deadlines {
			said += fmt.Sprintf(", %s %s", d.Code, d.State)
		}
		events, err := store.ClaimEvents(t.Context(), w.pool, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range events[c.Version:] {
			said += "; " + e.Subject + " " + e.Reason
		}
		c = got
		return said
	}
	w.other, w.basis = "DL-OTHER", "2"
	want(t, w.until(t, "2026-11-10 11:00", "2026-11-16 09:00"))
	if got, want := look(), "due DL-OTHER, DL-CLAIM-BY void, DL-OTHER open; DL-CLAIM-BY no longer a deadline under pack ours 2; DL-OTHER new: 2026-11-16; the rules have changed"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	w.other, w.basis = "", "3"
	want(t, w.until(t, "2026-11-16 10:00"), "11-16 10:00 mail ed@partner.example: reminder DL-CLAIM-BY 2026-11-16 0")
	if got, want := look(), "due DL-CLAIM-BY, DL-CLAIM-BY open, DL-OTHER void; DL-CLAIM-BY a deadline again under pack ours 3; DL-OTHER no longer a deadline under pack ours 3"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// Rules that cannot be asked close nothing.
func TestUnknownRulesCloseNothing(t *testing.T) {
	w := newWorld(t)
	c := w.claim(t, "teams", "ed")
	err := pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error {
		return store.Redate(t.Context(), tx, c.ID, store.Redating{Why: "the rules have changed", Pack: "pack x"}, w.now())
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := store.ClaimByID(t.Context(), w.pool, c.ID)
	if err != nil || got.Version != c.Version || got.Deadlines[0].State != sow.DeadlineOpen {
		t.Errorf("%+v, %v", got, err)
	}
}

// Those who decide and those who wait for the decision are told.
func TestApprovalMessages(t *testing.T) {
	w := newWorld(t)
	c := w.claim(t, "teams", "ed")
	w.start(t)
	w.set("2026-11-10 18:00") // in the evening: messages wait for the morning
	ch := func(who string) store.Change {
		return store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person(who)}
	}
	tenant := "0f8fad5b-d9cb-469f-a165-70867728950e"
	for _, step := range []func() (sow.Claim, error){
		func() (sow.Claim, error) { return w.Edit(t.Context(), ch("ed"), store.ClaimFields{TenantID: &tenant}) },
		func() (sow.Claim, error) {
			return w.SetItem(t.Context(), ch("ed"), store.ItemChange{Code: "poe.project_plan", Status: sow.PoEAccepted})
		},
		func() (sow.Claim, error) {
			return w.Move(t.Context(), store.MoveRequest{Change: ch("ed"), To: sow.At(sow.StageEvidence)})
		},
		func() (sow.Claim, error) {
			return w.Move(t.Context(), store.MoveRequest{Change: ch("ed"), To: sow.At(sow.StageReview)})
		},
		func() (sow.Claim, error) { return w.RequestApproval(t.Context(), ch("sue"), 1) },
	} {
		var err error
		if c, err = step(); err != nil {
			t.Fatal(err)
		}
	}
	// rob is asked; ed, who edited the evidence, is not.
	want(t, w.until(t, "2026-11-10 18:01"))
	got := w.until(t, "2026-11-11 08:59", "2026-11-11 09:00")
	if len(got) != 2 || !strings.HasPrefix(got[0], "11-11 09:00 mail rob@partner.example: approval_wanted") {
		t.Errorf("sent %q", got)
	}
	var err error
	if c, err = w.RequestChanges(t.Context(), store.MoveRequest{Change: ch("rob"), Reason: "the plan names no workload", ReasonCode: "products_missing"}); err != nil {
		t.Fatal(err)
	}
	got = w.until(t, "2026-11-11 10:00")
	if len(got) != 2 || !strings.HasPrefix(got[0], "11-11 10:00 mail ed@partner.example: changes_requested") || !strings.HasPrefix(got[1], "11-11 10:00 teams sue: changes_requested") {
		t.Errorf("sent %q", got)
	}
	for _, step := range []func() (sow.Claim, error){
		func() (sow.Claim, error) {
			return w.Move(t.Context(), store.MoveRequest{Change: ch("ed"), To: sow.At(sow.StageReview)})
		},
		func() (sow.Claim, error) { return w.RequestApproval(t.Context(), ch("sue"), 2) },
		func() (sow.Claim, error) { return w.Approve(t.Context(), ch("rob"), "") },
	} {
		if c, err = step(); err != nil {
			t.Fatal(err)
		}
	}
	if got = w.until(t, "2026-11-11 11:00"); len(got) != 1 || !strings.Contains(got[0], "approval_wanted") {
		t.Errorf("after the first of two approvals: sent %q", got)
	}
	if c, err = w.Approve(t.Context(), ch("cleo"), ""); err != nil {
		t.Fatal(err)
	}
	got = w.until(t, "2026-11-11 12:00")
	if len(got) != 2 || !strings.Contains(got[0], "ed@partner.example: approved") || !strings.Contains(got[1], "sue: approved") {
		t.Errorf("sent %q", got)
	}
}

// Who brought in a document is told when it cannot be read.
func TestFailedDocumentIsTold(t *testing.T) {
	w := newWorld(t)
	w.start(t)
	r := w.submit(t, pipeline.Submission{Arrival: "a", Name: "sow.pdf", ReceivedBy: "ed"}, "not a document")
	w.wait(t)
	got := w.until(t, "2026-11-10 11:00")
	if len(got) != 1 || !strings.HasPrefix(got[0], "11-10 11:00 mail ed@partner.example: document_failed CORRUPT_PDF") {
		t.Errorf("sent %q", got)
	}
	list, err := store.RecentMessages(t.Context(), w.pool, 0)
	if err != nil || len(list) != 1 || list[0].DocumentID != r.Document.ID || list[0].ClaimID != 0 {
		t.Errorf("messages %+v, %v", list, err)
	}
}
