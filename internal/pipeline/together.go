package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// together records the analyses that are ready at the same time in one
// transaction. Each commit waits for the disk and holds the end of the audit
// chain meanwhile, so that without it all would wait for each other. The first
// to come records what has gathered while the one before was waiting; nobody
// waits for others to come.
type together struct {
	mu      sync.Mutex
	waiting []*finishing
	leading bool
}

// finishing is an analysis that is to be recorded with the end of its job.
type finishing struct {
	store.Recording
	complete func(pgx.Tx) error // ends the job
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
		for _, f := range group {
			if err := f.complete(tx); err != nil {
				return err
			}
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

func customerOf(a sow.Analysis) string {
	if a.Facts == nil {
		return ""
	}
	name, _ := a.Facts.Customer.Known()
	return sow.FoldCustomer(name)
}
