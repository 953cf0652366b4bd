package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimline/internal/inbox"
	"claimline/internal/sow"
)

// stage is a real worker on folders of its own, run by a user for whom
// permissions count.
type stage struct {
	t          *testing.T
	dir, inbox string
	worker     *workerProcess
	user       *syscall.Credential // nil when the tests have no rights to take away
}

const nobody = 65534

func newStage(t *testing.T) *stage {
	t.Helper()
	dir, err := os.MkdirTemp("", "claimline-scene-") //nolint:usetesting // the user of the worker must pass through
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, dir: dir, inbox: filepath.Join(dir, "inbox")}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Chmod(dir, 0o755))
	must(os.Mkdir(s.inbox, 0o755))
	must(os.Mkdir(filepath.Join(dir, "data"), 0o755))
	// What was compiled for other tests is compiled for this user, too.
	if cache, err := os.UserCacheDir(); err == nil {
		must(os.CopyFS(filepath.Join(dir, ".cache", "claimline"), os.DirFS(filepath.Join(cache, "claimline"))))
	}
	if os.Geteuid() == 0 {
		s.user = &syscall.Credential{Uid: nobody, Gid: nobody}
		must(filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error { return errors.Join(err, os.Chown(p, nobody, nobody)) }))
	}
	return s
}

// start runs a worker; the program lies beside its folders, where its user can
// reach it.
func (s *stage) start() {
	s.t.Helper()
	program := filepath.Join(s.dir, "worker")
	if content, err := os.ReadFile(os.Args[0]); err != nil || os.WriteFile(program, content, 0o755) != nil {
		s.t.Fatalf("copy the program: %v", err)
	}
	cmd := exec.Command(program)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.user}
	logs, err := os.Create(filepath.Join(s.dir, "worker.log"))
	if err != nil {
		s.t.Fatal(err)
	}
	s.worker = startCommand(s.t, cmd, "own", append(privateSettings(s.dir, s.inbox),
		"CLAIMLINE_STABILITY=300ms", "CLAIMLINE_POLL=100ms", "CLAIMLINE_PATIENCE=2s", "HOME="+s.dir, "TMPDIR="+s.dir), logs)
	s.t.Cleanup(func() {
		s.worker.kill(syscall.SIGTERM)
		<-s.worker.done
		_ = logs.Close()
		if s.t.Failed() {
			s.t.Log(s.log())
		}
	})
	if !s.worker.ready() {
		s.t.Fatalf("the worker does not start: %v", s.worker.err)
	}
}

// log is what the worker has said so far.
func (s *stage) log() string {
	text, err := os.ReadFile(filepath.Join(s.dir, "worker.log"))
	if err != nil {
		s.t.Error(err)
	}
	return string(text)
}

// drop writes a document of its own into the inbox, or into another folder.
func (s *stage) drop(dir string, n int) string {
	s.t.Helper()
	name := fmt.Sprintf("sow-%d.txt", n)
	text := (&dropper{n: n}).text()
	if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
		s.t.Fatal(err)
	}
	if s.user != nil {
		if err := os.Chown(filepath.Join(dir, name), nobody, nobody); err != nil {
			s.t.Fatal(err)
		}
	}
	return name
}

// until waits for a state of the folders; the limit is far from what it takes.
func (s *stage) until(what string, holds func() bool) {
	s.t.Helper()
	for end := time.Now().Add(time.Minute); !holds(); {
		if time.Now().After(end) {
			status, _ := inbox.ReadStatus(s.inbox)
			s.t.Fatalf("never: %s; status %+v", what, status)
		}
		<-time.After(50 * time.Millisecond)
	}
}

func (s *stage) answered(name string) bool {
	found, err := filepath.Glob(filepath.Join(s.inbox, "processed", "*", name+".recommendation.html"))
	return err == nil && len(found) == 1
}

// waits reports whether a file lies where it was dropped, with the given code.
func (s *stage) waits(name string, code sow.ReasonCode) bool {
	status, err := inbox.ReadStatus(s.inbox)
	return err == nil && slices.ContainsFunc(status.Waiting, func(w inbox.WaitingFile) bool { return w.Path == name && w.Code == code })
}

