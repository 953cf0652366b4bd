package main

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"claimline/internal/pgtest"
)

// A folder takes no worker with another database, and any with its own: under
// another address, and restored from a dump.
func TestInboxBelongsToOneDatabase(t *testing.T) {
	own, other := pgtest.DSN(t), pgtest.DSN(t)
	data, folder := t.TempDir(), filepath.Join(t.TempDir(), "inbox")
	if err := os.Mkdir(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	serve := func(dsn string) (string, int) {
		_, errs, code := command(t, dsn, data, "inbox", "scan", "--once", "--inbox", folder)
		return errs, code
	}
	takeOver := func(dsn string) string {
		out, errs, code := command(t, dsn, data, "inbox", "take-over", "--inbox", folder)
		if code != 0 {
			t.Fatalf("take-over: %s", errs)
		}
		return out
	}
	for name, dsn := range map[string]string{"its own": own, "its own by another address": otherAddress(t, own), "a restored one": restored(t, own)} {
		if errs, code := serve(own); code != 0 { // the first names itself to the folder
			t.Fatalf("first start: %s", errs)
		}
		if errs, code := serve(dsn); code != 0 {
			t.Errorf("%s database is refused: %s", name, errs)
		}
	}
	errs, code := serve(other)
	if code != 1 || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "belonged to another database ("+databaseOf(t, own)+" on ") || !strings.Contains(errs, "worker inbox take-over") {
		t.Errorf("another database: %d, %s", code, errs)
	}
	if out := takeOver(other); !strings.Contains(out, "belongs to this database now; before, it belonged to "+databaseOf(t, own)) {
		t.Errorf("take-over says %q", out)
	}
	if out := takeOver(other); !strings.Contains(out, "already") {
		t.Errorf("a second take-over says %q", out)
	}
	if errs, code := serve(other); code != 0 {
		t.Errorf("the new database is refused: %s", errs)
	}
	if _, code := serve(own); code != 1 {
		t.Error("the former database is still served")
	}
}

func databaseOf(t *testing.T, dsn string) string {
	t.Helper()
	c, err := pgx.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return c.Database
}

// otherAddress writes an address in another way.
func otherAddress(t *testing.T, dsn string) string {
	t.Helper()
	c, err := pgx.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := url.Values{"host": {c.Host}, "port": {fmt.Sprint(c.Port)}, "user": {c.User}, "password": {c.Password}, "application_name": {"claims"}, "sslmode": {"prefer"}}
	return "postgresql:///" + c.Database + "?" + q.Encode()
}

// restored gives a copy of a database, by dump and restore. The original has
// named itself before.
func restored(t *testing.T, dsn string) string {
	t.Helper()
	if _, errs, code := command(t, dsn, t.TempDir(), "inbox", "scan", "--once", "--inbox", t.TempDir()); code != 0 {
		t.Fatal(errs)
	}
	target := pgtest.EmptyDSN(t)
	dump := filepath.Join(t.TempDir(), "dump.sql")
	for _, args := range [][]string{{"pg_dump", "--no-owner", "--file", dump, dsn}, {"psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", dump, target}} {
		if out, err := exec.CommandContext(t.Context(), args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", args[0], err, out)
		}
	}
	return target
}
