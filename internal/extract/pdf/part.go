package pdf

import "fmt"

// source gives the pages of a document by number, from 1.
type source func(number int, lim Limits) (*page, error)

// partly gives the pages before one from a source and the others from a part,
// which it asks for when it comes to them. What the part does not have comes
// from the source too.
func partly(own source, from int, part func() []byte) source {
	if part == nil {
		return own
	}
	var others map[int]*page
	return func(number int, lim Limits) (*page, error) {
		if number < from {
			return own(number, lim)
		}
		if others == nil {
			others = decodePart(part())
		}
		if p := others[number]; p != nil {
			return p, nil
		}
		return own(number, lim)
	}
}

// ReadPart reads the pages from one on for another process, which gives the
// result to [Document.ReadShared]. A page that cannot be read is left out, and
// so is what lies behind the limit of a document's text.
func (d *Document) ReadPart(lim Limits, from int) ([]byte, error) {
	lim = lim.WithDefaults()
	if from < 1 {
		return nil, fmt.Errorf("pages from %d on: %w", from, ErrPages)
	}
	var e encoder
	total := 0
	for n := from; n <= d.pages && total <= lim.TotalText; n++ {
		p, err := d.readPage(n, lim)
		if broken(err) {
			return nil, fmt.Errorf("read page %d: %w", n, err)
		}
		if err != nil {
			continue
		}
		e.page(p)
		for _, w := range p.words {
			total += len(w.text) + 1
		}
	}
	return e.buf, d.lib.err
}

// decodePart takes a part apart; nothing of one that is damaged.
func decodePart(data []byte) map[int]*page {
	pages := map[int]*page{}
	d := decoder{buf: data}
	for len(d.buf) > 0 && d.err == nil {
		p := d.page()
		pages[p.number] = p
	}
	if d.err != nil {
		return map[int]*page{}
	}
	return pages
}
