package store

import (
	"cmp"
	"context"
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

// RecordAnalyses is [RecordAnalysis] for several documents: each step is done
// for all of them at once, save for those that depend on an earlier one of the
// list. The audit entries of all come last, because the chain is locked from
// then on.
func RecordAnalyses(ctx context.Context, tx pgx.Tx, list []Recording) ([]Recorded, error) {
	all := make([]*recording, len(list))
	for i, r := range list {
		r.At, r.Zone = stamp(r.At), cmpZone(r.Zone)
		all[i] = &recording{Recording: r}
	}
	first := &pgx.Batch{}
	queuePlanning(first)
	queueLocks(first, list)
	waves := wavesOf(all)
	for i, wave := range waves {
		rest := &pgx.Batch{}
		if err := recordWave(ctx, tx, wave, first, rest); err != nil {
			return nil, err
		}
		first = &pgx.Batch{}
		if i == len(waves)-1 {
			var audit []sow.AuditEntry
			for _, r := range all {
				audit = append(audit, r.audit...)
			}
			queueAudit(rest, audit)
		}
		if rest.Len() == 0 {
			continue
		}
		if err := tx.SendBatch(ctx, rest).Close(); err != nil {
			return nil, fmt.Errorf("record analyses of %s: %w", documentsOf(wave), translate(err))
		}
	}
	return column(all, func(r *recording) Recorded { return r.out }), nil
}

// recording is a [Recording] on its way.
type recording struct {
	Recording
	doc      sow.DocumentRecord
	entry    logged
	out      Recorded
	openings []*opening
	audit    []sow.AuditEntry
}

func documentsOf(list []*recording) string {
	if len(list) == 1 {
		return fmt.Sprintf("document %d", list[0].DocumentID)
	}
	return fmt.Sprintf("%d documents from %d", len(list), list[0].DocumentID)
}

// queueLocks takes documents and customers for the transaction, each in one
// order. Two documents of one customer may be analysed at once, one with and
// one without the tenant ID: the unique key alone would let both open a claim.
func queueLocks(b *pgx.Batch, list []Recording) {
	b.Queue("SELECT FROM document WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE", column(list, func(r Recording) int64 { return r.DocumentID }))
	var keys []string
	for _, r := range list {
		if r.Analysis.Status == sow.StatusOK && len(r.Analysis.Claims) > 0 {
			name, tenant := partiesOf(r.Analysis)
			keys = append(keys, cmp.Or(sow.FoldCustomer(name), tenant, r.Analysis.Document.SHA256))
		}
	}
	slices.Sort(keys)
	if keys = slices.Compact(keys); len(keys) > 0 {
		b.Queue("SELECT pg_advisory_xact_lock(hashtextextended('claim:' || t.key, 0)) FROM unnest($1::text[]) AS t(key)", keys)
	}
}

// partiesOf gives the customer's name and tenant, "" for unknown ones.
func partiesOf(a sow.Analysis) (name, tenant string) {
	if a.Facts == nil {
		return "", ""
	}
	name, _ = a.Facts.Customer.Known()
	tenant, _ = a.Facts.TenantID.Known()
	return clean(name), clean(tenant)
}

// wavesOf splits recordings so that each comes after those before it in the
// list that it may depend on: of the same document, text, customer or tenant.
func wavesOf(list []*recording) [][]*recording {
	var waves [][]*recording
	after := map[string]int{} // the first wave that may have a key
	for _, r := range list {
		name, tenant := partiesOf(r.Analysis)
		keys := []string{fmt.Sprint("document ", r.DocumentID)}
		for kind, value := range map[string]string{"name ": sow.FoldCustomer(name), "tenant ": tenant, "text ": r.Analysis.Document.TextSHA256} {
			if value != "" {
				keys = append(keys, kind+value)
			}
		}
		wave := 0
		for _, key := range keys {
			wave = max(wave, after[key])
		}
		for _, key := range keys {
			after[key] = wave + 1
		}
		if wave == len(waves) {
			waves = append(waves, nil)
		}
		waves[wave] = append(waves[wave], r)
	}
	return waves
}

// recordWave does all of [RecordAnalysis] but what it leaves in rest and in the
// audit entries. It sends the statements of first before its own.
func recordWave(ctx context.Context, tx pgx.Tx, wave []*recording, first, rest *pgx.Batch) error {
	if err := insertAnalyses(ctx, tx, wave, first); err != nil {
		return err
	}
	b := &pgx.Batch{}
	queueEnds(b, wave)
	var openings []*opening
	for _, r := range wave {
		r.out = Recorded{AnalysisID: r.entry.id, Repeated: !r.entry.added}
		if !r.repeated() {
			r.openings = r.proposals()
			openings = append(openings, r.openings...)
		}
	}
	queueFind(b, openings)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("end %s: %w", documentsOf(wave), translate(err))
	}
	if err := openClaims(ctx, tx, openings, rest); err != nil {
		return fmt.Errorf("open claims of %s: %w", documentsOf(wave), err)
	}
	for _, r := range wave {
		if r.repeated() {
			continue
		}
		if err := r.follow(ctx, tx, rest); err != nil {
			return err
		}
	}
	return nil
}

// repeated tells that the recording changes nothing: the decision is in the log
// and the document had ended.
func (r *recording) repeated() bool { return !r.entry.added && r.doc.Status != sow.DocumentReceived }

