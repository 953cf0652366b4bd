package page

import (
	"strings"

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
	quote = labelOf(l, b.Text) + quote
	e := sow.Evidence{Quote: OneSpace(quote), Location: b.Loc.Path, Heading: pg.paths.above(pg.Doc, l.Block)}
	if b.Loc.Page > 0 {
		page := b.Loc.Page
		e.Page = &page
	}
	return e.In(b.Cell)
}

// longestQuoted is how many bytes a label has at most that is quoted.
const longestQuoted = 120

// labelOf gives what is quoted before the text of a line: its label as the
// document writes it, "Client : ", and the first cell of its row behind a colon,
// unless both cells have a label of their own, "Date: 2 March".
func labelOf(l *Line, text string) string {
	if l.Label == "" || len(l.Label) >= longestQuoted {
		return ""
	}
	text = Plain(text)
	before := text[:min(l.Start, len(text))]
	if name := strings.TrimRight(before, " :\u00a0\t"); strings.HasSuffix(name, l.Label) {
		return before[len(name)-len(l.Label):]
	}
	if strings.Contains(l.Label, ": ") && strings.Contains(l.Text, ": ") {
		return ""
	}
	return l.Label + ": "
}
