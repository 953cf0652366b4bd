package store_test

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// version stores another content under the path of a file.
func version(t *testing.T, tx pgx.Tx, content string) sow.DocumentRecord {
	t.Helper()
	d, added, err := store.InsertDocument(t.Context(), tx, store.NewDocument{SHA256: sha(content), Name: "SOW.pdf", Path: "ana/SOW.pdf", Source: "inbox"}, now)
	if err != nil || !added {
		t.Fatalf("insert version: added %v, %v", added, err)
	}
	return d
}

func revised(t *testing.T, tx pgx.Tx, doc sow.DocumentRecord, before, a sow.Analysis) store.Recorded {
	t.Helper()
	return must[store.Recorded](t)(store.RecordAnalysis(t.Context(), tx, store.Recording{
		DocumentID: doc.ID, Analysis: a, PartnerID: "4711", Before: &before, Changes: "Signed: 2026-06-20 → 2026-07-20", At: now,
	}))
}

// A newer version may correct everything that a claim is known by. Its claim is
// the same one, brought up to date; never a second one.
func TestRevisionUpdatesItsClaim(t *testing.T) {
	sooner, later, amount, eur := "2026-12-01", "2026-12-30", 4000.0, "EUR"
	tests := []struct {
		name   string
		change func(*sow.Analysis)
		check  func(sow.Claim) bool
	}{
		{"customer", func(a *sow.Analysis) { a.Facts.Customer = sow.NewFact("Fabrikam AG") }, func(c sow.Claim) bool { return c.Customer == "Fabrikam AG" }},
		{"tenant", func(a *sow.Analysis) { a.Facts.TenantID = sow.NewFact("1" + tenant[1:]) }, func(c sow.Claim) bool { return c.TenantID == "1"+tenant[1:] }},
		{"programme year", func(a *sow.Analysis) { a.Facts.SignedDate = sow.NewFact("2026-06-20") }, func(c sow.Claim) bool { return c.ProgrammeYear == "FY26" && c.Dates.Signed == "2026-06-20" }},
		{"an earlier deadline counts", func(a *sow.Analysis) { a.Claims[0].Deadlines[0].Due = &sooner }, func(c sow.Claim) bool { return *c.Deadlines[0].Due == sooner && c.DueAt.Day() == 2 }},
		{"a later deadline waits for a person", func(a *sow.Analysis) { a.Claims[0].Deadlines[0].Due = &later }, func(c sow.Claim) bool {
			d := c.Deadlines[0]
			return *d.Due == "2026-12-09" && d.Later != nil && *d.Later == later && c.DueAt.Day() == 10
		}},
		{"value", func(a *sow.Analysis) {
			a.Claims[0].ExpectedValue = sow.ExpectedValue{State: "known", Amount: &amount, Currency: &eur}
		}, func(c sow.Claim) bool { return c.ExpectedValue.State == "known" && *c.ExpectedValue.Amount == amount }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tx := begin(t, pgtest.Shared(t))
			before, after := analysis("Contoso", tenant, "teams"), analysis("Contoso", tenant, "teams")
			after.Document.TextSHA256 = sha("other words")
			tt.change(&after)
			first := record(t, tx, version(t, tx, "one"), before)
			second := revised(t, tx, version(t, tx, "two"), before, after)
			if len(second.Opened) != 0 || len(second.Known) != 1 || second.Known[0] != first.Opened[0] || len(second.Left) != 0 {
				t.Fatalf("first %+v, second %+v", first, second)
			}
			c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, first.Opened[0]))
			if !tt.check(c) || c.DocumentSHA256 != sha("two") {
				t.Errorf("claim %+v", c)
			}
			events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID))
			if last := events[len(events)-1]; !strings.Contains(last.Reason, "a newer version of the document (Signed") {
				t.Errorf("event %+v", last)
			}
			if n := number(t, tx, "SELECT count(*) FROM document_event WHERE kind = 'revised' AND detail LIKE 'Signed%'"); n != 1 {
				t.Errorf("%d events of the new version", n)
			}
		})
	}
}

