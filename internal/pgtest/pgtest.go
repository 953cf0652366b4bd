// Package pgtest gives each test a migrated PostgreSQL database of its own,
// cloned from a template in about 25 ms. It is for tests only.
//
// Without DATABASE_URL it runs a private cluster under the temporary folder,
// one per test binary at a time and kept for the next run. PostgreSQL that is
// not installed fails the test; it is never a reason to skip.
package pgtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"claimline/internal/pipeline"
	"claimline/migrations"
)

// queueVersion changes the name of the template when River's tables change.
const queueVersion = "river-0.51.1"

// Pool gives a pool on a migrated database that belongs to t and goes with it.
func Pool(tb testing.TB) *pgxpool.Pool {
	tb.Helper()
	return open(tb, DSN(tb))
}

// DSN gives the connection string of a migrated database that belongs to t,
// for tests that start another process.
func DSN(tb testing.TB) string {
	tb.Helper()
	return clone(tb, template(tb))
}

// Shared gives a pool on a migrated database that all tests of the binary
// share. A test that uses it runs in a transaction that it rolls back, which
// costs a fraction of a database of its own.
func Shared(tb testing.TB) *pgxpool.Pool {
	tb.Helper()
	sharedMu.Lock()
	defer sharedMu.Unlock()
	if shared == nil {
		_, dsn := create(tb, template(tb))
		pool, err := pgxpool.New(context.Background(), dsn)
		if err != nil {
			tb.Fatal(err)
		}
		shared = pool // its database is dropped by a later run
	}
	return shared
}

// EmptyDSN gives the connection string of a database without any table.
func EmptyDSN(tb testing.TB) string {
	tb.Helper()
	return clone(tb, "template0")
}

var (
	count      atomic.Int64
	templateMu sync.Mutex
	ready      string
	sharedMu   sync.Mutex
	shared     *pgxpool.Pool
	adminOnce  = sync.OnceValues(openAdmin)
)

// openAdmin gives a pool on the maintenance database for the whole binary.
func openAdmin() (*pgxpool.Pool, error) {
	dsn, err := startOnce()
	if err != nil {
		return nil, err
	}
	return pgxpool.New(context.Background(), dsn)
}

func admin(tb testing.TB) *pgxpool.Pool {
	tb.Helper()
	pool, err := adminOnce()
	if err != nil {
		tb.Fatalf("tests need PostgreSQL: %v", err)
	}
	return pool
}

// create makes a database and gives its connection string. Copying files is
// the faster way for a small database; it exists since PostgreSQL 15.
func create(tb testing.TB, from string) (name, dsn string) {
	tb.Helper()
	name = fmt.Sprintf("claimline_test_%d_%d", os.Getpid(), count.Add(1))
	var version int
	if err := admin(tb).QueryRow(context.Background(), "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		tb.Fatal(err)
	}
	strategy := ""
	if version >= 150000 {
		strategy = " STRATEGY file_copy"
	}
	exec(tb, "CREATE DATABASE "+name+" TEMPLATE "+from+strategy)
	return name, dsnOf(server(tb), name)
}

func clone(tb testing.TB, from string) string {
	tb.Helper()
	name, dsn := create(tb, from)
	tb.Cleanup(func() { exec(tb, "DROP DATABASE "+name+" WITH (FORCE)") })
	return dsn
}

// template gives the name of a migrated database, made once per version of the
// migrations and kept for later runs.
func template(tb testing.TB) string {
	tb.Helper()
	templateMu.Lock()
	defer templateMu.Unlock()
	if ready != "" {
		return ready
	}
	name := "claimline_template_" + digest(tb)
	conn, err := admin(tb).Acquire(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Release()
	mustExec := func(sql string) {
		if _, err := conn.Exec(context.Background(), sql); err != nil {
			tb.Fatalf("%s: %v", sql, err)
		}
	}
	mustExec("SELECT pg_advisory_lock(730412)") // other test binaries on a shared server
	dropOld(tb, conn.Conn(), name)
	var there bool
	if err := conn.QueryRow(context.Background(), "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil {
		tb.Fatal(err)
	}
	if !there {
		mustExec("DROP DATABASE IF EXISTS " + name + "_new")
		mustExec("CREATE DATABASE " + name + "_new TEMPLATE template0")
		migrate(tb, dsnOf(server(tb), name+"_new"))
		mustExec("ALTER DATABASE " + name + "_new RENAME TO " + name)
	}
	mustExec("SELECT pg_advisory_unlock(730412)")
	ready = name
	return ready
}

// dropOld removes what earlier runs left: templates of other versions and
// databases of processes that are gone.
func dropOld(tb testing.TB, conn *pgx.Conn, keep string) {
	tb.Helper()
	rows, err := conn.Query(context.Background(), `SELECT datname FROM pg_database WHERE datname LIKE 'claimline\_template\_%' OR datname LIKE 'claimline\_test\_%'`)
	if err != nil {
		tb.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		tb.Fatal(err)
	}
	for _, name := range names {
		if name == keep || inUse(name) || (os.Getenv("DATABASE_URL") != "" && strings.Contains(name, "_template_")) {
			continue
		}
		if _, err := conn.Exec(context.Background(), "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
			tb.Fatal(err)
		}
	}
}

// inUse tells whether a test database belongs to a process that still runs.
func inUse(name string) bool {
	var pid, n int
	if _, err := fmt.Sscanf(name, "claimline_test_%d_%d", &pid, &n); err != nil {
		return false
	}
	_, err := os.Stat(fmt.Sprintf("/proc/%d", pid))
	return err == nil
}

func migrate(tb testing.TB, dsn string) {
	tb.Helper()
	pool, err := pgxpool.New(context.Background(), dsn)
	if err != nil {
		tb.Fatal(err)
	}
	defer pool.Close()
	if err := pipeline.MigrateUp(context.Background(), pool); err != nil {
		tb.Fatal(err)
	}
}

func digest(tb testing.TB) string {
	tb.Helper()
	h := sha256.New()
	h.Write([]byte(queueVersion))
	err := fs.WalkDir(migrations.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(migrations.FS, path)
		fmt.Fprintf(h, "%s:%d:%s", path, len(text), text)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

func open(tb testing.TB, dsn string) *pgxpool.Pool {
	tb.Helper()
	pool, err := pgxpool.New(context.Background(), dsn)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(pool.Close)
	return pool
}

func exec(tb testing.TB, sql string) {
	tb.Helper()
	if _, err := admin(tb).Exec(context.Background(), sql); err != nil {
		tb.Fatalf("%s: %v", sql, err)
	}
}
