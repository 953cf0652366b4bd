package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

type pgxTx = pgx.Tx

func TestStageMovesEqualTheDomain(t *testing.T) {
	rows := must[pgx.Rows](t)(pgtest.Shared(t).Query(t.Context(), "SELECT from_position, to_position, needs_reason FROM stage_move"))
	type move struct {
		From, To    string
		NeedsReason bool
	}
	got := map[move]bool{}
	for _, m := range must[[]move](t)(pgx.CollectRows(rows, pgx.RowToStructByPos[move])) {
		got[m] = true
	}
	for _, m := range sow.Moves() {
		want := move{From: m.From.String(), To: m.To.String()}
		for _, g := range m.Guards {
			want.NeedsReason = want.NeedsReason || g == sow.GuardReason
		}
		if !got[want] {
			t.Errorf("the database lacks %+v", want)
		}
		delete(got, want)
	}
	if len(got) > 0 {
		t.Errorf("the database alone has %v", got)
	}
}

// place puts a claim at a position behind the guards' back, with every day and
// field that any move could ask for.
func place(t *testing.T, tx pgx.Tx, id int64, p sow.Position) sow.Claim {
	t.Helper()
	if p.Outcome != "" {
		switch p.Outcome {
		case sow.OutcomeRejected, sow.OutcomeRejectedFinal, sow.OutcomeWithdrawn:
			p.Stage, p.Sub = sow.StageSubmitted, sow.SubUnderReview
		case sow.OutcomeNotPursued:
			p.Stage = sow.StageReview
		case sow.OutcomeDeclined, sow.OutcomeDisassociated, sow.OutcomeExpired:
			p.Stage = sow.StageActive
		}
	}
	exec(t, tx, "SET LOCAL session_replication_role = replica")
	exec(t, tx, `UPDATE claim SET stage = $2, sub_state = nullif($3, ''), outcome = nullif($4, ''), owner = 'ed', partner_center_id = 'PC-1',
		submitted_on = '2026-11-01', approved_on = '2026-11-10', notice_ends_on = '2026-11-17', active_on = '2026-11-18', rejected_on = '2026-11-10',
		disputed_on = CASE WHEN $3 = 'disputed' THEN '2026-11-12'::date END, assumed = ($2 = 'active'), filed_by = 'sue' WHERE id = $1`,
		id, string(p.Stage), string(p.Sub), string(p.Outcome))
	exec(t, tx, "UPDATE claim_item SET status = 'accepted'")
	exec(t, tx, "DELETE FROM approval")
	exec(t, tx, `INSERT INTO approval (claim_id, state, evidence_sha256, requested_by, requested_at, decided_by, decided_at)
		SELECT id, 'approved', evidence_sha256, 'sue', now(), 'rob', now() FROM claim WHERE id = $1`, id)
	exec(t, tx, "SET LOCAL session_replication_role = origin")
	return must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, id))
}

