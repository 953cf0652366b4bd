package pdf

import (
	"bytes"
	"fmt"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/tetratelabs/wazero/api"
)

// instance is one running copy of PDFium with a memory of its own. Between two
// documents its memory is made what it was before the first: nothing else of
// PDFium lasts longer than a call, so that a document finds the same copy
// whatever was read before it. That takes a fifth of the time of a new copy.
type instance struct {
	handle    pdfium.Pdfium
	mod       api.Module
	functions map[string]function // exported, by name
	fresh     []byte              // what the memory held before the first document; behind it stood zeros
	size      uint64              // of the memory before the first document
	used      bool                // a document was opened in it
}

// pageSize is the least piece of memory that is put back, hugePage that which
// is given back to the kernel.
const (
	pageSize = 4 << 10
	hugePage = 2 << 20
)

// Prepare makes ready the instance of the next document ahead of time.
func (e *Engine) Prepare() error {
	if e.next != nil && e.next.used && !e.next.reset() {
		if err := e.next.handle.Close(); err != nil {
			return fmt.Errorf("end PDFium: %w", err)
		}
		e.next = nil
	}
	if e.next != nil {
		return nil
	}
	handle, err := e.pool.GetInstance(time.Minute)
	if err != nil {
		return fmt.Errorf("start PDFium: %w", err)
	}
	e.next = &instance{handle: handle, mod: e.module.last, functions: make(map[string]function, 64)}
	e.next.size = uint64(e.next.mod.Memory().Size())
	if e.started {
		e.next.keep()
	}
	e.started = true
	return nil
}

// memory is all that the instance has.
func (i *instance) memory() []byte {
	m := i.mod.Memory()
	all, _ := m.Read(0, m.Size())
	return all
}

// keep notes what the memory holds. That takes a few milliseconds, so that it is
// left out for the first instance: many processes read one document.
func (i *instance) keep() {
	memory := i.memory()
	end := len(memory)
	for end > 0 && bytes.Equal(memory[end-pageSize:end], zeros[:]) {
		end -= pageSize
	}
	i.fresh = bytes.Clone(memory[:end])
}

var zeros [pageSize]byte

// reset makes the memory what it was when it was kept; false when it has grown
// since, which cannot be undone.
func (i *instance) reset() bool {
	memory := i.memory()
	far := min((len(i.fresh)+hugePage-1)&^(hugePage-1), len(memory))
	if i.fresh == nil || uint64(len(memory)) != i.size || !giveBack(memory[far:]) {
		return false
	}
	for at := 0; at < len(i.fresh); at += pageSize {
		was := i.fresh[at:min(at+pageSize, len(i.fresh))]
		if is := memory[at : at+len(was)]; !bytes.Equal(is, was) {
			copy(is, was)
		}
	}
	clear(memory[len(i.fresh):far])
	i.used = false
	return true
}
