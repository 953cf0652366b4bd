package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// claimDeadlinesOf turns days into instants: a day is missed when it has ended
// in the partner's zone.
func claimDeadlinesOf(entries []sow.DeadlineEntry, zone *time.Location) []sow.ClaimDeadline {
	list := make([]sow.ClaimDeadline, 0, len(entries))
	for _, e := range entries {
		d := sow.ClaimDeadline{DeadlineEntry: e, State: sow.DeadlineOpen}
		if e.Due != nil {
			if due, err := time.ParseInLocation(time.DateOnly, *e.Due, zone); err == nil {
				end := due.AddDate(0, 0, 1).UTC()
				d.DueAt = &end
			} else {
				d.Due = nil // no day, no deadline: the rule says why
			}
		}
		list = append(list, d)
	}
	return list
}

// nextDue is the nearest deadline that is still asked for. One that was missed
// counts until the claim moves on: a late claim must not look early.
func nextDue(list []sow.ClaimDeadline) (*time.Time, string) {
	var at *time.Time
	code := ""
	for _, d := range list {
		if (d.State == sow.DeadlineOpen || d.State == sow.DeadlineMissed) && d.DueAt != nil && (at == nil || d.DueAt.Before(*at)) {
			at, code = d.DueAt, d.Code
		}
	}
	return at, code
}

func insertDeadlines(ctx context.Context, tx pgx.Tx, id int64, list []sow.ClaimDeadline, at time.Time) error {
	b := &pgx.Batch{}
	queueDeadlines(b, deadlineRows(id, list, at))
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("set deadlines of claim %d: %w", id, translate(err))
	}
	return nil
}

// deadlineRow is a deadline of a claim that is set at a time.
type deadlineRow struct {
	claim int64
	at    time.Time
	sow.ClaimDeadline
}

func deadlineRows(claim int64, list []sow.ClaimDeadline, at time.Time) []deadlineRow {
	return column(list, func(d sow.ClaimDeadline) deadlineRow { return deadlineRow{claim, at, d} })
}

// queueDeadlines sets deadlines of claims; none may stand there twice.
func queueDeadlines(b *pgx.Batch, list []deadlineRow) {
	if len(list) == 0 {
		return
	}
	text := func(value func(deadlineRow) string) []string { return column(list, value) }
	b.Queue(`
		INSERT INTO claim_deadline (claim_id, code, due_on, due_at, rule, owner, state, updated_at)
		SELECT t.claim_id, t.code, t.due::date, t.due_at, t.rule, t.owner, t.state, t.at
		FROM unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
			AS t(claim_id, code, due, due_at, rule, owner, state, at)
		ON CONFLICT (claim_id, code) DO UPDATE
			SET due_on = excluded.due_on, due_at = excluded.due_at, rule = excluded.rule, owner = excluded.owner, state = excluded.state,
				later_on = NULL, later_at = NULL, later_rule = '', stale = false, updated_at = excluded.updated_at`,
		column(list, func(d deadlineRow) int64 { return d.claim }), text(func(d deadlineRow) string { return d.Code }),
		column(list, func(d deadlineRow) *string { return d.Due }), column(list, func(d deadlineRow) *time.Time { return d.DueAt }),
		text(func(d deadlineRow) string { return clean(d.Rule) }), text(func(d deadlineRow) string { return d.Owner }),
		text(func(d deadlineRow) string { return string(d.State) }), column(list, func(d deadlineRow) time.Time { return d.at }))
}

// setDeadlines makes the given deadlines the open ones of the claim. What was
// open and is no longer asked for is met when its time had not come; what had
// passed has lapsed.
func (e *edit) setDeadlines(ctx context.Context, entries []sow.DeadlineEntry, zone *time.Location) error {
	fresh := claimDeadlinesOf(entries, cmpZone(zone))
	codes := make([]string, len(fresh))
	for i, d := range fresh {
		codes[i] = d.Code
	}
	_, err := e.tx.Exec(ctx, `
		UPDATE claim_deadline SET updated_at = $3, state = CASE WHEN due_at IS NULL THEN 'void' WHEN due_at > $3 THEN 'met' ELSE 'lapsed' END
		WHERE claim_id = $1 AND state IN ('open', 'missed') AND code <> ALL($2::text[])`, e.claim.ID, codes, e.At)
	if err != nil {
		return fmt.Errorf("close deadlines of claim %d: %w", e.claim.ID, translate(err))
	}
	if err := insertDeadlines(ctx, e.tx, e.claim.ID, fresh, e.At); err != nil {
		return err
	}
	if e.claim.Deadlines, err = claimDeadlines(ctx, e.tx, e.claim.ID); err != nil {
		return err
	}
	e.claim.DueAt, e.claim.DueCode = nextDue(e.claim.Deadlines)
	return nil
}

// OverdueDeadline is a deadline that passed while it was open.
type OverdueDeadline struct {
	ClaimID int64
	Code    string
	DueAt   time.Time
	Owner   string
	Day     string // the last day, YYYY-MM-DD in the partner's zone
}