// Every pair of positions, through the program and by direct SQL: both allow
// exactly the table of moves.
func TestEveryPairOfPositions(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	id := openClaim(t, tx).ID
	for _, from := range sow.Positions() {
		sub := must[pgx.Tx](t)(tx.Begin(t.Context()))
		c := place(t, sub, id, from)
		for _, to := range sow.Positions() {
			_, want := sow.FindMove(from, to)
			if err := inSavepoint(t, sub, func(tx pgx.Tx) error { return moveByProgram(t, tx, c, to) }); (err == nil) != want || (err != nil && !errors.Is(err, sow.ErrTransition)) {
				t.Errorf("%s -> %s by the program: %v, want allowed %v", from, to, err, want)
			}
			if err := inSavepoint(t, sub, func(tx pgx.Tx) error { return moveBySQL(t, tx, c, to) }); (err == nil) != want {
				t.Errorf("%s -> %s by SQL: %v, want allowed %v", from, to, err, want)
			}
		}
		if err := sub.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// inSavepoint runs do with its deferred checks and undoes it.
func inSavepoint(t *testing.T, tx pgx.Tx, do func(pgx.Tx) error) error {
	t.Helper()
	sub := must[pgx.Tx](t)(tx.Begin(t.Context()))
	err := do(sub)
	if err == nil {
		_, err = sub.Exec(t.Context(), "SET CONSTRAINTS ALL IMMEDIATE")
	}
	if rerr := sub.Rollback(t.Context()); rerr != nil {
		t.Fatal(rerr)
	}
	return err
}

func moveByProgram(t *testing.T, tx pgx.Tx, c sow.Claim, to sow.Position) error {
	t.Helper()
	moved, err := store.MoveClaim(t.Context(), tx, store.MoveRequest{
		Change: change(c, "pat"), To: to, On: "2026-11-24", Reason: "a reason that is long enough", ReasonCode: "poe_missing",
	})
	if err == nil && moved.Position.String() != to.String() {
		t.Errorf("%s -> %s gives %s", c.Position, to, moved.Position)
	}
	return err
}

// moveBySQL makes the move with a plain UPDATE and an event beside it.
func moveBySQL(t *testing.T, tx pgx.Tx, c sow.Claim, to sow.Position) error {
	t.Helper()
	if c.Position.String() == to.String() {
		return errors.New("no move")
	}
	target := to
	if to.Outcome != "" {
		target = sow.Position{Stage: c.Position.Stage, Sub: c.Position.Sub, Outcome: to.Outcome}
	}
	_, err := tx.Exec(t.Context(), `UPDATE claim SET stage = $2, sub_state = nullif($3, ''), outcome = nullif($4, ''), version = version + 1,
		disputed_on = CASE WHEN $3 = 'disputed' THEN '2026-11-20' ELSE disputed_on END, assumed = ($2 = 'active' AND assumed) WHERE id = $1`,
		c.ID, string(target.Stage), string(target.Sub), string(target.Outcome))
	if err != nil {
		return err
	}
	_, err = tx.Exec(t.Context(), `INSERT INTO claim_event (claim_id, step, kind, at, actor_kind, actor, from_position, to_position, reason)
		VALUES ($1, $2, 'moved', now(), 'person', 'pat', $3, $4, 'reason')`, c.ID, c.Version+1, c.Position.String(), to.String())
	return err
}

func TestGuardsInSQL(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	id := openClaim(t, tx).ID
	tests := []struct {
		name     string
		from, to sow.Position
		spoil    string
	}{
		{"no owner", sow.At(sow.StageIdentified), sow.At(sow.StageEvidence), "UPDATE claim SET owner = ''"},
		{"open item", sow.At(sow.StageEvidence), sow.At(sow.StageReview), "UPDATE claim_item SET status = 'missing'"},
		{"no tenant", sow.At(sow.StageEvidence), sow.At(sow.StageReview), "UPDATE claim SET tenant_id = 'contoso.com'"},
		{"approver filed it", sow.At(sow.StageReview), sow.AtSubmitted(sow.SubSubmitted), "UPDATE claim SET filed_by = 'Rob '"},
		{"evidence changed", sow.At(sow.StageReview), sow.AtSubmitted(sow.SubSubmitted), "UPDATE claim_item SET note = 'changed'"},
		{"two approvals needed", sow.At(sow.StageReview), sow.AtSubmitted(sow.SubSubmitted), "UPDATE claim SET approvals_needed = 2"},
		{"no submission day", sow.At(sow.StageReview), sow.AtSubmitted(sow.SubSubmitted), "UPDATE claim SET submitted_on = NULL"},
		{"no claim ID", sow.At(sow.StageReview), sow.AtSubmitted(sow.SubSubmitted), "UPDATE claim SET partner_center_id = ''"},
		{"dispute too late", sow.Ended(sow.OutcomeRejected), sow.AtSubmitted(sow.SubDisputed), "UPDATE claim SET rejected_on = '2026-10-01'"},
		{"disputed before", sow.Ended(sow.OutcomeRejected), sow.AtSubmitted(sow.SubDisputed), "UPDATE claim SET disputed_on = '2026-11-12'"},
		{"notice still runs", sow.At(sow.StageCustomerNotice), sow.At(sow.StageActive), "UPDATE claim SET active_on = notice_ends_on"},
		{"undo of a fact", sow.At(sow.StageActive), sow.At(sow.StageCustomerNotice), "UPDATE claim SET assumed = false"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sub := must[pgx.Tx](t)(tx.Begin(t.Context()))
			defer func() { _ = sub.Rollback(t.Context()) }()
			c := place(t, sub, id, tt.from)
			exec(t, sub, tt.spoil)
			_, err := sub.Exec(t.Context(), `UPDATE claim SET stage = $2, sub_state = nullif($3, ''), outcome = NULL, version = version + 1,
				assumed = false, disputed_on = CASE WHEN $3 = 'disputed' THEN '2026-11-20' ELSE disputed_on END WHERE id = $1`, c.ID, string(tt.to.Stage), string(tt.to.Sub))
			if err == nil {
				t.Error("the database let it pass")
			}
		})
	}
	t.Run("no event", func(t *testing.T) {
		sub := must[pgx.Tx](t)(tx.Begin(t.Context()))
		defer func() { _ = sub.Rollback(t.Context()) }()
		place(t, sub, id, sow.At(sow.StageEvidence))
		exec(t, sub, "UPDATE claim SET stage = 'identified', version = version + 1")
		if _, err := sub.Exec(t.Context(), "SET CONSTRAINTS ALL IMMEDIATE"); err == nil {
			t.Error("a move without an event passed")
		}
	})
	t.Run("history", func(t *testing.T) {
		for _, sql := range []string{
			"UPDATE claim_event SET actor = 'x'", "DELETE FROM claim_event", "TRUNCATE claim_event", "DELETE FROM claim", "TRUNCATE claim CASCADE",
			"DELETE FROM document_event", "UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit", "DELETE FROM approval",
		} {
			sub := must[pgx.Tx](t)(tx.Begin(t.Context()))
			if _, err := sub.Exec(t.Context(), sql); err == nil {
				t.Errorf("%s passed", sql)
			}
			if err := sub.Rollback(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestClaimOnItsWholeWay(t *testing.T) {
	pool := pgtest.Shared(t)
	tx := begin(t, pool)
	do := must[sow.Claim](t)
	c := filed(t, tx)
	if c.Dates.Submitted != "2026-11-24" || c.PartnerCenter != "PC-1" || c.DueCode != "DL-REVIEW-START" || c.Deadlines[0].Code != "DL-REVIEW-START" {
		t.Errorf("filed claim %+v", c)
	}
	states := map[string]sow.DeadlineState{}
	for _, d := range c.Deadlines {
		states[d.Code] = d.State
	}
	if states["DL-CLAIM-BY"] != sow.DeadlineMet || states["DL-POE-FRESH"] != sow.DeadlineVoid {
		t.Errorf("deadlines %v", states)
	}
	// Nobody looked while Microsoft reviewed it: the skipped status is an event.
	c = do(store.MoveClaim(t.Context(), tx, store.MoveRequest{Change: change(c, "sue"), To: sow.At(sow.StageCustomerNotice), On: "2026-11-25"}))
	if c.Dates.Approved != "2026-11-25" || c.Dates.NoticeEnds != "2026-12-02" {
		t.Errorf("dates %+v", c.Dates)
	}
	worker := store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Worker(), At: time.Date(2026, 12, 2, 23, 0, 0, 0, time.UTC)}
	refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error {
		_, err := store.MoveClaim(t.Context(), tx, store.MoveRequest{Change: worker, To: sow.At(sow.StageActive)})
		return err
	})
	worker.At = worker.At.Add(2 * time.Hour)
	if over := must[[]sow.Claim](t)(store.NoticeOver(t.Context(), tx, "2026-12-02", 10)); len(over) != 0 {
		t.Errorf("notice over on its last day: %v", over)
	}
	if over := must[[]sow.Claim](t)(store.NoticeOver(t.Context(), tx, "2026-12-03", 10)); len(over) != 1 {
		t.Errorf("notice over for %d claims, want 1", len(over))
	}
	c = do(store.MoveClaim(t.Context(), tx, store.MoveRequest{Change: worker, To: sow.At(sow.StageActive)}))
	if !c.Assumed || c.Dates.Active != "2026-12-03" {
		t.Errorf("active %+v", c)
	}
	undo := change(c, "sue")
	undo.At = worker.At
	c = do(store.MoveClaim(t.Context(), tx, store.MoveRequest{Change: undo, To: sow.At(sow.StageCustomerNotice), Reason: "the customer called"}))
	if c.Assumed || !c.Held {
		t.Errorf("undone %+v", c)
	}
	if over := must[[]sow.Claim](t)(store.NoticeOver(t.Context(), tx, "2026-12-03", 10)); len(over) != 0 {
		t.Error("the program takes a claim that a person put back")
	}
	exec(t, tx, "SET CONSTRAINTS ALL IMMEDIATE")
	way := ""
	for i, e := range must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID)) {
		if e.Step != i+1 {
			t.Errorf("event %d has step %d", i, e.Step)
		}
		if e.Kind == sow.EventMoved || e.Kind == sow.EventSkipped {
			way += fmt.Sprintf("%s:%s>%s ", e.Kind, e.From, e.To)
		}
	}
	want := "moved:identified>evidence moved:evidence>review moved:review>submitted/submitted skipped:submitted/submitted>submitted/under_review " +
		"moved:submitted/under_review>customer_notice moved:customer_notice>active moved:active>customer_notice "
	if way != want {
		t.Errorf("events %s\nwant   %s", way, want)
	}
	if _, err := store.VerifyAudit(t.Context(), tx); err != nil {
		t.Error(err)
	}
}

func TestOldVersionIsRefused(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	c := openClaim(t, tx)
	must[sow.Claim](t)(store.Assign(t.Context(), tx, change(c, "ed"), "ed"))
	refused(t, tx, sow.ErrConflict, func(tx pgx.Tx) error {
		_, err := store.Assign(t.Context(), tx, change(c, "sue"), "sue")
		return err
	})
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error {
		_, err := store.Assign(t.Context(), tx, store.Change{ClaimID: c.ID + 1000, Version: 1, Actor: sow.Person("ed"), At: now}, "ed")
		return err
	})
}

func TestSupersedeAfterRejection(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	do := must[sow.Claim](t)
	c := filed(t, tx)
	refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error { _, err := store.Supersede(t.Context(), tx, change(c, "ed")); return err })
	for _, to := range []sow.Position{sow.Ended(sow.OutcomeRejected), sow.AtSubmitted(sow.SubDisputed), sow.Ended(sow.OutcomeRejectedFinal)} {
		c = do(store.MoveClaim(t.Context(), tx, store.MoveRequest{Change: change(c, "sue"), To: to, On: "2026-11-25"}))
	}
	next := do(store.Supersede(t.Context(), tx, change(c, "ed")))
	if next.Supersedes != c.ID || next.Attempt != 2 || next.Position != sow.At(sow.StageIdentified) || next.Items[1].Status != sow.PoEMissing {
		t.Errorf("new claim %+v", next)
	}
	again := record(t, tx, addDocument(t, tx, "again.pdf"), analysis("Contoso Ltd", tenant, "teams"))
	if len(again.Opened) != 0 || again.Known[0] != next.ID {
		t.Errorf("another analysis gives %+v, want the new claim %d", again, next.ID)
	}
	exec(t, tx, "SET CONSTRAINTS ALL IMMEDIATE")
}

