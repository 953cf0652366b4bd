package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Looking is a claim with the open deadlines whose reminders are to be looked
// at now.
type Looking struct {
	Claim     sow.Claim // without checklist
	Deadlines []sow.ClaimDeadline
	Seen      []Seen
	Stale     bool // the rules have changed since the days were computed
}

// Seen is a person's acknowledgement of a deadline.
type Seen struct {
	Code string
	Name string
	At   time.Time
}

// TakeLooking locks up to limit claims with deadlines that are to be looked at,
// most urgent first, and gives all their open ones. Claims that somebody is
// changing are left to the next look.
func TakeLooking(ctx context.Context, tx pgx.Tx, at time.Time, limit int) ([]Looking, error) {
	// The claim is locked before its deadlines, as every change of it does.
	rows, err := tx.Query(ctx, `
		SELECT c.id FROM claim c WHERE c.id IN (
			SELECT claim_id FROM claim_deadline WHERE state IN ('open', 'missed') AND remind_at <= $1 ORDER BY remind_at, claim_id LIMIT $2)
		ORDER BY c.id FOR UPDATE SKIP LOCKED`, stamp(at), limited(limit))
	if err != nil {
		return nil, fmt.Errorf("find deadlines to look at: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("find deadlines to look at: %w", err)
	}
	claims, err := selectClaims(ctx, tx, " WHERE c.id = ANY($1) ORDER BY c.id", ids)
	if err != nil {
		return nil, err
	}
	list := make([]Looking, len(claims))
	for i, c := range claims {
		list[i].Claim = c
	}
	if err := fillDeadlines(ctx, tx, list, ids); err != nil {
		return nil, err
	}
	return list, fillSeen(ctx, tx, list, ids)
}

func fillDeadlines(ctx context.Context, tx pgx.Tx, list []Looking, ids []int64) error {
	rows, err := tx.Query(ctx, `SELECT claim_id, code, due_on::text, rule, owner, due_at, state, stale
		FROM claim_deadline WHERE claim_id = ANY($1) AND state IN ('open', 'missed') ORDER BY claim_id, code`, ids)
	if err != nil {
		return fmt.Errorf("read deadlines to look at: %w", err)
	}
	var d sow.ClaimDeadline
	var stale bool
	_, err = pgx.ForEachRow(rows, []any{&d.ClaimID, &d.Code, &d.Due, &d.Rule, &d.Owner, &d.DueAt, &d.State, &stale}, func() error {
		l := &list[slices.IndexFunc(list, func(l Looking) bool { return l.Claim.ID == d.ClaimID })]
		l.Deadlines, l.Stale = append(l.Deadlines, d), l.Stale || stale
		d = sow.ClaimDeadline{}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read deadlines to look at: %w", err)
	}
	return nil
}

func fillSeen(ctx context.Context, tx pgx.Tx, list []Looking, ids []int64) error {
	rows, err := tx.Query(ctx, "SELECT claim_id, code, name, at FROM deadline_seen WHERE claim_id = ANY($1) ORDER BY at", ids)
	if err != nil {
		return fmt.Errorf("read acknowledgements: %w", err)
	}
	var id int64
	var s Seen
	_, err = pgx.ForEachRow(rows, []any{&id, &s.Code, &s.Name, &s.At}, func() error {
		l := &list[slices.IndexFunc(list, func(l Looking) bool { return l.Claim.ID == id })]
		l.Seen = append(l.Seen, s)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read acknowledgements: %w", err)
	}
	return nil
}

// LookAgain records when the deadlines of claims are to be looked at next, by
// claim and code; the zero time means never.
func LookAgain(ctx context.Context, tx pgx.Tx, next map[int64]map[string]time.Time) error {
	var claims []int64
	var codes []string
	var when []*time.Time
	for claim, looks := range next {
		for code, at := range looks {
			claims, codes = append(claims, claim), append(codes, code)
			if at.IsZero() {
				when = append(when, nil)
				continue
			}
			at = stamp(at)
			when = append(when, &at)
		}
	}
	if len(claims) == 0 {
		return nil
	}
	b := &pgx.Batch{}
	queuePlanning(b)
	b.Queue(`UPDATE claim_deadline d SET remind_at = t.at, stale = false FROM unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS t(claim_id, code, at)
		WHERE d.claim_id = ANY($1) AND d.claim_id = t.claim_id AND d.code = t.code`, claims, codes, when)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("plan the next look at %d deadlines: %w", len(claims), err)
	}
	return nil
}

// Acknowledge records that the actor has seen a deadline. It gives ErrNotFound
// for a deadline that is not open.
func Acknowledge(ctx context.Context, tx pgx.Tx, ch Change, code string) (sow.Claim, error) {
	e, err := begin(ctx, tx, ch)
	if err != nil {
		return sow.Claim{}, err
	}
	tag, err := tx.Exec(ctx, "UPDATE claim_deadline SET remind_at = '-infinity' WHERE claim_id = $1 AND code = $2 AND state IN ('open', 'missed')", ch.ClaimID, code)
	if err != nil {
		return e.claim, fmt.Errorf("acknowledge %s of claim %d: %w", code, ch.ClaimID, err)
	}
	if tag.RowsAffected() == 0 {
		return e.claim, fmt.Errorf("open deadline %s of claim %d: %w", code, ch.ClaimID, sow.ErrNotFound)
	}
	_, err = tx.Exec(ctx, `INSERT INTO deadline_seen (claim_id, code, name, at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (claim_id, code, name) DO UPDATE SET at = excluded.at`, ch.ClaimID, code, clean(ch.Actor.Name), e.At)
	if err != nil {
		return e.claim, fmt.Errorf("acknowledge %s of claim %d: %w", code, ch.ClaimID, translate(err))
	}
	e.note(sow.ClaimEvent{Kind: sow.EventDeadline, Subject: code, Reason: "seen; reminders rest for one business day, the deadline runs on"})
	return e.finish(ctx)
}
