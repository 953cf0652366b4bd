package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimline/internal/pgtest"
	"claimline/rules"
)

// otherRules copies the built-in pack with the other reading of the guide.
func otherRules(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, rules.FS); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "pack.yaml")
	text, err := fs.ReadFile(rules.FS, "pack.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), "strictness: seed", "strictness: microsoft", 1)
	if changed == string(text) {
		t.Fatal("the pack has no strictness to change")
	}
	if err := os.WriteFile(name, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// workerSays runs the program and gives what it says; it must end with status.
func workerSays(t *testing.T, status int, args ...string) string {
	t.Helper()
	var out, diag bytes.Buffer
	if got := run(args, strings.NewReader(""), &out, &diag); got != status {
		t.Fatalf("worker %s: status %d, want %d: %s%s", strings.Join(args, " "), got, status, out.String(), diag.String())
	}
	return out.String() + diag.String()
}

// Decisions are replayed as they were recorded; other rules show differences,
// and take effect only after a person has confirmed.
func TestReplayAndReanalyse(t *testing.T) {
	dsn, dir, other := pgtest.DSN(t), t.TempDir(), otherRules(t)
	set := []string{"--database-url", dsn, "--data", filepath.Join(dir, "data"), "--inbox", filepath.Join(dir, "inbox"), "--stability", "10ms", "--ocr", "off"}
	do := func(status int, args ...string) string { return workerSays(t, status, append(args, set...)...) }
	if err := os.CopyFS(filepath.Join(dir, "inbox"), samplesWithText(t)); err != nil {
		t.Fatal(err)
	}
	do(0, "inbox", "scan", "--once")
	if got := do(0, "replay", "--fail-on-difference"); !strings.Contains(got, " 0 come out otherwise") || strings.HasPrefix(got, "0 ") {
		t.Errorf("the same rules and program decide otherwise: %s", got)
	}
	if got := do(1, "replay", "--rules", other, "--fail-on-difference"); !strings.Contains(got, "→") {
		t.Errorf("other rules decide the same: %s", got)
	}
	do(1, "reanalyse", "status")
	do(1, "reanalyse", "start", "--rules", other) // by nobody
	do(0, "reanalyse", "start", "--rules", other, "--as", "anna")
	do(0, "reanalyse", "pause", "--rules", other, "--as", "anna")
	do(0, "reanalyse", "resume", "--rules", other, "--as", "anna")
	do(1, "reanalyse", "confirm", "--as", "anna")

	stop := serveJobs(t, append(set, "--rules", other))
	waitFor(t, func() bool { return strings.Contains(do(0, "reanalyse", "status"), "ready") })
	diff := do(0, "reanalyse", "diff")
	if !strings.Contains(diff, "decides") || !strings.Contains(diff, "would open") || !strings.Contains(diff, "→") {
		t.Errorf("diff: %s", diff)
	}
	do(0, "reanalyse", "confirm", "--rules", other, "--as", "cleo")
	waitFor(t, func() bool { return strings.Contains(do(0, "reanalyse", "status"), "applied") })
	stop()
	if got := do(0, "replay", "--rules", other, "--fail-on-difference"); !strings.Contains(got, " 0 come out otherwise") {
		t.Errorf("what took effect is decided otherwise: %s", got)
	}
}

// samplesWithText are samples that need no pictures to be read.
func samplesWithText(t *testing.T) fs.FS {
	t.Helper()
	sub, err := fs.Sub(os.DirFS("../../testdata/sows"), ".")
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(sub, "*/sow.docx")
	if err != nil || len(names) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	dir := t.TempDir()
	for _, name := range names {
		text, err := fs.ReadFile(sub, name)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, filepath.Base(filepath.Dir(name))+".docx"), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return os.DirFS(dir)
}

// serveJobs runs the jobs of a worker with these flags until stop.
func serveJobs(t *testing.T, flags []string) (stop func()) {
	t.Helper()
	root := rootCommand()
	if err := root.PersistentFlags().Parse(flags); err != nil {
		t.Fatal(err)
	}
	c, err := loadConfig(root.PersistentFlags(), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	s, err := openServices(t.Context(), c, true, logger(io.Discard))
	if err == nil {
		err = s.pipeline.Start(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := s.pipeline.Stop(context.Background()); err != nil {
			t.Error(err)
		}
		s.close()
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); !done(); <-time.After(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it does not come to its end")
		}
	}
}
