package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Recording is an analysis that becomes part of the record.
type Recording struct {
	DocumentID int64
	Analysis   sow.Analysis
	Options    string         // canonical JSON of what people answered; "" none
	PartnerID  string         // Partner ID for new claims; "" when it is chosen later
	Owner      string         // owner of new claims; "" nobody yet
	Zone       *time.Location // zone in which days end; nil is UTC
	Attempts   int            // how often the job has run
	By         string         // the person who asked for it or answered; "" the program
	Program    string         // version of the program that decided
	Before     *sow.Analysis  // of the document that this one supersedes; nil when there is none
	Changes    string         // what differs from Before, in words
	Run        int64          // the re-analysis that takes effect by it; 0 none
	At         time.Time
}

// Recorded tells what an analysis changed.
type Recorded struct {
	AnalysisID int64
	Repeated   bool    // the decision was in the log already
	Opened     []int64 // new claims
	Known      []int64 // claims that stood there before, whatever document opened them
	Left       []int64 // open claims of the document, or of one it supersedes, that it no longer calls for
}

// RecordAnalysis puts an analysis into the decision log, ends the document's
// wait and opens one claim per proposal that has none, all in the caller's
// transaction. Open claims that the document called for and no longer does get
// an event that says so; people decide about them. It is safe to repeat: an
// analysis that is in effect already changes nothing. An analysis that could
// not read the document ends it as failed or waiting for OCR.
func RecordAnalysis(ctx context.Context, tx pgx.Tx, r Recording) (Recorded, error) {
	doc, err := LockDocument(ctx, tx, r.DocumentID)
	if err != nil {
		return Recorded{}, err
	}
	r.At = stamp(r.At)
	r.Zone = cmpZone(r.Zone)
	entry, err := insertAnalysis(ctx, tx, r)
	if err != nil {
		return Recorded{}, err
	}
	out := Recorded{AnalysisID: entry.id, Repeated: !entry.added}
	ended, err := endDocument(ctx, tx, doc, r)
	if err != nil || !entry.added && !ended {
		return out, err
	}
	if r.Before != nil {
		revised := docEvent{kind: "revised", at: r.At, actor: sow.Worker().Name, detail: cmp.Or(r.Changes, "no decision, party, value or date changed")}
		if err := documentEvent(ctx, tx, doc.ID, revised); err != nil {
			return out, err
		}
	}
	var entries []sow.AuditEntry
	if r.Analysis.Status == sow.StatusOK {
		if entries, err = out.claims(ctx, tx, r, doc, entry.first); err != nil {
			return out, err
		}
	}
	audit, err := auditEntry(r.At, sow.Worker().Name, "document."+string(statusOf(r.Analysis)), subject("document", doc.ID), map[string]any{
		"sha256": doc.SHA256, "analysis": entry.id, "pack": r.Analysis.Pack.SHA256, "engine": r.Analysis.Document.Engine,
		"opened": out.Opened, "known": out.Known, "left": out.Left,
	})
	if err != nil {
		return out, err
	}
	return out, AppendAudit(ctx, tx, append([]sow.AuditEntry{audit}, entries...)...)
}

// claims opens, finds and flags the claims that follow from the analysis. A
// first analysis of a document that supersedes none leaves no claim behind.
func (out *Recorded) claims(ctx context.Context, tx pgx.Tx, r Recording, doc sow.DocumentRecord, first bool) ([]sow.AuditEntry, error) {
	var entries []sow.AuditEntry
	for _, p := range r.Analysis.Claims {
		o := opening{Recording: r, doc: doc, analysisID: out.AnalysisID, proposal: p}
		claimID, opened, more, err := o.open(ctx, tx)
		if err != nil {
			return nil, err
		}
		entries = append(entries, more...)
		if opened {
			out.Opened = append(out.Opened, claimID)
		} else {
			out.Known = append(out.Known, claimID)
		}
	}
	if first && doc.Supersedes == 0 {
		return entries, nil
	}
	if doc.SupersededBy != 0 {
		return entries, nil // the newer document decides about the claims of both
	}
	left, err := leftClaims(ctx, tx, r.Run, doc.ID, slices.Concat(out.Opened, out.Known))
	if err != nil {
		return nil, err
	}
	for _, ref := range left {
		more, err := flagLeft(ctx, tx, ref.ID, r, doc)
		if err != nil {
			return nil, err
		}
		out.Left, entries = append(out.Left, ref.ID), append(entries, more...)
	}
	return entries, nil
}

