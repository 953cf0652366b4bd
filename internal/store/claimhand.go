package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// ByHand is a claim that a person opens.
type ByHand struct {
	DocumentID    int64
	Workload      string
	Association   sow.Association
	ProgrammeYear string // "" the one of the document
	PartnerID     string
	Owner         string
	Reason        string // needed: why the rules did not propose it
	SplitFrom     int64  // the claim that it was a part of; 0 none
	Items         []sow.PoEItem
	Deadlines     func(sow.Claim) []sow.DeadlineEntry // nil none
	Zone          *time.Location
	Actor         sow.Actor
	At            time.Time
}

// OpenByHand opens a claim on a document that was analysed. It gives
// ErrTransition without a reason and ErrConflict when a claim with the same
// natural key stands already.
func OpenByHand(ctx context.Context, tx pgx.Tx, h ByHand) (sow.Claim, error) {
	if strings.TrimSpace(h.Reason) == "" || h.Workload == "" {
		return sow.Claim{}, fmt.Errorf("open a claim by hand without a workload and a reason: %w", sow.ErrTransition)
	}
	doc, err := LockDocument(ctx, tx, h.DocumentID)
	if err != nil {
		return sow.Claim{}, err
	}
	record, err := AnalysisOf(ctx, tx, h.DocumentID)
	if err != nil {
		return sow.Claim{}, err
	}
	h.At, h.Zone = stamp(h.At), cmpZone(h.Zone)
	o := opening{
		Recording: Recording{DocumentID: doc.ID, Analysis: record.Analysis, PartnerID: h.PartnerID, Owner: h.Owner, Zone: h.Zone, At: h.At}, doc: doc, analysisID: record.ID,
		proposal: sow.ClaimProposal{
			Workload: h.Workload, Association: h.Association, PoE: h.Items,
			ExpectedValue: sow.ExpectedValue{State: "unknown", Why: "The claim was opened by hand."},
		},
	}
	c := o.claim()
	if h.ProgrammeYear != "" {
		c.ProgrammeYear = h.ProgrammeYear
	}
	if h.Deadlines != nil {
		c.Deadlines = claimDeadlinesOf(h.Deadlines(c), h.Zone)
		c.DueAt, c.DueCode = nextDue(c.Deadlines)
	}
	if known, err := findClaim(ctx, tx, c); err == nil {
		return sow.Claim{}, fmt.Errorf("claim %d stands for %s already: %w", known, h.Workload, sow.ErrConflict)
	} else if !errors.Is(err, sow.ErrNotFound) {
		return sow.Claim{}, err
	}
	id, err := insertClaim(ctx, tx, c)
	if err != nil {
		return sow.Claim{}, err
	}
	from := subject("document", doc.ID)
	if h.SplitFrom != 0 {
		from = subject("claim", h.SplitFrom)
	}
	events := []sow.ClaimEvent{{
		ClaimID: id, Step: 1, Kind: sow.EventOpened, At: h.At, Actor: h.Actor, To: c.Position.String(), PackSHA256: c.PackSHA256, Subject: from,
		Reason: "by hand: " + clean(h.Reason),
	}}
	if err := insertEvents(ctx, tx, c.EvidenceSHA256, events); err != nil {
		return sow.Claim{}, err
	}
	entries, err := eventEntries(events)
	if err != nil {
		return sow.Claim{}, err
	}
	if err := AppendAudit(ctx, tx, entries...); err != nil {
		return sow.Claim{}, err
	}
	return ClaimByID(ctx, tx, id)
}

// Split opens another claim out of one, on the same document, for another
// workload, association, year or partner ID. Both histories name the other.
func Split(ctx context.Context, tx pgx.Tx, ch Change, h ByHand) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	if err := e.editable(); err != nil {
		return e.claim, err
	}
	h.DocumentID, h.SplitFrom, h.Actor, h.At = e.claim.DocumentID, e.claim.ID, ch.Actor, e.At
	if h.PartnerID == "" {
		h.PartnerID = e.claim.PartnerID
	}
	if h.Owner == "" {
		h.Owner = e.claim.Owner
	}
	part, err := OpenByHand(ctx, tx, h)
	if err != nil {
		return e.claim, err
	}
	e.note(sow.ClaimEvent{Kind: sow.EventNote, Subject: subject("claim", part.ID), Reason: fmt.Sprintf("claim %d for %s was split off: %s", part.ID, h.Workload, h.Reason)})
	if _, err := e.finish(ctx); err != nil {
		return e.claim, err
	}
	return part, nil
}

