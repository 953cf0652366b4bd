package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/sow"
)

// readDashes sets aside the lines of a catalogue of which no quantity is taken: a
// dash below "Quantity" where other lines have numbers. A dash of a line with a
// price of its own may stand for what is not counted, unless a sentence says what
// it means.
func (r *Reading) readDashes(t *table, columns []int, explained bool) {
	for _, col := range columns {
		if !r.asksQuantity(t.column(col).head) {
			continue
		}
		for _, row := range t.rows {
			if i := r.cellOf(row, col); i >= 0 && isDash(r.Doc.Blocks[i].Text) && (explained || !r.pricedOnce(t, row, columns)) {
				r.setRow(row, sow.Excluded, Unpriced)
			}
		}
	}
}

func (r *Reading) asksQuantity(head string) bool {
	return r.SaysAny(r.HeadOf(head).Tokens, r.WordsOf(list.HeadQuantity))
}

// pricedOnce tells whether a row has an amount of its own: not only one for each
// unit, which a catalogue gives for all that may be ordered.
func (r *Reading) pricedOnce(t *table, row *tableRow, columns []int) bool {
	return slices.ContainsFunc(columns, func(col int) bool {
		i := r.cellOf(row, col)
		return i >= 0 && hasAmount(r.Doc.Blocks[i].Text) && r.Doc.Blocks[i].Text[0] != '(' && !r.pricesEach(t.column(col).head)
	})
}

// pricesEach tells whether the head of a column asks for the price of one unit, not
// for one of a month.
func (r *Reading) pricesEach(head string) bool {
	tokens := r.HeadOf(head).Tokens
	return r.SaysAny(tokens, r.WordsOf(list.HeadEach)) && !r.SaysAny(tokens, r.WordsOf(list.HeadPeriod))
}

// cellOf gives the block of a row in a column, -1 without one and for a row of heads.
func (r *Reading) cellOf(row *tableRow, col int) int {
	at := slices.IndexFunc(row.blocks, func(i int) bool {
		c := r.Doc.Blocks[i].Cell
		return c.Col == col && !c.HeaderRow
	})
	if at < 0 {
		return -1
	}
	return row.blocks[at]
}

// isDash tells whether a cell holds a dash and nothing else.
func isDash(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && strings.Trim(text, "-–—") == ""
}
