package inbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimline/internal/sow"
)

func TestDiskFullInEachStep(t *testing.T) {
	for _, op := range []string{"meta of the claim", "document store", "meta of the move", "reason", "page"} {
		t.Run(op, func(t *testing.T) {
			w := newWorld(t)
			full := true
			if op == "reason" {
				w.verdict = func(Arrival, []byte) *sow.Failure { return Reason(sow.ReasonEncrypted) }
			}
			metas := 0
			in := w.inbox(func(c *Config) {
				c.Hooks.Fault = func(what, name string) error {
					name = strings.TrimSuffix(name, "\n")
					if !full || what != "write" || !strings.HasSuffix(name, tempSuffix) && !strings.HasSuffix(name, "meta.json") {
						return nil
					}
					metas++
					switch {
					case op == "meta of the claim",
						op == "meta of the move" && metas%2 == 0,
						op == "reason" && metas > 3, op == "page" && metas > 2:
						return syscall.ENOSPC
					}
					return nil
				}
			})
			if op == "document store" {
				w.submitErr = fmt.Errorf("put document: %w", syscall.ENOSPC)
			}
			w.write("a.pdf", pdf("a"))
			w.run(in, 30*time.Second)
			if op == "meta of the claim" || op == "document store" {
				if got := w.read("a.pdf"); got != string(pdf("a")) {
					t.Errorf("the inbox was touched: %q", got)
				}
				if s := in.Status(); len(s.Waiting) != 1 || s.Waiting[0].Code != sow.ReasonStoreFull {
					t.Errorf("waiting = %+v", s.Waiting)
				}
			}
			full, w.submitErr = false, nil
			w.run(in, 6*time.Minute)
			want := sow.InboxProcessed
			if op == "reason" {
				want = sow.InboxFailed
			}
			if got := w.states(); got[want] != 1 {
				t.Errorf("ledger = %v after there is room again, waiting %+v, working %+v", got, in.Status().Waiting, in.Status().Working)
			}
			if left := w.claims(); len(left) != 0 {
				t.Errorf(".work still holds %q", left)
			}
			if len(w.docs) != 1 {
				t.Errorf("documents %v", w.docs)
			}
		})
	}
}

func TestBackoff(t *testing.T) {
	w := newWorld(t)
	tries := []time.Duration{}
	in := w.inbox(func(c *Config) {
		c.Submit = func(context.Context, []Arrival) ([]Receipt, error) {
			tries = append(tries, w.now)
			return nil, &sow.Failure{Code: sow.ReasonStoreFull}
		}
	})
	w.write("a.pdf", pdf("a"))
	w.run(in, time.Hour)
	if len(tries) < 10 || len(tries) > 30 {
		t.Fatalf("%d tries in an hour", len(tries))
	}
	if first := tries[1] - tries[0]; first > 5*time.Second {
		t.Errorf("second try after %s", first)
	}
	if last := tries[len(tries)-1] - tries[len(tries)-2]; last < 4*time.Minute || last > 6*time.Minute {
		t.Errorf("last wait = %s, want about 5 min", last)
	}
}

func TestOutage(t *testing.T) {
	for _, what := range []string{"submit", "record"} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t)
			in := w.inbox()
			down := errors.New("connection refused")
			if what == "submit" {
				w.submitErr = down
			} else {
				w.recordErr = down
			}
			for i := range 20 {
				w.write(fmt.Sprintf("%02d.pdf", i), pdf(fmt.Sprint(i)))
			}
			w.run(in, time.Minute)
			if held := len(w.claims()); held > 6 {
				t.Errorf("%d files were taken while nothing can be handed over", held)
			}
			w.submitErr, w.recordErr = nil, nil
			w.run(in, 6*time.Minute)
			if got := w.states(); got[sow.InboxProcessed] != 20 || len(got) != 1 {
				t.Errorf("ledger = %v", got)
			}
		})
	}
}

