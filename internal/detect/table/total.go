package table

import (
	"slices"

	"claimline/internal/sow"
)

// readTotals sets aside the lines that have a price of one unit, and a dash where the
// others have that price times what is ordered: they are offered only.
func (r *Reading) readTotals(t *table, columns []int) {
	if len(columns) < 2 {
		return
	}
	slices.Sort(columns)
	each, total := columns[len(columns)-2], columns[len(columns)-1]
	var offered, counted []*tableRow
	for _, row := range t.rows {
		a, b := r.cellOf(row, each), r.cellOf(row, total)
		if a < 0 || b < 0 || !hasAmount(r.Doc.Blocks[a].Text) {
			continue
		}
		switch unit, sum := digits(r.Doc.Blocks[a].Text), digits(r.Doc.Blocks[b].Text); {
		case isDash(r.Doc.Blocks[b].Text):
			offered = append(offered, row)
		case sum == 0: // "n/c"
		case unit == 0 || sum%unit != 0:
			return // another kind of amount, as what is paid once and by the month
		default:
			counted = append(counted, row)
		}
	}
	if len(counted) < 2 || len(offered) == 0 {
		return
	}
	for _, row := range offered {
		r.setRow(row, sow.Optional, Unpriced)
	}
	for _, row := range counted {
		r.setRow(row, sow.InScope, TableAnswer)
	}
}

// digits gives the number that the digits of an amount make, whatever stands
// between them; 0 for a text with other words.
func digits(text string) (n int) {
	for _, c := range text {
		switch {
		case c >= '0' && c <= '9' && n < 1<<40:
			n = n*10 + int(c-'0')
		case c >= 'a' && c <= 'z':
			return 0
		}
	}
	return n
}
