package pipeline_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/blobstore"
	"claimline/internal/pglocal"
	"claimline/internal/store"
)

func ledger(t *testing.T, dir string, documents int) {
	t.Helper()
	server, err := pglocal.Start(t.Context(), filepath.Join(dir, "pg"), pglocal.Options{Unsafe: true, Exclusive: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		pid := server.PID()
		if err := server.Stop(); err != nil {
			t.Error(err)
		}
		if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
			t.Errorf("server %d is left: %v", pid, err)
		}
	}()
	pool, err := pgxpool.New(t.Context(), server.DSN)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	b := bench{pool: pool}
	claims := documents + documents/2
	for sql, want := range map[string]int{
		"SELECT count(*) FROM document WHERE status = 'analysed'":                                       documents,
		"SELECT count(*) FROM document":                                                                 documents,
		"SELECT count(*) FROM document_event WHERE kind = 'received'":                                   documents,
		"SELECT count(*) FROM analysis":                                                                 documents,
		"SELECT count(*) FROM claim":                                                                    claims,
		"SELECT count(DISTINCT (customer_key, workload)) FROM claim":                                    claims,
		"SELECT count(*) FROM claim_event WHERE kind = 'opened'":                                        claims,
		"SELECT count(*) FROM river_job WHERE state <> 'completed'":                                     0,
		"SELECT count(*) FROM outbox":                                                                   claims,
		"SELECT count(*) FROM outbox WHERE state IN ('pending', 'failed', 'sending')":                   0,
		"SELECT count(*) FROM claim_event e JOIN claim c ON c.id = e.claim_id WHERE e.step > c.version": 0,
	} {
		if n := b.count(t, sql); n != want {
			t.Errorf("%s: %d, want %d", sql, n, want)
		}
	}
	if _, err := store.VerifyAudit(t.Context(), pool); err != nil {
		t.Error(err)
	}
	checkBlobs(t, pool, dir)
	checkMessages(t, pool, dir)
}

func checkBlobs(t *testing.T, pool *pgxpool.Pool, dir string) {
	t.Helper()
	blobs, err := blobstore.Open(t.Context(), filepath.Join(dir, "store"))
	if err != nil {
		t.Fatal(err)
	}
	known, err := store.Contents(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := blobs.Sweep(t.Context(), known, true); err != nil || !r.Clean() || len(r.Orphans) != 0 {
		t.Errorf("document store %+v, %v", r, err)
	}
}

// checkMessages: what is marked sent went out exactly once, and what is in
// doubt went out at most once.
func checkMessages(t *testing.T, pool *pgxpool.Pool, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "sent"))
	if err != nil {
		t.Fatal(err)
	}
	sent := map[string]int{}
	for id := range strings.FieldsSeq(string(text)) {
		sent[id]++
	}
	rows, err := pool.Query(t.Context(), "SELECT id::text, state FROM outbox")
	if err != nil {
		t.Fatal(err)
	}
	var id, state string
	_, err = pgx.ForEachRow(rows, []any{&id, &state}, func() error {
		if n := sent[id]; n > 1 || (state == "sent" && n != 1) {
			t.Errorf("message %s is %s and went out %d times", id, state, n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
