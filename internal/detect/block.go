package detect

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// blockInfo is what is known about one block.
type blockInfo struct {
	lang     *lexicon.Language
	tokens   token.Span
	hits     [phrase.Layers]token.Span
	class    *sow.SectionClass // of the innermost heading that has one
	classed  int               // block of that heading, -1
	heading  int               // innermost heading block above, -1
	runIn    int32             // tokens of a heading at the start of the block itself
	pseudo   bool              // reads as a heading although it is a paragraph
	intro    int               // block that introduces this list item, -1
	rowClass *sow.SectionClass // of the head of the row
	row      cellValueAt       // what decision cells of the row say
	column   *sow.ColumnClass
	value    lexicon.Value
	valued   valued
	answer   bool // a cell that only holds an answer
}

// cellValueAt is a polarity with the reason for it.
type cellValueAt struct {
	polarity sow.Polarity
	cue      string
}

// valued says whether a cell has been read as an answer, and is one.
type valued uint8

// What is known of a cell.
const (
	notRead valued = iota
	noValue
	hasValue
)

// sectionName gives the name of the class of the section that the block stands in,
// "" for none.
func (b *blockInfo) sectionName() string {
	if b.class == nil {
		return ""
	}
	return b.class.Class
}

// isBold tells whether a block is set in bold throughout.
func isBold(b *sow.Block) bool {
	n := 0
	for _, m := range b.Marks {
		if m.Kind == sow.Bold {
			n += m.End - m.Start
		}
	}
	return n > 0 && n >= len(strings.TrimSpace(b.Text))-2
}
