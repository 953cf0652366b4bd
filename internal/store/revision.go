package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// earlierVersions is a document with all that it supersedes, newest first.
const earlierVersions = `WITH RECURSIVE version AS (
	SELECT id, supersedes FROM document WHERE id = $1
	UNION SELECT d.id, d.supersedes FROM document d JOIN version v ON d.id = v.supersedes) `

// findEarlier looks for the claim that stands for the proposal already, when
// none has its natural key: the open one of an earlier version of the document.
// A new version may correct the customer, the tenant or the day of signing,
// which are parts of the key; that must not open a second claim.
func (o *opening) findEarlier(ctx context.Context, db DB) error {
	if o.known != 0 || o.doc.Supersedes == 0 {
		return nil
	}
	err := db.QueryRow(ctx, earlierVersions+`
		SELECT c.id FROM claim c WHERE c.document_id IN (SELECT id FROM version) AND c.outcome IS NULL
			AND c.workload = $2 AND c.association = $3 AND c.partner_id = $4
		ORDER BY c.id DESC LIMIT 1`, o.doc.ID, o.fresh.Workload, string(o.fresh.Association), o.fresh.PartnerID).Scan(&o.known)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("find claim of an earlier version of document %d: %w", o.doc.ID, translate(err))
	}
	return nil
}

// found tells whether a claim stands for the proposal already.
func (o *opening) found(ctx context.Context, db DB) (bool, error) {
	var err error
	if o.known, err = findClaim(ctx, db, o.fresh); err != nil && !errors.Is(err, sow.ErrNotFound) {
		return false, err
	}
	err = o.findEarlier(ctx, db)
	return o.known != 0, err
}

// revise brings what a claim took over from an earlier version of its document
// up to date: customer and tenant unless a person set them, the days, the
// programme year, the expected value and the deadlines.
func (o *opening) revise(ctx context.Context, e *edit, fresh sow.Claim) error {
	before := opening{Recording: o.Recording, doc: o.doc}
	before.Analysis = *o.Before
	was := before.claim()
	if e.claim.Customer == was.Customer {
		e.claim.Customer = cmp.Or(fresh.Customer, e.claim.Customer)
	}
	if e.claim.TenantID == was.TenantID {
		e.claim.TenantID = cmp.Or(fresh.TenantID, e.claim.TenantID)
	}
	e.claim.ProgrammeYear = fresh.ProgrammeYear
	return o.takeOver(ctx, e, fresh, "a newer version of the document")
}

// takeOver gives a claim the days and the expected value of another analysis of
// its document, and the deadlines that follow.
func (o *opening) takeOver(ctx context.Context, e *edit, fresh sow.Claim, why string) error {
	e.claim.Dates.Signed, e.claim.Dates.Effective = fresh.Dates.Signed, fresh.Dates.Effective
	e.claim.ExpectedValue = fresh.ExpectedValue
	value, err := json.Marshal(fresh.ExpectedValue)
	if err != nil {
		return fmt.Errorf("write expected value: %w", err)
	}
	amount, currency := fresh.ExpectedValue.Amount, fresh.ExpectedValue.Currency
	if amount == nil || currency == nil {
		amount, currency = nil, nil
	}
	if _, err := e.tx.Exec(ctx, `UPDATE claim SET expected_value = $2, value_amount = $3, value_currency = $4,
		signed_on = $5::text::date, effective_on = $6::text::date WHERE id = $1`,
		e.claim.ID, string(value), amount, currency, day(fresh.Dates.Signed), day(fresh.Dates.Effective)); err != nil {
		return fmt.Errorf("revise claim %d: %w", e.claim.ID, translate(err))
	}
	return e.redate(ctx, o.proposal.Deadlines, o.Zone, why)
}

// calledFor is true for a claim c that some document still calls for: one of
// those that its events name, in its newest version, by the analysis that is in
// effect or, in run $1, that would be.
const calledFor = `EXISTS (SELECT FROM claim_event e
	JOIN document d ON d.id = CASE WHEN e.subject LIKE 'document:%' THEN substr(e.subject, 10)::bigint END
	JOIN analysis a ON a.id = coalesce(
		(SELECT i.analysis_id FROM reanalysis_item i WHERE i.run_id = $1 AND i.document_id = d.id AND i.state IN ('compared', 'queued', 'applied')),
		(SELECT n.id FROM analysis n WHERE n.document_id = d.id AND n.current))
	WHERE e.claim_id = c.id AND e.kind IN ('opened', 'analysed') AND NOT EXISTS (SELECT FROM document n WHERE n.supersedes = d.id)
	  AND c.workload || '/' || c.association = ANY (a.proposes))`

// leftClaims gives open claims that rest on a document, or on one that it
// supersedes, and that no document calls for any more. The touched ones stay
// out: the document calls for them, maybe for another customer or year. Run is
// a re-analysis that is taking effect, or 0.
func leftClaims(ctx context.Context, db DB, run, documentID int64, touched []int64) ([]sow.ClaimRef, error) {
	rows, err := db.Query(ctx, `WITH RECURSIVE version AS (
			SELECT id, supersedes FROM document WHERE id = $2
			UNION SELECT d.id, d.supersedes FROM document d JOIN version v ON d.id = v.supersedes)
		SELECT c.id, c.customer, c.workload, c.association, c.position FROM claim c
		WHERE c.outcome IS NULL AND c.id <> ALL(coalesce($3::bigint[], '{}')) AND c.id IN (
			SELECT id FROM claim WHERE document_id IN (SELECT id FROM version)
			UNION SELECT claim_id FROM claim_event WHERE kind IN ('opened', 'analysed') AND subject IN (SELECT 'document:' || id FROM version))
		  AND NOT `+calledFor+" ORDER BY c.id", run, documentID, touched)
	if err != nil {
		return nil, fmt.Errorf("list claims that document %d no longer calls for: %w", documentID, err)
	}
	return pgx.CollectRows(rows, scanClaimRef)
}

func scanClaimRef(row pgx.CollectableRow) (sow.ClaimRef, error) {
	var r sow.ClaimRef
	err := row.Scan(&r.ID, &r.Customer, &r.Workload, &r.Association, &r.Position)
	return r, err
}

// flagLeft tells the people of a claim that its ground is gone. What they do
// about it is theirs to decide.
func flagLeft(ctx context.Context, tx pgx.Tx, id int64, r Recording, doc sow.DocumentRecord) ([]sow.AuditEntry, error) {
	c, err := LockClaim(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	e := &edit{Change: Change{ClaimID: id, Version: c.Version, Actor: sow.Worker(), At: r.At}, tx: tx, claim: c}
	what := "the newest analysis of its document"
	if doc.Supersedes != 0 {
		what = "the newer version of its document"
	}
	e.note(sow.ClaimEvent{
		Kind: sow.EventAnalysed, Subject: subject("document", doc.ID),
		Reason: what + " no longer calls for this claim; decide whether it is pursued",
	})
	if err := e.save(ctx); err != nil {
		return nil, err
	}
	return eventEntries(e.events)
}
