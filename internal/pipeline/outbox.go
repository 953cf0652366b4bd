package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"claimline/internal/sow"
	"claimline/internal/store"
)

const (
	sendTimeout  = time.Minute
	sendAttempts = 8
	sendBackOff  = 30 * time.Second
)

// OutboxArgs is the job that sends the messages that are due.
type OutboxArgs struct{}

// Kind names the job in the queue.
func (OutboxArgs) Kind() string { return "send_messages" }

// InsertOpts puts the job into its queue, one waiting at a time.
func (OutboxArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: queueOutbox}
}

func (p *Pipeline) sweepOutbox(ctx context.Context) error {
	if p.cfg.Send == nil {
		return nil
	}
	now := p.cfg.Now()
	n, err := store.MarkMaybeSent(ctx, p.cfg.Pool, now.Add(-2*sendTimeout), now)
	if err != nil {
		return err
	}
	if n > 0 {
		p.cfg.Logger.WarnContext(ctx, "messages may or may not have been sent when the program ended", "messages", n)
	}
	return p.inTx(ctx, func(tx pgx.Tx) error {
		var due bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM outbox WHERE state = 'pending' AND not_before <= $1)
			AND NOT EXISTS (SELECT FROM river_job WHERE kind = 'send_messages' AND state IN ('available', 'running', 'retryable', 'scheduled'))`, now).Scan(&due)
		if err != nil {
			return fmt.Errorf("look for due messages: %w", err)
		}
		if !due {
			return nil
		}
		if _, err := p.client.InsertTx(ctx, tx, OutboxArgs{}, nil); err != nil {
			return fmt.Errorf("queue the sending of messages: %w", err)
		}
		return nil
	})
}

type outboxWorker struct {
	river.WorkerDefaults[OutboxArgs]
	p *Pipeline
}

// Work sends due messages, one after the other, until none is due.
func (w *outboxWorker) Work(ctx context.Context, _ *river.Job[OutboxArgs]) error {
	if w.p.cfg.Send == nil {
		return nil
	}
	for ctx.Err() == nil {
		batch, err := store.TakeMessages(ctx, w.p.cfg.Pool, w.p.cfg.Now())
		if errors.Is(err, sow.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := w.p.send(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

// send sends messages that are marked as being sent, as one. Between that mark
// and the next one a crash leaves them in doubt, which MarkMaybeSent says openly.
func (p *Pipeline) send(ctx context.Context, batch []sow.Message) error {
	p.reached(PointMessageTaken)
	sendCtx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	err := p.cfg.Send(sendCtx, batch)
	p.reached(PointMessageLeft)
	m := batch[0]
	state, retry, cause := verdict(m, err, p.cfg.Now())
	if err != nil {
		p.cfg.Logger.WarnContext(ctx, "message not sent", "message_id", m.ID, "messages", len(batch), "claim_id", m.ClaimID, "channel", m.Channel, "state", state, "error", err)
	}
	// The result is written even when the program is stopping.
	if err := store.EndMessages(context.WithoutCancel(ctx), p.cfg.Pool, batch, state, cause, p.cfg.Now(), retry); err != nil {
		return err
	}
	p.reached(PointMessageMarked)
	return nil
}

func verdict(m sow.Message, err error, now time.Time) (state sow.MessageState, retry time.Time, cause string) {
	if err == nil {
		return sow.MessageSent, now, ""
	}
	if errors.Is(err, sow.ErrUncertain) || errors.Is(err, context.DeadlineExceeded) {
		return sow.MessageMaybeSent, now, err.Error()
	}
	temporary, ok := errors.AsType[*sow.TemporaryError](err)
	if !ok || m.Attempts >= sendAttempts {
		return sow.MessageFailed, now, err.Error()
	}
	wait := temporary.After
	if wait <= 0 {
		wait = sendBackOff << min(m.Attempts-1, 7)
	}
	return sow.MessagePending, now.Add(wait), err.Error()
}
