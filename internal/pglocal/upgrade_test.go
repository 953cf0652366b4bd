//go:build unix

package pglocal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// newerPrograms gives a folder with the programs of a newer version: that of
// POSTGRES_NEXT, or the installed ones under another number. The data that
// those make are of the installed version, which is all that a start asks for.
func newerPrograms(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("POSTGRES_NEXT"); dir != "" {
		return dir
	}
	dir, bin := t.TempDir(), programs(t)
	for parent := dir; parent != "/" && os.Chmod(parent, 0o755) == nil && parent != os.TempDir(); parent = filepath.Dir(parent) {
	}
	for _, name := range []string{"initdb", "psql", "pg_dump", "postgres"} {
		script := fmt.Sprintf("#!/bin/sh\n[ \"$1\" = --version ] && { echo 'postgres (PostgreSQL) 99.1'; exit; }\nexec %s \"$@\"\n", filepath.Join(bin, name))
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// programs gives the folder of the programs that a new cluster gets.
func programs(t *testing.T) string {
	t.Helper()
	c, err := newCluster(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.find(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c.bin
}

func sql(t *testing.T, dsn, text string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	var out string
	rows, err := conn.Query(t.Context(), text, pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		if err := rows.Scan(&out); err != nil {
			t.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// filled makes a cluster with one row.
func filled(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := Start(t.Context(), dir, Options{Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	sql(t, s.DSN, "CREATE TABLE kept (word text)")
	sql(t, s.DSN, "INSERT INTO kept VALUES ('Größe')")
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestUpgradeKeepsEverything(t *testing.T) {
	dir, newer := filled(t), newerPrograms(t)
	checked := ""
	opts := UpgradeOptions{Options: Options{Unsafe: true}, To: newer, Now: time.Now(), Check: func(_ context.Context, was, is string) error {
		//nolint:contextcheck // the test's own context ends with it
		checked = sql(t, was, "SELECT word FROM kept") + " is " + sql(t, is, "SELECT word FROM kept")
		return nil
	}}
	u, err := Upgrade(t.Context(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	if checked != "Größe is Größe" || u.From == u.To {
		t.Errorf("upgrade %+v compared %q", u, checked)
	}
	text, err := os.ReadFile(u.Dump)
	if err != nil || !strings.Contains(string(text), "Größe") {
		t.Errorf("dump %s: %v", u.Dump, err)
	}
	if got, err := os.ReadFile(filepath.Join(u.Kept, "PG_VERSION")); err != nil || strings.TrimSpace(string(got)) != u.From {
		t.Errorf("kept cluster: version %q, %v", got, err)
	}
	bin := ""
	if os.Getenv("POSTGRES_NEXT") != "" {
		bin = newer
	}
	s, err := Start(t.Context(), dir, Options{Unsafe: true, BinDir: bin})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Stop() }()
	if got := sql(t, s.DSN, "SELECT word FROM kept"); got != "Größe" {
		t.Errorf("after the upgrade: %q", got)
	}
	if _, err := Upgrade(t.Context(), dir, opts); !errors.Is(err, ErrBusy) {
		t.Errorf("upgrade under a running server: %v", err)
	}
}

func TestUpgradeThatCannotBeDoneChangesNothing(t *testing.T) {
	dir, newer := filled(t), newerPrograms(t)
	wrong := errors.New("table kept has 0 rows in the copy")
	tests := []struct {
		name string
		dir  string
		opts UpgradeOptions
		want error
	}{
		{"the copy differs", dir, UpgradeOptions{To: newer, Check: func(context.Context, string, string) error { return wrong }}, wrong},
		{"no newer version", dir, UpgradeOptions{To: programs(t)}, ErrNewest},
		{"no data", t.TempDir(), UpgradeOptions{To: newer}, ErrNewest},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.opts.Unsafe = true
			if _, err := Upgrade(t.Context(), tt.dir, tt.opts); !errors.Is(err, tt.want) {
				t.Errorf("upgrade: %v, want %v", err, tt.want)
			}
		})
	}
	s, err := Start(t.Context(), dir, Options{Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Stop() }()
	if got := sql(t, s.DSN, "SELECT word FROM kept"); got != "Größe" {
		t.Errorf("after the upgrades that failed: %q", got)
	}
}

// The program is killed between the renames of the swap: the next start
// finishes it, and never makes an empty cluster in the gap.
func TestInterruptedSwapIsFinished(t *testing.T) {
	for _, done := range []int{0, 1, 2} {
		t.Run(fmt.Sprint(done, " renames done"), func(t *testing.T) {
			dir := filled(t)
			c, err := newCluster(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if out, err := exec.CommandContext(t.Context(), "cp", "-a", c.data, c.data+".upgrade").CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			kept := c.data + "-14"
			if err := os.WriteFile(filepath.Join(c.dir, swapFile), []byte(`{"from":"14","to":"15","kept":"`+kept+`"}`), 0o600); err != nil {
				t.Fatal(err)
			}
			for i, step := range [][2]string{{c.data, kept}, {c.data + ".upgrade", c.data}} {
				if i < done {
					if err := os.Rename(step[0], step[1]); err != nil {
						t.Fatal(err)
					}
				}
			}
			s, err := Start(t.Context(), dir, Options{Unsafe: true})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Stop() }()
			if got := sql(t, s.DSN, "SELECT word FROM kept"); got != "Größe" {
				t.Errorf("after the start: %q", got)
			}
			for name, there := range map[string]bool{kept: true, c.data + ".upgrade": false, filepath.Join(c.dir, swapFile): false} {
				if _, err := os.Lstat(name); (err == nil) != there {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}