// TakeOverdue gives up to limit open deadlines that have passed, and marks them
// missed, in the caller's transaction. Several workers may call it at once:
// each deadline is given to one of them.
func TakeOverdue(ctx context.Context, tx pgx.Tx, at time.Time, limit int) ([]OverdueDeadline, error) {
	// The claim is locked first, as every change of a claim does: no deadlock.
	rows, err := tx.Query(ctx, `
		SELECT d.claim_id, d.code, d.due_at, d.owner, coalesce(to_char(d.due_on, 'YYYY-MM-DD'), '') FROM claim_deadline d JOIN claim c ON c.id = d.claim_id
		WHERE d.state = 'open' AND d.due_at <= $1
		ORDER BY d.due_at, d.claim_id, d.code LIMIT $2 FOR UPDATE OF c SKIP LOCKED`, stamp(at), limited(limit))
	if err != nil {
		return nil, fmt.Errorf("find overdue deadlines: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[OverdueDeadline])
	if err != nil {
		return nil, fmt.Errorf("find overdue deadlines: %w", err)
	}
	if len(list) == 0 {
		return nil, nil
	}
	return missDeadlines(ctx, tx, list, stamp(at))
}

// missDeadlines marks deadlines whose claims are locked, all at once, with one
// event each. It gives those that nobody else closed just before the lock.
func missDeadlines(ctx context.Context, tx pgx.Tx, list []OverdueDeadline, at time.Time) ([]OverdueDeadline, error) {
	ids := column(list, func(d OverdueDeadline) int64 { return d.ClaimID })
	type key struct {
		claim int64
		code  string
	}
	ours := map[key]bool{}
	claims := map[int64]*late{}
	b := &pgx.Batch{}
	queuePlanning(b)
	b.Queue(`UPDATE claim_deadline d SET state = 'missed', updated_at = $3 FROM unnest($1::bigint[], $2::text[]) AS t(claim_id, code)
		WHERE d.claim_id = ANY($1) AND d.claim_id = t.claim_id AND d.code = t.code AND d.state = 'open' RETURNING d.claim_id, d.code`,
		ids, column(list, func(d OverdueDeadline) string { return d.Code }), at).Query(func(rows pgx.Rows) error {
		var k key
		_, err := pgx.ForEachRow(rows, []any{&k.claim, &k.code}, func() error { ours[k] = true; return nil })
		return err
	})
	b.Queue("SELECT id, version, evidence_sha256, pack_sha256 FROM claim WHERE id = ANY($1)", ids).Query(func(rows pgx.Rows) error {
		var c late
		_, err := pgx.ForEachRow(rows, []any{&c.id, &c.version, &c.evidence, &c.pack}, func() error { one := c; claims[c.id] = &one; return nil })
		return err
	})
	b.Queue(`SELECT claim_id, code, due_at, state FROM claim_deadline WHERE claim_id = ANY($1) AND state IN ('open', 'missed')
		ORDER BY claim_id, due_at NULLS LAST, code`, ids).Query(func(rows pgx.Rows) error {
		var d sow.ClaimDeadline
		_, err := pgx.ForEachRow(rows, []any{&d.ClaimID, &d.Code, &d.DueAt, &d.State}, func() error {
			claims[d.ClaimID].deadlines = append(claims[d.ClaimID].deadlines, d)
			return nil
		})
		return err
	})
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, fmt.Errorf("mark %d deadlines missed: %w", len(list), translate(err))
	}
	list = slices.DeleteFunc(list, func(d OverdueDeadline) bool { return !ours[key{d.ClaimID, d.Code}] })
	var events []sow.ClaimEvent
	for _, d := range list {
		events = append(events, claims[d.ClaimID].miss(d, at))
	}
	maps.DeleteFunc(claims, func(_ int64, c *late) bool { return !c.changed })
	return list, saveMissed(ctx, tx, slices.Collect(maps.Values(claims)), events, at)
}

// late is what a claim of a missed deadline needs to get its event.
type late struct {
	id        int64
	version   int
	evidence  string
	pack      string
	deadlines []sow.ClaimDeadline // that are asked for, nearest first
	changed   bool
}

// miss gives the event; the claim's version counts on with it.
func (c *late) miss(d OverdueDeadline, at time.Time) sow.ClaimEvent {
	c.version++
	c.changed = true
	return sow.ClaimEvent{
		ClaimID: c.id, Step: c.version, Kind: sow.EventDeadline, At: at, Actor: sow.Worker(), Subject: clean(d.Code), Reason: clean(d.passed()),
		EvidenceSHA256: c.evidence, PackSHA256: c.pack,
	}
}

func saveMissed(ctx context.Context, tx pgx.Tx, claims []*late, events []sow.ClaimEvent, at time.Time) error {
	entries, err := eventEntries(events)
	if err != nil || len(events) == 0 {
		return err
	}
	due, code := make([]*time.Time, len(claims)), make([]string, len(claims))
	for i, c := range claims {
		due[i], code[i] = nextDue(c.deadlines)
	}
	b := &pgx.Batch{}
	queueEvents(b, events)
	b.Queue(`UPDATE claim c SET version = t.version, due_at = t.due_at, due_code = t.due_code, updated_at = $5
		FROM unnest($1::bigint[], $2::int[], $3::timestamptz[], $4::text[]) AS t(id, version, due_at, due_code) WHERE c.id = ANY($1) AND c.id = t.id`,
		column(claims, func(c *late) int64 { return c.id }), column(claims, func(c *late) int { return c.version }), due, code, at)
	queueAudit(b, entries)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("note %d missed deadlines: %w", len(events), translate(err))
	}
	return nil
}

// passed says which day went by, as people read it.
func (d OverdueDeadline) passed() string {
	day, err := sow.ParseDay(d.Day)
	if err != nil {
		return "passed on " + d.DueAt.UTC().Format("Mon 2 Jan 2006, 15:04 UTC")
	}
	return "the last day was " + day.Words()
}
