package ruleset

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

const (
	manifestName  = "pack.yaml"
	signatureName = "pack.sig"
	maxFileSize   = 1 << 20 // bytes; the largest file that people write has a sixth of this
	maxLearntSize = 2 << 20 // bytes of a file that is learnt; the largest has half of this
	maxTotalSize  = 8 << 20 // bytes of all files together
	maxFiles      = 500
)

// packFile is one file of a pack as stored.
type packFile struct {
	path    string
	content []byte
}

// readFiles reads pack.yaml and the files that it lists, in the order of their
// paths. It gives a nil manifest when the pack cannot be read at all.
func readFiles(fsys fs.FS, ps *LoadErrors) ([]packFile, *manifest) {
	content, ok := readFile(fsys, manifestName, ps)
	if !ok {
		return nil, nil
	}
	n := parseYAML(manifestName, content, ps)
	if n == nil {
		return nil, nil
	}
	if kind, at := kindOf(n); kind != "pack" {
		ps.add(manifestName, at, "E013", "kind must be pack")
		return nil, nil
	}
	var m manifest
	before := len(*ps)
	(&builder{ps: ps}).decodeFile(packFile{manifestName, content}, n, &m)
	if len(*ps) > before {
		return nil, nil
	}
	checkManifest(&m, n, ps)
	found := listFiles(fsys, ps)
	matchFiles(m.Files, found, ps)
	files := []packFile{{manifestName, content}}
	total := 0
	for _, name := range found {
		c, ok := readFile(fsys, name, ps)
		if !ok {
			continue
		}
		if total += len(c); total > maxTotalSize {
			ps.add(name, pos{}, "E004", "the files have more than %d bytes together", maxTotalSize)
			return nil, nil
		}
		files = append(files, packFile{name, c})
	}
	slices.SortFunc(files, func(a, b packFile) int { return strings.Compare(a.path, b.path) })
	return files, &m
}

func readFile(fsys fs.FS, name string, ps *LoadErrors) ([]byte, bool) {
	info, err := fs.Stat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		ps.add(name, pos{}, "E001", "the file is missing")
		return nil, false
	}
	if most := mostBytes(name); err == nil && info.Size() > most {
		ps.add(name, pos{}, "E004", "the file has %d bytes; at most %d are read", info.Size(), most)
		return nil, false
	}
	content, err := fs.ReadFile(fsys, name)
	if err != nil {
		ps.add(name, pos{}, "E001", "the file cannot be read: %v", err)
		return nil, false
	}
	return content, true
}

// learntFiles are written by the program and not by people.
var learntFiles = []string{"weights.yaml", "picks.yaml"}

// mostBytes gives how large a file may be.
func mostBytes(name string) int64 {
	if slices.Contains(learntFiles, name) {
		return maxLearntSize
	}
	return maxFileSize
}

// beside tells which files may lie in a pack folder without being part of the
// pack: the Go file that embeds it, texts for people, JSON Schemas for
// editors, the signature and hidden files.
func beside(name string) bool {
	switch path.Ext(name) {
	case ".go", ".md":
		return true
	}
	return name == signatureName || name == manifestName || strings.HasPrefix(name, "schema/") || strings.HasPrefix(path.Base(name), ".")
}

// listFiles gives the paths of all files that must be in the file list.
func listFiles(fsys fs.FS, ps *LoadErrors) []string {
	var found []string
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("list %s: %w", name, err)
		}
		if entry.IsDir() {
			if name != "." && strings.HasPrefix(path.Base(name), ".") {
				return fs.SkipDir
			}
			return nil
		}
		if !beside(name) {
			found = append(found, name)
		}
		if len(found) > maxFiles {
			ps.add(manifestName, pos{}, "E004", "the folder has more than %d files", maxFiles)
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		ps.add(manifestName, pos{}, "E001", "the folder cannot be read: %v", err)
	}
	slices.Sort(found)
	return found
}

// matchFiles compares the file list with the files that are there. A file that
// nobody listed is an error: it would be believed to take part.
func matchFiles(patterns []filePattern, found []string, ps *LoadErrors) {
	listed := map[string]bool{}
	for _, p := range patterns {
		hits := 0
		for _, name := range found {
			ok, err := path.Match(p.Path, name)
			if err != nil {
				ps.add(manifestName, p.At, "E002", "the pattern %q is not valid: %v", p.Path, err)
				break
			}
			if ok {
				listed[name] = true
				hits++
			}
		}
		if hits == 0 && !p.Optional {
			ps.add(manifestName, p.At, "E002", "no file matches %q%s", p.Path, didYouMean(p.Path, found))
		}
	}
	for _, name := range found {
		if !listed[name] {
			ps.add(name, pos{}, "E003", "the file is not in the file list of %s", manifestName)
		}
	}
}

// digest is the SHA-256 over "path NUL size NUL content" of the files in the
// order of their paths, as 64 hex digits.
func digest(files []packFile) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%s\x00%d\x00", f.path, len(f.content))
		h.Write(f.content)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
