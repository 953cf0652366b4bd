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
//
// It takes four round trips, whatever number of claims are opened: the jobs of
// many documents wait for each of them.
func RecordAnalysis(ctx context.Context, tx pgx.Tx, r Recording) (Recorded, error) {
	out, err := RecordAnalyses(ctx, tx, []Recording{r})
	if err != nil {
		return Recorded{}, err
	}
	return out[0], nil
}

// RecordAnalyses is [RecordAnalysis] for several documents in their order. The
// audit entries of all come last, because the chain is locked from then on.
func RecordAnalyses(ctx context.Context, tx pgx.Tx, list []Recording) ([]Recorded, error) {
	all := make([]Recorded, len(list))
	var audit []sow.AuditEntry
	for i, r := range list {
		rest := &pgx.Batch{}
		out, entries, err := record(ctx, tx, r, rest)
		if err != nil {
			return nil, err
		}
		all[i], audit = out, append(audit, entries...)
		if i == len(list)-1 {
			queueAudit(rest, audit)
		}
		if rest.Len() == 0 {
			continue
		}
		if err := tx.SendBatch(ctx, rest).Close(); err != nil {
			return nil, fmt.Errorf("record analysis of document %d: %w", r.DocumentID, translate(err))
		}
	}
	return all, nil
}

// record does all of [RecordAnalysis] but what it leaves in the batch, and
// gives the entries of the audit chain.
func record(ctx context.Context, tx pgx.Tx, r Recording, rest *pgx.Batch) (Recorded, []sow.AuditEntry, error) {
	r.At = stamp(r.At)
	r.Zone = cmpZone(r.Zone)
	doc, entry, err := insertAnalysis(ctx, tx, r)
	if err != nil {
		return Recorded{}, nil, err
	}
	out := Recorded{AnalysisID: entry.id, Repeated: !entry.added}
	ended := doc.Status == sow.DocumentReceived
	b := &pgx.Batch{}
	queueEnd(b, doc, r)
	if !entry.added && !ended {
		return out, nil, sendEnd(ctx, tx, b, doc)
	}
	if r.Before != nil {
		queueDocumentEvent(b, doc.ID, docEvent{kind: "revised", at: r.At, actor: sow.Worker().Name, detail: cmp.Or(r.Changes, "no decision, party, value or date changed")})
	}
	openings := r.openings(doc, entry.id)
	queueFind(b, openings)
	if err := sendEnd(ctx, tx, b, doc); err != nil {
		return out, nil, err
	}
	entries, err := out.claims(ctx, tx, openings, rest)
	if err == nil && r.Analysis.Status == sow.StatusOK {
		err = out.leave(ctx, tx, r, doc, entry.first, &entries)
	}
	if err != nil {
		return out, nil, err
	}
	audit, err := auditEntry(r.At, sow.Worker().Name, "document."+string(statusOf(r.Analysis)), subject("document", doc.ID), map[string]any{
		"sha256": doc.SHA256, "analysis": entry.id, "pack": r.Analysis.Pack.SHA256, "engine": r.Analysis.Document.Engine,
		"opened": out.Opened, "known": out.Known, "left": out.Left,
	})
	return out, append([]sow.AuditEntry{audit}, entries...), err
}

// openings are the proposals of a readable document, each once.
func (r Recording) openings(doc sow.DocumentRecord, analysisID int64) []*opening {
	var list []*opening
	if r.Analysis.Status != sow.StatusOK {
		return nil
	}
	for _, p := range r.Analysis.Claims {
		same := func(o *opening) bool {
			return o.proposal.Workload == p.Workload && o.proposal.Association == p.Association
		}
		if !slices.ContainsFunc(list, same) {
			o := &opening{Recording: r, doc: doc, analysisID: analysisID, proposal: p}
			o.fresh = o.claim()
			list = append(list, o)
		}
	}
	return list
}

// queueFind looks for the claims that stand for proposals already.
func queueFind(b *pgx.Batch, list []*opening) {
	if len(list) == 0 {
		return
	}
	// Two documents of one customer may be analysed at once, one with and one
	// without the tenant ID: the unique key alone would let both open a claim.
	c := list[0].fresh
	b.Queue("SELECT pg_advisory_xact_lock(hashtextextended('claim:' || $1, 0))", cmp.Or(sow.FoldCustomer(c.Customer), c.TenantID, c.DocumentSHA256))
	for _, o := range list {
		b.Queue(findClaimSQL, findClaimArgs(o.fresh)...).QueryRow(func(row pgx.Row) error {
			err := row.Scan(&o.known)
			if errors.Is(err, pgx.ErrNoRows) {
				return nil
			}
			return err
		})
	}
}

