package table

import (
	"slices"
	"strings"

	"claimline/internal/detect/list"
	"claimline/internal/sow"
)

// Unpriced is the cue of a line without the amounts that the others have.
const Unpriced = "table.unpriced"

// readUnpriced reads tables of what is ordered by quantity and price: a line that
// has a dash in such columns where the others have numbers is not ordered.
func (r *Reading) readUnpriced(t *table) {
	columns := r.amountColumns(t)
	if len(columns) < 2 {
		return
	}
	for _, row := range t.rows {
		if r.withoutAmounts(row, columns) {
			r.setRow(row, sow.Excluded, Unpriced)
		}
	}
}

// amountColumns gives the columns whose heads ask for a quantity, a price or a
// start, and that hold numbers in two lines.
func (r *Reading) amountColumns(t *table) (columns []int) {
	for at := range t.columns {
		col := &t.columns[at]
		if col.number == 0 || !r.SaysAny(r.HeadOf(col.head).Tokens, r.WordsOf(list.HeadAmounts)) && !strings.ContainsAny(col.head, "€£$") {
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

// hasAmount tells whether a text holds a number other than nought.
func hasAmount(text string) bool { return strings.ContainsAny(text, "123456789") }

// withoutAmounts tells whether all amounts of a row are missing, two of them by a
// dash or in words.
func (r *Reading) withoutAmounts(row *tableRow, columns []int) bool {
	nothing := 0
	for _, i := range row.blocks {
		b := &r.Doc.Blocks[i]
		if b.Cell.HeaderRow {
			return false
		}
		if !slices.Contains(columns, b.Cell.Col) {
			continue
		}
		if hasAmount(b.Text) {
			return false
		}
		if v, ok := r.cellValue(i); strings.Trim(b.Text, "-–—0,. ") == "" && b.Text != "" || ok && v.Answer == "no" {
			nothing++
		}
	}
	return nothing > 1
}
