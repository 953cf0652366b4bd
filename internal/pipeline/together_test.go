package pipeline_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// Analyses that are ready while another one is recorded are recorded together.
// One that the database refuses does not keep the others, and each is recorded
// once.
func TestAnalysesRecordedTogether(t *testing.T) {
	const documents = 6
	var first sync.Once
	var analysed sync.WaitGroup
	analysed.Add(documents)
	var mu sync.Mutex
	seen := map[string]bool{}
	b := idle(t, func(c *pipeline.Config) {
		c.Workers.Analysis, c.Attempts = documents, 1
		analyze := c.Analyze
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			a, err := analyze(ctx, task)
			if strings.HasPrefix(task.Name, "2") {
				a.Claims[0].Association = "refused by the database"
			}
			mu.Lock()
			defer mu.Unlock()
			if !seen[task.Name] {
				seen[task.Name] = true
				analysed.Done()
			}
			return a, err
		}
		c.Hooks.Reached = func(point string) {
			if point == pipeline.PointBeforeRecord {
				first.Do(analysed.Wait) // the others gather meanwhile
			}
		}
	})
	ids := b.runAll(t, documents, func(i int) text {
		return text{Customer: fmt.Sprintf("Contoso %d", i), Workloads: []string{"teams"}}
	})
	for i, id := range ids {
		want := sow.DocumentAnalysed
		if i == 2 {
			want = sow.DocumentFailed
		}
		if d := b.document(t, id); d.Status != want || d.Claims != 1 && i != 2 {
			t.Errorf("document %d is %s with %d claims", i, d.Status, d.Claims)
		}
		events, err := store.DocumentEvents(t.Context(), b.pool, id)
		if err != nil || len(events) != 2 {
			t.Errorf("document %d has events %+v, %v", i, events, err)
		}
	}
	if _, err := store.VerifyAudit(t.Context(), b.pool); err != nil {
		t.Error(err)
	}
}