func TestOverdueDeadlines(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	c := openClaim(t, tx)
	early := must[[]store.OverdueDeadline](t)(store.TakeOverdue(t.Context(), tx, time.Date(2026, 12, 9, 23, 59, 59, 0, time.UTC), 10))
	late := must[[]store.OverdueDeadline](t)(store.TakeOverdue(t.Context(), tx, time.Date(2026, 12, 10, 0, 0, 0, 0, time.UTC), 10))
	again := must[[]store.OverdueDeadline](t)(store.TakeOverdue(t.Context(), tx, time.Date(2026, 12, 11, 0, 0, 0, 0, time.UTC), 10))
	if len(early) != 0 || len(late) != 1 || late[0].Code != "DL-CLAIM-BY" || len(again) != 0 {
		t.Errorf("early %v, late %v, again %v", early, late, again)
	}
	got := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, c.ID))
	if got.DueAt == nil || got.DueCode != "DL-CLAIM-BY" || got.Version != c.Version+1 {
		t.Errorf("claim due %v (%s), version %d: a late claim must stay late", got.DueAt, got.DueCode, got.Version)
	}
	events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID))
	if why := events[len(events)-1].Reason; why != "the last day was Wed 9 Dec 2026" {
		t.Errorf("the history says %q", why)
	}
	exec(t, tx, "SET CONSTRAINTS ALL IMMEDIATE")
}

