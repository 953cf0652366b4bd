package pdf

import (
	"fmt"

	"claimline/internal/extract/wire"
)

// ReadPart reads a page for another process, which gets the result through
// [Share.Parts]. It gives nothing for a page that cannot be read.
func (d *Document) ReadPart(lim Limits, n int) ([]byte, error) {
	if n < 1 || n > d.pages {
		return nil, fmt.Errorf("page %d of %d: %w", n, d.pages, ErrPages)
	}
	p, err := d.readPage(n, lim.WithDefaults())
	if broken(err) {
		return nil, fmt.Errorf("read page %d: %w", n, err)
	}
	if err != nil {
		return nil, nil //nolint:nilerr // the process that asked for help tries it again and says so
	}
	var e encoder
	e.Buf = make([]byte, 0, 1<<10+2*minWord*len(p.words))
	e.page(p)
	return e.Buf, d.lib.err
}

// decodePart takes a page apart; nil when it is damaged.
func decodePart(data []byte) *page {
	d := decoder{wire.NewDecoder(data)}
	p := d.page()
	if d.Err() != nil || d.More() {
		return nil
	}
	return p
}
