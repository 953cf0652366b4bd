package extract

import (
	"unicode/utf8"

	"claimline/internal/extract/wire"
	"claimline/internal/sow"
)

// Blocks come from a child in bytes, not as JSON: there are a thousand of them
// in a long document, and to write and read them as JSON took a twentieth of
// the time of reading it.

// encodeBlock writes a block, every field of it.
func encodeBlock(e *wire.Encoder, b *sow.Block) {
	e.String(string(b.Kind))
	e.Int(b.Level)
	e.String(b.Number)
	e.String(b.Text)
	e.Int(b.Loc.Page)
	e.String(b.Loc.Path)
	e.Bools(b.Cell != nil)
	if b.Cell != nil {
		encodeCell(e, b.Cell)
	}
	e.String(b.Intro)
	e.Maybe(b.Checked)
	e.Int(len(b.Marks))
	for _, m := range b.Marks {
		e.String(string(m.Kind))
		e.Int(m.Start)
		e.Int(m.End)
	}
	e.String(b.Language)
}

func encodeCell(e *wire.Encoder, c *sow.CellPos) {
	e.Int(c.Table)
	e.Int(c.Row)
	e.Int(c.Col)
	e.String(c.RowHead)
	e.String(c.ColHead)
	e.Bools(c.HeaderRow)
	e.Maybe(c.RowTicked)
}

// minMark is the fewest bytes of a mark.
const minMark = 3

// decodeBlock reads a block; the decoder knows whether it could.
func decodeBlock(d *wire.Decoder) sow.Block {
	b := sow.Block{Kind: sow.BlockKind(textOf(d)), Level: d.Int(), Number: textOf(d), Text: textOf(d)}
	b.Loc = sow.Loc{Page: d.Int(), Path: textOf(d)}
	var hasCell bool
	if d.Bools(&hasCell); hasCell {
		b.Cell = decodeCell(d)
	}
	b.Intro, b.Checked = textOf(d), d.Maybe()
	if n := d.Count(minMark); n > 0 {
		b.Marks = make([]sow.Mark, n)
		for i := range b.Marks {
			b.Marks[i] = sow.Mark{Kind: sow.MarkKind(textOf(d)), Start: d.Int(), End: d.Int()}
		}
	}
	b.Language = textOf(d)
	return b
}

func decodeCell(d *wire.Decoder) *sow.CellPos {
	c := &sow.CellPos{Table: d.Int(), Row: d.Int(), Col: d.Int(), RowHead: textOf(d), ColHead: textOf(d)}
	d.Bools(&c.HeaderRow)
	c.RowTicked = d.Maybe()
	return c
}

// textOf reads a text that a child has sent: bytes that are none become U+FFFD, as
// they would in JSON.
func textOf(d *wire.Decoder) string {
	s := d.String()
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