func cmpZone(z *time.Location) *time.Location {
	if z == nil {
		return time.UTC
	}
	return z
}

func statusOf(a sow.Analysis) sow.DocumentStatus {
	switch a.Status {
	case sow.StatusOK:
		return sow.DocumentAnalysed
	case sow.StatusNeedsOCR:
		return sow.DocumentNeedsOCR
	case sow.StatusFailed:
		return sow.DocumentFailed
	}
	return sow.DocumentFailed
}

// endDocument writes what the analysis says about the document and whether it
// was waiting for it.
func endDocument(ctx context.Context, tx pgx.Tx, doc sow.DocumentRecord, r Recording) (bool, error) {
	status, f := statusOf(r.Analysis), sow.Failure{}
	if status == sow.DocumentFailed {
		f = sow.Failure{Code: sow.ReasonInternal}
		if e := r.Analysis.Error; e != nil {
			f = sow.Failure{Code: cmp.Or(e.Code, sow.ReasonInternal), Message: e.Message, Hint: e.Hint}
		}
	}
	_, err := tx.Exec(ctx, `
		UPDATE document SET status = $2, reason_code = $3, reason = $4, hint = $5, attempts = $6, finished_at = $7, text_sha256 = $8,
			same_text_as = CASE WHEN $8 = '' THEN NULL ELSE (SELECT min(o.id) FROM document o WHERE o.text_sha256 = $8 AND o.id < document.id) END
		WHERE id = $1`,
		doc.ID, string(status), string(f.Code), clean(f.Message), clean(f.Hint), max(doc.Attempts, r.Attempts), r.At, r.Analysis.Document.TextSHA256)
	if err != nil {
		return false, fmt.Errorf("end document %d: %w", doc.ID, translate(err))
	}
	return doc.Status == sow.DocumentReceived, documentEvent(ctx, tx, doc.ID, docEvent{
		kind: string(status), at: r.At, actor: cmp.Or(r.By, sow.Worker().Name), detail: cmp.Or(string(f.Code), r.Analysis.Pack.Version),
	})
}

// opening is one proposal of an analysis on its way to a claim.
type opening struct {
	Recording
	doc        sow.DocumentRecord
	analysisID int64
	proposal   sow.ClaimProposal
}

// open makes the claim of the proposal, or finds it.
func (o opening) open(ctx context.Context, tx pgx.Tx) (id int64, opened bool, audit []sow.AuditEntry, err error) {
	c := o.claim()
	// Two documents of one customer may be analysed at once, one with and one
	// without the tenant ID: the unique key alone would let both open a claim.
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('claim:' || $1, 0))", cmp.Or(sow.FoldCustomer(c.Customer), c.TenantID, c.DocumentSHA256)); err != nil {
		return 0, false, nil, fmt.Errorf("lock claims of a customer: %w", err)
	}
	known, err := o.find(ctx, tx, c)
	if err == nil {
		audit, err = o.refresh(ctx, tx, known)
		return known, false, audit, err
	}
	if !errors.Is(err, sow.ErrNotFound) {
		return 0, false, nil, err
	}
	if id, err = insertClaim(ctx, tx, c); err != nil {
		return 0, false, nil, err
	}
	events := []sow.ClaimEvent{{
		ClaimID: id, Step: 1, Kind: sow.EventOpened, At: o.At, Actor: sow.Worker(), To: c.Position.String(), PackSHA256: c.PackSHA256,
		Subject: subject("document", o.doc.ID),
	}}
	if err := insertEvents(ctx, tx, c.EvidenceSHA256, events); err != nil {
		return 0, false, nil, err
	}
	audit, err = eventEntries(events)
	return id, true, audit, err
}

