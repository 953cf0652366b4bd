package pdf

import (
	"errors"
	"fmt"
)

// Document is one open PDF. Close it before the next is opened.
type Document struct {
	engine *Engine
	inst   *instance
	lib    *lib
	handle uint64
	pages  int
}

// PDFium's error codes of FPDF_GetLastError.
const (
	errFile     = 2
	errFormat   = 3
	errPassword = 4
	errSecurity = 5
)

// Open loads a PDF. It fails with [ErrPassword], [ErrFormat], [ErrPages],
// [ErrMemory] or [ErrTrap]; after the last two the engine should be closed.
func (e *Engine) Open(data []byte, lim Limits) (*Document, error) {
	if err := e.Prepare(); err != nil {
		return nil, err
	}
	d := &Document{engine: e, inst: e.next, lib: newLib(e.calls, e.next)}
	e.next, d.inst.used = nil, true
	if err := d.load(data, lim.WithDefaults()); err != nil {
		_ = d.Close()
		return nil, err
	}
	return d, nil
}

func (d *Document) load(data []byte, lim Limits) error {
	l := d.lib
	at := l.call("malloc", uint64(len(data)))
	if l.err == nil && at == 0 {
		return ErrMemory
	}
	copy(l.bytes(at, uint64(len(data))), data)
	d.handle = l.call("FPDF_LoadMemDocument64", at, uint64(len(data)), 0)
	if l.err != nil {
		return l.err
	}
	if d.handle == 0 {
		return openError(l.int("FPDF_GetLastError"))
	}
	d.pages = l.int("FPDF_GetPageCount", d.handle)
	switch {
	case l.err != nil:
		return l.err
	case d.pages > lim.Pages:
		return fmt.Errorf("%d pages: %w", d.pages, ErrPages)
	case d.pages <= 0:
		return fmt.Errorf("no pages: %w", ErrFormat)
	}
	return nil
}

func openError(code int) error {
	switch code {
	case errPassword, errSecurity:
		return ErrPassword
	case errFile, errFormat:
		return ErrFormat
	}
	return fmt.Errorf("PDFium error %d: %w", code, ErrFormat)
}

// Pages is the number of pages.
func (d *Document) Pages() int { return d.pages }

// Close gives the instance with all that is in it back to the engine, unless a
// call has broken off in it.
func (d *Document) Close() error {
	i := d.inst
	if i == nil {
		return nil
	}
	d.inst = nil
	if d.lib.err == nil && d.engine.next == nil {
		d.engine.next = i
		return nil
	}
	return i.handle.Close()
}

// broken reports whether the instance cannot be used any more.
func broken(err error) bool { return errors.Is(err, ErrTrap) || errors.Is(err, ErrMemory) }
