package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func TestRecordAnalysis(t *testing.T) {
	pool := pgtest.Shared(t)
	tx := begin(t, pool)
	doc := addDocument(t, tx, "contoso.pdf")
	a := analysis("Contoso Ltd", "", "teams", "intune")
	got := record(t, tx, doc, a)
	if len(got.Opened) != 2 || got.Repeated {
		t.Fatalf("recorded %+v", got)
	}
	again := record(t, tx, doc, a)
	if !again.Repeated || again.AnalysisID != got.AnalysisID || again.Opened != nil {
		t.Errorf("repeated %+v, want nothing new", again)
	}
	rec := must[sow.AnalysisRecord](t)(store.AnalysisOf(t.Context(), tx, doc.ID))
	if diff := cmp.Diff(a, rec.Analysis); diff != "" {
		t.Errorf("analysis read back differs (-want +got):\n%s", diff)
	}
	stored := must[sow.DocumentRecord](t)(store.DocumentBySHA256(t.Context(), tx, doc.SHA256))
	if stored.Status != sow.DocumentAnalysed || stored.Customer != "Contoso Ltd" || stored.CPOR != sow.Primary || stored.Claims != 2 ||
		stored.NextCode != "DL-CLAIM-BY" || stored.NextDue == nil || !stored.NextDue.Equal(time.Date(2026, 12, 10, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("document %+v", stored)
	}
	c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, got.Opened[0]))
	if c.Position != sow.At(sow.StageIdentified) || c.Version != 1 || c.ProgrammeYear != "FY27" || c.PartnerID != "4711" ||
		c.Dates.Signed != "2026-11-20" || c.Dates.Effective != "" || len(c.Items) != 2 || len(c.Deadlines) != 2 || c.DocumentSHA256 != doc.SHA256 {
		t.Errorf("claim %+v", c)
	}
	if diff := cmp.Diff(sow.EvidenceDigest(c, nil), c.EvidenceSHA256); diff != "" {
		t.Errorf("evidence digest of the stored claim differs: %s", diff)
	}
	events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID))
	if len(events) != 1 || events[0].Kind != sow.EventOpened || events[0].PackSHA256 != a.Pack.SHA256 || events[0].At != now.Truncate(time.Microsecond) {
		t.Errorf("events %+v", events)
	}
}

func TestSameClaimFromOtherDocuments(t *testing.T) {
	pool := pgtest.Shared(t)
	tests := []struct {
		name          string
		first, second sow.Analysis
		same          bool
	}{
		{"same name in other words", analysis("Contoso Ltd", "", "teams"), analysis("CONTOSO, Limited", "", "teams"), true},
		{"tenant known later", analysis("Contoso", "", "teams"), analysis("Contoso", tenant, "teams"), true},
		{"tenant known earlier", analysis("Contoso", tenant, "teams"), analysis("Contoso", "", "teams"), true},
		{"same tenant, other name", analysis("Contoso", tenant, "teams"), analysis("Contoso Group", tenant, "teams"), true},
		{"two tenants of one name", analysis("Contoso", tenant, "teams"), analysis("Contoso", "1"+tenant[1:], "teams"), false},
		{"other workload", analysis("Contoso", "", "teams"), analysis("Contoso", "", "intune"), false},
		{"unknown customers", analysis("", "", "teams"), analysis("", "", "teams"), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tx := begin(t, pool)
			first := record(t, tx, addDocument(t, tx, "one.pdf"), tt.first)
			second := record(t, tx, addDocument(t, tx, "two.pdf"), tt.second)
			if same := len(second.Known) == 1 && second.Known[0] == first.Opened[0]; same != tt.same {
				t.Fatalf("first %+v, second %+v", first, second)
			}
			if !tt.same {
				return
			}
			c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, first.Opened[0]))
			events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID))
			if len(events) != 2 || events[1].Kind != sow.EventAnalysed || c.AnalysisID != second.AnalysisID {
				t.Errorf("claim of analysis %d, events %+v", c.AnalysisID, events)
			}
		})
	}
}

