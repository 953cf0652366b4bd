package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"claimline/internal/pipeline"
	"claimline/internal/sow"
)

func TestFullDisk(t *testing.T) {
	tests := []struct {
		name string
		err  error
		full bool
	}{
		{"document store", fmt.Errorf("store document: %w", syscall.ENOSPC), true},
		{"quota", fmt.Errorf("store document: %w", syscall.EDQUOT), true},
		{"database", fmt.Errorf("insert document: %w", &pgconn.PgError{Code: "53100"}), true},
		{"already told", &sow.Failure{Code: sow.ReasonStoreFull, Message: "m"}, true},
		{"too many connections", &pgconn.PgError{Code: "53300"}, false},
		{"another error", errors.New("broken"), false},
		{"none", nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := pipeline.FullDisk(tt.err)
			f, ok := errors.AsType[*sow.Failure](got)
			if tt.full != (ok && f.Code == sow.ReasonStoreFull) || !tt.full && !errors.Is(got, tt.err) {
				t.Errorf("FullDisk(%v) = %v", tt.err, got)
			}
		})
	}
}

// A full disk is no fault of the document: however often it is met, no run is
// used up and the document does not fail.
func TestFullDiskUsesUpNoRun(t *testing.T) {
	var runs atomic.Int32
	b := setup(t, func(c *pipeline.Config) {
		c.Attempts = 1
		c.Analyze = func(ctx context.Context, task pipeline.Task) (sow.Analysis, error) {
			if runs.Add(1) == 1 {
				return sow.Analysis{}, &pgconn.PgError{Code: "53100"}
			}
			return read(ctx, task)
		}
	})
	r := b.submit(t, pipeline.Submission{Name: "a.pdf"}, text{Customer: "C", Workloads: []string{"teams"}}.bytes())
	for b.count(t, "SELECT count(*) FROM river_job WHERE state = 'scheduled'") == 0 {
	}
	if _, err := b.pool.Exec(t.Context(), "UPDATE river_job SET scheduled_at = now() - interval '1 minute', state = 'available' WHERE state = 'scheduled'"); err != nil {
		t.Fatal(err)
	}
	b.wait(t)
	if d := b.document(t, r.Document.ID); d.Status != sow.DocumentAnalysed {
		t.Errorf("document is %s: %+v", d.Status, d.Failure)
	}
}
