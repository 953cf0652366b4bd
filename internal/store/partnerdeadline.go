package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// PartnerDeadline is a deadline that belongs to the partner and to no claim, one
// time that it comes round.
type PartnerDeadline struct {
	Code      string            `json:"code"`
	Due       string            `json:"due"`    // its last day, YYYY-MM-DD in the partner's zone
	DueAt     time.Time         `json:"due_at"` // the instant after which it is missed
	Rule      string            `json:"rule"`   // how it is counted
	State     sow.DeadlineState `json:"state"`
	DoneBy    string            `json:"done_by,omitempty"`
	ChangedAt time.Time         `json:"changed_at"`
}

const partnerColumns = "code, due_on::text, due_at, rule, state, done_by, changed_at"

// PutPartnerDeadlines makes the given days those that are asked for: new ones
// are added, what the rules no longer give for the time ahead is closed, and
// what passed before another one of its kind has lapsed.
func PutPartnerDeadlines(ctx context.Context, tx pgx.Tx, entries []sow.DeadlineEntry, zone *time.Location, at time.Time) error {
	code, due, rule, dueAt := []string{}, []string{}, []string{}, []time.Time{}
	for _, d := range claimDeadlinesOf(entries, cmpZone(zone)) {
		if d.DueAt != nil {
			code, due, rule, dueAt = append(code, d.Code), append(due, *d.Due), append(rule, clean(d.Rule)), append(dueAt, *d.DueAt)
		}
	}
	for what, sql := range map[string]string{
		"add": `INSERT INTO partner_deadline (code, due_on, due_at, rule, changed_at)
			SELECT t.code, t.due::date, t.due_at, t.rule, $5 FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) AS t(code, due, due_at, rule)
			ON CONFLICT (code, due_on) DO UPDATE SET due_at = excluded.due_at, rule = excluded.rule, changed_at = excluded.changed_at, remind_at = '-infinity',
				state = CASE WHEN partner_deadline.state = 'void' THEN 'open' ELSE partner_deadline.state END
			WHERE (partner_deadline.due_at, partner_deadline.rule) IS DISTINCT FROM (excluded.due_at, excluded.rule) OR partner_deadline.state = 'void'`,
		"close": `UPDATE partner_deadline d SET state = 'void', changed_at = $5 WHERE state = 'open' AND due_at > $5
			AND NOT EXISTS (SELECT FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[]) AS t(code, due, due_at, rule) WHERE t.code = d.code AND t.due::date = d.due_on)`,
	} {
		if _, err := tx.Exec(ctx, sql, code, due, dueAt, rule, stamp(at)); err != nil {
			return fmt.Errorf("%s deadlines of the partner: %w", what, translate(err))
		}
	}
	return nil
}

