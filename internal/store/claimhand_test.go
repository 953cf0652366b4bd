package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// hand is a claim that ana opens on a document.
func hand(doc int64, workload string) store.ByHand {
	return store.ByHand{
		DocumentID: doc, Workload: workload, Association: sow.AssocUsage, Reason: "agreed by phone", Owner: "ana", Actor: sow.Person("ana"), At: now,
		Items: []sow.PoEItem{{Code: "poe.contacts", Name: "Contacts", Need: sow.NeedRequired, Status: sow.PoEMissing}},
		Deadlines: func(c sow.Claim) []sow.DeadlineEntry {
			due := c.Dates.Signed
			return []sow.DeadlineEntry{{Code: "DL-CLAIM-BY", Due: &due, Rule: "r", Owner: "partner"}}
		},
	}
}

func TestOpenByHand(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	doc := addDocument(t, tx, "sow.pdf")
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error { _, err := store.OpenByHand(t.Context(), tx, hand(doc.ID, "teams")); return err })
	record(t, tx, doc, analysis("Contoso", "", "teams"))
	c := must[sow.Claim](t)(store.OpenByHand(t.Context(), tx, hand(doc.ID, "intune")))
	if c.Customer != "Contoso" || c.Owner != "ana" || c.Position != sow.At(sow.StageIdentified) || c.ExpectedValue.State != "unknown" || len(c.Items) != 1 || *c.Deadlines[0].Due != "2026-11-20" || c.DueCode != "DL-CLAIM-BY" {
		t.Errorf("claim %+v", c)
	}
	events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID))
	if len(events) != 1 || events[0].Actor.Name != "ana" || events[0].Reason != "by hand: agreed by phone" {
		t.Errorf("events %+v", events)
	}
	refused(t, tx, sow.ErrConflict, func(tx pgx.Tx) error { _, err := store.OpenByHand(t.Context(), tx, hand(doc.ID, "intune")); return err })
	silent := hand(doc.ID, "exchange")
	silent.Reason = " "
	refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error { _, err := store.OpenByHand(t.Context(), tx, silent); return err })
	if _, err := store.VerifyAudit(t.Context(), tx); err != nil {
		t.Error(err)
	}
}

func TestSplit(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	c := openClaim(t, tx)
	part := must[sow.Claim](t)(store.Split(t.Context(), tx, store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person("ana"), At: now}, hand(0, "intune")))
	if part.DocumentID != c.DocumentID || part.Workload != "intune" || part.PartnerID != c.PartnerID {
		t.Errorf("part %+v", part)
	}
	events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID))
	if last := events[len(events)-1]; !strings.Contains(last.Reason, "for intune was split off: agreed by phone") || last.Actor.Name != "ana" {
		t.Errorf("event %+v", last)
	}
	refused(t, tx, sow.ErrConflict, func(tx pgx.Tx) error {
		_, err := store.Split(t.Context(), tx, store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person("ana"), At: now}, hand(0, "exchange"))
		return err
	})
}

// A merged claim ends, its files go over with the names of who brought them, and
// approvers who brought one stay involved.
func TestMerge(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	first := record(t, tx, addDocument(t, tx, "a"), analysis("Contoso", "", "teams")).Opened[0]
	second := record(t, tx, addDocument(t, tx, "b"), analysis("Contoso Group", "", "teams")).Opened[0]
	at := func(id int64) store.Change {
		c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, id))
		return store.Change{ClaimID: id, Version: c.Version, Actor: sow.Person("ana"), At: now}
	}
	brought := at(first)
	brought.Actor = sow.Person("bob")
	if _, err := store.Attach(t.Context(), tx, brought, sow.Attachment{SHA256: sha("file"), Name: "plan.pdf", Size: 3}); err != nil {
		t.Fatal(err)
	}
	before := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, second))
	into := must[sow.Claim](t)(store.Merge(t.Context(), tx, at(first), second, "one project"))
	files := must[[]sow.Attachment](t)(store.Attachments(t.Context(), tx, second))
	if into.ID != second || into.EvidenceSHA256 == before.EvidenceSHA256 || len(files) != 1 || files[0].UploadedBy != "bob" {
		t.Errorf("claim %+v with files %+v", into, files)
	}
	ended := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, first))
	if ended.Position.Outcome != sow.OutcomeNotPursued || ended.MergedInto != second || ended.DueAt != nil {
		t.Errorf("merged claim %+v", ended)
	}
	for _, id := range []int64{first, second} {
		events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, id))
		if !strings.Contains(events[len(events)-1].Reason, "merged into") {
			t.Errorf("events of %d: %+v", id, events)
		}
	}
	refused(t, tx, sow.ErrTransition, func(tx pgx.Tx) error { _, err := store.Merge(t.Context(), tx, at(second), first, ""); return err })
	refused(t, tx, sow.ErrNotFound, func(tx pgx.Tx) error { _, err := store.Merge(t.Context(), tx, at(second), 1<<40, ""); return err })
	if _, err := store.VerifyAudit(t.Context(), tx); err != nil {
		t.Error(err)
	}
}

// The database refuses merges that the domain refuses, whatever program writes.
func TestMergeGuardInSQL(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	ids := record(t, tx, addDocument(t, tx, "a"), analysis("Contoso", "", "teams", "intune")).Opened
	for name, sql := range map[string]string{
		"open claim":       "UPDATE claim SET merged_into = $2 WHERE id = $1",
		"another workload": "UPDATE claim SET merged_into = $2, outcome = 'not_pursued', version = version + 1 WHERE id = $1",
		"itself":           "UPDATE claim SET merged_into = $1 WHERE id = $1 AND $2 > 0",
	} {
		err := inSavepoint(t, tx, func(tx pgx.Tx) error {
			_, err := tx.Exec(t.Context(), sql, ids[0], ids[1])
			return err
		})
		if err == nil {
			t.Errorf("%s was merged", name)
		}
	}
}

func TestOtherClaims(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	doc := addDocument(t, tx, "a")
	id := record(t, tx, doc, analysis("Contoso Ltd.", "", "teams")).Opened[0]
	record(t, tx, addDocument(t, tx, "b"), analysis("Fabrikam", "", "teams"))
	other := must[sow.Claim](t)(store.OpenByHand(t.Context(), tx, hand(doc.ID, "teams")))
	c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, id))
	if list := must[[]sow.ClaimRef](t)(store.OtherClaims(t.Context(), tx, c)); len(list) != 1 || list[0].ID != other.ID {
		t.Errorf("others %+v", list)
	}
	held := "Northwind"
	ch := store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person("ana"), At: now.Add(time.Minute)}
	if c = must[sow.Claim](t)(store.EditClaim(t.Context(), tx, ch, store.ClaimFields{HeldBy: &held})); c.HeldBy != held {
		t.Errorf("held by %q", c.HeldBy)
	}
}
