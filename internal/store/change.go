package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Change says which state of which claim somebody changes. Version is the one
// that the person saw: when the claim has moved on meanwhile, the change is
// refused with ErrConflict.
type Change struct {
	ClaimID int64
	Version int
	Actor   sow.Actor
	At      time.Time
}

// edit is one change of a claim under way: the locked claim and the events it
// will leave. Nothing but finish writes the claim's row.
type edit struct {
	Change
	tx     pgx.Tx
	claim  sow.Claim
	filer  string
	events []sow.ClaimEvent
	// mergedInto is the claim that goes on in the place of this one, 0 none
	mergedInto int64
	saved      int // how many of events are in the database
}

func begin(ctx context.Context, tx pgx.Tx, ch Change) (*edit, error) {
	c, err := LockClaim(ctx, tx, ch.ClaimID)
	if err != nil {
		return nil, err
	}
	if c.Version != ch.Version {
		return nil, fmt.Errorf("claim %d is at version %d, not %d: %w", c.ID, c.Version, ch.Version, sow.ErrConflict)
	}
	ch.At = stamp(ch.At)
	return &edit{Change: ch, tx: tx, claim: c}, nil
}

// note adds an event; the claim's version counts on with it.
func (e *edit) note(ev sow.ClaimEvent) {
	e.claim.Version++
	ev.ClaimID, ev.Step, ev.At, ev.Actor, ev.PackSHA256 = e.claim.ID, e.claim.Version, e.At, e.Actor, e.claim.PackSHA256
	ev.Reason, ev.Subject = clean(ev.Reason), clean(ev.Subject)
	e.events = append(e.events, ev)
}

// touched records that the actor changed the evidence: a new hash, which voids
// approvals, and the last editor, who cannot approve.
func (e *edit) touched(ctx context.Context) error { return e.touchedBy(ctx, &pgx.Batch{}) }

// touchedBy is touched after the statements of b, in one round trip.
func (e *edit) touchedBy(ctx context.Context, b *pgx.Batch) error {
	var items []sow.ClaimItem
	var files []sow.Attachment
	b.Queue(itemsOf, e.claim.ID).Query(func(rows pgx.Rows) (err error) {
		items, err = pgx.CollectRows(rows, scanItem)
		return err
	})
	b.Queue(attachmentsOf, e.claim.ID).Query(func(rows pgx.Rows) (err error) {
		files, err = pgx.CollectRows(rows, pgx.RowToStructByPos[sow.Attachment])
		return err
	})
	if err := e.send(ctx, b); err != nil {
		return err
	}
	e.claim.Items = items
	e.claim.EvidenceSHA256 = sow.EvidenceDigest(e.claim, files)
	if e.Actor.Kind != sow.ActorWorker {
		e.claim.LastEditor = e.Actor.Name
	}
	return nil
}

// finish writes the claim, its events and the audit entries.
func (e *edit) finish(ctx context.Context) (sow.Claim, error) {
	err := e.finishWith(ctx, nil)
	return e.claim, err
}

// finishWith is finish with events of other claims in the same audit write,
// which comes last because it holds the chain's lock.
func (e *edit) finishWith(ctx context.Context, others []sow.ClaimEvent) error {
	entries, err := eventEntries(append(others, e.stamped()...))
	if err != nil {
		return err
	}
	b := &pgx.Batch{}
	e.queue(b)
	queueAudit(b, entries)
	return e.send(ctx, b)
}

// save writes the new events and then the row, whose version they explain, in
// one round trip.
func (e *edit) save(ctx context.Context) error {
	b := &pgx.Batch{}
	e.queue(b)
	return e.send(ctx, b)
}

func (e *edit) queue(b *pgx.Batch) {
	queueEvents(b, e.stamped()[e.saved:])
	e.saved = len(e.events)
	e.claim.UpdatedAt = e.At
	queueUpdate(b, e.claim, e.filer, e.mergedInto)
}

func (e *edit) send(ctx context.Context, b *pgx.Batch) error {
	if err := e.tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("change claim %d: %w", e.claim.ID, translate(err))
	}
	return nil
}

// stamped gives the events; those that are not in the database yet get the
// claim's evidence as it is now.
func (e *edit) stamped() []sow.ClaimEvent {
	return stampedEvents(e.events, e.saved, e.claim.EvidenceSHA256)
}

func stampedEvents(events []sow.ClaimEvent, from int, evidence string) []sow.ClaimEvent {
	for i := range events[from:] {
		events[from+i].EvidenceSHA256 = evidence
	}
	return events
}

func insertEvents(ctx context.Context, db DB, evidence string, events []sow.ClaimEvent) error {
	b := &pgx.Batch{}
	queueEvents(b, stampedEvents(events, 0, evidence))
	if err := db.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("add events of a claim: %w", translate(err))
	}
	return nil
}