// PassPartnerDeadlines marks what has passed: missed, or lapsed for the codes
// that end by themselves. A missed one lapses when the next of its kind is
// missed, too: nobody is reminded of both.
func PassPartnerDeadlines(ctx context.Context, tx pgx.Tx, passing []string, at time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE partner_deadline SET state = CASE WHEN code = ANY($1::text[]) THEN 'lapsed' ELSE 'missed' END, changed_at = $2, remind_at = '-infinity'
		WHERE state = 'open' AND due_at <= $2`, passing, stamp(at))
	if err != nil {
		return fmt.Errorf("mark deadlines of the partner: %w", translate(err))
	}
	_, err = tx.Exec(ctx, `UPDATE partner_deadline d SET state = 'lapsed', changed_at = $1
		WHERE state = 'missed' AND EXISTS (SELECT FROM partner_deadline n WHERE n.code = d.code AND n.due_on > d.due_on AND n.due_at <= $1 AND n.state <> 'void')`, stamp(at))
	if err != nil {
		return fmt.Errorf("let deadlines of the partner lapse: %w", translate(err))
	}
	return nil
}

// PartnerLooking is a deadline of the partner whose reminders are to be looked
// at now.
type PartnerLooking struct {
	PartnerDeadline
	Seen []Seen
}

// TakePartnerLooking locks the deadlines of the partner that are to be looked
// at. There are never many.
func TakePartnerLooking(ctx context.Context, tx pgx.Tx, at time.Time) ([]PartnerLooking, error) {
	rows, err := tx.Query(ctx, `SELECT `+partnerColumns+`,
			coalesce((SELECT json_agg(json_build_object('Code', s.code, 'Name', s.name, 'At', s.at)) FROM partner_deadline_seen s WHERE s.code = d.code AND s.due_on = d.due_on), '[]')::text
		FROM partner_deadline d WHERE state IN ('open', 'missed') AND remind_at <= $1 ORDER BY due_at, code LIMIT $2 FOR UPDATE SKIP LOCKED`, stamp(at), MaxLimit)
	if err != nil {
		return nil, fmt.Errorf("find deadlines of the partner to look at: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (PartnerLooking, error) {
		var l PartnerLooking
		var seen string
		if err := row.Scan(&l.Code, &l.Due, &l.DueAt, &l.Rule, &l.State, &l.DoneBy, &l.ChangedAt, &seen); err != nil {
			return l, err
		}
		return l, json.Unmarshal([]byte(seen), &l.Seen)
	})
	if err != nil {
		return nil, fmt.Errorf("find deadlines of the partner to look at: %w", err)
	}
	return list, nil
}

// PartnerLookAgain records when a deadline of the partner is to be looked at
// next; the zero time means never.
func PartnerLookAgain(ctx context.Context, tx pgx.Tx, d PartnerDeadline, next time.Time) error {
	var at *time.Time
	if !next.IsZero() {
		next = stamp(next)
		at = &next
	}
	if _, err := tx.Exec(ctx, "UPDATE partner_deadline SET remind_at = $3 WHERE code = $1 AND due_on = $2::text::date", d.Code, d.Due, at); err != nil {
		return fmt.Errorf("plan the next look at %s of the partner: %w", d.Code, err)
	}
	return nil
}

// PartnerDeadlines lists the deadlines of the partner that are asked for, and
// those that ended after the given time, the next one first.
func PartnerDeadlines(ctx context.Context, db DB, since time.Time) ([]PartnerDeadline, error) {
	rows, err := db.Query(ctx, "SELECT "+partnerColumns+" FROM partner_deadline WHERE state IN ('open', 'missed') OR changed_at > $1 ORDER BY due_at, code LIMIT $2", stamp(since), MaxLimit)
	if err != nil {
		return nil, fmt.Errorf("list deadlines of the partner: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[PartnerDeadline])
}

// EndPartnerDeadline records that a person says of a deadline of the partner
// that it is done. It gives ErrNotFound for one that is not asked for.
func EndPartnerDeadline(ctx context.Context, tx pgx.Tx, code, due, by string, at time.Time) (PartnerDeadline, error) {
	return changePartnerDeadline(ctx, tx, "state = 'met', done_by = $3, changed_at = $4", "partner.done", by, at, code, due, clean(by), stamp(at))
}

// SeePartnerDeadline records that a person has seen a deadline of the partner:
// its reminders rest for one business day. It gives ErrNotFound for one that is
// not asked for.
func SeePartnerDeadline(ctx context.Context, tx pgx.Tx, code, due, by string, at time.Time) (PartnerDeadline, error) {
	d, err := changePartnerDeadline(ctx, tx, "remind_at = '-infinity'", "partner.seen", by, at, code, due)
	if err != nil {
		return d, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO partner_deadline_seen (code, due_on, name, at) VALUES ($1, $2::text::date, $3, $4)
		ON CONFLICT (code, due_on, name) DO UPDATE SET at = excluded.at`, code, due, clean(by), stamp(at))
	if err != nil {
		return d, fmt.Errorf("acknowledge %s of the partner: %w", code, translate(err))
	}
	return d, nil
}

// changePartnerDeadline sets columns of the deadline that the first two of args
// name, by code and last day.
func changePartnerDeadline(ctx context.Context, tx pgx.Tx, set, action, by string, at time.Time, args ...any) (PartnerDeadline, error) {
	rows, err := tx.Query(ctx, "UPDATE partner_deadline SET "+set+" WHERE code = $1 AND due_on::text = $2 AND state IN ('open', 'missed') RETURNING "+partnerColumns, args...)
	if err != nil {
		return PartnerDeadline{}, fmt.Errorf("change %v of the partner: %w", args[0], translate(err))
	}
	d, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[PartnerDeadline])
	if err != nil {
		return d, fmt.Errorf("open deadline %v of %v of the partner: %w", args[0], args[1], translate(err))
	}
	entry, err := auditEntry(stamp(at), clean(by), action, "deadline:"+d.Code, d)
	if err != nil {
		return d, err
	}
	return d, AppendAudit(ctx, tx, entry)
}
