package pipeline_test

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/pglocal"
	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// PostgreSQL goes down in the middle of the work, in order, in a hurry and by
// force, and comes back: whoever hands documents in tries again, and at the end
// everything is there once.
func TestDatabaseGoesDown(t *testing.T) {
	server, err := pglocal.Start(t.Context(), t.TempDir(), pglocal.Options{Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
	})
	pool, err := pgxpool.New(t.Context(), server.DSN)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	if err := pipeline.MigrateUp(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
	b := setup(t, func(c *pipeline.Config) { c.Pool, c.Attempts = pool, 20 })
	const documents = 60
	kills := map[int]syscall.Signal{10: syscall.SIGINT, 25: syscall.SIGQUIT, 40: syscall.SIGKILL}
	for i := range documents {
		if sig, ok := kills[i]; ok {
			if err := syscall.Kill(server.PID(), sig); err != nil {
				t.Fatal(err)
			}
		}
		d := text{Customer: fmt.Sprint("Customer ", i/2), Workloads: []string{"teams"}, Says: fmt.Sprint(i)}
		persist(t, func(ctx context.Context) error {
			_, err := b.Submit(ctx, pipeline.Submission{Arrival: fmt.Sprint("a", i), Name: fmt.Sprint(i), Source: "inbox", Content: strings.NewReader(d.bytes())})
			return err
		})
	}
	persist(t, b.WaitIdle)
	for sql, want := range map[string]int{
		"SELECT count(*) FROM document WHERE status = 'analysed'":     documents,
		"SELECT count(*) FROM document_event WHERE kind = 'received'": documents,
		"SELECT count(*) FROM analysis":                               documents,
		"SELECT count(*) FROM claim":                                  documents / 2,
	} {
		if n := b.count(t, sql); n != want {
			t.Errorf("%s: %d, want %d", sql, n, want)
		}
	}
	if _, err := store.VerifyAudit(t.Context(), pool); err != nil {
		t.Error(err)
	}
}

// persist tries until it works, for a minute.
func persist(t *testing.T, do func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		err := do(ctx)
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatal(err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// The job of a worker that died beside others, which nobody takes up at a
// start, is found by the queue's rescue and done by a living one.
func TestStuckJobIsRescued(t *testing.T) {
	dead := idle(t, nil)
	r := dead.submit(t, pipeline.Submission{Name: "a.pdf"}, text{Customer: "C", Workloads: []string{"teams"}}.bytes())
	if _, err := dead.pool.Exec(t.Context(), `UPDATE river_job SET state = 'running', attempt = 1, attempted_at = now() - interval '10 minutes', attempted_by = '{dead}'`); err != nil {
		t.Fatal(err)
	}
	b := setup(t, func(c *pipeline.Config) { c.Pool = dead.pool; c.Blobs = dead.blobs })
	b.wait(t)
	if d := b.document(t, r.Document.ID); d.Status != sow.DocumentAnalysed {
		t.Errorf("document is %s", d.Status)
	}
	b.check(t, map[string]int{
		"SELECT count(*) FROM river_job WHERE state = 'completed' AND attempt = 2": 1,
		"SELECT count(*) FROM document_event WHERE kind = 'analysed'":              1,
	})
}