// claim is the claim as the proposal has it.
func (o opening) claim() sow.Claim {
	a, p := o.Analysis, o.proposal
	c := sow.Claim{
		Workload: p.Workload, Association: p.Association, PartnerID: o.PartnerID, Attempt: 1, Position: sow.At(sow.StageIdentified),
		Version: 1, Owner: o.Owner, ApprovalsNeeded: 1, DocumentID: o.doc.ID, DocumentSHA256: o.doc.SHA256, AnalysisID: o.analysisID,
		PackSHA256: a.Pack.SHA256, ExpectedValue: p.ExpectedValue, CreatedAt: o.At, UpdatedAt: o.At,
	}
	if a.Facts != nil {
		c.Customer, _ = a.Facts.Customer.Known()
		c.TenantID, _ = a.Facts.TenantID.Known()
		c.Dates.Signed = knownDay(a.Facts.SignedDate)
		c.Dates.Effective = knownDay(a.Facts.StartDate)
	}
	c.Customer, c.TenantID = clean(c.Customer), clean(c.TenantID)
	received := o.doc.ReceivedAt.In(o.Zone)
	c.Dates.Analysed = received.Format(time.DateOnly)
	c.ProgrammeYear = sow.ProgrammeYear(received)
	// A document that is analysed again next year keeps its programme year.
	if signed, err := time.Parse(time.DateOnly, c.Dates.Signed); err == nil {
		c.ProgrammeYear = sow.ProgrammeYear(signed)
	}
	for _, item := range p.PoE {
		c.Items = append(c.Items, sow.ClaimItem{PoEItem: item, UpdatedAt: o.At})
	}
	c.Deadlines = claimDeadlinesOf(p.Deadlines, o.Zone)
	c.DueAt, c.DueCode = nextDue(c.Deadlines)
	c.EvidenceSHA256 = sow.EvidenceDigest(c, nil)
	return c
}

func knownDay(f sow.Fact[string]) string {
	d, _ := f.Known()
	if _, err := time.Parse(time.DateOnly, d); err != nil {
		return ""
	}
	return d
}

// findClaim gives the newest claim of the same natural key. A claim of the
// same customer name counts too when one of the two does not know the tenant.
func findClaim(ctx context.Context, db DB, c sow.Claim) (int64, error) {
	var id int64
	err := db.QueryRow(ctx, `
		SELECT id FROM claim
		WHERE workload = $1 AND association = $2 AND programme_year = $3 AND partner_id = $4
		  AND (customer_key = $5 OR (name_key = $6 AND $6 <> '' AND (tenant_id = '' OR $7 = '')))
		ORDER BY (customer_key = $5) DESC, attempt DESC, id DESC LIMIT 1`,
		c.Workload, string(c.Association), c.ProgrammeYear, c.PartnerID,
		sow.CustomerKey(c.TenantID, c.Customer, c.DocumentSHA256), sow.FoldCustomer(c.Customer), c.TenantID).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("find claim for %s: %w", c.Workload, translate(err))
	}
	return id, nil
}

