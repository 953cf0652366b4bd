package fact

import (
	"unicode/utf8"

	"claimline/internal/sow"
)

const maxQuote = 300 // bytes

// evidence quotes a line. The bytes [from:to) of its text stay in the quote.
func (rd *reading) evidence(l *line, from, to int) sow.Evidence {
	b := &rd.doc.Blocks[l.block]
	quote := l.text
	if len(quote) > maxQuote {
		start := boundary(quote, max(0, from-maxQuote/2))
		quote = quote[start:boundary(quote, max(to, min(len(quote), start+maxQuote)))]
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

// boundary moves i to the next start of a word.
func boundary(s string, i int) int {
	for i > 0 && i < len(s) && (!utf8.RuneStart(s[i]) || s[i-1] != ' ') {
		i++
	}
	return min(i, len(s))
}
