package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/sow"
	"claimline/internal/store"
)

const tenant = "0f8fad5b-d9cb-469f-a165-70867728950e"

// now is the clock of these tests: a Wednesday in FY27.
var now = time.Date(2026, 11, 25, 10, 0, 0, 123456789, time.UTC)

func sha(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// begin gives a transaction that the test rolls back.
func begin(t *testing.T, pool *pgxpool.Pool) pgx.Tx {
	t.Helper()
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback(context.Background()) })
	return tx
}

func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func exec(t *testing.T, db store.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func number(t *testing.T, db store.DB, sql string) int {
	t.Helper()
	var n int
	if err := db.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

// addDocument stores a document of that name; its content is its name.
func addDocument(t *testing.T, tx pgx.Tx, name string) sow.DocumentRecord {
	t.Helper()
	d, added, err := store.InsertDocument(t.Context(), tx, store.NewDocument{SHA256: sha(name), Name: name, Size: 10, Source: "inbox", ReceivedBy: "uma"}, now)
	if err != nil || !added {
		t.Fatalf("insert document %s: added %v, %v", name, added, err)
	}
	return d
}

// analysis is an analysis with one claim per workload. Its checklist has one
// required item that the document satisfies and one that it does not.
func analysis(customer, tenantID string, workloads ...string) sow.Analysis {
	due := "2026-12-09"
	a := sow.Analysis{
		Schema: sow.AnalysisSchema, Status: sow.StatusOK,
		Document: sow.DocumentInfo{Engine: "pdfium", TextSHA256: sha(customer + tenantID + fmt.Sprint(workloads))},
		Pack:     sow.PackInfo{Name: "seed", Version: "1", SHA256: sha("pack"), Strictness: "seed"},
		Facts:    &sow.Facts{Customer: sow.NoFact[string](), TenantID: sow.NoFact[string](), SignedDate: sow.NewFact("2026-11-20"), StartDate: sow.NewFact("soon")},
		Methods:  &sow.MethodsAdvice{PAL: sow.MethodAdvice{Strength: sow.NotApplicable}, DPOR: sow.MethodAdvice{Strength: sow.Conditional}, CPOR: sow.MethodAdvice{Strength: sow.Primary}},
		Trace:    []sow.TraceEntry{{Decision: "cpor:teams", Rule: "cpor-modern-work"}},
	}
	if customer != "" {
		a.Facts.Customer = sow.NewFact(customer)
	}
	if tenantID != "" {
		a.Facts.TenantID = sow.NewFact(tenantID)
	}
	for _, w := range workloads {
		a.Workloads = append(a.Workloads, sow.Workload{ID: w, Polarity: sow.InScope})
		a.Claims = append(a.Claims, sow.ClaimProposal{
			Workload: w, Association: sow.AssocDeployment,
			PoE: []sow.PoEItem{
				{Code: "poe.workloads_named", Name: "Workloads named", Need: sow.NeedRequired, Status: sow.PoEFoundAuto, Evidence: []sow.Evidence{{Quote: "Deploy " + w, Location: "body/p4"}}},
				{Code: "poe.project_plan", Name: "Project plan", Need: sow.NeedRequired, Status: sow.PoEMissing},
			},
			Deadlines: []sow.DeadlineEntry{
				{Code: "DL-CLAIM-BY", Due: &due, Rule: "10 business days after the signature", Owner: "partner"},
				{Code: "DL-POE-FRESH", Rule: "no acknowledgement date", Owner: "partner"},
			},
			ExpectedValue: sow.ExpectedValue{State: "unknown", Why: "no rate"},
		})
	}
	return a
}

func record(t *testing.T, tx pgx.Tx, doc sow.DocumentRecord, a sow.Analysis) store.Recorded {
	t.Helper()
	return must[store.Recorded](t)(store.RecordAnalysis(t.Context(), tx, store.Recording{DocumentID: doc.ID, Analysis: a, PartnerID: "4711", At: now}))
}

// openClaim gives a claim in stage identified.
func openClaim(t *testing.T, tx pgx.Tx) sow.Claim {
	t.Helper()
	got := record(t, tx, addDocument(t, tx, t.Name()+".pdf"), analysis("Contoso Ltd", tenant, "teams"))
	if len(got.Opened) != 1 {
		t.Fatalf("opened %v", got.Opened)
	}
	return must[sow.Claim](t)(store.ClaimByID(t.Context(), tx, got.Opened[0]))
}

func change(c sow.Claim, who string) store.Change {
	return store.Change{ClaimID: c.ID, Version: c.Version, Actor: sow.Person(who), At: now}
}

// inReview brings a new claim to review: ed owns and edits it.
func inReview(t *testing.T, tx pgx.Tx) sow.Claim {
	t.Helper()
	do := must[sow.Claim](t)
	c := openClaim(t, tx)
	c = do(store.Assign(t.Context(), tx, change(c, "ed"), "ed"))
	c = do(store.MoveClaim(t.Context(), tx, store.MoveRequest{Change: change(c, "ed"), To: sow.At(sow.StageEvidence)}))
	c = do(store.SetItem(t.Context(), tx, change(c, "ed"), store.ItemChange{Code: "poe.project_plan", Status: sow.PoEAccepted}))
	return do(store.MoveClaim(t.Context(), tx, store.MoveRequest{Change: change(c, "ed"), To: sow.At(sow.StageReview)}))
}

// filed brings a new claim to submitted: sue asks, rob approves, sue files.
func filed(t *testing.T, tx pgx.Tx) sow.Claim {
	t.Helper()
	do := must[sow.Claim](t)
	c := inReview(t, tx)
	c = do(store.RequestApproval(t.Context(), tx, change(c, "sue"), 1))
	c = do(store.Approve(t.Context(), tx, change(c, "rob"), ""))
	return do(store.MoveClaim(t.Context(), tx, store.MoveRequest{
		Change: change(c, "sue"), To: sow.AtSubmitted(sow.SubSubmitted), On: "2026-11-24", PartnerCenter: "PC-1",
		Deadlines: func(c sow.Claim) []sow.DeadlineEntry {
			due := c.Dates.Submitted
			return []sow.DeadlineEntry{{Code: "DL-REVIEW-START", Due: &due, Rule: "5 business days after " + due, Owner: "microsoft"}}
		},
	}))
}

// refused runs do inside a savepoint and wants one of the domain's errors.
func refused(t *testing.T, tx pgx.Tx, want error, do func(pgx.Tx) error) {
	t.Helper()
	sub, err := tx.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = do(sub)
	if err == nil {
		_, err = sub.Exec(t.Context(), "SET CONSTRAINTS ALL IMMEDIATE")
	}
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
	if err := sub.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
}
