package pdf

import (
	"fmt"
	"sync"
)

// Share is what processes that read one document together have in common. Each
// page is one process's: the first takes them from the front.
type Share struct {
	Next  func() int    // the page to be read next, from 1; 0, or more than there are, when none is left
	Stop  func()        // no page is given out any more
	Parts <-chan []byte // pages that others have read, see [Document.ReadPart]; closed when no more come; nil when there are no others
}

// reading is the work on one document: pages are laid out while the next ones
// are read.
type reading struct {
	document *Document
	lim      Limits
	scans    map[int]Scan
	lay      *laying
	got      []*page // by number less 1; nil when not read
	failed   []bool
}

func newReading(d *Document, lim Limits, scans []Scan) *reading {
	r := &reading{
		document: d, lim: lim, scans: make(map[int]Scan, len(scans)), lay: newLaying(d.pages),
		got: make([]*page, d.pages), failed: make([]bool, d.pages),
	}
	for _, s := range scans {
		r.scans[s.Page] = s
	}
	return r
}

// pages reads the pages that fall to this process and takes those of others.
func (r *reading) pages(with Share) error {
	total := 0
	for n := with.Next(); n > 0 && n <= len(r.got); n = with.Next() {
		if err := r.read(n); err != nil {
			with.Stop()
			return err
		}
		if p := r.got[n-1]; p != nil {
			total += p.bytes()
		}
		if total > r.lim.TotalText { // pages behind this one are not part of the result
			with.Stop()
			break
		}
	}
	if with.Parts == nil {
		return nil
	}
	for part := range with.Parts {
		if p := decodePart(part); p != nil && p.number >= 1 && p.number <= len(r.got) && r.got[p.number-1] == nil {
			r.add(p)
		}
	}
	return nil
}

// missing reads what others have left out, up to where the text is long enough.
func (r *reading) missing() error {
	total := 0
	for n := 1; n <= len(r.got) && total <= r.lim.TotalText; n++ {
		if r.got[n-1] == nil && !r.failed[n-1] {
			if err := r.read(n); err != nil {
				return err
			}
		}
		if p := r.got[n-1]; p != nil {
			total += p.bytes()
		}
	}
	return nil
}

func (r *reading) read(n int) error {
	p, err := r.document.readPage(n, r.lim)
	if broken(err) {
		return fmt.Errorf("read page %d: %w", n, err)
	}
	if r.failed[n-1] = err != nil; err == nil {
		r.add(p)
	}
	return nil
}

func (r *reading) add(p *page) {
	if s, ok := r.scans[p.number]; ok {
		p.replace(s)
	}
	r.got[p.number-1] = p
	r.lay.todo <- p
}

// laying lays out pages beside the process's work in PDFium.
type laying struct {
	todo chan *page
	done sync.WaitGroup
}

// newLaying starts to lay out up to so many pages.
func newLaying(pages int) *laying {
	l := &laying{todo: make(chan *page, pages)}
	l.done.Go(l.work)
	return l
}

func (l *laying) work() {
	for p := range l.todo {
		p.lay()
	}
}

// wait ends when all pages are laid out; the caller helps with them.
func (l *laying) wait() {
	close(l.todo)
	l.work()
	l.done.Wait()
}

// bytes is the length of a page's text.
func (p *page) bytes() (n int) {
	for i := range p.words {
		n += len(p.words[i].text) + 1
	}
	return n
}
