package pipeline_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
)

// While analyses wait to be recorded the next documents are read and decided,
// and never more of them at a time than there are places.
func TestPlaceIsFreeWhileRecording(t *testing.T) {
	const documents, places = 6, 2
	var first sync.Once
	var analysed sync.WaitGroup
	analysed.Add(documents)
	var now, most atomic.Int64
	b := idle(t, func(c *pipeline.Config) {
		c.Workers.Analysis = places
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			defer analysed.Done()
			defer now.Add(-1)
			if n := now.Add(1); n > most.Load() {
				most.Store(n)
			}
			return read(ctx, task)
		}
		c.Hooks.Reached = func(point string) {
			if point == pipeline.PointBeforeRecord {
				first.Do(analysed.Wait)
			}
		}
	})
	ids := b.runAll(t, documents, func(i int) text { return text{Customer: fmt.Sprint("Contoso ", i)} })
	for _, id := range ids {
		if d := b.document(t, id); d.Status != sow.DocumentAnalysed {
			t.Errorf("document %d is %s", id, d.Status)
		}
	}
	if most.Load() > places {
		t.Errorf("%d documents were analysed at a time, %d have places", most.Load(), places)
	}
}

// runAll submits documents, then starts the workers, which end with the test,
// and waits until all is done. It gives the documents.
func (b bench) runAll(t *testing.T, documents int, of func(i int) text) (ids []int64) {
	t.Helper()
	for i := range documents {
		r := b.submit(t, pipeline.Submission{Name: fmt.Sprintf("%d.pdf", i), Source: "api"}, of(i).bytes())
		ids = append(ids, r.Document.ID)
	}
	if err := b.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	b.wait(t)
	return ids
}