// Whatever program asks: a claim past its evidence keeps its tenant ID, and one
// that lost it or an item before is not filed.
func TestTenantIsKept(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	id := openClaim(t, tx).ID
	none, other := "", "11111111-5a4e-4f0e-9c55-2f1d7f3a9b10"
	byProgram := func(p sow.Position, tenantID string) error {
		return inSavepoint(t, tx, func(tx pgx.Tx) error {
			_, err := store.EditClaim(t.Context(), tx, change(place(t, tx, id, p), "pat"), store.ClaimFields{TenantID: &tenantID})
			return err
		})
	}
	for _, p := range []sow.Position{sow.At(sow.StageReview), sow.AtSubmitted(sow.SubActionRequired)} {
		if err := byProgram(p, none); !errors.Is(err, sow.ErrTransition) {
			t.Errorf("emptied at %s: %v", p, err)
		}
		if err := byProgram(p, other); err != nil {
			t.Errorf("corrected at %s: %v", p, err)
		}
		if err := inSavepoint(t, tx, func(tx pgx.Tx) error {
			place(t, tx, id, p)
			_, err := tx.Exec(t.Context(), "UPDATE claim SET tenant_id = '', version = version + 1 WHERE id = $1", id)
			return err
		}); err == nil || !strings.Contains(err.Error(), "keeps its tenant ID") {
			t.Errorf("emptied at %s by SQL: %v", p, err)
		}
	}
	if err := byProgram(sow.At(sow.StageEvidence), none); err != nil {
		t.Errorf("emptied while evidence is collected: %v", err)
	}
	for _, lost := range []string{"UPDATE claim SET tenant_id = ''", "UPDATE claim_item SET status = 'missing'"} {
		for how, file := range map[string]func(*testing.T, pgx.Tx, sow.Claim, sow.Position) error{"the program": moveByProgram, "SQL": moveBySQL} {
			if err := inSavepoint(t, tx, func(tx pgx.Tx) error {
				place(t, tx, id, sow.At(sow.StageReview))
				exec(t, tx, "SET LOCAL session_replication_role = replica")
				exec(t, tx, lost)
				exec(t, tx, "SET LOCAL session_replication_role = origin")
				c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, id))
				return file(t, tx, c, sow.AtSubmitted(sow.SubSubmitted))
			}); err == nil {
				t.Errorf("filed by %s after %s", how, lost)
			}
		}
	}
}