// queueEvents adds events of any claims by one statement.
func queueEvents(b *pgx.Batch, events []sow.ClaimEvent) {
	if len(events) == 0 {
		return
	}
	b.Queue(`
		INSERT INTO claim_event (claim_id, step, kind, at, actor_kind, actor, from_position, to_position, on_day, reason, reason_code,
			subject, assumed, evidence_sha256, pack_sha256)
		SELECT t.claim_id, t.step, t.kind, t.at, t.actor_kind, t.actor, t.from_position, t.to_position, t.on_day::date, t.reason, t.reason_code,
			t.subject, t.assumed, t.evidence_sha256, t.pack_sha256
		FROM unnest($1::bigint[], $2::int[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
			$11::text[], $12::text[], $13::bool[], $14::text[], $15::text[])
			AS t(claim_id, step, kind, at, actor_kind, actor, from_position, to_position, on_day, reason, reason_code, subject, assumed, evidence_sha256, pack_sha256)`,
		column(events, func(e sow.ClaimEvent) int64 { return e.ClaimID }),
		column(events, func(e sow.ClaimEvent) int { return e.Step }),
		column(events, func(e sow.ClaimEvent) string { return string(e.Kind) }),
		column(events, func(e sow.ClaimEvent) time.Time { return e.At }),
		column(events, func(e sow.ClaimEvent) string { return string(e.Actor.Kind) }),
		column(events, func(e sow.ClaimEvent) string { return clean(e.Actor.Name) }),
		column(events, func(e sow.ClaimEvent) string { return e.From }),
		column(events, func(e sow.ClaimEvent) string { return e.To }),
		column(events, func(e sow.ClaimEvent) *string { return day(e.On) }),
		column(events, func(e sow.ClaimEvent) string { return e.Reason }),
		column(events, func(e sow.ClaimEvent) string { return e.ReasonCode }),
		column(events, func(e sow.ClaimEvent) string { return e.Subject }),
		column(events, func(e sow.ClaimEvent) bool { return e.Assumed }),
		column(events, func(e sow.ClaimEvent) string { return e.EvidenceSHA256 }),
		column(events, func(e sow.ClaimEvent) string { return e.PackSHA256 }))
}

func eventEntries(events []sow.ClaimEvent) ([]sow.AuditEntry, error) {
	entries := make([]sow.AuditEntry, len(events))
	for i, ev := range events {
		ev.ID = 0 // claim and step name it; the row is written in the same round trip
		entry, err := auditEntry(ev.At, ev.Actor.Name, "claim."+string(ev.Kind), subject("claim", ev.ClaimID), ev)
		if err != nil {
			return nil, err
		}
		entries[i] = entry
	}
	return entries, nil
}

func queueUpdate(b *pgx.Batch, c sow.Claim, filer string, mergedInto int64) {
	t := c.Dates
	b.Queue(`
		UPDATE claim SET customer = $2, customer_key = $3, name_key = $4, tenant_id = $5, programme_year = $6, partner_id = $7,
			stage = $8, sub_state = nullif($9, ''), outcome = nullif($10, ''), version = $11, owner = $12, last_editor = $13,
			filed_by = CASE WHEN $14 = '' THEN filed_by ELSE $14 END, approvals_needed = $15, document_id = $16, analysis_id = $17,
			pack_sha256 = $18, evidence_sha256 = $19, payment_opt_out = $20, partner_center_id = $21,
			submitted_on = $22::text::date, action_on = $23::text::date, approved_on = $24::text::date, rejected_on = $25::text::date,
			disputed_on = $26::text::date, notice_ends_on = $27::text::date, active_on = $28::text::date, assumed = $29, held = $30,
			updated_at = $31, due_at = $32, due_code = $33, held_by = $34, merged_into = coalesce(merged_into, nullif($35::bigint, 0))
		WHERE id = $1`,
		c.ID, clean(c.Customer), sow.CustomerKey(c.TenantID, clean(c.Customer), c.DocumentSHA256), sow.FoldCustomer(clean(c.Customer)), clean(c.TenantID), c.ProgrammeYear, clean(c.PartnerID),
		string(c.Position.Stage), string(c.Position.Sub), string(c.Position.Outcome), c.Version, clean(c.Owner), clean(c.LastEditor),
		clean(filer), max(c.ApprovalsNeeded, 1), c.DocumentID, c.AnalysisID, c.PackSHA256, c.EvidenceSHA256, c.PaymentOptOut, clean(c.PartnerCenter),
		day(t.Submitted), day(t.Action), day(t.Approved), day(t.Rejected), day(t.Disputed), day(t.NoticeEnds), day(t.Active), c.Assumed, c.Held,
		c.UpdatedAt, c.DueAt, c.DueCode, clean(c.HeldBy), mergedInto)
}

func marshalEvidence(ev []sow.Evidence) (string, error) {
	if ev == nil {
		ev = []sow.Evidence{}
	}
	text, err := json.Marshal(ev)
	if err != nil {
		return "", fmt.Errorf("write evidence: %w", err)
	}
	return string(text), nil
}
