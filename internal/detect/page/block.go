package page

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Block is what is known about one block.
type Block struct {
	Lang     *lexicon.Language
	tokens   token.Span
	lists    phrase.Set // of its language, those of which it may hold a phrase
	partner  Reply      // whether it names the partner
	Hits     [phrase.Layers]token.Span
	Class    *sow.SectionClass // of the innermost heading that has one
	Classed  int               // block of that heading, -1
	Heading  int               // innermost heading block above, -1
	RunIn    int32             // tokens of a heading at the start of the block itself
	Pseudo   bool              // reads as a heading although it is a paragraph
	Intro    int               // block that introduces this list item, -1
	RowClass *sow.SectionClass // of the head of the row
	Row      RowValue          // what decision cells of the row say
	Column   *sow.ColumnClass
	Value    lexicon.Value
	Valued   Valued
	Answer   bool // a cell that only holds an answer
}

// RowValue is a polarity with the reason for it.
type RowValue struct {
	Polarity sow.Polarity
	Cue      string
}

// Valued says whether a cell has been read as an answer, and is one.
type Valued uint8

// What is known of a cell.
const (
	NotRead Valued = iota
	NoValue
	HasValue
)

// SectionName gives the name of the class of the section that the block stands in,
// "" for none.
func (b *Block) SectionName() string {
	if b.Class == nil {
		return ""
	}
	return b.Class.Class
}

// IsBold tells whether a block is set in bold throughout.
func IsBold(b *sow.Block) bool {
	n := 0
	for _, m := range b.Marks {
		if m.Kind == sow.Bold {
			n += m.End - m.Start
		}
	}
	return n > 0 && n >= len(strings.TrimSpace(b.Text))-2
}
