package store_test

import (
	"fmt"
	"testing"
	"time"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func TestRenewedInboxFiles(t *testing.T) {
	tx := begin(t, pgtest.Pool(t))
	doc := addDocument(t, tx, "a.pdf")
	record(t, tx, doc, analysis("Contoso Ltd", tenant, "teams"))
	put := func(id string, state sow.InboxState, answered time.Time) {
		t.Helper()
		row := sow.InboxFile{ID: id, Name: []byte("a.pdf"), Path: "a.pdf", State: state, Worker: "folder", DocumentID: doc.ID, FirstSeen: now, ClaimedAt: now, FinishedAt: &answered}
		if err := store.PutInboxFiles(t.Context(), tx, row); err != nil {
			t.Fatal(err)
		}
	}
	list := func(worker string, since time.Time) []store.Renewed {
		t.Helper()
		return must[[]store.Renewed](t)(store.RenewedInboxFiles(t.Context(), tx, worker, since))
	}

	put("01J00000000000000000000001", sow.InboxFailed, now.Add(-time.Hour))
	put("01J00000000000000000000003", sow.InboxDuplicate, now.Add(-time.Minute))
	if got := list("folder", now.Add(-time.Minute)); len(got) != 1 || got[0].File.ID != "01J00000000000000000000001" || got[0].At.Before(now.Add(-time.Second)) {
		t.Errorf("files with a newer decision = %+v", got)
	}
	if got := list("another folder", now.Add(-time.Minute)); len(got) != 0 {
		t.Errorf("files of another folder = %+v", got)
	}
	if got := list("folder", now.Add(time.Minute)); len(got) != 0 {
		t.Errorf("files decided before = %+v", got)
	}
	put("01J00000000000000000000002", sow.InboxProcessed, now.Add(time.Second))
	if got := list("folder", now.Add(-time.Minute)); len(got) != 0 {
		t.Errorf("the newest file has the decision already: %+v", got)
	}
}

// The answers of all documents that call for a claim are older than its move:
// the one that it rests on, one that joined it, and their newer versions.
func TestRenewedByTheMoveOfAClaim(t *testing.T) {
	tx := begin(t, pgtest.Pool(t))
	answered := now.Add(time.Second)
	add := func(name, path string) sow.DocumentRecord {
		t.Helper()
		d, _, err := store.InsertDocument(t.Context(), tx, store.NewDocument{SHA256: sha(name), Name: name, Path: path, Size: 10, Source: "inbox"}, now)
		if err != nil {
			t.Fatal(err)
		}
		record(t, tx, d, analysis("Contoso Ltd", tenant, "teams"))
		row := sow.InboxFile{ID: fmt.Sprintf("01J%023d", d.ID), Name: []byte(name), Path: name, State: sow.InboxProcessed, Worker: "folder", DocumentID: d.ID, FirstSeen: now, ClaimedAt: now, FinishedAt: &answered}
		if err := store.PutInboxFiles(t.Context(), tx, row); err != nil {
			t.Fatal(err)
		}
		return d
	}
	first, joined := add("first", "first.pdf"), add("joined", "joined.pdf")
	if got := must[[]store.Renewed](t)(store.RenewedInboxFiles(t.Context(), tx, "folder", now.Add(-time.Hour))); len(got) != 0 {
		t.Fatalf("before a move: %+v", got)
	}
	standing := must[map[int64][]sow.ClaimRef](t)(store.ClaimsOfDocuments(t.Context(), tx, []int64{first.ID, joined.ID}))
	if len(standing[first.ID]) != 1 || len(standing[joined.ID]) != 1 || standing[first.ID][0].ID != standing[joined.ID][0].ID {
		t.Fatalf("claims of the two documents: %+v", standing)
	}
	c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, standing[first.ID][0].ID))
	exec(t, tx, "UPDATE claim_item SET status = 'accepted', decided_by = 'pat'")
	moved := store.MoveRequest{Change: change(c, "pat"), To: sow.Ended(sow.OutcomeNotPursued), Reason: "another partner has it"}
	moved.At = now.Add(time.Minute)
	must[sow.Claim](t)(store.MoveClaim(t.Context(), tx, moved))
	newer := add("newer", "first.pdf") // written as if it had been answered before the move
	got := must[[]store.Renewed](t)(store.RenewedInboxFiles(t.Context(), tx, "folder", now))
	if len(got) != 3 || got[0].File.DocumentID != first.ID || got[1].File.DocumentID != joined.ID || got[2].File.DocumentID != newer.ID || !got[0].At.Equal(moved.At.Truncate(time.Microsecond)) {
		t.Errorf("after the move: %+v", got)
	}
	if got := must[[]store.Renewed](t)(store.RenewedInboxFiles(t.Context(), tx, "folder", moved.At)); len(got) != 0 {
		t.Errorf("after the answers were written anew: %+v", got)
	}
}
