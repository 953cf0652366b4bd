package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"claimline/internal/sow"
)

// pool keeps children that are ready, at most Config.Children of them.
type pool struct {
	config Config
	slots  chan struct{} // one token for each document being read
	mu     sync.Mutex
	idle   []*worker
	closed bool
	cache  string    // directory given to children; "" compiles each time
	once   sync.Once // fills the cache
	starts sync.WaitGroup
}

func newPool(config Config) *pool {
	return &pool{config: config, slots: make(chan struct{}, config.Children)}
}

var errClosed = errors.New("the reader is closed")

// do has a child answer a request.
func (p *pool) do(ctx context.Context, req request, data io.ReaderAt) (reply, error) {
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return reply{}, ctx.Err()
	}
	req.CPU = int(p.config.CPU.Seconds())
	for range 3 {
		w, err := p.take(ctx)
		if err != nil {
			return reply{}, err
		}
		out, err := w.do(ctx, req, data, p.config.Wall)
		p.give(w, err)
		if !errors.Is(err, errDied) {
			return out, explain(err, req)
		}
	}
	return reply{}, errDied
}

// explain makes a failure of a child that broke off while it read a document.
func explain(err error, req request) error {
	if !errors.Is(err, errProtocol) {
		return err
	}
	f := failCorruptDOCX()
	if strings.EqualFold(filepath.Ext(req.Name), ".pdf") {
		f = failCorruptPDF()
	}
	f.Cause = err
	return f
}

func (p *pool) take(ctx context.Context) (*worker, error) {
	p.fillCache(ctx)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errClosed
	}
	if n := len(p.idle); n > 0 {
		w := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return w, nil
	}
	return startWorker(p.cache)
}

// give puts a child back if it may serve on, else ends it and has a new one
// started in its place.
func (p *pool) give(w *worker, err error) {
	f, isFailure := errors.AsType[*sow.Failure](err)
	healthy := err == nil || isFailure && f.Code != sow.ReasonParseTimeout && f.Code != sow.ReasonCorruptPDF && f.Code != sow.ReasonTooLarge
	p.mu.Lock()
	if healthy && !p.closed && w.served < p.config.Documents {
		p.idle = append(p.idle, w)
		p.mu.Unlock()
		return
	}
	p.mu.Unlock()
	w.end()
}

// warm fills the cache and readies all children.
func (p *pool) warm(ctx context.Context) error {
	workers := make([]*worker, 0, p.config.Children)
	for range p.config.Children {
		w, err := p.take(ctx)
		if err != nil {
			return err
		}
		if _, err := w.do(ctx, request{Op: opWarm}, nil, p.config.Wall); err != nil {
			w.end()
			return fmt.Errorf("ready a reading process: %w", err)
		}
		w.served--
		workers = append(workers, w)
	}
	for _, w := range workers {
		p.give(w, nil)
	}
	return nil
}

func (p *pool) close() error {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	for _, w := range idle {
		w.end()
	}
	for range cap(p.slots) {
		p.slots <- struct{}{}
	}
	return nil
}

// fillCache compiles PDFium once for each version of the libraries, in a
// process of its own: the compiler takes 400 MB, which the parent would keep.
// Without a writable directory children compile for themselves.
func (p *pool) fillCache(ctx context.Context) {
	p.once.Do(func() {
		mark := filepath.Join(p.config.CacheDir, "ready-"+buildKey())
		if _, err := os.Stat(mark); err == nil {
			p.cache = p.config.CacheDir
			return
		}
		if err := os.MkdirAll(p.config.CacheDir, 0o700); err != nil {
			return
		}
		program, err := os.Executable()
		if err != nil {
			return
		}
		cmd := exec.CommandContext(ctx, program, warmArg, p.config.CacheDir) //nolint:gosec // the program itself
		cmd.Env = childEnv()
		contain(cmd)
		if cmd.Run() == nil && os.WriteFile(mark, nil, 0o600) == nil {
			p.cache = p.config.CacheDir
		}
	})
}

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