func insertClaim(ctx context.Context, tx pgx.Tx, c sow.Claim) (int64, error) {
	value, err := json.Marshal(c.ExpectedValue)
	if err != nil {
		return 0, fmt.Errorf("write expected value: %w", err)
	}
	amount, currency := c.ExpectedValue.Amount, c.ExpectedValue.Currency
	if amount == nil || currency == nil {
		amount, currency = nil, nil
	}
	var supersedes *int64
	if c.Supersedes != 0 {
		supersedes = &c.Supersedes
	}
	var id int64
	err = tx.QueryRow(ctx, `
		INSERT INTO claim (customer, customer_key, name_key, tenant_id, workload, association, programme_year, partner_id, attempt,
			stage, version, owner, document_id, analysis_id, pack_sha256, evidence_sha256, expected_value, value_amount, value_currency,
			signed_on, effective_on, analysed_on, supersedes, due_at, due_code, created_at, updated_at, payment_opt_out)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
			$20::text::date, $21::text::date, $22::text::date, $23, $24, $25, $26, $26, $27) RETURNING id`,
		c.Customer, sow.CustomerKey(c.TenantID, c.Customer, c.DocumentSHA256), sow.FoldCustomer(c.Customer), c.TenantID, c.Workload, string(c.Association),
		c.ProgrammeYear, clean(c.PartnerID), c.Attempt, string(c.Position.Stage), c.Version, clean(c.Owner), c.DocumentID, c.AnalysisID, c.PackSHA256,
		c.EvidenceSHA256, string(value), amount, currency, day(c.Dates.Signed), day(c.Dates.Effective), day(c.Dates.Analysed), supersedes,
		c.DueAt, c.DueCode, c.CreatedAt, c.PaymentOptOut).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("open claim for %s: %w", c.Workload, translate(err))
	}
	if err := insertItems(ctx, tx, id, c.Items); err != nil {
		return 0, err
	}
	return id, insertDeadlines(ctx, tx, id, c.Deadlines, c.UpdatedAt)
}

// refresh brings a claim that stands there already up to date with another
// analysis. While its evidence is still being collected, what the program
// found itself is found anew; a later claim only gets an event, for people
// approve or file it as it is.
func (o opening) refresh(ctx context.Context, tx pgx.Tx, id int64) ([]sow.AuditEntry, error) {
	c, err := LockClaim(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if c.AnalysisID == o.analysisID {
		return nil, nil
	}
	e := &edit{Change: Change{ClaimID: id, Version: c.Version, Actor: sow.Worker(), At: o.At}, tx: tx, claim: c}
	collecting := o.doc.SupersededBy == 0 && c.Position.Open() && (c.Position.Stage == sow.StageIdentified || c.Position.Stage == sow.StageEvidence)
	if collecting {
		fresh := o.claim()
		e.claim.AnalysisID, e.claim.DocumentID, e.claim.DocumentSHA256, e.claim.PackSHA256 = o.analysisID, o.doc.ID, o.doc.SHA256, fresh.PackSHA256
		e.claim.TenantID = cmp.Or(c.TenantID, fresh.TenantID)
		e.claim.Customer = cmp.Or(c.Customer, fresh.Customer)
		if o.Before != nil {
			if err := o.revise(ctx, e, fresh); err != nil {
				return nil, err
			}
		} else if c.DocumentID == o.doc.ID {
			if err := o.takeOver(ctx, e, fresh, "another analysis of the document"); err != nil {
				return nil, err
			}
		}
		if err := refreshItems(ctx, tx, id, fresh.Items, o.At); err != nil {
			return nil, err
		}
		if err := e.touched(ctx); err != nil {
			return nil, err
		}
	}
	e.note(sow.ClaimEvent{Kind: sow.EventAnalysed, Subject: subject("document", o.doc.ID), Reason: o.refreshReason(collecting)})
	if err := e.save(ctx); err != nil {
		return nil, err
	}
	return eventEntries(e.events)
}

func (o opening) refreshReason(collecting bool) string {
	what := "another analysis"
	if o.By != "" {
		what += ", by an answer or at the wish of " + o.By
	}
	if o.Before != nil {
		what = "a newer version of the document (" + cmp.Or(o.Changes, "no decision, party, value or date changed") + ")"
	}
	if collecting {
		return what + "; the checklist was filled anew"
	}
	return what + "; the claim was left as it is, compare the two"
}
