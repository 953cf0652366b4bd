package table

import (
	"strings"

	"claimline/internal/sow"
)

// An order form beside a catalogue: one table takes lines by code and quantity,
// "3.02 | 1 | package", another says what each code stands for. Who orders by
// code does not order the lines whose codes are missing.

// fewestCodes is the number of rows with codes that make a catalogue or a form.
const fewestCodes = 2

// coded is a table whose rows begin with codes.
type coded struct {
	table *table
	rows  map[string]*tableRow
}

// readOrderForms applies each order form to the catalogue whose codes it takes.
func (r *Reading) readOrderForms() {
	var forms, catalogues []coded
	for _, t := range r.inOrder() {
		c := coded{t, r.codedRows(t)}
		switch {
		case len(c.rows) < fewestCodes:
		case r.quantityColumn(t) >= 0:
			forms = append(forms, c)
		default:
			catalogues = append(catalogues, c)
		}
	}
	places := r.codePlaces(catalogues)
	for _, c := range catalogues {
		taken := r.takenFrom(c, forms)
		refused := r.codesSaid(c, places, taken)
		if len(taken) > 0 && len(taken) < len(c.rows) {
			r.takeRows(c, func(code string) sow.Polarity { return oneOf(taken[code], sow.InScope, sow.Excluded) })
		} else if len(refused) > 0 {
			r.takeRows(c, func(code string) sow.Polarity { return oneOf(refused[code], sow.Excluded, "") })
		}
	}
}

func oneOf(first bool, a, b sow.Polarity) sow.Polarity {
	if first {
		return a
	}
	return b
}

// takenFrom gives the codes of a catalogue that forms take, none where no form
// speaks of it.
func (r *Reading) takenFrom(c coded, forms []coded) map[string]bool {
	taken := map[string]bool{}
	for _, form := range forms {
		if !form.within(c) {
			continue
		}
		col := r.quantityColumn(form.table)
		for code, row := range form.rows {
			if i := r.cellOf(row, col); i >= 0 && hasAmount(r.Doc.Blocks[i].Text) {
				taken[code] = true
			}
		}
	}
	return taken
}

// within tells whether a catalogue has all codes of a form.
func (c coded) within(catalogue coded) bool {
	for code := range c.rows {
		if catalogue.rows[code] == nil {
			return false
		}
	}
	return true
}

// takeRows orders or refuses the rows of a catalogue.
func (r *Reading) takeRows(c coded, says func(code string) sow.Polarity) {
	for code, row := range c.rows {
		p := says(code)
		cue := Chosen
		if p == sow.InScope {
			cue = Ordered
		}
		r.setRow(row, p, cue)
	}
}

// codedRows gives the rows of a table that begin with a code, by code; none where
// most begin with something else.
func (r *Reading) codedRows(t *table) map[string]*tableRow {
	if len(t.columns) < 2 {
		return nil
	}
	var rows map[string]*tableRow
	other := 0
	for _, row := range t.rows {
		switch name := r.rowName(row); {
		case isItemCode(name):
			if rows == nil {
				rows = map[string]*tableRow{}
			}
			rows[name] = row
		case !r.Doc.Blocks[row.blocks[0]].Cell.HeaderRow:
			other++
		}
	}
	if other > len(rows)/2 {
		return nil
	}
	return rows
}

// isItemCode tells whether a text is the code of a line of a catalogue: "DW-140",
// "3.02", "1040". A plain small number may count anything.
func isItemCode(text string) bool {
	return len(text) > 1 && len(text) <= maxCodeOf && holdsDigit(text) && strings.IndexByte(text, ' ') < 0 && !strings.ContainsAny(text, "€$£%") &&
		(len(text) > 2 || text[0] > '9')
}

// quantityColumn gives the number of the column of quantities, -1 without one.
func (r *Reading) quantityColumn(t *table) int {
	for at := range t.columns {
		if c := &t.columns[at]; c.number > 0 && r.asksQuantity(c.head) {
			return c.number
		}
	}
	return -1
}