// claims opens and finds the claims that follow from the analysis. What is
// still to be written stands in the batch.
func (out *Recorded) claims(ctx context.Context, tx pgx.Tx, list []*opening, rest *pgx.Batch) ([]sow.AuditEntry, error) {
	rows := &pgx.Batch{}
	var entries []sow.AuditEntry
	for _, o := range list {
		if err := o.findEarlier(ctx, tx); err != nil {
			return nil, err
		}
		if o.known != 0 {
			continue
		}
		if err := queueClaim(rows, &o.fresh); err != nil {
			return nil, err
		}
	}
	if rows.Len() > 0 {
		if err := tx.SendBatch(ctx, rows).Close(); err != nil {
			return nil, fmt.Errorf("open claims of document %d: %w", list[0].doc.ID, translate(err))
		}
	}
	for _, o := range list {
		more, err := o.settle(ctx, tx, rest)
		if err != nil {
			return nil, err
		}
		entries = append(entries, more...)
		if o.known != 0 {
			out.Known = append(out.Known, o.known)
		} else {
			out.Opened = append(out.Opened, o.fresh.ID)
		}
	}
	return entries, nil
}

// leave flags the claims that the document no longer calls for. A first
// analysis of a document that supersedes none leaves no claim behind.
func (out *Recorded) leave(ctx context.Context, tx pgx.Tx, r Recording, doc sow.DocumentRecord, first bool, entries *[]sow.AuditEntry) error {
	if first && doc.Supersedes == 0 {
		return nil
	}
	if doc.SupersededBy != 0 {
		return nil // the newer document decides about the claims of both
	}
	left, err := leftClaims(ctx, tx, r.Run, doc.ID, slices.Concat(out.Opened, out.Known))
	if err != nil {
		return err
	}
	for _, ref := range left {
		more, err := flagLeft(ctx, tx, ref.ID, r, doc)
		if err != nil {
			return err
		}
		out.Left, *entries = append(out.Left, ref.ID), append(*entries, more...)
	}
	return nil
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

// queueEnd writes what the analysis says about the document.
func queueEnd(b *pgx.Batch, doc sow.DocumentRecord, r Recording) {
	status, f := statusOf(r.Analysis), sow.Failure{}
	if status == sow.DocumentFailed {
		f = sow.Failure{Code: sow.ReasonInternal}
		if e := r.Analysis.Error; e != nil {
			f = sow.Failure{Code: cmp.Or(e.Code, sow.ReasonInternal), Message: e.Message, Hint: e.Hint}
		}
	}
	b.Queue(`
		UPDATE document SET status = $2, reason_code = $3, reason = $4, hint = $5, attempts = $6, finished_at = $7, text_sha256 = $8,
			same_text_as = CASE WHEN $8 = '' THEN NULL ELSE (SELECT min(o.id) FROM document o WHERE o.text_sha256 = $8 AND o.id < document.id) END
		WHERE id = $1`,
		doc.ID, string(status), string(f.Code), clean(f.Message), clean(f.Hint), max(doc.Attempts, r.Attempts), r.At, r.Analysis.Document.TextSHA256)
	queueDocumentEvent(b, doc.ID, docEvent{
		kind: string(status), at: r.At, actor: cmp.Or(r.By, sow.Worker().Name), detail: cmp.Or(string(f.Code), r.Analysis.Pack.Version),
	})
}

func sendEnd(ctx context.Context, tx pgx.Tx, b *pgx.Batch, doc sow.DocumentRecord) error {
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("end document %d: %w", doc.ID, translate(err))
	}
	return nil
}

// opening is one proposal of an analysis on its way to a claim.
type opening struct {
	Recording
	doc        sow.DocumentRecord
	analysisID int64
	proposal   sow.ClaimProposal
	fresh      sow.Claim // as the proposal has it
	known      int64     // the claim that stands for it already, 0 none
}

// settle brings the known claim up to date, or queues what belongs to the one
// that was opened.
func (o *opening) settle(ctx context.Context, tx pgx.Tx, b *pgx.Batch) ([]sow.AuditEntry, error) {
	if o.known != 0 {
		return o.refresh(ctx, tx, o.known, b)
	}
	if err := queueItems(b, o.fresh.ID, o.fresh.Items); err != nil {
		return nil, err
	}
	queueDeadlines(b, o.fresh.ID, o.fresh.Deadlines, o.fresh.UpdatedAt)
	events := stampedEvents([]sow.ClaimEvent{{
		ClaimID: o.fresh.ID, Step: 1, Kind: sow.EventOpened, At: o.At, Actor: sow.Worker(), To: o.fresh.Position.String(), PackSHA256: o.fresh.PackSHA256,
		Subject: subject("document", o.doc.ID),
	}}, 0, o.fresh.EvidenceSHA256)
	queueEvents(b, events)
	return eventEntries(events)
}

