package pdf

import "fmt"

// Share is what processes that read one document together have in common. Each
// page is one process's: the first takes them from the front.
type Share struct {
	Next func() int             // the page to be read next, from 1; 0, or more than there are, when none is left
	Stop func()                 // no page is given out any more
	Part func(wait bool) []byte // a page that another has read, see [Document.ReadPart]; nil when none has come yet or, after a wait, when no more come
}

// reading is the work on one document.
type reading struct {
	document *Document
	lim      Limits
	scans    map[int]Scan
	got      []*page // by number less 1; nil when not read
	failed   []bool
}

func newReading(d *Document, lim Limits, scans []Scan) *reading {
	r := &reading{
		document: d, lim: lim, scans: make(map[int]Scan, len(scans)),
		got: make([]*page, d.pages), failed: make([]bool, d.pages),
	}
	for _, s := range scans {
		r.scans[s.Page] = s
	}
	return r
}

// pages reads the pages that fall to this process and takes those of others as
// they come, so that few are left to be laid out at the end.
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
		r.take(with, false)
	}
	r.take(with, true)
	return nil
}

// take adds the pages that others have read: those that are there, or all.
func (r *reading) take(with Share, wait bool) {
	if with.Part == nil {
		return
	}
	for part := with.Part(wait); part != nil; part = with.Part(wait) {
		if p := decodePart(part); p != nil && p.number >= 1 && p.number <= len(r.got) && r.got[p.number-1] == nil {
			r.add(p)
		}
	}
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
	p.lay()
	r.got[p.number-1] = p
}

// bytes is the length of a page's text.
func (p *page) bytes() (n int) {
	for i := range p.words {
		n += len(p.words[i].text) + 1
	}
	return n
}
