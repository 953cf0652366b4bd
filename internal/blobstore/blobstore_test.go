package blobstore_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"claimline/internal/blobstore"
	"claimline/internal/sow"
)

func open(t *testing.T, dir string) *blobstore.Store {
	t.Helper()
	s, err := blobstore.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(t *testing.T, s *blobstore.Store, text string) string {
	t.Helper()
	sha, err := s.PutBytes(t.Context(), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return sha
}

func file(dir, sha string) string { return filepath.Join(dir, sha[:2], sha) }

func TestPutAndGet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "store")
	s := open(t, dir)
	sum := sha256.Sum256([]byte("a SOW"))
	sha := put(t, s, "a SOW")
	if sha != hex.EncodeToString(sum[:]) {
		t.Errorf("hash %s", sha)
	}
	if put(t, s, "a SOW") != sha {
		t.Error("the same bytes get another hash")
	}
	for _, again := range []*blobstore.Store{s, open(t, "file://"+dir)} {
		if got, err := again.Get(t.Context(), sha); err != nil || string(got) != "a SOW" {
			t.Errorf("get %q, %v", got, err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("folder holds %v, %v", entries, err)
	}
	if ok, err := s.Has(t.Context(), sha); !ok || err != nil {
		t.Errorf("has %v, %v", ok, err)
	}
}

func TestMissingAndStrangeHashes(t *testing.T) {
	s := open(t, t.TempDir())
	for _, sha := range []string{strings.Repeat("0", 64), "", "ab", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("z", 64)} {
		if _, err := s.Get(t.Context(), sha); !errors.Is(err, sow.ErrNotFound) {
			t.Errorf("get %q: %v", sha, err)
		}
		if ok, _ := s.Has(t.Context(), sha); ok {
			t.Errorf("has %q", sha)
		}
	}
}

func TestDamageIsSeenAndHealed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	sha := put(t, s, "original")
	if err := os.WriteFile(file(dir, sha), []byte("tampered"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(t.Context(), sha); !errors.Is(err, blobstore.ErrDamaged) {
		t.Errorf("get damaged content: %v", err)
	}
	if err := os.Truncate(file(dir, sha), 3); err != nil {
		t.Fatal(err)
	}
	put(t, s, "original") // seen by its size and written anew
	if got, err := s.Get(t.Context(), sha); err != nil || string(got) != "original" {
		t.Errorf("get %q, %v", got, err)
	}
}

func TestFailedPutLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	_, _, err := s.Put(t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("share gone"))))
	if err == nil || !strings.Contains(err.Error(), "share gone") {
		t.Errorf("put: %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("left %v, %v", entries, err)
	}
}

func TestManyWritersOfOneContent(t *testing.T) {
	s := open(t, t.TempDir())
	data := bytes.Repeat([]byte("x"), 1<<20)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := s.PutBytes(t.Context(), data); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if r, err := s.Sweep(t.Context(), nil, true); err != nil || r.Objects != 1 || len(r.Damaged) != 0 || len(r.Leftover) != 0 {
		t.Errorf("sweep %+v, %v", r, err)
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	good, short, bad, orphan := put(t, s, "good"), put(t, s, "short"), put(t, s, "bad"), put(t, s, "orphan")
	missing := strings.Repeat("a", 64)
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(file(dir, short), "s")
	write(file(dir, bad), "BAD")
	write(filepath.Join(dir, ".writing-1"), "half")
	write(filepath.Join(dir, "notes.txt"), "by a person")
	known := map[string]int64{good: 4, short: 5, bad: 3, missing: 9}
	r, err := s.Sweep(t.Context(), known, true)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(r.Damaged)
	damaged := []string{short, bad}
	slices.Sort(damaged)
	if r.Objects != 4 || !slices.Equal(r.Orphans, []string{orphan}) || !slices.Equal(r.Missing, []string{missing}) ||
		!slices.Equal(r.Damaged, damaged) || !slices.Equal(r.Leftover, []string{".writing-1"}) || !slices.Equal(r.Foreign, []string{"notes.txt"}) || r.Clean() {
		t.Errorf("report %+v", r)
	}
	if shallow, err := s.Sweep(t.Context(), known, false); err != nil || !slices.Equal(shallow.Damaged, []string{short}) {
		t.Errorf("shallow report %+v, %v", shallow, err)
	}
	if _, err := os.Stat(file(dir, orphan)); err != nil {
		t.Errorf("the sweep deleted something: %v", err)
	}
}
