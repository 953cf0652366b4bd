//go:build unix

package pglocal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	stopLimit = 20 * time.Second
	backOff   = 250 * time.Millisecond
	maxLog    = 8 << 20 // bytes of postgres.log before it starts anew
	// maxFailures ends the wait for a server that cannot start. The memory of a
	// killed server can keep the next one down for a moment.
	maxFailures = 8
)

// supervisor keeps the server of a cluster running: a server that dies is
// started again until stop.
type supervisor struct {
	cluster *cluster
	pid     atomic.Int64
	quit    chan struct{}
	done    chan struct{}
	once    sync.Once
	mu      sync.Mutex
	ends    int // how often the server ended by itself
	lastErr error
}

func newSupervisor(c *cluster) *supervisor {
	s := &supervisor{cluster: c, quit: make(chan struct{}), done: make(chan struct{})}
	go s.loop()
	return s
}

// loop stays on one thread of the operating system: the signal that ends the
// server with its parent is tied to the thread that forked it, and would come
// too early if Go ended that thread.
func (s *supervisor) loop() {
	runtime.LockOSThread()
	defer close(s.done)
	for {
		err := s.runOnce()
		select {
		case <-s.quit:
			return
		default:
		}
		s.failed(err)
		if log := s.cluster.opts.Logger; log != nil {
			log.Error("private PostgreSQL ended; starting it again", "error", err)
		}
		select {
		case <-s.quit:
			return
		case <-time.After(backOff):
		}
	}
}

func (s *supervisor) runOnce() error {
	c := s.cluster
	log, err := c.openLog()
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }() // the server's own writes are not ours to check
	cmd, done, err := c.command(context.Background(), "postgres", c.data, c.settings()...)
	if err != nil {
		return err
	}
	defer done()
	cmd.Stdout, cmd.Stderr = log, log
	dieWithParent(cmd.SysProcAttr)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	s.pid.Store(int64(cmd.Process.Pid))
	defer s.pid.Store(0)
	return s.waitFor(cmd)
}

func (s *supervisor) waitFor(cmd *exec.Cmd) error {
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err == nil {
			err = errors.New("postgres ended")
		}
		return err
	case <-s.quit:
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		_ = cmd.Process.Signal(sig) // it may have ended just now
		select {
		case err := <-ended:
			return err
		case <-time.After(stopLimit):
		}
	}
	return errors.New("postgres does not end")
}

func (c *cluster) settings() []string {
	set := []string{
		"listen_addresses=", "unix_socket_directories=" + c.socketDir, "unix_socket_permissions=0700", "port=" + port,
		"timezone=UTC", "log_timezone=UTC", "lc_messages=C", "max_connections=80", "shared_buffers=64MB",
		"log_min_messages=warning", "log_line_prefix=%m [%p] ", "logging_collector=off",
	}
	if c.opts.Unsafe {
		set = append(set, "fsync=off", "full_page_writes=off", "autovacuum=off")
	}
	var args []string
	for _, v := range append(set, c.opts.Settings...) {
		args = append(args, "-c", v)
	}
	return args
}

func (c *cluster) openLog() (*os.File, error) {
	flags := os.O_CREATE | os.O_WRONLY | os.O_APPEND
	if info, err := os.Stat(c.logPath()); err == nil && info.Size() > maxLog {
		flags = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	}
	f, err := os.OpenFile(c.logPath(), flags, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open server log: %w", err)
	}
	return f, nil
}

// waitReady gives nil when the server answers, or the error of a server that
// keeps ending.
func (s *supervisor) waitReady(ctx context.Context) error {
	for {
		if pid := s.pid.Load(); pid != 0 && s.cluster.readyAs(int(pid)) {
			return nil
		}
		n, last := s.failures()
		if n >= maxFailures {
			return last
		}
		if err := pause(ctx); err != nil {
			return errors.Join(err, last)
		}
	}
}

func (s *supervisor) failed(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ends++
	s.lastErr = err
}

func (s *supervisor) failures() (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ends, s.lastErr
}

func (s *supervisor) stop() {
	s.once.Do(func() { close(s.quit) })
	<-s.done
}
