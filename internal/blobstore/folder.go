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
	err := errors.Join(f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), final)
	}
	made := errors.Is(err, os.ErrNotExist) // it is made with the first content in it
	if made {
		if err = os.Mkdir(parent, 0o750); err == nil || errors.Is(err, os.ErrExist) {
			err = os.Rename(f.Name(), final)
		}
	}
	if err == nil {
		err = syncDir(parent)
	}
	if err == nil && made {
		err = syncDir(s.dir)
	}
	if err != nil {
		return fmt.Errorf("store document %s: %w", sha, err)
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
