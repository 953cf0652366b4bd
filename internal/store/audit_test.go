package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"claimline/internal/pgtest"
	"claimline/internal/sow"
	"claimline/internal/store"
)

func TestAuditEightWriters(t *testing.T) {
	pool := pgtest.Pool(t)
	const writers, each = 8, 250
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				tx, err := pool.Begin(t.Context())
				if err == nil {
					err = store.AppendAudit(t.Context(), tx, sow.AuditEntry{At: now, Actor: fmt.Sprint("w", w), Action: "test", Subject: "claim:1", Body: fmt.Sprint(i)})
					err = errors.Join(err, tx.Commit(t.Context()))
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	head, err := store.VerifyAudit(t.Context(), pool)
	if err != nil || head.ID != writers*each {
		t.Errorf("head %d, %v", head.ID, err)
	}
	log, err := store.AuditLog(t.Context(), pool, "claim:1", 5, 2)
	if err != nil || len(log) != 2 || log[0].ID != 4 || log[1].ID != 3 || !log[0].At.Equal(now.Truncate(1000)) {
		t.Errorf("log %+v, %v", log, err)
	}
}

// Each way of tampering, done with every right in the database, is found with
// the first bad id.
func TestAuditTampering(t *testing.T) {
	pool := pgtest.Shared(t)
	tests := []struct {
		name   string
		tamper []string
		want   int64
		known  bool // needs the copy of the head that was kept elsewhere
	}{
		{"edit of the content", []string{"UPDATE audit SET entry = replace(entry, 'n5', 'n9') WHERE id = 5"}, 5, false},
		{"edit of a column", []string{"UPDATE audit SET actor = 'nobody' WHERE id = 5"}, 5, false},
		{"edit of the time", []string{"UPDATE audit SET at = at + interval '1 microsecond' WHERE id = 7"}, 7, false},
		{"delete", []string{"DELETE FROM audit WHERE id = 4"}, 4, false},
		{"delete and renumber", []string{"DELETE FROM audit WHERE id = 4", "UPDATE audit SET id = id + 1000 WHERE id > 4", "UPDATE audit SET id = id - 1001 WHERE id > 1000"}, 4, false},
		{"insert", []string{
			"UPDATE audit SET id = id + 1000 WHERE id > 3", "UPDATE audit SET id = id - 999 WHERE id > 1000",
			"INSERT INTO audit SELECT 4, at, actor, action, subject, entry, repeat('a', 64), repeat('b', 64) FROM audit WHERE id = 2",
		}, 4, false},
		{"swap", []string{"UPDATE audit SET id = 100 WHERE id = 3", "UPDATE audit SET id = 3 WHERE id = 6", "UPDATE audit SET id = 6 WHERE id = 100"}, 3, false},
		{"truncate the end", []string{"DELETE FROM audit WHERE id > 8"}, 9, false},
		{"truncate the end and hide it", []string{
			"DELETE FROM audit WHERE id > 8", "UPDATE audit_head SET id = 8, hash = (SELECT hash FROM audit WHERE id = 8)",
		}, 9, true},
		{"empty it", []string{"DELETE FROM audit", "UPDATE audit_head SET id = 0, hash = repeat('0', 64)"}, 1, true},
		{"rewrite it from 6 on", []string{
			"CREATE TEMP TABLE copy ON COMMIT DROP AS SELECT * FROM audit WHERE id > 5 ORDER BY id", "DELETE FROM audit WHERE id > 5",
			"UPDATE audit_head SET id = 5, hash = (SELECT hash FROM audit WHERE id = 5)",
			"SELECT audit_append(array_agg(at ORDER BY id), array_agg('x'::text), array_agg(action ORDER BY id), array_agg(subject ORDER BY id), array_agg(replace(entry, '1:a', '1:x') ORDER BY id)) FROM copy",
			"UPDATE audit SET actor = 'a' WHERE id < 6",
		}, 10, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tx := begin(t, pool)
			var entries []sow.AuditEntry
			for i := range 10 {
				entries = append(entries, sow.AuditEntry{At: now, Actor: "a", Action: "test", Subject: "claim:1", Body: fmt.Sprint("n", i+1)})
			}
			if err := store.AppendAudit(t.Context(), tx, entries...); err != nil {
				t.Fatal(err)
			}
			head, err := store.VerifyAudit(t.Context(), tx)
			if err != nil || head.ID != 10 {
				t.Fatalf("before: head %d, %v", head.ID, err)
			}
			exec(t, tx, "SET LOCAL session_replication_role = replica")
			for _, sql := range tt.tamper {
				exec(t, tx, sql)
			}
			var known []sow.AuditHead
			if tt.known {
				if _, err := store.VerifyAudit(t.Context(), tx); err != nil {
					t.Fatalf("the case needs no known head: %v", err)
				}
				known = append(known, head)
			}
			_, err = store.VerifyAudit(t.Context(), tx, known...)
			fault, ok := errors.AsType[*store.AuditError](err)
			if !ok || fault.ID != tt.want {
				t.Errorf("verify gives %v, want entry %d", err, tt.want)
			}
		})
	}
}

// No audit row, no change.
func TestChangeWithoutAuditIsRolledBack(t *testing.T) {
	pool := pgtest.Pool(t)
	tx := must[pgxTx](t)(pool.Begin(t.Context()))
	c := openClaim(t, tx)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	exec(t, pool, `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$`)
	exec(t, pool, "CREATE TRIGGER broken BEFORE INSERT ON audit EXECUTE FUNCTION broken()")
	tx = must[pgxTx](t)(pool.Begin(t.Context()))
	if _, err := store.Assign(t.Context(), tx, change(c, "ed"), "ed"); err == nil {
		t.Error("the change passed without its audit row")
	}
	if err := tx.Commit(t.Context()); err == nil {
		t.Error("the transaction could be committed")
	}
	if got := must[sow.Claim](t)(store.ClaimByID(t.Context(), pool, c.ID)); got.Owner != "" || got.Version != 1 {
		t.Errorf("claim %+v", got)
	}
}