func TestPoisonEndsInFailed(t *testing.T) {
	w := newWorld(t)
	in := w.inbox(func(c *Config) {
		c.Submit = func(ctx context.Context, all []Arrival) ([]Receipt, error) {
			if slices.ContainsFunc(all, func(a Arrival) bool { return a.Name == "poison.pdf" }) {
				return nil, errors.New("numeric field overflow")
			}
			return w.submit(ctx, all)
		}
	})
	w.write("poison.pdf", pdf("poison"))
	for i := range 10 {
		w.write(fmt.Sprintf("%02d.pdf", i), pdf(fmt.Sprint(i)))
		w.run(in, time.Minute)
	}
	if got := w.states(); got[sow.InboxProcessed] != 10 || got[sow.InboxFailed] != 1 {
		t.Errorf("ledger = %v", got)
	}
	if r := w.reason("failed/2026-11/poison.pdf"); r.Code != sow.ReasonInternal || r.TraceID == "" || strings.Contains(r.Message, "numeric") {
		t.Errorf("reason = %+v", r)
	}
}

// An error after the commit must not make the file its own duplicate.
func TestUnclearCommit(t *testing.T) {
	w := newWorld(t)
	calls := 0
	in := w.inbox(func(c *Config) {
		c.Submit = func(ctx context.Context, all []Arrival) ([]Receipt, error) {
			r, err := w.submit(ctx, all)
			if calls++; calls == 1 {
				return nil, errors.New("connection lost while waiting for the commit")
			}
			return r, err
		}
	})
	w.write("a.pdf", pdf("a"))
	w.run(in, 20*time.Second)
	if got := w.states(); got[sow.InboxProcessed] != 1 || len(got) != 1 || calls != 2 {
		t.Errorf("ledger = %v after %d calls", got, calls)
	}
}

func TestContentChangedWhileStored(t *testing.T) {
	w := newWorld(t)
	first := true
	in := w.inbox(func(c *Config) {
		c.Submit = func(ctx context.Context, all []Arrival) ([]Receipt, error) {
			if first {
				first = false
				return nil, fmt.Errorf("put document: %w", ErrChanged)
			}
			return w.submit(ctx, all)
		}
	})
	w.write("a.pdf", pdf("a"))
	w.run(in, 30*time.Second)
	if got := w.states(); got[sow.InboxReturned] != 1 || got[sow.InboxProcessed] != 1 {
		t.Errorf("ledger = %v", got)
	}
}

func TestPermissionTakenAndGiven(t *testing.T) {
	for _, c := range []struct {
		op   string
		code sow.ReasonCode
	}{{"open", sow.ReasonPermissionRead}, {"rename", sow.ReasonPermissionMove}} {
		t.Run(string(c.code), func(t *testing.T) {
			w := newWorld(t)
			denied := true
			in := w.inbox(func(cfg *Config) {
				cfg.Hooks.Fault = func(op, name string) error {
					if denied && op == c.op && name == "a.pdf" {
						return &fs.PathError{Op: op, Path: name, Err: syscall.EACCES}
					}
					return nil
				}
			})
			w.write("a.pdf", pdf("a"))
			w.write("b.pdf", pdf("b"))
			w.run(in, time.Minute)
			s := in.Status()
			if len(s.Waiting) != 1 || s.Waiting[0].Code != c.code || len(w.docs) != 1 {
				t.Fatalf("waiting = %+v, documents %v", s.Waiting, w.docs)
			}
			denied = false
			w.run(in, 5*time.Minute)
			if got := w.states(); got[sow.InboxProcessed] != 2 {
				t.Errorf("ledger = %v", got)
			}
		})
	}
}

