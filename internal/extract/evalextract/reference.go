package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

//go:embed plain.lua
var plainFilter []byte

// reference reads files with pdftotext and pandoc. Close it.
type reference struct {
	dir    string
	filter string // the path of plainFilter
}

func newReference() (*reference, error) {
	dir, err := os.MkdirTemp("", "evalextract")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the filter: %w", err)
	}
	r := &reference{dir: dir, filter: filepath.Join(dir, "plain.lua")}
	if err := os.WriteFile(r.filter, plainFilter, 0o600); err != nil {
		r.close()
		return nil, fmt.Errorf("write the filter: %w", err)
	}
	return r, nil
}

func (r *reference) close() { _ = os.RemoveAll(r.dir) }

// text gives the text that the reference program reads.
func (r *reference) text(ctx context.Context, file string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "pdftotext", file, "-") //nolint:gosec // it reads the files that its user names
	if strings.EqualFold(filepath.Ext(file), ".docx") {
		cmd = exec.CommandContext(ctx, "pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "-L", r.filter, file) //nolint:gosec // as above
	}
	out, err := cmd.Output()
	return string(out), err
}
