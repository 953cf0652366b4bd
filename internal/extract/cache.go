package extract

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"claimline/internal/extract/pdf"
)

// warmArg is the first argument of the process that compiles PDFium into the
// cache directory, followed by that directory ("" for the default one).
const warmArg = "claimline-extract-warm"

// WarmCache compiles PDFium into dir, in this process. It takes some seconds
// and 400 MB the first time, and 60 ms when it has been done before. "make
// build" does it through a process of its own.
func WarmCache(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil { //nolint:gosec // the operator names the directory
		return fmt.Errorf("make the cache directory: %w", err)
	}
	engine, err := pdf.NewEngine(ctx, dir)
	if err != nil {
		return err
	}
	if err := engine.Close(); err != nil {
		return fmt.Errorf("end PDFium: %w", err)
	}
	if err := os.WriteFile(readyMark(dir), nil, 0o600); err != nil {
		return fmt.Errorf("mark the cache as filled: %w", err)
	}
	return nil
}

func warmMain(dir string) int {
	if dir == "" {
		dir = defaultCacheDir()
	}
	if err := WarmCache(context.Background(), dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// readyMark is the file that says that a cache directory is filled for this
// build of the program.
func readyMark(dir string) string { return filepath.Join(dir, "ready-"+buildKey()) }

// filled gives the cache directory when it is filled, else "": a child may not
// write, so it compiles for itself then.
func filled(dir string) string {
	if _, err := os.Stat(readyMark(dir)); err != nil {
		return ""
	}
	return dir
}

// fillCache compiles PDFium once for each version of the libraries, in a
// process of its own: the compiler takes 400 MB, which the parent would keep.
// Without a writable directory children compile for themselves.
func (p *pool) fillCache(ctx context.Context) {
	p.fill.Do(func() {
		if filled(p.config.CacheDir) != "" {
			return
		}
		program, err := os.Executable()
		if err != nil {
			return
		}
		cmd := exec.CommandContext(ctx, program, warmArg, p.config.CacheDir) //nolint:gosec // the program itself
		cmd.Env = childEnv()
		contain(cmd)
		_ = cmd.Run() // a child that finds no cache does without
	})
}

// startsAsPDF reports whether a file may be a PDF, as its head says: other
// files need no PDFium.
func startsAsPDF(data io.ReaderAt) bool {
	if data == nil {
		return false
	}
	head := make([]byte, 1024)
	n, _ := data.ReadAt(head, 0)
	return bytes.Contains(head[:n], []byte("%PDF"))
}

// draws reports whether a request needs PDFium whatever the file is.
func (r request) draws() bool { return r.Op != opRead }

// buildKey names what the compiled code depends on: the versions of the
// libraries, Go and the processor's architecture.
func buildKey() string {
	h := sha256.New()
	fmt.Fprintln(h, runtime.Version(), runtime.GOARCH)
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if strings.Contains(m.Path, "wazero") || strings.Contains(m.Path, "go-pdfium") {
				fmt.Fprintln(h, m.Path, m.Version)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func defaultCacheDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "claimline", "pdfium")
}
