package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Queue puts a message into the outbox, once per claim, event and channel: a
// message that is there already stays as it is and queued is false.
func Queue(ctx context.Context, db DB, m sow.Message, at time.Time) (queued bool, err error) {
	tag, err := db.Exec(ctx, `
		INSERT INTO outbox (claim_id, event, channel, recipient, template, payload, not_before, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (claim_id, event, channel) DO NOTHING`,
		m.ClaimID, m.Event, string(m.Channel), clean(m.Recipient), m.Template, clean(m.Payload), stamp(m.NotBefore), stamp(at))
	if err != nil {
		return false, fmt.Errorf("queue %s message of claim %d: %w", m.Channel, m.ClaimID, translate(err))
	}
	return tag.RowsAffected() == 1, nil
}

// TakeMessage marks the next due message as being sent and gives it, or
// ErrNotFound when none is due. The caller commits before sending: whether a
// message that stays in this state went out, nobody can know.
func TakeMessage(ctx context.Context, db DB, at time.Time) (sow.Message, error) {
	rows, err := db.Query(ctx, `
		UPDATE outbox SET state = 'sending', sending_since = $1, attempts = attempts + 1
		WHERE id = (SELECT id FROM outbox WHERE state = 'pending' AND not_before <= $1 ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED)
		RETURNING id, claim_id, event, channel, recipient, template, payload, state, not_before, attempts, last_error`, stamp(at))
	if err != nil {
		return sow.Message{}, fmt.Errorf("take message: %w", err)
	}
	m, err := pgx.CollectExactlyOneRow(rows, scanMessage)
	if err != nil {
		return m, fmt.Errorf("take message: %w", translate(err))
	}
	return m, nil
}

func scanMessage(row pgx.CollectableRow) (sow.Message, error) {
	var m sow.Message
	err := row.Scan(&m.ID, &m.ClaimID, &m.Event, &m.Channel, &m.Recipient, &m.Template, &m.Payload, &m.State, &m.NotBefore, &m.Attempts, &m.LastError)
	return m, err
}

// EndMessage records what became of a message in state sending: sent,
// maybe_sent, failed, or pending again from time retry on.
func EndMessage(ctx context.Context, db DB, id int64, state sow.MessageState, cause string, at, retry time.Time) error {
	tag, err := db.Exec(ctx, `
		UPDATE outbox SET state = $2, last_error = $3, sending_since = NULL,
			finished_at = CASE WHEN $2 = 'pending' THEN NULL ELSE $4::timestamptz END,
			not_before = CASE WHEN $2 = 'pending' THEN $5::timestamptz ELSE not_before END
		WHERE id = $1 AND state = 'sending'`, id, string(state), clean(cause), stamp(at), stamp(retry))
	if err != nil {
		return fmt.Errorf("end message %d: %w", id, translate(err))
	}
	if tag.RowsAffected() == 0 {
		return fmt.Errorf("end message %d, which is not being sent: %w", id, sow.ErrConflict)
	}
	return nil
}

// MarkMaybeSent ends messages whose sending began before the given time and was
// never ended: the process died in between, and a second sending could be a
// second message.
func MarkMaybeSent(ctx context.Context, db DB, began, at time.Time) (int, error) {
	tag, err := db.Exec(ctx, `
		UPDATE outbox SET state = 'maybe_sent', last_error = 'the program ended while it was sending', sending_since = NULL, finished_at = $2
		WHERE state = 'sending' AND sending_since < $1`, stamp(began), stamp(at))
	if err != nil {
		return 0, fmt.Errorf("mark messages maybe sent: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

// Messages lists the messages of a claim, oldest first.
func Messages(ctx context.Context, db DB, claimID int64) ([]sow.Message, error) {
	rows, err := db.Query(ctx, `SELECT id, claim_id, event, channel, recipient, template, payload, state, not_before, attempts, last_error
		FROM outbox WHERE claim_id = $1 ORDER BY id`, claimID)
	if err != nil {
		return nil, fmt.Errorf("list messages of claim %d: %w", claimID, err)
	}
	return pgx.CollectRows(rows, scanMessage)
}
