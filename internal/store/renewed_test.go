package store_test

import (
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
