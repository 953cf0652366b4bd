package pipeline

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// againLanes is how many documents of a re-analysis are in the queue at a time.
const againLanes = 2

// StartReanalysis begins a run over the whole store with the rules and the
// program of this process. Documents are analysed in the background and
// compared with the decisions in effect; nothing takes effect before
// [Pipeline.ConfirmReanalysis]. It gives ErrConflict while another run has not
// ended.
func (p *Pipeline) StartReanalysis(ctx context.Context, by sow.Actor) (sow.Reanalysis, error) {
	if p.cfg.Pack == nil {
		return sow.Reanalysis{}, errors.New("start a re-analysis: this process has no rules")
	}
	var id int64
	err := p.inTx(ctx, func(tx pgx.Tx) error {
		var err error
		if id, err = store.StartReanalysis(ctx, tx, p.cfg.Pack(), p.cfg.Program, by, p.cfg.Now()); err != nil {
			return err
		}
		return p.startLanes(ctx, tx, id)
	})
	if err != nil {
		return sow.Reanalysis{}, err
	}
	return store.ReanalysisByID(ctx, p.cfg.Pool, id)
}

// PauseReanalysis lets documents in work end and starts no others.
func (p *Pipeline) PauseReanalysis(ctx context.Context, id int64, by sow.Actor) (sow.Reanalysis, error) {
	return p.moveReanalysis(ctx, id, sow.ReanalysisPaused, by)
}

// ResumeReanalysis goes on with a paused run.
func (p *Pipeline) ResumeReanalysis(ctx context.Context, id int64, by sow.Actor) (sow.Reanalysis, error) {
	return p.moveReanalysis(ctx, id, sow.ReanalysisRunning, by)
}

// ConfirmReanalysis lets a run that is ready take effect in the name of a
// person, document by document in the background. A document that was decided
// otherwise in the meantime is left as it is.
func (p *Pipeline) ConfirmReanalysis(ctx context.Context, id int64, by sow.Actor) (sow.Reanalysis, error) {
	return p.moveReanalysis(ctx, id, sow.ReanalysisApplying, by)
}

// DiscardReanalysis ends a run without any effect. Its decisions stay in the
// log as proposals.
func (p *Pipeline) DiscardReanalysis(ctx context.Context, id int64, by sow.Actor) (sow.Reanalysis, error) {
	return p.moveReanalysis(ctx, id, sow.ReanalysisDiscarded, by)
}

func (p *Pipeline) moveReanalysis(ctx context.Context, id int64, to sow.ReanalysisState, by sow.Actor) (sow.Reanalysis, error) {
	err := p.inTx(ctx, func(tx pgx.Tx) error {
		run, err := store.LockReanalysis(ctx, tx, id)
		if err != nil {
			return err
		}
		if to != sow.ReanalysisRunning && to != sow.ReanalysisApplying {
			return store.MoveReanalysis(ctx, tx, run, to, by, p.cfg.Now())
		}
		// Jobs first: the audit entry of the move holds the chain's lock.
		if err := store.MoveReanalysis(ctx, tx, run, to, by, p.cfg.Now()); err != nil {
			return err
		}
		return p.startLanes(ctx, tx, id)
	})
	if err != nil {
		return sow.Reanalysis{}, err
	}
	return store.ReanalysisByID(ctx, p.cfg.Pool, id)
}

// startLanes puts documents into the queue until enough are there.
func (p *Pipeline) startLanes(ctx context.Context, tx pgx.Tx, run int64) error {
	live, err := againJobs(ctx, tx)
	if err != nil {
		return err
	}
	for range againLanes - live {
		if err := p.nextAgain(ctx, tx, run); err != nil {
			return err
		}
	}
	return nil
}

func againJobs(ctx context.Context, db store.DB) (int, error) {
	var live int
	err := db.QueryRow(ctx, "SELECT count(*) FROM river_job WHERE kind = $1 AND state IN ('available', 'pending', 'retryable', 'running', 'scheduled')", AgainArgs{}.Kind()).Scan(&live)
	if err != nil {
		return 0, fmt.Errorf("count jobs of the re-analysis: %w", err)
	}
	return live, nil
}

// nextAgain queues the next document of a run, or ends its present half when
// none is left. The run is locked, so that of two last jobs the second one sees
// the end.
func (p *Pipeline) nextAgain(ctx context.Context, tx pgx.Tx, id int64) error {
	run, err := store.LockReanalysis(ctx, tx, id)
	if err != nil {
		return err
	}
	from, end := sow.ItemWaiting, sow.ReanalysisReady
	switch run.State {
	case sow.ReanalysisRunning:
	case sow.ReanalysisApplying:
		from, end = sow.ItemCompared, sow.ReanalysisApplied
	case sow.ReanalysisPaused, sow.ReanalysisReady, sow.ReanalysisApplied, sow.ReanalysisDiscarded:
		return nil
	}
	document, err := store.TakeReanalysisItem(ctx, tx, id, from, p.cfg.Now())
	if errors.Is(err, sow.ErrNotFound) {
		if run.Counts[sow.ItemQueued] > 0 {
			return nil // another job ends it
		}
		return store.MoveReanalysis(ctx, tx, run, end, sow.Worker(), p.cfg.Now())
	}
	if err != nil {
		return err
	}
	return p.queueAgain(ctx, tx, AgainArgs{RunID: id, DocumentID: document})
}

func (p *Pipeline) queueAgain(ctx context.Context, tx pgx.Tx, args AgainArgs) error {
	if _, err := p.client.InsertTx(ctx, tx, args, nil); err != nil {
		return fmt.Errorf("queue document %d of re-analysis %d: %w", args.DocumentID, args.RunID, err)
	}
	return nil
}

// sweepReanalysis makes up for jobs of a run that were lost, whatever the way.
func (p *Pipeline) sweepReanalysis(ctx context.Context) error {
	id, err := store.UnfinishedReanalysis(ctx, p.cfg.Pool)
	if errors.Is(err, sow.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return p.inTx(ctx, func(tx pgx.Tx) error {
		if _, err := store.LockReanalysis(ctx, tx, id); err != nil {
			return err
		}
		live, err := againJobs(ctx, tx)
		if err != nil || live > 0 {
			return err
		}
		if _, err := store.RequeueReanalysis(ctx, tx, id); err != nil {
			return err
		}
		return p.startLanes(ctx, tx, id)
	})
}