func (s *stage) failed() []string {
	found, _ := filepath.Glob(filepath.Join(s.inbox, "failed", "*", "*"))
	return found
}

func (s *stage) chmod(path string, mode os.FileMode) {
	s.t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		s.t.Fatal(err)
	}
}

func TestPermissionTakenAndGivenBack(t *testing.T) {
	s := newStage(t)
	s.start()
	first := s.drop(s.dir, 1)
	s.chmod(filepath.Join(s.dir, first), 0)
	if err := os.Rename(filepath.Join(s.dir, first), filepath.Join(s.inbox, first)); err != nil {
		t.Fatal(err)
	}
	s.until("a file that may not be read waits", func() bool { return s.waits(first, sow.ReasonPermissionRead) })
	s.chmod(filepath.Join(s.inbox, first), 0o644)
	s.until("it is answered when it may be read", func() bool { return s.answered(first) })

	second := s.drop(s.inbox, 2)
	s.chmod(s.inbox, 0o555)
	s.until("a file that may not be moved waits", func() bool { return s.answered(second) || s.waits(second, sow.ReasonPermissionMove) })
	s.chmod(s.inbox, 0o755)
	s.until("it is answered when it may be moved", func() bool { return s.answered(second) })
	if failed := s.failed(); len(failed) != 0 {
		t.Errorf("failed: %q", failed)
	}
}

func TestFolderTakenAwayAndBack(t *testing.T) {
	s := newStage(t)
	s.start()
	first := s.drop(s.inbox, 1)
	s.until("the first file is answered", func() bool { return s.answered(first) })
	away := filepath.Join(s.dir, "away")
	if err := os.Rename(s.inbox, away); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(s.inbox, 0o777); err != nil { // the bare place where a share is mounted
		t.Fatal(err)
	}
	s.chmod(s.inbox, 0o777)
	stray, second := s.drop(s.inbox, 7), s.drop(away, 2)
	s.until("the worker says that another folder lies there", func() bool { return strings.Contains(s.log(), "is the share or disk mounted") })
	if _, err := os.Stat(filepath.Join(s.inbox, stray)); err != nil {
		t.Errorf("a file was taken out of a folder that is not the inbox: %v", err)
	}
	if err := os.Rename(s.inbox, filepath.Join(s.dir, "bare")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(away, s.inbox); err != nil {
		t.Fatal(err)
	}
	s.until("what came meanwhile is answered", func() bool { return s.answered(second) })
	if entries, err := os.ReadDir(filepath.Join(s.dir, "bare")); err != nil || len(entries) != 1 {
		t.Errorf("the bare folder holds %v, %v", entries, err)
	}
}

func TestDiskOfDocumentsFull(t *testing.T) {
	s := newStage(t)
	store := filepath.Join(s.dir, "data", "documents")
	if err := os.Mkdir(store, 0o755); err != nil {
		t.Fatal(err)
	}
	options := fmt.Sprintf("size=256k,uid=%d,gid=%d,mode=755", nobody, nobody)
	if out, err := exec.CommandContext(t.Context(), "mount", "-t", "tmpfs", "-o", options, "claimline-test", store).CombinedOutput(); err != nil {
		t.Skipf("a small disk needs the right to mount: %s", out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", store).Run() })
	filler := filepath.Join(store, "filler")
	_ = os.WriteFile(filler, make([]byte, 1<<20), 0o644) // as much as there is room for
	s.start()
	var names []string
	for n := range 3 {
		names = append(names, s.drop(s.inbox, n+1))
	}
	s.until("a file waits for room", func() bool {
		return slices.ContainsFunc(names, func(name string) bool { return s.waits(name, sow.ReasonStoreFull) })
	})
	if failed := s.failed(); len(failed) != 0 {
		t.Fatalf("failed: %q", failed)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	s.until("all are answered when there is room", func() bool {
		return !slices.ContainsFunc(names, func(name string) bool { return !s.answered(name) })
	})
}
