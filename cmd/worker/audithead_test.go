package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// A head that was kept elsewhere shows that somebody with all rights rewrote
// the whole chain, which the chain itself cannot show.
func TestHeadShowsARewrittenChain(t *testing.T) {
	pool, dir := pgtest.Pool(t), filepath.Join(t.TempDir(), "heads")
	add := func(body string) {
		t.Helper()
		err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error {
			return store.AppendAudit(t.Context(), tx, sow.AuditEntry{At: time.Now(), Actor: "ana", Action: "a", Subject: "claim:1", Body: body})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	day := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	if err := writeHead(t.Context(), pool, dir, day.AddDate(0, 0, -1)); err != nil { // of an empty chain
		t.Fatal(err)
	}
	add("one")
	add("two")
	for range 2 { // the second time the day has its head
		if err := writeHead(t.Context(), pool, dir, day); err != nil {
			t.Fatal(err)
		}
		add("three")
	}
	heads, err := readHeads([]string{dir})
	if err != nil || len(heads) != 1 || heads[0].ID != 2 {
		t.Fatalf("heads %+v, %v", heads, err)
	}
	if _, err := store.VerifyAudit(t.Context(), pool, heads...); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		"ALTER TABLE audit DISABLE TRIGGER ALL", "ALTER TABLE audit_head DISABLE TRIGGER ALL",
		"GRANT ALL ON audit TO CURRENT_USER", "DELETE FROM audit", "UPDATE audit_head SET id = 0, hash = repeat('0', 64)",
	} {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	for _, body := range []string{"one", "another", "three", "three"} {
		add(body)
	}
	if _, err := store.VerifyAudit(t.Context(), pool); err != nil {
		t.Fatalf("the rewritten chain is whole in itself: %v", err)
	}
	_, err = store.VerifyAudit(t.Context(), pool, heads...)
	if bad, ok := errors.AsType[*store.AuditError](err); !ok || bad.ID != 2 {
		t.Errorf("against the kept head: %v", err)
	}
}

func TestHeadFilesThatAreNone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.head")
	if err := os.WriteFile(file, []byte("2 short\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{file: "is no head", file + "x": "no such file", t.TempDir(): "no .head file"} {
		if _, err := readHeads([]string{path}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}
