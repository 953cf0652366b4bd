package blobstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// tempPrefix marks files that are being written.
const tempPrefix = ".writing-"

// path is the file of a content.
func (s *Store) path(sha string) string { return filepath.Join(s.dir, filepath.FromSlash(key(sha))) }

// place puts a written file under its hash so that it survives a power cut:
// the bytes, then the name, then the folder that holds the name.
func (s *Store) place(f *os.File, sha string) error {
	final := s.path(sha)
	parent := filepath.Dir(final)
	made := os.Mkdir(parent, 0o750)
	if made != nil && !errors.Is(made, os.ErrExist) {
		return fmt.Errorf("store document %s: %w", sha, made)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("store document %s: %w", sha, err)
	}
	if err := os.Rename(f.Name(), final); err != nil {
		return fmt.Errorf("store document %s: %w", sha, err)
	}
	if err := syncDir(parent); err != nil {
		return fmt.Errorf("store document %s: %w", sha, err)
	}
	if made == nil {
		return syncDir(s.dir)
	}
	return nil
}

func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // a folder cannot be synced there; NTFS journals names
	}
	d, err := os.Open(dir) //nolint:gosec // a folder of the store
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	return nil
}