// claim is the claim as the proposal has it.
func (o *opening) claim() sow.Claim {
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

// findClaimSQL gives the newest claim of the same natural key. A claim of the
// same customer name counts too when one of the two does not know the tenant.
const findClaimSQL = `
	SELECT id FROM claim
	WHERE workload = $1 AND association = $2 AND programme_year = $3 AND partner_id = $4
	  AND (customer_key = $5 OR (name_key = $6 AND $6 <> '' AND (tenant_id = '' OR $7 = '')))
	ORDER BY (customer_key = $5) DESC, attempt DESC, id DESC LIMIT 1`

func findClaimArgs(c sow.Claim) []any {
	return []any{
		c.Workload, string(c.Association), c.ProgrammeYear, c.PartnerID,
		sow.CustomerKey(c.TenantID, c.Customer, c.DocumentSHA256), sow.FoldCustomer(c.Customer), c.TenantID,
	}
}

func findClaim(ctx context.Context, db DB, c sow.Claim) (int64, error) {
	var id int64
	if err := db.QueryRow(ctx, findClaimSQL, findClaimArgs(c)...).Scan(&id); err != nil {
		return 0, fmt.Errorf("find claim for %s: %w", c.Workload, translate(err))
	}
	return id, nil
}

// insertClaim adds a claim with its checklist and deadlines.
func insertClaim(ctx context.Context, tx pgx.Tx, c sow.Claim) (int64, error) {
	b := &pgx.Batch{}
	if err := queueClaim(b, &c); err != nil {
		return 0, err
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return 0, fmt.Errorf("open claim for %s: %w", c.Workload, translate(err))
	}
	b = &pgx.Batch{}
	if err := queueItems(b, c.ID, c.Items); err != nil {
		return 0, err
	}
	queueDeadlines(b, c.ID, c.Deadlines, c.UpdatedAt)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return 0, fmt.Errorf("open claim for %s: %w", c.Workload, translate(err))
	}
	return c.ID, nil
}

// queueClaim adds the row of a claim, which gives the claim its ID.
func queueClaim(b *pgx.Batch, c *sow.Claim) error {
	value, err := json.Marshal(c.ExpectedValue)
	if err != nil {
		return fmt.Errorf("write expected value: %w", err)
	}
	amount, currency := c.ExpectedValue.Amount, c.ExpectedValue.Currency
	if amount == nil || currency == nil {
		amount, currency = nil, nil
	}
	var supersedes *int64
	if c.Supersedes != 0 {
		supersedes = &c.Supersedes
	}
	b.Queue(`
		INSERT INTO claim (customer, customer_key, name_key, tenant_id, workload, association, programme_year, partner_id, attempt,
			stage, version, owner, document_id, analysis_id, pack_sha256, evidence_sha256, expected_value, value_amount, value_currency,
			signed_on, effective_on, analysed_on, supersedes, due_at, due_code, created_at, updated_at, payment_opt_out)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
			$20::text::date, $21::text::date, $22::text::date, $23, $24, $25, $26, $26, $27) RETURNING id`,
		c.Customer, sow.CustomerKey(c.TenantID, c.Customer, c.DocumentSHA256), sow.FoldCustomer(c.Customer), c.TenantID, c.Workload, string(c.Association),
		c.ProgrammeYear, clean(c.PartnerID), c.Attempt, string(c.Position.Stage), c.Version, clean(c.Owner), c.DocumentID, c.AnalysisID, c.PackSHA256,
		c.EvidenceSHA256, string(value), amount, currency, day(c.Dates.Signed), day(c.Dates.Effective), day(c.Dates.Analysed), supersedes,
		c.DueAt, c.DueCode, c.CreatedAt, c.PaymentOptOut).QueryRow(func(row pgx.Row) error { return row.Scan(&c.ID) })
	return nil
}

// refresh brings a claim that stands there already up to date with another
// analysis. While its evidence is still being collected, what the program
// found itself is found anew; a later claim only gets an event, for people
// approve or file it as it is.
// What is still to be written stands in the batch.
func (o *opening) refresh(ctx context.Context, tx pgx.Tx, id int64, b *pgx.Batch) ([]sow.AuditEntry, error) {
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
		fresh := o.fresh
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
		items := &pgx.Batch{}
		if err := queueRefreshItems(items, id, fresh.Items, o.At); err != nil {
			return nil, err
		}
		if err := e.touchedBy(ctx, items); err != nil {
			return nil, err
		}
	}
	e.note(sow.ClaimEvent{Kind: sow.EventAnalysed, Subject: subject("document", o.doc.ID), Reason: o.refreshReason(collecting)})
	e.queue(b)
	return eventEntries(e.events)
}

func (o *opening) refreshReason(collecting bool) string {
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
