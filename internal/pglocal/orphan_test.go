//go:build unix

package pglocal

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestWhatDeadOwnersLeave(t *testing.T) {
	dir := t.TempDir()
	c := stopped(t, dir)
	t.Run("a server, where the system does not end children", func(t *testing.T) {
		if err := c.makeSocketDir(); err != nil {
			t.Fatal(err)
		}
		cmd, done, err := c.command(context.Background(), "postgres", c.data, c.settings()...)
		if err != nil {
			t.Fatal(err)
		}
		defer done()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		for !c.ready() {
			if err := pause(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		stopped(t, dir)
		if err := <-ended; err != nil {
			t.Errorf("the server left behind was not shut down in order: %v", err)
		}
	})
	t.Run("a stale process number that now belongs to another program", func(t *testing.T) {
		text := strconv.Itoa(os.Getpid()) + "\n" + c.data + "\n1\n5432\n/tmp\n\n0 0\nready\n"
		if err := os.WriteFile(filepath.Join(c.data, "postmaster.pid"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		stopped(t, dir)
	})
}

// stopped starts and stops the cluster of dir.
func stopped(t *testing.T, dir string) *cluster {
	t.Helper()
	s, err := Start(t.Context(), dir, Options{Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	if !s.Owned {
		t.Error("attached, want an owned server")
	}
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	return s.cluster
}

func TestSocketFolderOfSomebodyElse(t *testing.T) {
	c, err := newCluster(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(c.socketDir, 0o755); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.Remove(c.socketDir) }()
	if err := c.makeSocketDir(); err == nil || !strings.Contains(err.Error(), "somebody else") {
		t.Errorf("error %v", err)
	}
}

func TestSocketPathIsShort(t *testing.T) {
	t.Setenv("TMPDIR", "/"+strings.Repeat("long/", 40))
	if got := socketDir("/" + strings.Repeat("data/", 100)); len(got) > 60 {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}

func TestVersionOrder(t *testing.T) {
	if newestFirst("/usr/lib/postgresql/9/bin", "/usr/lib/postgresql/17/bin") <= 0 || versionIn("/none") != 0 {
		t.Error("9 comes before 17")
	}
}
