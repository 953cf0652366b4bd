package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"claimline/internal/pglocal"
)

// slots bounds the private clusters that test binaries keep under the
// temporary folder; `go test` runs one binary per processor at a time.
const slots = 64

var startOnce = sync.OnceValues(startServer)

// server gives the connection string of the server's maintenance database.
func server(tb testing.TB) string {
	tb.Helper()
	dsn, err := startOnce()
	if err != nil {
		tb.Fatalf("tests need PostgreSQL: %v", err)
	}
	return dsn
}

func startServer() (string, error) {
	if dsn := os.Getenv("DATABASE_URL"); dsn != "" {
		return dsn, nil
	}
	base := filepath.Join(os.TempDir(), fmt.Sprintf("claimline-pgtest-%d", os.Getuid()))
	for slot := range slots {
		dir := filepath.Join(base, fmt.Sprint(slot))
		dsn, err := startSlot(dir)
		if errors.Is(err, pglocal.ErrBusy) {
			continue
		}
		if err != nil && !errors.Is(err, pglocal.ErrNoBinaries) {
			// Without fsync a power cut can break a kept cluster; or another
			// version of PostgreSQL is installed by now.
			if rerr := os.RemoveAll(filepath.Join(dir, "cluster")); rerr != nil {
				return "", errors.Join(err, rerr)
			}
			dsn, err = startSlot(dir)
		}
		return dsn, err
	}
	return "", fmt.Errorf("all %d test clusters under %s are taken", slots, base)
}

// startSlot runs a cluster until the test binary ends: the kernel takes the
// server down with it, so nobody has to remember to.
func startSlot(dir string) (string, error) {
	s, err := pglocal.Start(context.Background(), dir, pglocal.Options{Unsafe: true, Exclusive: true, Settings: []string{"max_connections=200"}})
	if err != nil {
		return "", err
	}
	return s.DSN, nil
}

var dbname = regexp.MustCompile(`dbname=\S+`)

// dsnOf gives dsn with another database, for URLs and the keyword form.
func dsnOf(dsn, database string) string {
	if u, err := url.Parse(dsn); err == nil && strings.HasPrefix(u.Scheme, "postgres") {
		u.Path = "/" + database
		return u.String()
	}
	if dbname.MatchString(dsn) {
		return dbname.ReplaceAllString(dsn, "dbname="+database)
	}
	return dsn + " dbname=" + database
}
