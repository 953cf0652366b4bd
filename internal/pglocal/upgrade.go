//go:build unix

package pglocal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// Upgraded tells what an upgrade has done.
type Upgraded struct {
	From string `json:"from"` // major version
	To   string `json:"to"`
	Kept string `json:"kept"` // folder of the old cluster, whole
	Dump string `json:"dump"` // file with everything as SQL
}

// UpgradeOptions are the settings of an upgrade.
type UpgradeOptions struct {
	Options
	// To is the folder of the newer programs; "" means the newest that are
	// installed.
	To string
	// Check compares the old database with the new one before the new one takes
	// its place; an error ends the upgrade and leaves everything as it was.
	Check func(ctx context.Context, oldDSN, newDSN string) error
	Now   time.Time // for the name of the dump
}

// ErrNewest says that the data are those of the newest version that is
// installed, or that there are none yet.
var ErrNewest = errors.New("there is nothing to upgrade")

const (
	// upgradeLimit bounds the dump and the restore of a large database.
	upgradeLimit = 6 * time.Hour
	swapFile     = "upgrade.json" // an upgrade that is complete and changes the folders over
)

// Upgrade brings the cluster of folder dir to a newer major version by dump and
// restore: the new cluster is made beside the old one, checked, and put in its
// place by renames that the next start finishes if they are interrupted. The
// old cluster and the dump are kept. It needs the programs of both versions and
// gives ErrBusy while another process runs the cluster.
func Upgrade(ctx context.Context, dir string, opts UpgradeOptions) (Upgraded, error) {
	old, err := newCluster(dir, opts.Options)
	if err != nil {
		return Upgraded{}, err
	}
	lock, err := tryLock(filepath.Join(old.dir, "lock"))
	if err != nil {
		return Upgraded{}, fmt.Errorf("lock folder %s: %w", old.dir, err)
	}
	if lock == nil {
		return Upgraded{}, ErrBusy
	}
	defer func() { _ = lock.Close() }()
	if err := old.finishSwap(); err != nil {
		return Upgraded{}, err
	}
	u, err := old.versions(ctx, opts.To)
	if err != nil {
		return u.Upgraded, err
	}
	ctx, cancel := context.WithTimeout(ctx, upgradeLimit)
	defer cancel()
	if err := old.clearOrphan(ctx); err != nil {
		return u.Upgraded, err
	}
	u.Dump = filepath.Join(old.dir, fmt.Sprintf("dump-%s-%s.sql", u.From, opts.Now.UTC().Format("20060102T150405")))
	fresh, err := old.beside(u.bin)
	if err == nil {
		err = upgradeInto(ctx, old, fresh, u.Dump, opts.Check)
	}
	if err != nil {
		return u.Upgraded, fmt.Errorf("upgrade from PostgreSQL %s to %s, nothing was changed: %w", u.From, u.To, err)
	}
	u.Kept, err = old.swap(u.Upgraded)
	return u.Upgraded, err
}

// plan is an upgrade that is possible.
type plan struct {
	Upgraded
	bin string // folder of the newer programs
}

// versions finds the programs of both versions.
func (c *cluster) versions(ctx context.Context, to string) (plan, error) {
	have, err := c.dataMajor()
	if err != nil {
		return plan{}, err
	}
	p := plan{Upgraded: Upgraded{From: have}}
	if have == "" {
		return p, fmt.Errorf("%w: no database has been made in %s", ErrNewest, c.dir)
	}
	if err := c.find(ctx); err != nil {
		return p, err
	}
	newest := majorNumber(have)
	candidates := []string{to}
	if to == "" {
		candidates = c.candidates()
	}
	for _, dir := range candidates {
		major, err := binMajor(ctx, dir)
		if err != nil && to != "" {
			return p, err
		}
		if err == nil && majorNumber(major) > newest {
			newest, p.To, p.bin = majorNumber(major), major, dir
		}
	}
	if p.bin == "" {
		return p, fmt.Errorf("%w: the data are of PostgreSQL %s, and no newer version is installed", ErrNewest, have)
	}
	for _, name := range []string{"pg_dump", "psql"} {
		if c.tools(p.bin, name) == "" {
			return p, fmt.Errorf("neither %s nor %s has %s: install postgresql-client-%s", p.bin, c.bin, name, p.To)
		}
	}
	return p, nil
}

// tools gives the folder of a client program: that of the newer version, as the
// manual of pg_dump advises, else that of the older one.
func (c *cluster) tools(newer, name string) string {
	for _, dir := range []string{newer, c.bin} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return dir
		}
	}
	return ""
}

func majorNumber(major string) int {
	n, err := strconv.Atoi(major)
	if err != nil {
		return 0
	}
	return n
}

// beside gives the cluster that takes the place of this one.
func (c *cluster) beside(bin string) (*cluster, error) {
	fresh := *c
	fresh.data, fresh.bin = c.data+".upgrade", bin
	fresh.socketDir = socketDir(fresh.data)
	if err := os.RemoveAll(fresh.data); err != nil {
		return nil, fmt.Errorf("remove what an earlier upgrade left: %w", err)
	}
	return &fresh, nil
}

