package pdf

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// memoryPages is the memory that one instance may grow to, in WebAssembly
// pages of 64 KiB: 256 MiB.
const memoryPages = 4096

// Engine is a compiled PDFium, ready to open documents one at a time. It is
// not safe for concurrent use. Close it.
type Engine struct {
	ctx     context.Context
	calls   context.Context // of calls: without the values of ctx, through which each call would look
	pool    pdfium.Pool
	cache   wazero.CompilationCache
	module  *capture
	next    *instance // that of the next document; nil while one is open
	started bool      // there has been one
}

// NewEngine compiles PDFium, or loads it from the compile cache in cacheDir
// when it was compiled there before (60 ms instead of 2 s). An empty cacheDir
// compiles without a cache. The context must live as long as the engine.
func NewEngine(ctx context.Context, cacheDir string) (*Engine, error) {
	e := &Engine{module: &capture{}, calls: ctx}
	ctx = experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(allocate))
	ctx = experimental.WithFunctionListenerFactory(ctx, e.module)
	ctx = experimental.WithCompilationWorkers(ctx, 2)
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages)
	if cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
		if err != nil {
			return nil, fmt.Errorf("open the compile cache %s: %w", cacheDir, err)
		}
		e.cache, config = cache, config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MaxTotal: 2, MaxIdle: 0, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), // empty: the guest sees no files
		Stdout:   io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("load PDFium: %w", err)
	}
	e.ctx, e.pool = ctx, pool
	return e, nil
}

// Close frees everything.
func (e *Engine) Close() error {
	err := e.pool.Close()
	if e.cache != nil {
		_ = e.cache.Close(e.ctx)
	}
	return err
}

// capture is told about every instance when PDFium is initialised in it, which
// is how the package gets at its exported functions: the calls of go-pdfium
// allocate and free guest memory for each value they return, and a page needs
// a thousand of them.
type capture struct{ last api.Module }

// NewFunctionListener listens to the one function that starts the library.
func (c *capture) NewFunctionListener(def api.FunctionDefinition) experimental.FunctionListener {
	if slices.Contains(def.ExportNames(), "FPDF_InitLibrary") {
		return c
	}
	return nil
}

// Before keeps the module of the instance that is being started.
func (c *capture) Before(_ context.Context, mod api.Module, _ api.FunctionDefinition, _ []uint64, _ experimental.StackIterator) {
	c.last = mod
}

// After does nothing; the interface asks for it.
func (c *capture) After(context.Context, api.Module, api.FunctionDefinition, []uint64) {}

// Abort does nothing; the interface asks for it.
func (c *capture) Abort(context.Context, api.Module, api.FunctionDefinition, error) {}
