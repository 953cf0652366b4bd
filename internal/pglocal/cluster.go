//go:build unix

package pglocal

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// cluster is the folder of one private cluster and who runs it.
type cluster struct {
	dir       string // holds lock, cluster and postgres.log
	data      string // the cluster itself
	socketDir string
	opts      Options
	bin       string // folder of the PostgreSQL programs
	cred      *syscall.Credential
	lock      *os.File // held here, where the running server reaches it: a collected file would free the lock
	closed    bool     // a folder above is closed to cred: the server gets the data folder as an open file
}

func newCluster(dir string, opts Options) (*cluster, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find folder %s: %w", dir, err)
	}
	if err := os.MkdirAll(abs, 0o711); err != nil { //nolint:gosec // the server's user must pass through it
		return nil, fmt.Errorf("make folder for PostgreSQL: %w", err)
	}
	if abs, err = filepath.EvalSymlinks(abs); err != nil {
		return nil, fmt.Errorf("find folder %s: %w", dir, err)
	}
	opts.Database = cmp.Or(opts.Database, superuser)
	c := &cluster{dir: abs, data: filepath.Join(abs, "cluster"), opts: opts}
	if c.cred, err = credential(c.data); err != nil {
		return nil, err
	}
	c.closed = c.cred != nil && !passable(abs)
	c.socketDir = socketDir(abs)
	return c, nil
}

// socketDir is short, because the path of a unix socket has at most 107 bytes.
func socketDir(dir string) string {
	sum := sha256.Sum256([]byte(dir))
	name := "claimline-" + hex.EncodeToString(sum[:6])
	base := os.TempDir()
	if len(filepath.Join(base, name, ".s.PGSQL."+port+".lock")) > 100 || !passable(base) {
		base = "/tmp"
	}
	return filepath.Join(base, name)
}

// passable tells whether every user can walk to dir.
func passable(dir string) bool {
	for ; ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil || info.Mode().Perm()&0o001 == 0 {
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
	}
}

func (c *cluster) makeSocketDir() error {
	err := os.Mkdir(c.socketDir, 0o700)
	if err == nil {
		return c.give(c.socketDir)
	}
	if !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make socket folder: %w", err)
	}
	info, err := os.Lstat(c.socketDir)
	if err != nil {
		return fmt.Errorf("look at socket folder: %w", err)
	}
	// The folder's parent is open to all: somebody else may have made it.
	if !info.IsDir() || info.Mode().Perm() != 0o700 || ownerOf(info) != c.uid() {
		return fmt.Errorf("socket folder %s belongs to somebody else or is open to others; remove it", c.socketDir)
	}
	return nil
}

func (c *cluster) uid() int {
	if c.cred != nil {
		return int(c.cred.Uid)
	}
	return os.Getuid()
}

// give hands a file to the user that the server runs as.
func (c *cluster) give(path string) error {
	if c.cred == nil {
		return nil
	}
	if err := os.Chown(path, int(c.cred.Uid), int(c.cred.Gid)); err != nil {
		return fmt.Errorf("hand %s to the server's user: %w", path, err)
	}
	return nil
}

// init makes the cluster beside its place and renames it, so that a killed
// initdb leaves nothing that looks finished.
func (c *cluster) init(ctx context.Context) error {
	if _, err := os.Stat(c.data); err == nil {
		return c.checkOwner()
	}
	half := c.data + ".new"
	if err := os.RemoveAll(half); err != nil {
		return fmt.Errorf("remove half-made cluster: %w", err)
	}
	if err := os.Mkdir(half, 0o700); err != nil {
		return fmt.Errorf("make cluster folder: %w", err)
	}
	if err := c.give(half); err != nil {
		return err
	}
	locale := "C"
	if runtime.GOOS == "linux" {
		locale = "C.UTF-8" // knows upper and lower case outside ASCII, sorts by code point
	}
	args := []string{"--username=" + superuser, "--auth=trust", "--encoding=UTF8", "--locale=" + locale, "--data-checksums"}
	if c.opts.Unsafe {
		args = append(args, "--no-sync")
	}
	if err := c.tool(ctx, "initdb", half, "", args...); err != nil {
		return err
	}
	create := "CREATE DATABASE \"" + strings.ReplaceAll(c.opts.Database, `"`, `""`) + "\"\n"
	single := []string{"--single", "-c", "log_min_messages=error"}
	if c.opts.Unsafe {
		single = append(single, "-F")
	}
	if err := c.tool(ctx, "postgres", half, create, append(single, "postgres")...); err != nil {
		return err
	}
	if err := os.Rename(half, c.data); err != nil {
		return fmt.Errorf("put new cluster in place: %w", err)
	}
	return nil
}

func (c *cluster) checkOwner() error {
	info, err := os.Stat(c.data)
	if err != nil {
		return fmt.Errorf("look at cluster: %w", err)
	}
	if ownerOf(info) != c.uid() {
		return fmt.Errorf("cluster %s belongs to user number %d; run the program as that user", c.data, ownerOf(info))
	}
	return nil
}

// tool runs a PostgreSQL program on a data folder to its end.
func (c *cluster) tool(ctx context.Context, name, data, stdin string, args ...string) error {
	cmd, done, err := c.command(ctx, name, data, args...)
	if err != nil {
		return err
	}
	defer done()
	var out bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("run %s for %s: %w: %s", name, data, err, lastLines(out.String(), 5))
	}
	return nil
}

// command prepares a program as the server's user. When a folder above the
// data is closed to that user, the program gets the data folder as file 3 and
// its name through /proc, which does not walk the closed folders.
func (c *cluster) command(ctx context.Context, name, data string, args ...string) (*exec.Cmd, func(), error) {
	done := func() {}
	var files []*os.File
	if c.closed {
		if runtime.GOOS != "linux" {
			return nil, done, fmt.Errorf("a folder above %s is closed to the user that runs PostgreSQL; choose another data folder", c.dir)
		}
		dir, err := os.Open(data) //nolint:gosec // the cluster's own folder
		if err != nil {
			return nil, done, fmt.Errorf("open data folder: %w", err)
		}
		files, done = []*os.File{dir}, func() { _ = dir.Close() } // read-only: closing cannot lose anything
		data = "/proc/self/fd/3"
	}
	path := filepath.Join(c.bin, name)
	if name == "postgres" && len(args) > 0 && args[0] == "--single" {
		args = append([]string{"--single", "-D", data}, args[1:]...)
	} else {
		args = append([]string{"-D", data}, args...)
	}
	cmd := exec.CommandContext(ctx, path, args...) //nolint:gosec // the programs that find chose
	cmd.Dir = "/"                                  // the programs return to where they began, which may be closed to them
	cmd.Env = environment()
	cmd.ExtraFiles = files
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.cred}
	return cmd, done, nil
}

// environment drops the PG variables, which would point the programs elsewhere.
func environment() []string {
	env := []string{"LC_ALL=C", "TZ=UTC"}
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "PG") && !strings.HasPrefix(v, "LC_") && !strings.HasPrefix(v, "LANG") && !strings.HasPrefix(v, "TZ=") {
			env = append(env, v)
		}
	}
	return env
}

func (c *cluster) logPath() string { return filepath.Join(c.dir, "postgres.log") }

func (c *cluster) logTail() string {
	text, err := os.ReadFile(c.logPath())
	if err != nil || len(text) == 0 {
		return ""
	}
	return "\n" + lastLines(string(text), 5)
}

func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
