package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Unpriced is the cue of a line without the amounts that the others have.
const Unpriced = "table.unpriced"

// readAmounts reads tables of what is ordered by quantity and price.
func (r *Reading) readAmounts(t *table) {
	r.readNoughts(t)
	columns := r.amountColumns(t)
	if len(columns) == 0 {
		return
	}
	explained := r.dashRefuses(t)
	r.readUnpriced(t, columns, explained)
	r.readDashes(t, columns, explained)
	r.readTotals(t, columns)
}

// readUnpriced sets aside the lines that have a dash in such columns where the
// others have numbers: in two of them, or in one when a sentence says what a dash
// means.
func (r *Reading) readUnpriced(t *table, columns []int, explained bool) {
	least := 2
	if explained {
		least = 1
	}
	for _, row := range t.rows {
		nothing := r.withoutAmounts(row, columns)
		if explained && nothing == 0 && len(row.blocks) > 1 && r.isBlank(row, columns) {
			nothing = least
		}
		if nothing >= least {
			r.setRow(row, sow.Excluded, Unpriced)
		}
	}
}

// isBlank tells whether a row has nothing at all in some columns.
func (r *Reading) isBlank(row *tableRow, columns []int) bool {
	return !slices.ContainsFunc(columns, func(col int) bool {
		i := r.cellOf(row, col)
		return i >= 0 && strings.TrimSpace(r.Doc.Blocks[i].Text) != ""
	})
}

// amountColumns gives the columns whose heads ask for a quantity, a price or a
// start, and that hold numbers in two lines.
func (r *Reading) amountColumns(t *table) (columns []int) {
	for at := range t.columns {
		col := &t.columns[at]
		if col.number == 0 || !r.SaysAny(r.HeadOf(col.head).Tokens, r.WordsOf(list.HeadAmounts)) && !namesCurrency(col.head) && !asksOrdered(col) {
			continue
		}
		numbers := 0
		for _, row := range t.rows {
			for _, i := range row.blocks {
				if c := r.Doc.Blocks[i].Cell; c.Col == col.number && !c.HeaderRow && hasAmount(r.Doc.Blocks[i].Text) {
					numbers++
				}
			}
		}
		if numbers > 1 {
			columns = append(columns, col.number)
		}
	}
	return columns
}

// asksOrdered tells whether the head of a column asks for what is ordered.
func asksOrdered(col *tableColumn) bool {
	return col.class != nil && col.class.Polarity == sow.InScope && col.class.Else == sow.Excluded
}

// namesCurrency tells whether the head of a column holds the sign of a currency.
func namesCurrency(head string) bool {
	return strings.IndexByte(head, '$') >= 0 || strings.Contains(head, "€") || strings.Contains(head, "£")
}

// hasAmount tells whether a text holds a number other than nought.
func hasAmount(text string) bool { return strings.ContainsAny(text, "123456789") }

// dashRefuses tells whether a sentence near a table says that a line with a dash,
// or without a price, is not ordered.
func (r *Reading) dashRefuses(t *table) bool {
	first, last := t.bounds()
	for i := max(0, first-legendReach); i <= last+legendReach && i < len(r.Blocks); i++ {
		lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
		if lang == nil || r.Doc.Blocks[i].Kind == sow.Cell {
			continue
		}
		for k := range tokens {
			if phrase.Opens(tokens[k:], lang.Words[list.DashMeans]) {
				s := r.Sentence(i, phrase.Hit{From: int32(k), To: int32(k) + 1})
				return r.SaysCue(i, token.Span{From: int32(k), To: s.To}, sow.Excluded)
			}
		}
	}
	return false
}

// withoutAmounts counts the amounts of a row that are missing, by a dash or in
// words, 0 for a row that has any.
func (r *Reading) withoutAmounts(row *tableRow, columns []int) (nothing int) {
	for _, i := range row.blocks {
		b := &r.Doc.Blocks[i]
		if b.Cell.HeaderRow {
			return 0
		}
		if !slices.Contains(columns, b.Cell.Col) {
			continue
		}
		if hasAmount(b.Text) {
			return 0
		}
		if v, ok := r.cellValue(i); strings.Trim(b.Text, "-–—0,. ") == "" && b.Text != "" || ok && v.Answer == "no" {
			nothing++
		}
	}
	return nothing
}

// readNoughts sets aside the lines of which none is ordered: "Quantity: 0". A dash
// there may stand for what is not counted.
func (r *Reading) readNoughts(t *table) {
	for _, row := range t.rows {
		for _, i := range row.blocks {
			c, text := r.Doc.Blocks[i].Cell, strings.TrimSpace(r.Doc.Blocks[i].Text)
			if c.Col == 0 || c.HeaderRow || !r.asksQuantity(c.ColHead) {
				continue
			}
			if v, ok := r.cellValue(i); ok && v.Answer == "no" && strings.Trim(text, "-–—") != "" {
				r.setRow(row, sow.Excluded, Unpriced)
			}
		}
	}
}
