package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
)

// pool keeps children that are ready, at most Config.Children of them.
type pool struct {
	config Config
	slots  chan struct{}   // one token for each document being read
	life   context.Context // ends when the pool is closed
	end    context.CancelFunc
	mu     sync.Mutex
	idle   []*worker
	closed bool
	warmed bool
	fill   sync.Once // fills the cache
	starts sync.WaitGroup
	claims *claims // made with the first child; nil where there is no memory for them
}

func newPool(config Config) *pool {
	p := &pool{config: config, slots: make(chan struct{}, config.Children)}
	p.life, p.end = context.WithCancel(context.Background())
	return p
}

var errClosed = errors.New("the reader is closed")

// do has a child answer a request. It fails when the pool is closed meanwhile.
func (p *pool) do(ctx context.Context, req request, data io.ReaderAt) (reply, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(p.life, func() { cancel(errClosed) })() //nolint:contextcheck // the life of the pool is a second end of the request
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return reply{}, context.Cause(ctx)
	}
	req.CPU = int(p.config.CPU.Seconds())
	if req.draws() || startsAsPDF(data) {
		p.fillCache(ctx)
	}
	defer p.share(ctx, &req, data)()
	for range 3 {
		w, err := p.take()
		if err != nil {
			return reply{}, err
		}
		out, err := w.do(ctx, req, data, p.config.Wall)
		p.give(w)
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
	f := failCorrupt(req.Name)
	f.Cause = err
	return f
}

// take gives a child that is ready, or starts one.
func (p *pool) take() (*worker, error) {
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
	return p.start()
}

// start starts a child. The caller holds the lock.
func (p *pool) start() (*worker, error) {
	if p.claims == nil {
		p.claims, _ = newClaims() // without them children do not share documents
	}
	if p.claims == nil {
		return startWorker(p.config.CacheDir, nil)
	}
	return startWorker(p.config.CacheDir, p.claims.file)
}

// give puts a child back if it may serve on, else ends it and, in a warm pool,
// readies another in its place.
func (p *pool) give(w *worker) {
	if !w.dead && w.served < p.config.Documents && p.keep(w) {
		return
	}
	w.end()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.warmed && !p.closed {
		p.starts.Go(p.replace)
	}
}

// keep adds a child to those that are ready; false when there are enough.
func (p *pool) keep(w *worker) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || len(p.idle) >= p.config.Children {
		return false
	}
	p.idle = append(p.idle, w)
	return true
}

// replace readies a child without a request that waits for it.
func (p *pool) replace() {
	p.mu.Lock()
	w, err := p.start()
	p.mu.Unlock()
	if err != nil {
		return // the next request starts one and reports the reason
	}
	if _, err := w.do(p.life, request{Op: opWarm}, nil, p.config.Wall); err != nil || !p.keep(w) {
		w.end()
	}
}

// warm fills the cache and readies all children.
func (p *pool) warm(ctx context.Context) error {
	p.fillCache(ctx)
	for range p.config.Children {
		w, err := p.take()
		if err != nil {
			return err
		}
		if _, err := w.do(ctx, request{Op: opWarm}, nil, p.config.Wall); err != nil {
			w.end()
			return fmt.Errorf("ready a reading process: %w", err)
		}
		defer p.give(w)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.warmed = true
	return nil
}

func (p *pool) close() error {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	p.end()
	for _, w := range idle {
		w.end()
	}
	for range cap(p.slots) {
		p.slots <- struct{}{} // waits for the documents that are being read
	}
	for range cap(p.slots) {
		<-p.slots
	}
	p.starts.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.claims != nil {
		p.claims.close()
		p.claims = nil
	}
	return nil
}
