package pgtest_test

import (
	"testing"

	"claimline/internal/pgtest"
)

func TestDatabasesAreMigratedAndSeparate(t *testing.T) {
	a, b := pgtest.Pool(t), pgtest.Pool(t)
	if _, err := a.Exec(t.Context(), "CREATE TABLE only_here ()"); err != nil {
		t.Fatal(err)
	}
	var claims, jobs, leaked bool
	err := b.QueryRow(t.Context(), "SELECT to_regclass('claim') IS NOT NULL, to_regclass('river_job') IS NOT NULL, to_regclass('only_here') IS NOT NULL").
		Scan(&claims, &jobs, &leaked)
	if err != nil || !claims || !jobs || leaked {
		t.Errorf("claim %v, river_job %v, leaked %v: %v", claims, jobs, leaked, err)
	}
}

func BenchmarkClone(b *testing.B) {
	pgtest.DSN(b)
	for b.Loop() {
		pgtest.DSN(b)
	}
}
