package page

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/sow"
)

const maxQuote = 300 // bytes

// Evidence quotes a line. The bytes [from:to) of its text stay in the quote.
func (pg *Page) Evidence(l *Line, from, to int) sow.Evidence {
	b := &pg.Doc.Blocks[l.Block]
	quote := l.Text
	if len(quote) > maxQuote {
		start := lexicon.Boundary(quote, max(0, from-maxQuote/2))
		quote = quote[start:lexicon.Boundary(quote, max(to, min(len(quote), start+maxQuote)))]
	}
	if l.Label != "" && len(l.Label) < 120 {
		quote = l.Label + ": " + quote
	}
	e := sow.Evidence{Quote: OneSpace(quote), Location: b.Loc.Path, Heading: pg.paths.above(pg.Doc, l.Block)}
	if b.Loc.Page > 0 {
		page := b.Loc.Page
		e.Page = &page
	}
	return e.In(b.Cell)
}
