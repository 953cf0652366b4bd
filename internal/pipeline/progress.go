package pipeline

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// progress holds how far the running analyses of this process are.
type progress struct {
	mu   sync.Mutex
	runs map[int64]Progress
}

// Progress is how far a running analysis is, in pages.
type Progress struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

func (p *progress) set(id int64, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.runs == nil {
		p.runs = map[int64]Progress{}
	}
	p.runs[id] = Progress{Done: done, Total: total}
}

func (p *progress) done(id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.runs, id)
}

// Progress tells how far the analysis of a document is, when it runs in this
// process and has reported.
func (p *Pipeline) Progress(documentID int64) (Progress, bool) {
	p.progress.mu.Lock()
	defer p.progress.mu.Unlock()
	at, ok := p.progress.runs[documentID]
	return at, ok
}

// QueueState is the number of jobs of a queue in a state.
type QueueState struct {
	Queue string `json:"queue"`
	State string `json:"state"` // available, running, retryable, scheduled, completed, discarded or cancelled
	Jobs  int    `json:"jobs"`
}

// Queues gives the number of jobs per queue and state, for operators.
func (p *Pipeline) Queues(ctx context.Context) ([]QueueState, error) {
	rows, err := p.cfg.Pool.Query(ctx, "SELECT queue, state::text, count(*) FROM river_job GROUP BY 1, 2 ORDER BY 1, 2")
	if err != nil {
		return nil, fmt.Errorf("count jobs: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[QueueState])
}

// idleEvery is how often WaitIdle looks.
const idleEvery = 10 * time.Millisecond

// WaitIdle waits until no document waits for its analysis and no job is to be
// run, whichever process runs it. A re-analysis of the whole store, which may
// take hours or wait for a person, is not waited for.
func (p *Pipeline) WaitIdle(ctx context.Context) error {
	for {
		var busy bool
		err := p.cfg.Pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM document WHERE status = 'received')
			OR EXISTS (SELECT FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled') AND queue <> $1)`, queueAgain).Scan(&busy)
		if err != nil {
			return fmt.Errorf("look for work: %w", err)
		}
		if !busy {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for the work to end: %w", context.Cause(ctx))
		case <-time.After(idleEvery):
		}
	}
}