// Merge ends a claim that stands for the same work as another one: its files go
// over with the names of who brought them, the other claim goes on, and both
// histories say so. See [sow.CheckMerge].
func Merge(ctx context.Context, tx pgx.Tx, ch Change, into int64, reason string) (sow.Claim, error) {
	// Claims are locked in the order of their numbers: two merges never wait for each other.
	if _, err := tx.Exec(ctx, "SELECT FROM claim WHERE id IN ($1, $2) ORDER BY id FOR UPDATE", ch.ClaimID, into); err != nil {
		return sow.Claim{}, fmt.Errorf("lock claims %d and %d: %w", ch.ClaimID, into, err)
	}
	from, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	other, err := ClaimByID(ctx, tx, into)
	if err != nil {
		return sow.Claim{}, err
	}
	if err := sow.CheckMerge(from.claim, other); err != nil {
		return from.claim, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO attachment (claim_id, sha256, name, size, uploaded_by, uploaded_at)
		SELECT $2, sha256, name, size, uploaded_by, uploaded_at FROM attachment WHERE claim_id = $1 ORDER BY id ON CONFLICT (claim_id, sha256) DO NOTHING`, ch.ClaimID, into)
	if err != nil {
		return from.claim, fmt.Errorf("bring the files of claim %d to claim %d: %w", ch.ClaimID, into, translate(err))
	}
	to := &edit{Change: Change{ClaimID: into, Version: other.Version, Actor: ch.Actor, At: from.At}, tx: tx, claim: other}
	if err := to.touched(ctx); err != nil {
		return from.claim, err
	}
	to.note(sow.ClaimEvent{Kind: sow.EventNote, Subject: subject("claim", ch.ClaimID), Reason: strings.TrimSpace(fmt.Sprintf("claim %d was merged into this one; its files came along. %s", ch.ClaimID, reason))})
	if err := to.save(ctx); err != nil {
		return from.claim, err
	}
	was := from.claim.Position
	from.claim.Position.Outcome = sow.OutcomeNotPursued
	from.claim.DueAt, from.claim.DueCode = nil, ""
	from.note(sow.ClaimEvent{Kind: sow.EventMoved, From: was.String(), To: from.claim.Position.String(), Subject: subject("claim", into), Reason: strings.TrimSpace(fmt.Sprintf("merged into claim %d. %s", into, reason))})
	if err := from.setDeadlines(ctx, nil, nil); err != nil {
		return from.claim, err
	}
	from.mergedInto = into
	if err := from.finishWith(ctx, to.events); err != nil {
		return from.claim, err
	}
	return ClaimByID(ctx, tx, into)
}

// OtherClaims lists our other open claims for the same customer, workload and
// programme year.
func OtherClaims(ctx context.Context, db DB, c sow.Claim) ([]sow.ClaimRef, error) {
	rows, err := db.Query(ctx, `SELECT c.id, c.customer, c.workload, c.association, c.position FROM claim c
		WHERE c.outcome IS NULL AND c.id <> $1 AND c.workload = $2 AND c.programme_year = $3
		  AND (c.customer_key = $4 OR (c.name_key = $5 AND $5 <> '')) ORDER BY c.id LIMIT 20`,
		c.ID, c.Workload, c.ProgrammeYear, sow.CustomerKey(c.TenantID, c.Customer, c.DocumentSHA256), sow.FoldCustomer(c.Customer))
	if err != nil {
		return nil, fmt.Errorf("look for other claims beside %d: %w", c.ID, err)
	}
	return pgx.CollectRows(rows, scanClaimRef)
}