// follow brings claims that stand there already up to date, and gives the
// audit entries of the recording.
func (r *recording) follow(ctx context.Context, tx pgx.Tx, rest *pgx.Batch) error {
	var entries []sow.AuditEntry
	for _, o := range r.openings {
		more, err := o.settle(ctx, tx, rest)
		if err != nil {
			return err
		}
		entries = append(entries, more...)
		if o.known != 0 {
			r.out.Known = append(r.out.Known, o.known)
		} else {
			r.out.Opened = append(r.out.Opened, o.fresh.ID)
		}
	}
	if r.Analysis.Status == sow.StatusOK {
		more, err := r.leave(ctx, tx)
		if err != nil {
			return err
		}
		entries = append(entries, more...)
	}
	audit, err := auditEntry(r.At, sow.Worker().Name, "document."+string(statusOf(r.Analysis)), subject("document", r.doc.ID), map[string]any{
		"sha256": r.doc.SHA256, "analysis": r.entry.id, "pack": r.Analysis.Pack.SHA256, "engine": r.Analysis.Document.Engine,
		"opened": r.out.Opened, "known": r.out.Known, "left": r.out.Left,
	})
	r.audit = append([]sow.AuditEntry{audit}, entries...)
	return err
}

// proposals are those of a readable document, each once.
func (r *recording) proposals() []*opening {
	var list []*opening
	if r.Analysis.Status != sow.StatusOK {
		return nil
	}
	for _, p := range r.Analysis.Claims {
		same := func(o *opening) bool {
			return o.proposal.Workload == p.Workload && o.proposal.Association == p.Association
		}
		if !slices.ContainsFunc(list, same) {
			o := &opening{Recording: r.Recording, doc: r.doc, analysisID: r.entry.id, proposal: p}
			o.fresh = o.claim()
			list = append(list, o)
		}
	}
	return list
}

// leave flags the claims that the document no longer calls for. A first
// analysis of a document that supersedes none leaves no claim behind.
func (r *recording) leave(ctx context.Context, tx pgx.Tx) ([]sow.AuditEntry, error) {
	if r.entry.first && r.doc.Supersedes == 0 {
		return nil, nil
	}
	if r.doc.SupersededBy != 0 {
		return nil, nil // the newer document decides about the claims of both
	}
	left, err := leftClaims(ctx, tx, r.Run, r.doc.ID, slices.Concat(r.out.Opened, r.out.Known))
	if err != nil {
		return nil, err
	}
	var entries []sow.AuditEntry
	for _, ref := range left {
		more, err := flagLeft(ctx, tx, ref.ID, r.Recording, r.doc)
		if err != nil {
			return nil, err
		}
		r.out.Left, entries = append(r.out.Left, ref.ID), append(entries, more...)
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

// queueEnds writes what the analyses say about their documents.
func queueEnds(b *pgx.Batch, list []*recording) {
	failures := column(list, func(r *recording) sow.Failure { return failureOf(r.Analysis) })
	var events []docEvent
	for i, r := range list {
		events = append(events, docEvent{
			document: r.doc.ID, kind: string(statusOf(r.Analysis)), at: r.At, actor: cmp.Or(r.By, sow.Worker().Name),
			detail: cmp.Or(string(failures[i].Code), r.Analysis.Pack.Version),
		})
		if r.Before != nil && !r.repeated() {
			events = append(events, docEvent{
				document: r.doc.ID, kind: "revised", at: r.At, actor: sow.Worker().Name, detail: cmp.Or(r.Changes, "no decision, party, value or date changed"),
			})
		}
	}
	// That a text is not empty stands there twice because the index asks for it.
	b.Queue(`
		UPDATE document d SET status = t.status, reason_code = t.reason_code, reason = t.reason, hint = t.hint, attempts = t.attempts, finished_at = t.at,
			text_sha256 = t.text, same_text_as = CASE WHEN t.text = '' THEN NULL
				ELSE (SELECT min(o.id) FROM document o WHERE o.text_sha256 = t.text AND o.text_sha256 <> '' AND o.id < d.id) END
		FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::text[])
			AS t(id, status, reason_code, reason, hint, attempts, at, text)
		WHERE d.id = ANY($1) AND d.id = t.id`,
		column(list, func(r *recording) int64 { return r.doc.ID }),
		column(list, func(r *recording) string { return string(statusOf(r.Analysis)) }),
		column(failures, func(f sow.Failure) string { return string(f.Code) }),
		column(failures, func(f sow.Failure) string { return clean(f.Message) }),
		column(failures, func(f sow.Failure) string { return clean(f.Hint) }),
		column(list, func(r *recording) int { return max(r.doc.Attempts, r.Attempts) }),
		column(list, func(r *recording) time.Time { return r.At }),
		column(list, func(r *recording) string { return r.Analysis.Document.TextSHA256 }))
	queueDocumentEvents(b, events...)
}

// failureOf says why an analysis is none; the zero value when it is one.
func failureOf(a sow.Analysis) sow.Failure {
	if statusOf(a) != sow.DocumentFailed {
		return sow.Failure{}
	}
	if e := a.Error; e != nil {
		return sow.Failure{Code: cmp.Or(e.Code, sow.ReasonInternal), Message: e.Message, Hint: e.Hint}
	}
	return sow.Failure{Code: sow.ReasonInternal}
}
