package extract

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"

	"claimline/internal/sow"
)

// worker is one child process, seen from the parent. It is used by one
// goroutine at a time.
type worker struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr *tail
	served int
	kept   string // digest of the document that the child has
	nextID int64
	ended  sync.Once
	state  error // of Wait
	dead   bool
	ready  bool           // PDFium is loaded
	parts  sync.WaitGroup // of help that is under way
}

// startWorker starts a child with PDFium's compile cache in cacheDir. It sees
// the claims, which may be nil, through its file number claimsFile.
func startWorker(cacheDir string, claims *os.File) (*worker, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find the program: %w", err)
	}
	w := &worker{stderr: &tail{}}
	w.cmd = exec.Command(program, childArg, cacheDir) //nolint:gosec,noctx // the program itself; its life is the pool's, not one request's
	w.cmd.Env = childEnv()
	w.cmd.Stderr = w.stderr
	if claims != nil {
		w.cmd.ExtraFiles = []*os.File{claims}
	}
	contain(w.cmd)
	if w.in, err = w.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("connect the reading process: %w", err)
	}
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("connect the reading process: %w", err)
	}
	w.out = bufio.NewReaderSize(out, 64<<10)
	if err := w.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the reading process: %w", err)
	}
	return w, nil
}

// childEnv is the environment of a child: two threads for Go code, one heap of
// the C library, and nothing of the parent's settings and secrets. Goroutines are
// not interrupted: PDFium's code cannot be, and the signals cost time.
func childEnv() []string {
	return []string{"GODEBUG=asyncpreemptoff=1", "GOMAXPROCS=2", "GOTRACEBACK=single", "MALLOC_ARENA_MAX=1"}
}

// errDied says that the child was gone before it got the request.
var errDied = errors.New("the reading process was gone")

// do sends one request and reads the reply. It kills the child when the
// deadline passes or the context ends. After any error but a failure that the
// child reported and survived, the worker is dead.
func (w *worker) do(ctx context.Context, req request, data io.ReaderAt, wall time.Duration) (reply, error) {
	w.nextID++
	req.ID = w.nextID
	ctx, cancel := context.WithTimeout(ctx, wall)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { killGroup(w.cmd) })
	out, err := w.exchange(req, data)
	if req.enough != nil {
		req.enough()
	}
	if !stop() {
		w.end() // it was being killed while it answered
	}
	w.served++
	if err == nil {
		w.parts.Wait()
		w.ready = w.ready || req.draws() || out.document.Format == "pdf"
		return out, nil
	}
	defer w.parts.Wait()
	f, isFailure := errors.AsType[*sow.Failure](err)
	if !isFailure || out.ends {
		w.end()
	}
	if isFailure {
		return reply{}, f
	}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return reply{}, failTimeout(int(wall.Seconds()))
	case ctx.Err() != nil:
		return reply{}, ctx.Err()
	case out.second:
		return reply{}, failCorruptPDF()
	}
	return reply{}, w.verdict(err, req)
}

// exchange writes the request with the document, unless the child has it, and
// reads the reply.
func (w *worker) exchange(req request, data io.ReaderAt) (reply, error) {
	if data != nil && req.Digest != "" && req.Digest == w.kept {
		data, req.Size = nil, 0
	}
	if data != nil {
		w.kept = ""
		if req.Size <= maxKept {
			w.kept = req.Digest
		}
	}
	req.Extra = len(req.extra)
	head, err := json.Marshal(req)
	if err != nil {
		return reply{}, fmt.Errorf("encode the request: %w", err)
	}
	if _, err := w.in.Write(append(head, '\n')); err != nil {
		return reply{}, fmt.Errorf("%w: %w", errDied, err)
	}
	if data != nil {
		// A child that is gone shows in the reply, with its exit status.
		if n, err := io.Copy(w.in, io.NewSectionReader(data, 0, req.Size)); n != req.Size && !errors.Is(err, syscall.EPIPE) {
			w.end()
			return reply{}, failRead(err)
		}
	}
	_, _ = w.in.Write(req.extra)
	return readReply(w.out, req.ID, w.helper(req), req.page)
}

// helper gives what has another child read pages and sends them to this one. A
// child that asked for them reads up to the empty one whatever happens.
func (w *worker) helper(req request) func() {
	if req.help == nil {
		return nil
	}
	return func() {
		w.parts.Go(func() {
			req.help(func(page []byte) { w.sendPart(req.ID, page) })
			w.sendPart(req.ID, nil)
		})
	}
}

// sendPart sends a page. A child that is gone shows in the reply.
func (w *worker) sendPart(id int64, page []byte) {
	head, err := json.Marshal(part{ID: id, Size: len(page)})
	if err != nil {
		return
	}
	_, _ = w.in.Write(append(append(head, '\n'), page...))
}

// verdict says why a child broke off, by its exit status.
func (w *worker) verdict(err error, req request) error {
	if errors.Is(err, errDied) {
		return err
	}
	exit, _ := errors.AsType[*exec.ExitError](w.state)
	if exit != nil && exit.ExitCode() == exitCPU {
		return failTimeout(req.CPU)
	}
	return fmt.Errorf("%w (%s): %s", err, w.cmd.ProcessState, w.stderr)
}

// end kills the child and waits until it is gone.
func (w *worker) end() {
	w.ended.Do(func() {
		_ = w.in.Close()
		killGroup(w.cmd)
		w.state = w.cmd.Wait()
		w.dead = true
	})
}

// tail keeps the first bytes of what a child writes to its standard error.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

// Write keeps up to 2 kB and drops the rest.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := 2048 - len(t.buf); room > 0 {
		t.buf = append(t.buf, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// String gives what was kept.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.buf)
}
