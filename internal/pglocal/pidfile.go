//go:build unix

package pglocal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// orphanPatience is how long a server may take to end by itself after its
// owner was killed, before it is asked to.
const orphanPatience = time.Second

// pidFile is postmaster.pid: its first line is the process, its fifth the
// folder of the socket, its eighth the
// state that pg_ctl waits for ("ready" when connections are taken).
func (c *cluster) pidFile() (pid int, state string, err error) {
	text, err := os.ReadFile(filepath.Join(c.data, "postmaster.pid"))
	if err != nil {
		return 0, "", err
	}
	lines := strings.Split(string(text), "\n")
	if pid, err = strconv.Atoi(strings.TrimSpace(lines[0])); err != nil {
		return 0, "", fmt.Errorf("read postmaster.pid: %w", err)
	}
	if len(lines) > 7 {
		state = strings.TrimSpace(lines[7])
	}
	return pid, state, nil
}

// ownSocket goes by the socket folder that the running server has: whoever
// started it may have another folder for temporary files.
func (c *cluster) ownSocket() {
	text, err := os.ReadFile(filepath.Join(c.data, "postmaster.pid"))
	if err != nil {
		return // it has just ended; connecting says so
	}
	if lines := strings.Split(string(text), "\n"); len(lines) > 4 && filepath.IsAbs(lines[4]) {
		c.socketDir = lines[4]
	}
}

func (c *cluster) readyAs(want int) bool {
	pid, state, err := c.pidFile()
	return err == nil && pid == want && state == "ready"
}

func (c *cluster) ready() bool {
	pid, state, err := c.pidFile()
	return err == nil && state == "ready" && alive(pid)
}

// clearOrphan waits until the server of a killed owner is down, and ends one
// that stays (where the operating system does not end a child with its parent).
// The caller holds the lock, so no living owner exists.
func (c *cluster) clearOrphan(ctx context.Context) error {
	var waited time.Duration
	for {
		pid, _, err := c.pidFile()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return nil //nolint:nilerr // a torn file: the server itself decides whether it may start
		}
		if !alive(pid) || !isPostgres(pid) {
			return c.dropStale()
		}
		if waited == orphanPatience {
			if err := syscall.Kill(pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
				return fmt.Errorf("end PostgreSQL %d that its owner left behind: %w", pid, err)
			}
		}
		if err := pause(ctx); err != nil {
			return fmt.Errorf("wait for PostgreSQL %d that its owner left behind: %w", pid, err)
		}
		waited += pollEvery
	}
}

// dropStale removes the file of a server that is gone; its number may belong
// to another program by now, which would keep the new server from starting.
func (c *cluster) dropStale() error {
	err := os.Remove(filepath.Join(c.data, "postmaster.pid"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove stale postmaster.pid: %w", err)
	}
	return nil
}

func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// isPostgres tells whether a living process is a PostgreSQL server. Where the
// system does not say, it is taken for one.
func isPostgres(pid int) bool {
	comm, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	return err != nil || strings.HasPrefix(string(comm), "postgres")
}
