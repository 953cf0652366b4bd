package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"claimline/internal/sow"
)

func TestTogether(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 100} {
		list := make([]int, n)
		for i := range list {
			list[i] = i
		}
		seen := make([]atomic.Int64, n)
		together(list, func(i int) { seen[i].Add(1) })
		for i := range seen {
			if got := seen[i].Load(); got != 1 {
				t.Errorf("%d of %d was done %d times", i, n, got)
			}
		}
	}
	defer func() {
		if got := recover(); got != "three" {
			t.Errorf("panic = %v", got)
		}
	}()
	together([]int{1, 2, 3}, func(i int) {
		if i == 3 {
			panic("three")
		}
	})
}

// Files that settle together are handed over and recorded together, and one
// that cannot be handed over does not keep the others.
func TestCrowdIsHandedOverTogether(t *testing.T) {
	w := newWorld(t)
	var calls []int
	in := w.inbox(func(c *Config) {
		submit := c.Submit
		c.Submit = func(ctx context.Context, all []Arrival) ([]Receipt, error) {
			calls = append(calls, len(all))
			if slices.ContainsFunc(all, func(a Arrival) bool { return a.Name == "30.pdf" }) {
				return nil, errors.New("numeric field overflow")
			}
			return submit(ctx, all)
		}
	})
	for i := range 60 {
		w.write(fmt.Sprintf("%02d.pdf", i), pdf(fmt.Sprint(i)))
	}
	w.run(in, 30*time.Second)
	if got := w.states(); got[sow.InboxProcessed] != 59 {
		t.Errorf("ledger = %v", got)
	}
	if slices.Max(calls) < 8 {
		t.Errorf("handed over in groups of %v", calls)
	}
}
