package store_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// Who took part cannot approve, by the program or by direct SQL. In these
// claims uma brought the document, wim waived an item, ed edited last, sue asks
// for the approval and art attached a file.
func TestFourEyes(t *testing.T) {
	pool := pgtest.Shared(t)
	setup := func(t *testing.T) (pgx.Tx, sow.Claim) {
		t.Helper()
		tx := begin(t, pool)
		do := must[sow.Claim](t)
		c := inReview(t, tx)
		c = do(store.Attach(t.Context(), tx, change(c, "Art"), sow.Attachment{SHA256: sha("plan"), Name: "plan.docx", Size: 4}))
		c = do(store.SetItem(t.Context(), tx, change(c, "Wim"), store.ItemChange{Code: "poe.project_plan", Status: sow.PoEWaived, Note: "no plan was made"}))
		c = do(store.EditClaim(t.Context(), tx, change(c, "ed"), store.ClaimFields{PartnerID: new("4712")}))
		return tx, do(store.RequestApproval(t.Context(), tx, change(c, "sue"), 1))
	}
	for _, who := range []string{"uma", "wim", "ed", "sue", "art", "UMA", " Ed ", "SUE", "Art"} {
		t.Run("refuses "+who, func(t *testing.T) {
			tx, c := setup(t)
			refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error {
				_, err := store.Approve(t.Context(), tx, change(c, who), "")
				return err
			})
			for _, sql := range []string{
				"UPDATE approval SET state = 'approved', decided_by = $1, decided_at = now() WHERE state = 'requested'",
				`INSERT INTO approval (claim_id, state, evidence_sha256, requested_by, requested_at, decided_by, decided_at)
					SELECT id, 'approved', evidence_sha256, 'somebody', now(), $1, now() FROM claim`,
			} {
				sub := must[pgx.Tx](t)(tx.Begin(t.Context()))
				if _, err := sub.Exec(t.Context(), sql, who); err == nil {
					t.Errorf("%s: passed for %q", sql, who)
				}
				if err := sub.Rollback(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	t.Run("the approver cannot file", func(t *testing.T) {
		tx, c := setup(t)
		c = must[sow.Claim](t)(store.Approve(t.Context(), tx, change(c, "rob"), "looks complete"))
		file := store.MoveRequest{Change: change(c, "Rob"), To: sow.AtSubmitted(sow.SubSubmitted), On: "2026-11-25", PartnerCenter: "PC-9"}
		refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error { _, err := store.MoveClaim(t.Context(), tx, file); return err })
		file.Actor = sow.Person("sue")
		must[sow.Claim](t)(store.MoveClaim(t.Context(), tx, file))
		exec(t, tx, "SET CONSTRAINTS ALL IMMEDIATE")
	})
	t.Run("an approval cannot be rewritten", func(t *testing.T) {
		tx, c := setup(t)
		must[sow.Claim](t)(store.Approve(t.Context(), tx, change(c, "rob"), ""))
		for _, sql := range []string{
			"UPDATE approval SET decided_by = 'ron'", "UPDATE approval SET requested_by = 'ron'", "UPDATE approval SET state = 'requested'",
			"UPDATE approval SET evidence_sha256 = '" + sha("other") + "'", "UPDATE attachment SET uploaded_by = 'ron'",
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

func TestEveryChangeOfEvidenceVoidsApprovals(t *testing.T) {
	pool := pgtest.Shared(t)
	domain := "contoso.example"
	changes := map[string]func(tx pgx.Tx, c sow.Claim) error{
		"item": func(tx pgx.Tx, c sow.Claim) error {
			_, err := store.SetItem(t.Context(), tx, change(c, "ed"), store.ItemChange{Code: "poe.project_plan", Status: sow.PoEWaived, Note: "none"})
			return err
		},
		"attachment": func(tx pgx.Tx, c sow.Claim) error {
			_, err := store.Attach(t.Context(), tx, change(c, "ed"), sow.Attachment{SHA256: sha("x"), Name: "x.pdf"}, "poe.project_plan")
			return err
		},
		"field": func(tx pgx.Tx, c sow.Claim) error {
			_, err := store.EditClaim(t.Context(), tx, change(c, "ed"), store.ClaimFields{PartnerID: &domain})
			return err
		},
		"item by SQL": func(tx pgx.Tx, _ sow.Claim) error {
			_, err := tx.Exec(t.Context(), "UPDATE claim_item SET evidence = '[{}]'")
			return err
		},
		"attachment by SQL": func(tx pgx.Tx, c sow.Claim) error {
			_, err := tx.Exec(t.Context(), "INSERT INTO attachment (claim_id, sha256, name, size, uploaded_by, uploaded_at) VALUES ($1, $2, 'y', 1, 'ed', now())", c.ID, sha("y"))
			return err
		},
		"tenant by SQL": func(tx pgx.Tx, _ sow.Claim) error {
			_, err := tx.Exec(t.Context(), "UPDATE claim SET tenant_id = '11111111-5a4e-4f0e-9c55-2f1d7f3a9b10'")
			return err
		},
	}
	for name, apply := range changes {
		t.Run(name, func(t *testing.T) {
			tx := begin(t, pool)
			do := must[sow.Claim](t)
			c := inReview(t, tx)
			c = do(store.RequestApproval(t.Context(), tx, change(c, "sue"), 1))
			c = do(store.Approve(t.Context(), tx, change(c, "rob"), ""))
			if err := apply(tx, c); err != nil {
				t.Fatal(err)
			}
			c = do(store.ClaimByID(t.Context(), tx, c.ID))
			if all := must[[]sow.Approval](t)(store.Approvals(t.Context(), tx, c.ID)); all[0].State != sow.ApprovalSuperseded {
				t.Errorf("approval is %s", all[0].State)
			}
			refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error {
				_, err := store.MoveClaim(t.Context(), tx, store.MoveRequest{Change: change(c, "sue"), To: sow.AtSubmitted(sow.SubSubmitted), On: "2026-11-25", PartnerCenter: "PC-1"})
				return err
			})
		})
	}
}

func TestTwoApprovals(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	do := must[sow.Claim](t)
	c := inReview(t, tx)
	c = do(store.RequestApproval(t.Context(), tx, change(c, "sue"), 2))
	c = do(store.Approve(t.Context(), tx, change(c, "rob"), ""))
	file := func(c sow.Claim) store.MoveRequest {
		return store.MoveRequest{Change: change(c, "sue"), To: sow.AtSubmitted(sow.SubSubmitted), On: "2026-11-25", PartnerCenter: "PC-1"}
	}
	refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error { _, err := store.MoveClaim(t.Context(), tx, file(c)); return err })
	refused(t, tx, sow.ErrConflict, func(tx pgx.Tx) error {
		_, err := store.Approve(t.Context(), tx, change(c, "ROB"), "")
		return err
	})
	c = do(store.Approve(t.Context(), tx, change(c, "ron"), ""))
	do(store.MoveClaim(t.Context(), tx, file(c)))
}

func TestChangesAndWithdrawal(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	do := must[sow.Claim](t)
	c := inReview(t, tx)
	c = do(store.RequestApproval(t.Context(), tx, change(c, "sue"), 1))
	refused(t, tx, sow.ErrConflict, func(tx pgx.Tx) error {
		_, err := store.RequestApproval(t.Context(), tx, change(c, "ed"), 1)
		return err
	})
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error {
		_, err := store.WithdrawApproval(t.Context(), tx, change(c, "rob"), "no")
		return err
	})
	c = do(store.WithdrawApproval(t.Context(), tx, change(c, "sue"), "a page is missing"))
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error { _, err := store.Approve(t.Context(), tx, change(c, "rob"), ""); return err })
	c = do(store.RequestApproval(t.Context(), tx, change(c, "sue"), 1))
	back := store.MoveRequest{Change: change(c, "rob"), ReasonCode: "dates_missing_or_old", Reason: "old date"}
	refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error { _, err := store.RequestChanges(t.Context(), tx, back); return err })
	back.Reason = "The acknowledgement is fourteen months old."
	c = do(store.RequestChanges(t.Context(), tx, back))
	if c.Position != sow.At(sow.StageEvidence) {
		t.Errorf("position %s", c.Position)
	}
	states := ""
	for _, a := range must[[]sow.Approval](t)(store.Approvals(t.Context(), tx, c.ID)) {
		states += string(a.State) + " "
	}
	if states != "withdrawn changes_requested " {
		t.Errorf("approvals %q", states)
	}
	exec(t, tx, "SET CONSTRAINTS ALL IMMEDIATE")
}

func TestEvidenceIsFrozenWhileMicrosoftHasIt(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	c := filed(t, tx)
	for name, do := range map[string]func(tx pgx.Tx) error{
		"item": func(tx pgx.Tx) error {
			_, err := store.SetItem(t.Context(), tx, change(c, "ed"), store.ItemChange{Code: "poe.project_plan", Status: sow.PoEAccepted})
			return err
		},
		"file": func(tx pgx.Tx) error {
			_, err := store.Attach(t.Context(), tx, change(c, "ed"), sow.Attachment{SHA256: sha("z"), Name: "z"})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) { refused(t, tx, sow.ErrTransition, do) })
	}
	must[sow.Claim](t)(store.AddNote(t.Context(), tx, change(c, "ed"), "called Microsoft"))
}

func TestItemChangesNeedReasons(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	c := openClaim(t, tx)
	for _, item := range []store.ItemChange{{Code: "poe.project_plan", Status: sow.PoEWaived, Note: " "}, {Code: "poe.project_plan", Status: sow.PoENotApplicable}} {
		refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error { _, err := store.SetItem(t.Context(), tx, change(c, "ed"), item); return err })
	}
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error {
		_, err := store.SetItem(t.Context(), tx, change(c, "ed"), store.ItemChange{Code: "poe.none", Status: sow.PoEAccepted})
		return err
	})
	// The workload is claimed already: an edit must not make a second claim of it.
	other := record(t, tx, addDocument(t, tx, "other.pdf"), analysis("Fabrikam", "", "teams"))
	f := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, other.Opened[0]))
	id := tenant
	refused(t, tx, sow.ErrConflict, func(tx pgx.Tx) error {
		_, err := store.EditClaim(t.Context(), tx, change(f, "ed"), store.ClaimFields{TenantID: &id})
		return err
	})
	if errors.Is(sow.ErrConflict, sow.ErrTransition) {
		t.Error("the domain's errors are not told apart")
	}
}
