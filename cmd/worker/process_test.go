package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

type workerProcess struct {
	cmd    *exec.Cmd
	up     chan struct{}
	done   chan struct{}
	killed bool
	err    error
	diag   bytes.Buffer // what it says, unless that goes to a file
	lines  []string     // what it prints after it is ready
}

// last is the last line that a process has printed; it has ended.
func (w *workerProcess) last() string {
	if len(w.lines) == 0 {
		return ""
	}
	return w.lines[len(w.lines)-1]
}

func (s *scene) start(dir, point string, nth int) *workerProcess {
	s.t.Helper()
	role := "own"
	if s.dsn != "" {
		role = "shared"
	}
	return startRole(s.t, role, []string{
		chaosPoint + "=" + point, fmt.Sprintf("%s=%d", chaosNth, nth),
		"DATABASE_URL=" + s.dsn, "CLAIMLINE_INBOX=" + dir, "CLAIMLINE_DATA=" + filepath.Join(s.dir, "data"), "CLAIMLINE_LISTEN=127.0.0.1:0",
		"CLAIMLINE_STABILITY=300ms", "CLAIMLINE_POLL=100ms", "CLAIMLINE_PATIENCE=2s", "CLAIMLINE_OCR=off", "CLAIMLINE_PARTNER_ID=1234567",
	}, s.logs)
}

// startRole starts this test binary as a worker. What it says goes to log, or
// is kept.
func startRole(tb testing.TB, role string, settings []string, log ...io.Writer) *workerProcess {
	tb.Helper()
	return startCommand(tb, exec.Command(os.Args[0]), role, settings, log...)
}

func startCommand(tb testing.TB, cmd *exec.Cmd, role string, settings []string, log ...io.Writer) *workerProcess {
	tb.Helper()
	w := &workerProcess{cmd: cmd, up: make(chan struct{}), done: make(chan struct{})}
	w.cmd.Env = append(append(os.Environ(), chaosRole+"="+role), settings...)
	w.cmd.Stderr = &w.diag
	if len(log) > 0 {
		w.cmd.Stderr = log[0]
	}
	out, err := w.cmd.StdoutPipe()
	if err == nil {
		err = w.cmd.Start()
	}
	if err != nil {
		tb.Errorf("start worker: %v", err)
		close(w.done)
		return w
	}
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if lines.Text() == "ready" {
				close(w.up)
			} else {
				w.lines = append(w.lines, lines.Text())
			}
		}
		w.err = w.cmd.Wait()
		close(w.done)
	}()
	return w
}

// ready waits until the worker serves; one that ends before is not.
func (w *workerProcess) ready() bool {
	select {
	case <-w.up:
		return true
	case <-w.done:
	case <-time.After(time.Minute):
		w.kill(syscall.SIGKILL)
	}
	return false
}

func (w *workerProcess) kill(how syscall.Signal) {
	w.killed = true
	_ = w.cmd.Process.Signal(how) // it may have ended by itself
}
