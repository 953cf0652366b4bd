package ruleset

import (
	"crypto/ed25519"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// smallPack is a pack with one workload under the given version and name.
func smallPack(version, name string) fstest.MapFS {
	fsys := packFS(map[string]string{"lexicon/a.yaml": "kind: lexicon\nfamily: azure\nplane: azure\nworkloads:\n  - {id: a, name: " + name + "}\n"})
	fsys["pack.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(goodManifest, "1.2.3", version, 1))}
	return fsys
}

func mustLoad(t *testing.T, fsys fstest.MapFS) *Pack {
	t.Helper()
	p, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLiveKeepsTheLastGoodPack(t *testing.T) {
	t0 := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	first := mustLoad(t, smallPack("1.2.3", "First"))
	l := NewLive(first, Options{}, t0)

	if changed, err := l.Reload(smallPack("1.2.3", "First"), t0.Add(time.Minute)); changed || err != nil {
		t.Errorf("the same files: changed %v, %v", changed, err)
	}
	broken := smallPack("1.2.4", "Second, workloadz: 3")
	if changed, err := l.Reload(broken, t0.Add(2*time.Minute)); changed || ProblemsOf(err) == nil {
		t.Errorf("broken files: changed %v, %v", changed, err)
	}
	if l.Pack() != first {
		t.Error("a broken pack took the place of the good one")
	}
	if s := l.Status(); s.Active.Version != "1.2.3" || s.Refused == "" || len(s.Problems) == 0 || !s.CheckAt.Equal(t0.Add(2*time.Minute)) {
		t.Errorf("status after broken files: %+v", s)
	}
	if changed, err := l.Reload(broken, t0.Add(3*time.Minute)); changed || err != nil {
		t.Errorf("the same broken files are reported twice: %v, %v", changed, err)
	}
	if changed, err := l.Reload(smallPack("1.2.2", "Old"), t0.Add(4*time.Minute)); changed || !strings.Contains(err.Error(), "E019") {
		t.Errorf("an older version: changed %v, %v", changed, err)
	}
	changed, err := l.Reload(smallPack("1.2.4", "Second"), t0.Add(5*time.Minute))
	if !changed || err != nil {
		t.Fatalf("a good pack: changed %v, %v", changed, err)
	}
	if l.Pack().Lexicon().Entries[0].Name != "Second" {
		t.Error("the new pack is not active")
	}
	if s := l.Status(); s.Active.Version != "1.2.4" || s.Refused != "" || s.Problems != nil || !s.LoadedAt.Equal(t0.Add(5*time.Minute)) {
		t.Errorf("status after a good pack: %+v", s)
	}
}

func TestLiveComesBackToTheActiveFiles(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	l := NewLive(mustLoad(t, smallPack("1.2.3", "First")), Options{}, now)
	if _, err := l.Reload(fstest.MapFS{}, now); err == nil {
		t.Error("an empty folder is accepted")
	}
	if _, err := l.Reload(smallPack("1.2.3", "First"), now); err != nil || l.Status().Refused != "" {
		t.Errorf("the active files are back: %v, %+v", err, l.Status())
	}
}

func TestLiveUnderReaders(t *testing.T) {
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	l := NewLive(mustLoad(t, smallPack("1.0.0", "A")), Options{}, now)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for range 200 {
				p := l.Pack()
				if p.Info().Version == "" || p.Lexicon().Entries[0].Name == "" {
					t.Error("a half pack is visible")
				}
				l.Status()
			}
		})
	}
	for _, v := range []string{"1.0.1", "1.0.2", "1.0.3"} {
		if _, err := l.Reload(smallPack(v, "B"), now); err != nil {
			t.Error(err)
		}
	}
	readers.Wait()
}

func TestSignature(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	otherPublic, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	fsys := smallPack("1.2.3", "First")
	sig, err := Sign(fsys, private)
	if err != nil {
		t.Fatal(err)
	}
	signed := maps.Clone(fsys)
	signed["pack.sig"] = &fstest.MapFile{Data: sig}
	changedFile := maps.Clone(signed)
	changedFile["lexicon/a.yaml"] = smallPack("1.2.3", "Other")["lexicon/a.yaml"]
	moreFiles := maps.Clone(signed)
	moreFiles["lexicon/b.yaml"] = &fstest.MapFile{Data: []byte("kind: lexicon\n")}
	fewerFiles := maps.Clone(signed)
	delete(fewerFiles, "lexicon/a.yaml")
	rubbish := maps.Clone(signed)
	rubbish["pack.sig"] = &fstest.MapFile{Data: []byte("claimline-pack-v1 AAAA\n")}

	tests := []struct {
		name string
		fsys fstest.MapFS
		key  ed25519.PublicKey
		code string
	}{
		{"no key, not signed", fsys, nil, ""},
		{"no key, signed", signed, nil, ""},
		{"signed", signed, public, ""},
		{"signature taken away", fsys, public, "E014"},
		{"other key", signed, otherPublic, "E015"},
		{"file changed", changedFile, public, "E015"},
		{"file added", moreFiles, public, "E015"},
		{"file taken away", fewerFiles, public, "E015"},
		{"no signature in the file", rubbish, public, "E015"},
		{"key of the wrong length", signed, public[:5], "E015"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Options{PublicKey: tt.key}.Load(tt.fsys)
			if tt.code == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantProblems(t, err, []string{"pack.sig: " + tt.code})
		})
	}
}