// A new analysis must not undo what people decided, nor touch a claim that
// people are about to approve.
func TestRefreshLeavesDecisionsAlone(t *testing.T) {
	pool := pgtest.Shared(t)
	better := analysis("Contoso Ltd", tenant, "teams")
	better.Pack.SHA256 = sha("next pack")
	better.Claims[0].PoE[1].Status = sow.PoEFoundAuto
	better.Claims[0].PoE[0].Status = sow.PoEMissing
	t.Run("collecting", func(t *testing.T) {
		tx := begin(t, pool)
		c := openClaim(t, tx)
		c = must[sow.Claim](t)(store.SetItem(t.Context(), tx, change(c, "ed"), store.ItemChange{Code: "poe.project_plan", Status: sow.PoEWaived, Note: "none was made"}))
		record(t, tx, sow.DocumentRecord{ID: c.DocumentID}, better)
		got := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, c.ID))
		if got.Items[1].Status != sow.PoEWaived || got.Items[1].By != "ed" || got.Items[0].Status != sow.PoEMissing || got.PackSHA256 != better.Pack.SHA256 {
			t.Errorf("items %+v", got.Items)
		}
		if got.LastEditor != "ed" {
			t.Errorf("last editor %q, want ed", got.LastEditor)
		}
	})
	t.Run("in review", func(t *testing.T) {
		tx := begin(t, pool)
		c := inReview(t, tx)
		record(t, tx, sow.DocumentRecord{ID: c.DocumentID}, better)
		got := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, c.ID))
		if got.EvidenceSHA256 != c.EvidenceSHA256 || got.AnalysisID != c.AnalysisID || got.Version != c.Version+1 {
			t.Errorf("claim in review changed: %+v", got)
		}
	})
}

func TestUnreadDocuments(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	doc := addDocument(t, tx, "locked.pdf")
	a := analysis("", "")
	a.Status, a.Facts, a.Methods = sow.StatusFailed, nil, nil
	a.Error = &sow.AnalysisError{Code: sow.ReasonEncrypted, Message: "Needs a \x00 password.", Hint: "Send an unprotected copy."}
	record(t, tx, doc, a)
	got := must[sow.DocumentRecord](t)(store.DocumentByID(t.Context(), tx, doc.ID))
	if got.Status != sow.DocumentFailed || got.Failure == nil || got.Failure.Code != sow.ReasonEncrypted || got.Failure.Message != "Needs a \uFFFD password." {
		t.Errorf("document %+v, failure %+v", got, got.Failure)
	}
	if err := store.RetryDocument(t.Context(), tx, doc.ID, sow.Person("ana"), "", now); err != nil {
		t.Fatal(err)
	}
	refused(t, tx, sow.ErrConflict, func(tx2 pgxTx) error {
		return store.RetryDocument(t.Context(), tx2, doc.ID, sow.Person("ana"), "", now)
	})
	if err := store.FailDocument(t.Context(), tx, doc.ID, &sow.Failure{Code: sow.ReasonParseTimeout, Message: "m", Hint: "h"}, 3, now); err != nil {
		t.Fatal(err)
	}
	kinds := ""
	for _, e := range must[[]sow.DocumentEvent](t)(store.DocumentEvents(t.Context(), tx, doc.ID)) {
		kinds += e.Kind + " "
	}
	if kinds != "received failed retried failed " {
		t.Errorf("events %q", kinds)
	}
}

func TestNULInsideAnAnalysis(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	doc := addDocument(t, tx, "nul.pdf")
	a := analysis("Con\x00toso \\u0000 \\\x00", tenant, "teams")
	record(t, tx, doc, a)
	rec := must[sow.AnalysisRecord](t)(store.AnalysisOf(t.Context(), tx, doc.ID))
	if got := *rec.Analysis.Facts.Customer.Value; got != "Con\x00toso \\u0000 \\\x00" {
		t.Errorf("text holds %q", got)
	}
}

