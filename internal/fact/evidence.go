package fact

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/sow"
)

const maxQuote = 300 // bytes

// evidence quotes a line. The bytes [from:to) of its text stay in the quote.
func (rd *reading) evidence(l *line, from, to int) sow.Evidence {
	b := &rd.doc.Blocks[l.block]
	quote := l.text
	if len(quote) > maxQuote {
		start := lexicon.Boundary(quote, max(0, from-maxQuote/2))
		quote = quote[start:lexicon.Boundary(quote, max(to, min(len(quote), start+maxQuote)))]
	}
	if l.label != "" && len(l.label) < 120 {
		quote = l.label + ": " + quote
	}
	e := sow.Evidence{Quote: oneSpace(quote), Location: b.Loc.Path, Heading: rd.paths.above(rd.doc, l.block)}
	if b.Loc.Page > 0 {
		page := b.Loc.Page
		e.Page = &page
	}
	return e.In(b.Cell)
}