// What people set stays, and a claim under review is left to them.
func TestRevisionLeavesPeoplesWorkAlone(t *testing.T) {
	before, after := analysis("Contoso", tenant, "teams"), analysis("Fabrikam", tenant, "teams")
	t.Run("customer set by a person", func(t *testing.T) {
		tx := begin(t, pgtest.Shared(t))
		id := record(t, tx, version(t, tx, "one"), before).Opened[0]
		c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, id))
		name := "Contoso Group"
		must[sow.Claim](t)(store.EditClaim(t.Context(), tx, change(c, "ed"), store.ClaimFields{Customer: &name}))
		revised(t, tx, version(t, tx, "two"), before, after)
		if c = must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, id)); c.Customer != name {
			t.Errorf("customer %q", c.Customer)
		}
	})
	t.Run("in review", func(t *testing.T) {
		tx := begin(t, pgtest.Shared(t))
		c := inReview(t, tx)
		doc := must[sow.DocumentRecord](t)(store.DocumentByID(t.Context(), tx, c.DocumentID))
		if _, err := tx.Exec(t.Context(), "UPDATE document SET path = 'ana/SOW.pdf' WHERE id = $1", doc.ID); err != nil {
			t.Fatal(err)
		}
		got := revised(t, tx, version(t, tx, "two"), analysis("Contoso Ltd", tenant, "teams"), after)
		now := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, c.ID))
		if len(got.Opened) != 0 || now.EvidenceSHA256 != c.EvidenceSHA256 || now.Customer != c.Customer || now.Version != c.Version+1 {
			t.Errorf("recorded %+v, claim %+v", got, now)
		}
	})
}

// A claim that the newer version no longer calls for stays open with a note,
// unless another document calls for it.
func TestRevisionFlagsWhatItNoLongerCallsFor(t *testing.T) {
	before, after := analysis("Contoso", tenant, "teams", "intune"), analysis("Contoso", tenant, "teams")
	t.Run("nobody calls for it", func(t *testing.T) {
		tx := begin(t, pgtest.Shared(t))
		first := record(t, tx, version(t, tx, "one"), before)
		second := revised(t, tx, version(t, tx, "two"), before, after)
		if len(second.Left) != 1 || second.Left[0] != first.Opened[1] {
			t.Fatalf("first %+v, second %+v", first, second)
		}
		c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, first.Opened[1]))
		events := must[[]sow.ClaimEvent](t)(store.ClaimEvents(t.Context(), tx, c.ID))
		if !c.Position.Open() || !strings.Contains(events[len(events)-1].Reason, "no longer calls for this claim") {
			t.Errorf("claim at %s, events %+v", c.Position, events)
		}
	})
	t.Run("another document calls for it", func(t *testing.T) {
		tx := begin(t, pgtest.Shared(t))
		record(t, tx, version(t, tx, "one"), before)
		record(t, tx, addDocument(t, tx, "other.pdf"), analysis("Contoso", tenant, "intune"))
		if second := revised(t, tx, version(t, tx, "two"), before, after); len(second.Left) != 0 {
			t.Errorf("second %+v", second)
		}
	})
	t.Run("the older version is analysed again", func(t *testing.T) {
		tx := begin(t, pgtest.Shared(t))
		one := version(t, tx, "one")
		first := record(t, tx, one, before)
		revised(t, tx, version(t, tx, "two"), before, before)
		again := after
		again.Pack.SHA256 = sha("next pack")
		if got := record(t, tx, one, again); len(got.Left) != 0 {
			t.Errorf("recorded %+v", got)
		}
		if c := must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, first.Opened[0])); c.DocumentSHA256 != sha("two") {
			t.Errorf("the claim rests on the older version again")
		}
	})
}
