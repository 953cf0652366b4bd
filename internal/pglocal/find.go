//go:build unix

package pglocal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// places are where packages put the server programs that PATH does not show:
// Debian and Ubuntu, Fedora, Homebrew on both kinds of Mac, Postgres.app.
var places = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// find sets the folder of programs that fit the data: those of its own major
// version, or the newest for a new cluster.
func (c *cluster) find(ctx context.Context) error {
	want, err := c.dataMajor()
	if err != nil {
		return err
	}
	var seen []string
	for _, dir := range c.candidates() {
		major, err := binMajor(ctx, dir)
		if err != nil {
			continue
		}
		if want == "" || major == want {
			c.bin = dir
			return nil
		}
		seen = append(seen, major)
	}
	if len(seen) == 0 {
		return ErrNoBinaries
	}
	next := ""
	if majorNumber(want) < majorNumber(slices.MaxFunc(seen, func(a, b string) int { return majorNumber(a) - majorNumber(b) })) {
		next = ", and then move the data to the newer version with `worker db upgrade`"
	}
	return fmt.Errorf("the data in %s were written by PostgreSQL %s, but only version %s is installed: install version %s beside it (`apt install postgresql-%s`)%s",
		c.data, want, strings.Join(slices.Compact(seen), ", "), want, want, next)
}

// dataMajor gives the major version that wrote the cluster, "" for a new one.
func (c *cluster) dataMajor() (string, error) {
	text, err := os.ReadFile(filepath.Join(c.data, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read version of cluster: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

func (c *cluster) candidates() []string {
	if c.opts.BinDir != "" {
		return []string{c.opts.BinDir}
	}
	var dirs []string
	if path, err := exec.LookPath("postgres"); err == nil {
		if target, err := filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(target))
		}
	}
	for _, place := range places {
		found, err := filepath.Glob(place)
		if err != nil {
			continue // only a bad pattern fails, and the patterns are tested
		}
		slices.SortFunc(found, newestFirst)
		dirs = append(dirs, found...)
	}
	return dirs
}

func newestFirst(a, b string) int { return versionIn(b) - versionIn(a) }

// versionIn gives the first number in the part of the path that names a version.
func versionIn(dir string) int {
	digits := strings.FieldsFunc(dir, func(r rune) bool { return r < '0' || r > '9' })
	if len(digits) == 0 {
		return 0
	}
	n, err := strconv.Atoi(digits[0])
	if err != nil {
		return 0
	}
	return n
}

// binMajor asks the programs for their version: "postgres (PostgreSQL) 15.18 (Debian ...)".
func binMajor(ctx context.Context, dir string) (string, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return "", fmt.Errorf("look for initdb: %w", err)
	}
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output() //nolint:gosec // a folder of the list above or the operator's own
	if err != nil {
		return "", fmt.Errorf("ask PostgreSQL for its version: %w", err)
	}
	_, version, ok := strings.Cut(string(out), ") ")
	if !ok {
		return "", fmt.Errorf("unknown version %q", out)
	}
	return strings.TrimRight(strings.FieldsFunc(version, func(r rune) bool { return r == '.' || r == ' ' || r == '\n' })[0], "abcdefghijklmnopqrstuvwxyz"), nil
}