func TestSameBytesAndNewContentUnderOldPath(t *testing.T) {
	tx := begin(t, pgtest.Shared(t))
	put := func(content, path string) (sow.DocumentRecord, bool) {
		d, added, err := store.InsertDocument(t.Context(), tx, store.NewDocument{SHA256: sha(content), Name: "SOW.pdf", Path: path, Source: "inbox"}, now)
		if err != nil {
			t.Fatal(err)
		}
		return d, added
	}
	first, _ := put("one", "ana/SOW.pdf")
	again, added := put("one", "bob/SOW.pdf")
	if added || again.ID != first.ID {
		t.Errorf("same bytes: added %v, document %d", added, again.ID)
	}
	second, added := put("two", "ana/SOW.pdf")
	if !added || second.Supersedes != first.ID {
		t.Errorf("new content: added %v, supersedes %d, want %d", added, second.Supersedes, first.ID)
	}
	a := analysis("Contoso", tenant, "teams")
	record(t, tx, first, a)
	record(t, tx, second, a)
	got := must[sow.DocumentRecord](t)(store.DocumentByID(t.Context(), tx, second.ID))
	if got.SameTextAs != first.ID {
		t.Errorf("same text as %d, want %d", got.SameTextAs, first.ID)
	}
	if old := must[sow.DocumentRecord](t)(store.DocumentByID(t.Context(), tx, first.ID)); old.SupersededBy != second.ID {
		t.Errorf("superseded by %d", old.SupersededBy)
	}
}

func TestManyDocumentsOfOneCustomerAtOnce(t *testing.T) {
	pool := pgtest.Pool(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			tenantID := ""
			if i%2 == 0 {
				tenantID = tenant
			}
			tx, err := pool.Begin(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			doc, _, err := store.InsertDocument(t.Context(), tx, store.NewDocument{SHA256: sha(fmt.Sprint(i)), Name: "n", Source: "api"}, now)
			if err == nil {
				_, err = store.RecordAnalysis(t.Context(), tx, store.Recording{DocumentID: doc.ID, Analysis: analysis("Contoso", tenantID, "teams"), At: now})
			}
			if err = errors.Join(err, tx.Commit(t.Context())); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := number(t, pool, "SELECT count(*) FROM claim"); n != 1 {
		t.Errorf("%d claims, want 1", n)
	}
	if _, err := store.VerifyAudit(t.Context(), pool); err != nil {
		t.Error(err)
	}
}

// A claim that gets another document while somebody waits for its lock must
// not look as if it were gone.
func TestLockWaitsForAClaimThatChangesItsDocument(t *testing.T) {
	pool := pgtest.Pool(t)
	commit := func(do func(tx pgxTx)) {
		tx := must[pgxTx](t)(pool.Begin(t.Context()))
		do(tx)
		if err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var c sow.Claim
	commit(func(tx pgxTx) { c = openClaim(t, tx) })
	holder := must[pgxTx](t)(pool.Begin(t.Context()))
	record(t, holder, addDocument(t, holder, "newer.pdf"), analysis("Contoso Ltd", tenant, "teams"))
	got := make(chan error, 1)
	go func() {
		tx, err := pool.Begin(t.Context())
		if err == nil {
			_, err = store.LockClaim(t.Context(), tx, c.ID)
			err = errors.Join(err, tx.Rollback(t.Context()))
		}
		got <- err
	}()
	for number(t, pool, "SELECT count(*) FROM pg_locks WHERE NOT granted") == 0 {
		select {
		case err := <-got:
			t.Fatalf("the lock did not wait: %v", err)
		case <-time.After(time.Millisecond):
		}
	}
	if err := holder.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Error(err)
	}
}
