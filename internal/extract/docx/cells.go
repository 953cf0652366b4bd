package docx

import (
	"slices"
	"strings"
	"unicode"

	"claimline/internal/sow"
)

// finish makes the paragraphs of the table's cells blocks that know their row
// and column heads. A table of one cell is a box: its paragraphs stay what
// they are.
func (t *table) finish(r *reader, kind sow.BlockKind) []para {
	var out []para
	if kind != "" || t.columns() <= 1 && len(t.rows) <= 1 {
		for i := range t.rows {
			for _, c := range t.rows[i].cells {
				out = append(out, c.paragraphs...)
			}
		}
		return out
	}
	heads := t.headRows(r)
	for i := range t.rows {
		ticked := rowTick(&t.rows[i])
		for j := range t.rows[i].cells {
			c := &t.rows[i].cells[j]
			pos := sow.CellPos{Table: t.id, Row: i, Col: c.col, HeaderRow: i < heads, RowTicked: ticked}
			if i >= heads {
				pos.RowHead, pos.ColHead = t.rowHead(i, j), t.colHead(heads, c)
			}
			for k := range c.paragraphs {
				out = append(out, cellPara(c.paragraphs[k], pos))
			}
		}
	}
	return out
}

// cellPara makes a paragraph of a cell a block of kind Cell. Blocks of a table
// inside the cell and styled headings stay what they are.
func cellPara(p para, pos sow.CellPos) para {
	if p.Cell != nil || (p.Kind != sow.Paragraph && p.Kind != sow.ListItem && p.Kind != sow.Heading) {
		return p
	}
	if p.Kind == sow.Heading {
		p.Level = 0
	}
	p.Kind, p.Cell = sow.Cell, &pos
	return p
}

func (t *table) columns() int {
	n := 0
	for _, r := range t.rows {
		for _, c := range r.cells {
			n = max(n, c.col+c.span)
		}
	}
	return n
}

// headRows counts the rows at the top that name the columns.
func (t *table) headRows(r *reader) int {
	n := 0
	for n < len(t.rows) && t.rows[n].head {
		n++
	}
	if n > 0 || len(t.rows) < 2 {
		return min(n, len(t.rows))
	}
	first := &t.rows[0]
	if len(first.cells) < 2 {
		return 0
	}
	if t.first && r.styles.get(t.style).headRow && !t.keyValue() {
		return 1
	}
	if distinct(first) && !distinct(&t.rows[1]) {
		return 1
	}
	if t.labelRow() {
		return 1
	}
	return 0
}

// distinct tells whether every cell of a row with text is bold or shaded.
func distinct(r *row) bool {
	found := false
	for i := range r.cells {
		c := &r.cells[i]
		if c.text() == "" {
			continue
		}
		found = true
		if !c.shaded && !allBold(c.paragraphs) {
			return false
		}
	}
	return found
}

func allBold(ps []para) bool {
	return len(ps) > 0 && !slices.ContainsFunc(ps, func(p para) bool { return !p.allBold })
}

// keyValue tells whether the table is a list of labels and values: two
// columns whose first cell ends with a colon or whose first column alone is
// bold or shaded.
func (t *table) keyValue() bool {
	if t.columns() != 2 {
		return false
	}
	for i := range t.rows {
		cells := t.rows[i].cells
		if len(cells) != 2 {
			return false
		}
		label := strings.HasSuffix(cells[0].text(), ":")
		marked := (cells[0].shaded || allBold(cells[0].paragraphs)) && !cells[1].shaded && !allBold(cells[1].paragraphs)
		if !label && !marked {
			return false
		}
	}
	return true
}

// labelRow tells whether the first row names the columns by its words alone:
// three or more short labels without digits above rows that have longer texts
// or numbers.
func (t *table) labelRow() bool {
	first := &t.rows[0]
	if len(first.cells) < 3 {
		return false
	}
	for i := range first.cells {
		text := first.cells[i].text()
		if text == "" && i > 0 || len(strings.Fields(text)) > 4 || strings.ContainsFunc(text, unicode.IsDigit) || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":") {
			return false
		}
	}
	for i := 1; i < len(t.rows); i++ {
		for j := range t.rows[i].cells {
			text := t.rows[i].cells[j].text()
			if len(strings.Fields(text)) > 4 || strings.ContainsFunc(text, unicode.IsDigit) {
				return true
			}
		}
	}
	return false
}

// rowHead is the text of the row's first cell, or of the cell that it
// continues, when that is another one.
func (t *table) rowHead(i, j int) string {
	if j == 0 {
		return ""
	}
	return t.textAt(i, &t.rows[i].cells[0])
}

// textAt gives the text of a cell, of the cell above where it continues one.
func (t *table) textAt(i int, c *cell) string {
	for ; i > 0 && c.continues; i-- {
		above := t.at(i-1, c.col)
		if above == nil {
			break
		}
		c = above
	}
	return c.text()
}

// at gives the cell of a row that covers a column.
func (t *table) at(i, col int) *cell {
	for j := range t.rows[i].cells {
		if c := &t.rows[i].cells[j]; c.col <= col && col < c.col+c.span {
			return c
		}
	}
	return nil
}

// colHead joins the head cells above a cell, outermost first.
func (t *table) colHead(heads int, c *cell) string {
	var parts []string
	for i := range heads {
		head := t.at(i, c.col)
		if head == nil || head.continues {
			continue
		}
		if text := head.text(); text != "" && !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " / ")
}

// rowTick gives the state of the row's tick boxes: nil without one, and nil
// where they differ, so that only the column can tell.
func rowTick(r *row) *bool {
	var state *bool
	for i := range r.cells {
		for k := range r.cells[i].paragraphs {
			p := &r.cells[i].paragraphs[k]
			if p.Cell != nil || p.Checked == nil {
				continue
			}
			if state != nil && *state != *p.Checked {
				return nil
			}
			state = p.Checked
		}
	}
	return state
}
