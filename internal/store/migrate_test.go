package store_test

import (
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/pgtest"
	"claimline/internal/pipeline"
	"claimline/internal/store"
)

func TestMigrationsUpDownUp(t *testing.T) {
	pool := must[*pgxpool.Pool](t)(pgxpool.New(t.Context(), pgtest.EmptyDSN(t)))
	defer pool.Close()
	tables := func() int {
		return number(t, pool, `SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT LIKE 'goose%')
			+ (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace)`)
	}
	up := func() {
		var wg sync.WaitGroup
		for range 2 { // two workers that start at once
			wg.Go(func() {
				if err := store.MigrateUp(t.Context(), pool); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if err := pipeline.MigrateUp(t.Context(), pool); err != nil {
			t.Fatal(err)
		}
	}
	up()
	full := tables()
	for _, m := range must[[]store.Migration](t)(store.Migrations(t.Context(), pool)) {
		if !m.Applied {
			t.Errorf("%s was not applied", m.Name)
		}
	}
	if err := pipeline.MigrateDown(t.Context(), pool, 0); err != nil {
		t.Fatal(err)
	}
	if n := tables(); n != 0 {
		t.Errorf("%d tables and functions left after going down", n)
	}
	up()
	if n := tables(); n != full {
		t.Errorf("%d tables and functions after up, down, up, want %d", n, full)
	}
}

// Every table says what it is for: operators read the database, too.
func TestTablesHaveComments(t *testing.T) {
	n := number(t, pgtest.Shared(t), `SELECT count(*) FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
		AND relname NOT LIKE 'river%' AND relname NOT LIKE 'goose%' AND obj_description(oid) IS NULL`)
	if n != 0 {
		t.Errorf("%d tables without a comment", n)
	}
}

func TestOnlyTimesWithZone(t *testing.T) {
	n := number(t, pgtest.Shared(t), "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'river%' AND table_name NOT LIKE 'goose%' AND data_type LIKE 'timestamp without%'")
	if n != 0 {
		t.Errorf("%d columns of type timestamp", n)
	}
}
