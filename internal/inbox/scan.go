package inbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// maxDepth is how many folders deep documents may lie; deeper files are looked
// at only to say so, down to walkDepth.
const (
	maxDepth  = 4
	walkDepth = 32
)

// found is one entry of a scan.
type found struct {
	path string // relative, raw bytes
	info fs.FileInfo
	deep bool
}

// scanResult is what one look at the folder gives.
type scanResult struct {
	files   []found
	folders []string       // for file events
	ignored map[string]int // by pattern
	locks   []string       // paths of lock files of Word and LibreOffice
	notes   []string       // reason files
	trouble error          // folders that could not be read, joined
}

// scan looks at every entry below dir ("." for the inbox itself, whose own
// folders are left out). It follows no link.
func (f *folder) scan(dir string) (scanResult, error) {
	res := scanResult{ignored: map[string]int{}}
	root, err := f.root.OpenRoot(dir)
	if err != nil {
		return res, err
	}
	defer func() { _ = root.Close() }()
	if err := f.walk(root, dir, 0, &res); err != nil {
		return res, err
	}
	return res, nil
}

func (f *folder) walk(root *os.Root, dir string, depth int, res *scanResult) error {
	if err := f.fault("readdir", dir); err != nil {
		return err
	}
	names, err := readNames(root)
	if err != nil {
		return err
	}
	res.folders = append(res.folders, dir)
	for _, name := range names {
		if dir == "." && reserved(name) {
			continue
		}
		info, err := root.Lstat(name)
		if err != nil {
			continue // gone again, which is not our concern
		}
		f.visit(root, path.Join(dir, name), info, depth, res)
	}
	return nil
}

func (f *folder) visit(root *os.Root, p string, info fs.FileInfo, depth int, res *scanResult) {
	name := path.Base(p)
	switch {
	case info.IsDir():
		if pattern := folderIgnoredBy(name); pattern != "" {
			res.ignored[pattern+"/"]++
			return
		}
		if depth < walkDepth {
			f.enter(root, name, p, depth, res)
		}
	case ignoredBy(name) != "":
		res.ignored[ignoredBy(name)]++
		if strings.HasSuffix(name, reasonJSONSuffix) {
			res.notes = append(res.notes, p)
		}
		if isLockName(name) {
			res.locks = append(res.locks, p)
		}
	case remote(info):
		res.ignored["not downloaded"]++
	default:
		res.files = append(res.files, found{path: p, info: info, deep: depth > maxDepth})
	}
}

func (f *folder) enter(root *os.Root, name, p string, depth int, res *scanResult) {
	sub, err := root.OpenRoot(name)
	if err == nil {
		err = f.walk(sub, p, depth+1, res)
		_ = sub.Close()
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		res.trouble = errors.Join(res.trouble, fmt.Errorf("read folder %s: %w", Readable(p), err))
	}
}

func readNames(root *os.Root) ([]string, error) {
	d, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	return d.Readdirnames(-1)
}
