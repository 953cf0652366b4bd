//go:build unix

package pglocal_test

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimline/internal/pglocal"

	"github.com/jackc/pgx/v5"
)

// childDir names the folder for which the test binary plays a worker that owns
// a cluster until it is killed.
const childDir = "PGLOCAL_TEST_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		os.Exit(child(dir))
	}
	os.Exit(m.Run())
}

func child(dir string) int {
	s, err := pglocal.Start(context.Background(), dir, pglocal.Options{Unsafe: true})
	if err != nil {
		os.Stdout.WriteString(err.Error() + "\n")
		return 1
	}
	dsn := s.DSN // from here on nothing refers to the Server
	for range 3 {
		runtime.GC() // ends files that nothing refers to, and with them their locks
	}
	os.Stdout.WriteString(dsn + "\n")
	select {}
}

func TestStartStopStartKeepsData(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data", "pg") // made on the way
	s := start(t, dir, pglocal.Options{})           // with fsync, as in production
	if !s.Owned || s.PID() == 0 {
		t.Fatalf("Owned %v, PID %d", s.Owned, s.PID())
	}
	if got := query(t, s.DSN, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7); SELECT current_database()"); got != "claimline" {
		t.Errorf("database %q", got)
	}
	if got := query(t, s.DSN, "SHOW listen_addresses"); got != "" {
		t.Errorf("listens on %q", got)
	}
	if got := query(t, s.DSN, "SHOW data_checksums"); got != "on" {
		t.Errorf("data_checksums %s", got)
	}
	pid := s.PID()
	stop(t, s)
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("server %d still there after Stop: %v", pid, err)
	}
	s = start(t, dir, pglocal.Options{})
	defer stop(t, s)
	if got := query(t, s.DSN, "SELECT n::text FROM kept"); got != "7" {
		t.Errorf("kept %q after a restart", got)
	}
}

func TestSecondOwnerAttaches(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir, pglocal.Options{Unsafe: true})
	defer stop(t, first)
	second := start(t, dir, pglocal.Options{Unsafe: true})
	if second.Owned || second.DSN != first.DSN {
		t.Errorf("Owned %v, DSN %q, want an attached %q", second.Owned, second.DSN, first.DSN)
	}
	stop(t, second)
	query(t, first.DSN, "SELECT 'still there'")
	if _, err := pglocal.Start(t.Context(), dir, pglocal.Options{Exclusive: true}); !errors.Is(err, pglocal.ErrBusy) {
		t.Errorf("exclusive start of a busy folder: %v", err)
	}
}

// A second process finds the server of the first one although it keeps its
// temporary files elsewhere, as services often do.
func TestOtherTempDir(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir, pglocal.Options{Unsafe: true})
	defer stop(t, first)
	elsewhere := t.TempDir()
	for _, open := range []string{elsewhere, filepath.Dir(elsewhere)} { // as /tmp is, so that the server's user may walk through
		if err := os.Chmod(open, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("TMPDIR", elsewhere)
	second := start(t, dir, pglocal.Options{Unsafe: true})
	defer stop(t, second)
	if second.Owned || query(t, second.DSN, "SELECT 'here'") != "here" {
		t.Errorf("attached to %s", second.DSN)
	}
}

func TestKilledOwnerLeavesNoServer(t *testing.T) {
	dir := t.TempDir()
	for round := range 2 {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), childDir+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		dsn, err := bufio.NewReader(out).ReadString('\n')
		if err != nil || !strings.HasPrefix(dsn, "host=") {
			t.Fatalf("child says %q, %v", dsn, err)
		}
		if round == 0 {
			query(t, dsn, "CREATE TABLE kept (n int); SELECT ''")
		}
		if _, err := pglocal.Start(t.Context(), dir, pglocal.Options{Exclusive: true}); !errors.Is(err, pglocal.ErrBusy) {
			t.Fatalf("the owner is alive and its folder free: %v", err)
		}
		query(t, dsn, "INSERT INTO kept VALUES (1); SELECT ''")
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		s := start(t, dir, pglocal.Options{Unsafe: true})
		if !s.Owned {
			t.Error("the folder of a killed owner is still taken")
		}
		if got := query(t, s.DSN, "SELECT count(*)::text FROM kept"); got != string(rune('1'+round)) {
			t.Errorf("round %d: %s rows", round, got)
		}
		stop(t, s)
	}
}

func TestServerThatDiesIsStartedAgain(t *testing.T) {
	s := start(t, t.TempDir(), pglocal.Options{Unsafe: true})
	defer stop(t, s)
	old := s.PID()
	if err := syscall.Kill(old, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	deadline := time.After(30 * time.Second)
	for {
		conn, err := pgx.Connect(t.Context(), s.DSN)
		if err == nil && s.PID() != old && s.PID() != 0 {
			if err := conn.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			return
		}
		select {
		case <-deadline:
			t.Fatalf("no new server: %v", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func TestFolderBehindClosedParent(t *testing.T) {
	closed := filepath.Join(t.TempDir(), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	s := start(t, filepath.Join(closed, "pg"), pglocal.Options{Unsafe: true})
	if got := query(t, s.DSN, "CREATE TABLE t (n int); SELECT 'made'"); got != "made" {
		t.Errorf("got %q", got)
	}
	stop(t, s)
	s = start(t, filepath.Join(closed, "pg"), pglocal.Options{Unsafe: true})
	query(t, s.DSN, "SELECT count(*)::text FROM t")
	stop(t, s)
}

func TestRefusals(t *testing.T) {
	t.Run("no programs", func(t *testing.T) {
		_, err := pglocal.Start(t.Context(), t.TempDir(), pglocal.Options{BinDir: t.TempDir()})
		if !errors.Is(err, pglocal.ErrNoBinaries) || !strings.Contains(err.Error(), "apt install postgresql") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("data of another version", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "cluster"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "cluster", "PG_VERSION"), []byte("9\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := pglocal.Start(t.Context(), dir, pglocal.Options{})
		if err == nil || !strings.Contains(err.Error(), "PostgreSQL 9") || !strings.Contains(err.Error(), "is installed") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("bad setting", func(t *testing.T) {
		_, err := pglocal.Start(t.Context(), t.TempDir(), pglocal.Options{Unsafe: true, Settings: []string{"no_such_setting=1"}})
		if err == nil || !strings.Contains(err.Error(), "no_such_setting") {
			t.Errorf("error %v, want the server's own words", err)
		}
	})
}

func start(t *testing.T, dir string, opts pglocal.Options) *pglocal.Server {
	t.Helper()
	s, err := pglocal.Start(t.Context(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func stop(t *testing.T, s *pglocal.Server) {
	t.Helper()
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
}

// query runs statements and gives the only value of the last one.
func query(t *testing.T, dsn, sql string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), strings.TrimSpace(dsn))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	results, err := conn.PgConn().Exec(t.Context(), sql).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	last := results[len(results)-1]
	if len(last.Rows) != 1 {
		t.Fatalf("%q gives %d rows", sql, len(last.Rows))
	}
	return string(last.Rows[0][0])
}
