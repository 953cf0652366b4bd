package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// together records the analyses that are ready at the same time in one
// transaction. Each commit waits for the disk and holds the end of the audit
// chain meanwhile, and most of the time of a small statement is that of starting
// it. The first to come waits a moment for others, if any are under way, and
// records what has gathered.
type together struct {
	mu      sync.Mutex
	running int // analyses under way, those that wait included
	waiting []*finishing
	leading bool
	changed chan struct{} // one may have come or ended; has room for one
}

// gatherFor is how long the first one waits for others: some ten come in that
// time, and half of what it takes to record them is the same for one.
const gatherFor = 250 * time.Millisecond

// begin counts an analysis that is under way until the function is called that
// it gives.
func (t *together) begin() func() {
	t.count(1)
	return func() { t.count(-1) }
}

func (t *together) count(n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.running += n
	t.tellChange()
}

func (t *together) tellChange() {
	select {
	case t.changed <- struct{}{}:
	default: // the leader is to look already
	}
}

// gather waits until there are enough to record, or no more will come soon.
func (t *together) gather(ctx context.Context) {
	enough := func() bool {
		t.mu.Lock()
		defer t.mu.Unlock()
		return len(t.waiting) >= min(atOnce, t.running)
	}
	over := time.NewTimer(gatherFor)
	defer over.Stop()
	for !enough() {
		select {
		case <-t.changed:
		case <-over.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// finishing is an analysis that is to be recorded with the end of its job.
type finishing struct {
	store.Recording
	job      int64 // ends with it
	recorded store.Recorded
	told     chan error
}

// What a waiting one is told besides nil and the error of a commit.
var (
	errLead  = errors.New("it is your turn to lead")
	errAlone = errors.New("one of several could not be recorded")
)

// atOnce bounds the documents of one transaction.
const atOnce = 16

// record records f, with others when there are some. After an error it may or
// may not be recorded, which the next run of the job finds out.
func (p *Pipeline) record(ctx context.Context, f *finishing) error {
	f.told = make(chan error, 1)
	t := &p.together
	t.mu.Lock()
	t.waiting = append(t.waiting, f)
	t.tellChange()
	lead := !t.leading
	t.leading = true
	t.mu.Unlock()
	for {
		if lead {
			p.lead(ctx)
		}
		err := <-f.told
		if lead = errors.Is(err, errLead); lead {
			continue
		}
		if !errors.Is(err, errAlone) {
			return err
		}
		_, err = p.recordAll(ctx, []*finishing{f})
		return err
	}
}

// lead records all that wait, and hands the lead over to the next who came
// meanwhile. The leader is among the first that wait.
func (p *Pipeline) lead(ctx context.Context) {
	t := &p.together
	t.gather(ctx)
	t.mu.Lock()
	n := min(len(t.waiting), atOnce)
	group := slices.Clone(t.waiting[:n])
	t.waiting = slices.Delete(t.waiting, 0, n)
	t.mu.Unlock()
	told := errAlone // also when a fault of the program ends it
	defer func() {
		for _, f := range group {
			f.told <- told
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.leading = len(t.waiting) > 0; t.leading {
			t.waiting[0].told <- errLead
		}
	}()
	undone, err := p.recordAll(ctx, group)
	if undone && len(group) > 1 {
		p.cfg.Logger.DebugContext(ctx, "analyses are recorded one by one", "documents", len(group), "error", err)
		return
	}
	told = err
}

// recordAll records a group in one transaction. Undone tells that an error
// came before the commit, so that certainly nothing was written.
func (p *Pipeline) recordAll(ctx context.Context, group []*finishing) (undone bool, err error) {
	// Programs that share a database lock the claims of customers in one order.
	slices.SortStableFunc(group, func(a, b *finishing) int {
		return cmp.Or(cmp.Compare(customerOf(a.Analysis), customerOf(b.Analysis)), cmp.Compare(a.DocumentID, b.DocumentID))
	})
	list := make([]store.Recording, len(group))
	for i, f := range group {
		list[i] = f.Recording
	}
	err = p.inTx(ctx, func(tx pgx.Tx) error {
		undone = true
		if err := p.completeJobs(ctx, tx, group); err != nil {
			return err
		}
		all, err := store.RecordAnalyses(ctx, tx, list)
		if err != nil {
			return err
		}
		for i, f := range group {
			f.recorded = all[i]
			p.reached(PointBeforeRecord)
		}
		undone = false
		return nil
	})
	if err != nil && len(group) > 1 {
		err = fmt.Errorf("record %d analyses: %w", len(group), err)
	}
	return undone, err
}

// completeJobs is [river.JobCompleteTx] for the jobs of a group, by one
// statement.
func (p *Pipeline) completeJobs(ctx context.Context, tx pgx.Tx, group []*finishing) error {
	n := len(group)
	now := p.cfg.Now()
	done := &riverdriver.JobSetStateIfRunningManyParams{
		ID: make([]int64, n), Attempt: make([]*int, n), ErrData: make([][]byte, n), FinalizedAt: make([]*time.Time, n),
		MetadataDoMerge: make([]bool, n), MetadataUpdates: make([][]byte, n), ScheduledAt: make([]*time.Time, n), State: make([]rivertype.JobState, n),
	}
	for i, f := range group {
		done.ID[i], done.FinalizedAt[i], done.State[i] = f.job, &now, rivertype.JobStateCompleted
	}
	rows, err := p.client.Driver().UnwrapExecutor(tx).JobSetStateIfRunningMany(ctx, done)
	if err != nil {
		return fmt.Errorf("complete %d jobs: %w", n, err)
	}
	if len(rows) != n {
		return fmt.Errorf("complete %d jobs, of which %d are there: %w", n, len(rows), rivertype.ErrNotFound)
	}
	return nil
}

func customerOf(a sow.Analysis) string {
	if a.Facts == nil {
		return ""
	}
	name, _ := a.Facts.Customer.Known()
	return sow.FoldCustomer(name)
}
