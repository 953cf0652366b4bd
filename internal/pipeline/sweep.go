package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// sweepBatch is how many deadlines one transaction marks: the audit chain is
// locked meanwhile.
const sweepBatch = 50

// tick looks at deadlines, notices and messages at once and then every
// Config.Tick. The table is the truth: a tick that did not happen is made up
// for by the next one, whichever process has it.
func (p *Pipeline) tick(ctx context.Context) {
	for {
		if err := p.Sweep(ctx); err != nil && ctx.Err() == nil {
			p.cfg.Logger.ErrorContext(ctx, "the sweep over deadlines failed; the next one makes up for it", "error", err)
		}
		p.reached(PointSwept)
		select {
		case <-ctx.Done():
			return
		case <-time.After(p.cfg.Tick):
		}
	}
}

// Sweep marks deadlines that have passed, queues the moves of claims whose
// customer said nothing in time, wakes the outbox and folds the counts of the
// board. Several processes may sweep at once.
func (p *Pipeline) Sweep(ctx context.Context) error {
	return errors.Join(p.sweepDeadlines(ctx), p.sweepNotices(ctx), p.sweepReminders(ctx), p.sweepPartner(ctx), p.sweepOutbox(ctx), p.sweepReanalysis(ctx), store.FoldCounts(ctx, p.cfg.Pool))
}

func (p *Pipeline) sweepDeadlines(ctx context.Context) error {
	for {
		var missed []store.OverdueDeadline
		err := p.inTx(ctx, func(tx pgx.Tx) error {
			var err error
			missed, err = store.TakeOverdue(ctx, tx, p.cfg.Now(), sweepBatch)
			return err
		})
		if err != nil || len(missed) == 0 {
			return err
		}
		for _, d := range missed {
			p.cfg.Logger.WarnContext(ctx, "deadline missed", "claim_id", d.ClaimID, "code", d.Code, "owner", d.Owner)
		}
	}
}

// NoticeArgs is the job that moves a claim to active after its notice.
type NoticeArgs struct {
	ClaimID int64 `json:"claim_id" river:"unique"`
	Version int   `json:"version" river:"unique"`
}

// Kind names the job in the queue.
func (NoticeArgs) Kind() string { return "end_notice" }

// InsertOpts puts the job into its queue, once per claim and version.
func (NoticeArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: queueClaims, UniqueOpts: river.UniqueOpts{ByArgs: true}}
}

// sweepNotices locks no claim: a job that runs holds its own row and wants the
// claim, so a sweep that held claims and wanted to insert the same job would
// wait for it in a circle. The unique job keeps it to one move.
func (p *Pipeline) sweepNotices(ctx context.Context) error {
	claims, err := store.NoticeOver(ctx, p.cfg.Pool, p.today(), store.MaxLimit)
	if err != nil || len(claims) == 0 {
		return err
	}
	params := make([]river.InsertManyParams, len(claims))
	for i, c := range claims {
		params[i] = river.InsertManyParams{Args: NoticeArgs{ClaimID: c.ID, Version: c.Version}}
	}
	if _, err := p.client.InsertMany(ctx, params); err != nil {
		return fmt.Errorf("queue the end of notice of %d claims: %w", len(claims), err)
	}
	return nil
}

func (p *Pipeline) today() string { return p.cfg.Now().In(p.cfg.Zone).Format(time.DateOnly) }

type noticeWorker struct {
	river.WorkerDefaults[NoticeArgs]
	p *Pipeline
}

// Work lets the customer's silence count as consent, marked as assumed. A claim
// that changed meanwhile is left to the next sweep.
func (w *noticeWorker) Work(ctx context.Context, job *river.Job[NoticeArgs]) error {
	p := w.p
	err := p.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job); err != nil {
			return fmt.Errorf("complete job %d: %w", job.ID, err)
		}
		_, err := store.MoveClaim(ctx, tx, p.moveRequest(store.MoveRequest{
			Change: store.Change{ClaimID: job.Args.ClaimID, Version: job.Args.Version, Actor: sow.Worker()}, To: sow.At(sow.StageActive),
		}))
		if err == nil {
			p.reached(PointBeforeMove)
		}
		return err
	})
	if errors.Is(err, sow.ErrConflict) || errors.Is(err, sow.ErrTransition) {
		return nil
	}
	return err
}
