package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
)

// Queue puts a message into the outbox, once per claim (or document, or for the partner), event and
// channel: a message that is there already stays as it is and queued is false.
func Queue(ctx context.Context, db DB, m sow.Message, at time.Time) (queued bool, err error) {
	tag, err := db.Exec(ctx, `
		INSERT INTO outbox (claim_id, document_id, partner_code, event, channel, recipient, template, payload, digest, not_before, created_at)
		VALUES (nullif($1::bigint, 0), nullif($2::bigint, 0), nullif($11, ''), $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
		m.ClaimID, m.DocumentID, m.Event, string(m.Channel), clean(m.Recipient), m.Template, clean(m.Payload), m.Digest, stamp(m.NotBefore), stamp(at), m.PartnerCode)
	if err != nil {
		return false, fmt.Errorf("queue %s message of claim %d: %w", m.Channel, m.ClaimID, translate(err))
	}
	return tag.RowsAffected() == 1, nil
}

const messageColumns = `id, coalesce(claim_id, 0), coalesce(document_id, 0), coalesce(partner_code, ''), event, channel, recipient, template, payload, digest, state,
	not_before, attempts, last_error, finished_at`

// maxDigest is how many messages one digest takes; the rest is the next one.
const maxDigest = 100

// TakeMessages marks the next due message as being sent and gives it, with all
// other due ones of the same recipient and channel when it belongs to a digest,
// or ErrNotFound when none is due. The caller commits before sending: whether a
// message that stays in this state went out, nobody can know.
func TakeMessages(ctx context.Context, db DB, at time.Time) ([]sow.Message, error) {
	rows, err := db.Query(ctx, `
		WITH first AS (
			SELECT id, recipient, channel, digest FROM outbox WHERE state = 'pending' AND not_before <= $1
			ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED
		), others AS (
			SELECT o.id FROM outbox o JOIN first f ON f.digest AND o.digest AND o.recipient = f.recipient AND o.channel = f.channel AND o.id <> f.id
			WHERE o.state = 'pending' AND o.not_before <= $1 ORDER BY o.not_before, o.id LIMIT $2 FOR UPDATE OF o SKIP LOCKED
		)
		UPDATE outbox SET state = 'sending', sending_since = $1, attempts = attempts + 1
		WHERE id IN (SELECT id FROM first UNION ALL SELECT id FROM others) AND state = 'pending'
		RETURNING `+messageColumns, stamp(at), maxDigest-1)
	if err != nil {
		return nil, fmt.Errorf("take messages: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanMessage)
	if err == nil && len(list) == 0 {
		err = sow.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("take messages: %w", translate(err))
	}
	return list, nil
}

func scanMessage(row pgx.CollectableRow) (sow.Message, error) {
	var m sow.Message
	err := row.Scan(&m.ID, &m.ClaimID, &m.DocumentID, &m.PartnerCode, &m.Event, &m.Channel, &m.Recipient, &m.Template, &m.Payload, &m.Digest, &m.State,
		&m.NotBefore, &m.Attempts, &m.LastError, &m.FinishedAt)
	return m, err
}

// EndMessages records what became of messages in state sending, which share it:
// sent, maybe_sent, failed, or pending again from time retry on.
func EndMessages(ctx context.Context, db DB, batch []sow.Message, state sow.MessageState, cause string, at, retry time.Time) error {
	ids := make([]int64, len(batch))
	for i, m := range batch {
		ids[i] = m.ID
	}
	tag, err := db.Exec(ctx, `
		UPDATE outbox SET state = $2, last_error = $3, sending_since = NULL,
			finished_at = CASE WHEN $2 = 'pending' THEN NULL ELSE $4::timestamptz END,
			not_before = CASE WHEN $2 = 'pending' THEN $5::timestamptz ELSE not_before END
		WHERE id = ANY($1::bigint[]) AND state = 'sending'`, ids, string(state), clean(cause), stamp(at), stamp(retry))
	if err != nil {
		return fmt.Errorf("end messages %v: %w", ids, translate(err))
	}
	if int(tag.RowsAffected()) != len(ids) {
		return fmt.Errorf("end messages %v, which are not all being sent: %w", ids, sow.ErrConflict)
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
	rows, err := db.Query(ctx, "SELECT "+messageColumns+" FROM outbox WHERE claim_id = $1 ORDER BY id", claimID)
	if err != nil {
		return nil, fmt.Errorf("list messages of claim %d: %w", claimID, err)
	}
	return pgx.CollectRows(rows, scanMessage)
}

// RecentMessages lists messages of all claims and documents, newest first.
func RecentMessages(ctx context.Context, db DB, limit int) ([]sow.Message, error) {
	rows, err := db.Query(ctx, "SELECT "+messageColumns+" FROM outbox ORDER BY created_at DESC, id DESC LIMIT $1", limited(limit))
	if err != nil {
		return nil, fmt.Errorf("list messages: %w", err)
	}
	return pgx.CollectRows(rows, scanMessage)
}

// ReminderBasis gives what the planned reminders rest on, "" before the first.
func ReminderBasis(ctx context.Context, db DB) (string, error) {
	var digest string
	err := db.QueryRow(ctx, "SELECT digest FROM reminder_basis").Scan(&digest)
	if err = translate(err); err != nil && !errors.Is(err, sow.ErrNotFound) {
		return "", fmt.Errorf("read what reminders rest on: %w", err)
	}
	return digest, nil
}

// SetReminderBasis records that reminders rest on something else from now on,
// so that every open deadline is computed and looked at again.
func SetReminderBasis(ctx context.Context, tx pgx.Tx, digest string) error {
	// Without the lock it would meet a move half-way and wait for it in a circle.
	if _, err := tx.Exec(ctx, "LOCK TABLE claim_deadline IN SHARE ROW EXCLUSIVE MODE"); err != nil {
		return fmt.Errorf("look at all deadlines again: %w", err)
	}
	if _, err := tx.Exec(ctx, "UPDATE claim_deadline SET stale = true, remind_at = '-infinity' WHERE state IN ('open', 'missed')"); err != nil {
		return fmt.Errorf("look at all deadlines again: %w", err)
	}
	if _, err := tx.Exec(ctx, "UPDATE partner_deadline SET remind_at = '-infinity' WHERE state IN ('open', 'missed')"); err != nil {
		return fmt.Errorf("look at all deadlines of the partner again: %w", err)
	}
	_, err := tx.Exec(ctx, "INSERT INTO reminder_basis (digest) VALUES ($1) ON CONFLICT (one) DO UPDATE SET digest = excluded.digest", digest)
	if err != nil {
		return fmt.Errorf("record what reminders rest on: %w", err)
	}
	return nil
}