func upgradeInto(ctx context.Context, old, fresh *cluster, dump string, check func(context.Context, string, string) error) (err error) {
	stopOld, err := old.serve(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopOld()) }()
	if err := old.dump(ctx, old.tools(fresh.bin, "pg_dump"), dump); err != nil {
		return err
	}
	if err := fresh.init(ctx); err != nil {
		return err
	}
	stopFresh, err := fresh.serve(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopFresh()) }()
	if err := fresh.restore(ctx, old.tools(fresh.bin, "psql"), dump); err != nil {
		return err
	}
	if check == nil {
		return nil
	}
	return check(ctx, old.dsn(), fresh.dsn())
}

// serve starts the server of a cluster; the caller calls stop.
func (c *cluster) serve(ctx context.Context) (stop func() error, err error) {
	if err := c.makeSocketDir(); err != nil {
		return nil, err
	}
	run := newSupervisor(c) //nolint:contextcheck // ended by stop
	end := func() error {
		run.stop()
		return os.RemoveAll(c.socketDir)
	}
	if err := run.waitReady(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("start PostgreSQL in %s: %w%s", c.data, err, c.logTail()), end())
	}
	return end, nil
}

// dump writes everything in the database as SQL. The file gets its name when it
// is whole and on the disk.
func (c *cluster) dump(ctx context.Context, bin, name string) error {
	part := name + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600) //nolint:gosec // in the cluster's own folder
	if err != nil {
		return fmt.Errorf("make dump: %w", err)
	}
	cmd := c.client(ctx, bin, "pg_dump", "--format=plain", "--encoding=UTF8")
	cmd.Stdout = f
	err = runClient(cmd)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(part)
		return fmt.Errorf("dump database: %w", err)
	}
	if err := os.Rename(part, name); err != nil {
		return fmt.Errorf("name dump: %w", err)
	}
	return nil
}

func (c *cluster) restore(ctx context.Context, bin, name string) error {
	f, err := os.Open(name) //nolint:gosec // the dump that was just made
	if err != nil {
		return fmt.Errorf("open dump: %w", err)
	}
	defer func() { _ = f.Close() }() // read only
	cmd := c.client(ctx, bin, "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--file=-")
	cmd.Stdin = f
	if err := runClient(cmd); err != nil {
		return fmt.Errorf("restore dump: %w", err)
	}
	if err := runClient(c.client(ctx, bin, "psql", "--no-psqlrc", "--quiet", "--command=ANALYZE")); err != nil {
		return fmt.Errorf("collect statistics: %w", err)
	}
	return nil
}

// client prepares a client program for the database of the cluster, as the
// server's user, who alone may enter the socket's folder.
func (c *cluster) client(ctx context.Context, bin, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(bin, name), append([]string{"--dbname=" + c.dsn()}, args...)...) //nolint:gosec // the programs that were found
	cmd.Dir, cmd.Env = "/", environment()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.cred}
	return cmd
}

func runClient(cmd *exec.Cmd) error {
	var out bytes.Buffer
	cmd.Stderr = &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run %s: %w: %s", filepath.Base(cmd.Path), err, lastLines(out.String(), 5))
	}
	return nil
}

// swap puts the new cluster in the place of the old one, which it keeps. What
// is to be done is on the disk before the first rename.
func (c *cluster) swap(u Upgraded) (kept string, err error) {
	kept = c.data + "-" + u.From
	for n := 2; ; n++ {
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			break
		}
		kept = fmt.Sprintf("%s-%s-%d", c.data, u.From, n)
	}
	u.Kept = kept
	text, err := json.Marshal(u)
	if err != nil {
		return "", fmt.Errorf("write %s: %w", swapFile, err)
	}
	marker := filepath.Join(c.dir, swapFile)
	if err := writeSynced(marker+".part", text); err != nil {
		return "", err
	}
	if err := os.Rename(marker+".part", marker); err != nil {
		return "", fmt.Errorf("write %s: %w", swapFile, err)
	}
	return kept, c.finishSwap()
}

// finishSwap does what is left of a swap, after an interruption too. It does
// nothing when there was none.
func (c *cluster) finishSwap() error {
	marker := filepath.Join(c.dir, swapFile)
	text, err := os.ReadFile(marker) //nolint:gosec // in the cluster's own folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", swapFile, err)
	}
	var u Upgraded
	if err := json.Unmarshal(text, &u); err != nil || u.Kept == "" {
		return fmt.Errorf("%s in %s cannot be read: put the folder cluster right by hand and remove it", swapFile, c.dir)
	}
	for _, step := range [][2]string{{c.data, u.Kept}, {c.data + ".upgrade", c.data}} {
		if _, err := os.Lstat(step[1]); err == nil {
			continue // done before
		}
		if err := os.Rename(step[0], step[1]); err != nil {
			return fmt.Errorf("put the upgraded cluster in place: %w", err)
		}
	}
	if err := syncDir(c.dir); err != nil {
		return err
	}
	if err := os.Remove(marker); err != nil {
		return fmt.Errorf("end the upgrade: %w", err)
	}
	return nil
}

func writeSynced(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600) //nolint:gosec // in the cluster's own folder
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir) //nolint:gosec // the cluster's own folder
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	return nil
}
