package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// ownValues is the name under which a partner's own rates join the rule pack.
const ownValues = "values.own.yaml"

// packFS is the rule pack of the settings with the partner's own rates, read
// anew so that a change of either is seen.
func (c config) packFS() (fs.FS, error) {
	pack := packFS(c.Rules)
	if c.Values == "" {
		return pack, nil
	}
	content, err := os.ReadFile(c.Values)
	if err != nil {
		return nil, fmt.Errorf("--values: read the rates: %w", err)
	}
	return withFile{pack, ownValues, content}, nil
}

// withFile is a file system with one more file at its root.
type withFile struct {
	fs.FS
	name    string
	content []byte
}

// Open opens a file of either.
func (w withFile) Open(name string) (fs.File, error) {
	if name == w.name {
		return &memoryFile{w, bytes.NewReader(w.content)}, nil
	}
	return w.FS.Open(name)
}

// ReadDir lists the folder with the file more.
func (w withFile) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(w.FS, name)
	if err == nil && name == "." {
		list = append(list, fs.FileInfoToDirEntry(memoryInfo{w}))
	}
	return list, err
}

type memoryFile struct {
	of withFile
	*bytes.Reader
}

// Stat describes the file.
func (f *memoryFile) Stat() (fs.FileInfo, error) { return memoryInfo{f.of}, nil }

// Close does nothing.
func (f *memoryFile) Close() error { return nil }

type memoryInfo struct{ of withFile }

func (i memoryInfo) Name() string       { return i.of.name }
func (i memoryInfo) Size() int64        { return int64(len(i.of.content)) }
func (i memoryInfo) Mode() fs.FileMode  { return 0o444 }
func (i memoryInfo) ModTime() time.Time { return time.Time{} }
func (i memoryInfo) IsDir() bool        { return false }
func (i memoryInfo) Sys() any           { return nil }