func TestFolderAwayAndBack(t *testing.T) {
	w := newWorld(t)
	in := w.inbox()
	w.silent = true
	w.write("a.pdf", pdf("a"))
	w.run(in, 12*time.Second)
	w.write("b.pdf", pdf("b"))
	w.run(in, 3*time.Second)

	away := w.dir + "-away"
	if err := os.Rename(w.dir, away); err != nil {
		t.Fatal(err)
	}
	w.run(in, 5*time.Second)
	if s := in.Status(); s.Trouble == "" {
		t.Error("a missing folder is not shown")
	}
	w.write("stray.pdf", pdf("stray")) // an empty mount point that somebody uses
	w.run(in, 20*time.Second)
	if s := in.Status(); !strings.Contains(s.Trouble, "mounted") || !w.exists("stray.pdf") || w.exists(workDir) {
		t.Errorf("trouble = %q, files %q", s.Trouble, w.files("."))
	}
	if err := errorsOf(os.RemoveAll(w.dir), os.Rename(away, w.dir)); err != nil {
		t.Fatal(err)
	}
	w.silent = false
	w.run(in, 15*time.Second)
	if got := w.states(); got[sow.InboxProcessed] != 2 || in.Status().Trouble != "" {
		t.Errorf("ledger = %v, trouble %q", got, in.Status().Trouble)
	}
}

// TestSmallDisk fills a real disk of 512 KiB where one can be mounted.
func TestSmallDisk(t *testing.T) {
	w := newWorld(t)
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=512k", "claimline-test", w.dir).CombinedOutput(); err != nil {
		t.Skipf("no file system can be mounted here: %s", bytes.TrimSpace(out))
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", w.dir).Run() })
	in := w.inbox()
	w.run(in, time.Second)
	w.write("a.pdf", pdf("a"))
	filler, err := os.Create(w.path(".filler"))
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = filler.Write(make([]byte, 4096))
	}
	if !diskFull(err) {
		t.Fatalf("filling the disk ended with %v", err)
	}
	w.run(in, time.Minute)
	if s := in.Status(); len(s.Waiting) != 1 || s.Waiting[0].Code != sow.ReasonStoreFull || !w.exists("a.pdf") {
		t.Errorf("waiting = %+v, files %q", s.Waiting, w.files("."))
	}
	if err := errorsOf(filler.Close(), os.Remove(w.path(".filler"))); err != nil {
		t.Fatal(err)
	}
	w.run(in, 5*time.Minute)
	if got := w.states(); got[sow.InboxProcessed] != 1 {
		t.Errorf("ledger = %v, status %+v", got, in.Status())
	}
	in.stop()
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	file := dir + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	blocked := dir + "/blocked"
	if err := errorsOf(os.Mkdir(blocked, 0o777), os.WriteFile(blocked+"/failed", nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, dir, want string
		fault           func(op, path string) error
	}{
		{"good", t.TempDir(), "", nil},
		{"missing", dir + "/none", "does not exist", nil},
		{"a file", file, "is a file; name a folder", nil},
		{"a file at the place of a folder", blocked, "a file or link of that name is in the way", nil},
		{"no right to create", t.TempDir(), "no file can be created in the folder processed", denyIn("write", processedDir)},
		{"no right to rename", t.TempDir(), "no file can be moved out of the folder failed", denyIn("rename", failedDir)},
		{"no right to delete", t.TempDir(), "no file can be removed from the folder", denyIn("remove", workDir)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.dir = c.dir
			err := w.inbox(func(cfg *Config) { cfg.Hooks.Fault = c.fault }).Check()
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("Check = %v, want %q", err, c.want)
			}
			if c.want == "" && len(w.files(".")) != 0 {
				t.Errorf("left behind: %q", w.files("."))
			}
		})
	}
}

func denyIn(op, dir string) func(op, path string) error {
	return func(what, path string) error {
		if what == op && strings.HasPrefix(path, dir+"/.probe") {
			return syscall.EACCES
		}
		return nil
	}
}

func TestCheckOtherDisk(t *testing.T) {
	w := newWorld(t)
	if err := os.Mkdir(w.path(processedDir), 0o777); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", "size=512k", "claimline-test", w.path(processedDir)).CombinedOutput(); err != nil {
		t.Skipf("no file system can be mounted here: %s", bytes.TrimSpace(out))
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", w.path(processedDir)).Run() })
	if err := w.inbox().Check(); err == nil || !strings.Contains(err.Error(), "lies on another disk or share") {
		t.Errorf("Check = %v", err)
	}
}
