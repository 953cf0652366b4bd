package flow

import (
	"slices"
	"strings"
	"unicode"

	"claimline/internal/sow"
)

// Table is a table with its rows from top to bottom.
type Table struct {
	ID      int  // running number in the document, from 1
	HeadRow bool // the format styles the first row as a head
	Rows    []Row
}

// Row is one row of a table.
type Row struct {
	Head  bool // the format says that it names the columns
	Cells []Cell

	first int // cell that names the row
}

// Cell is one cell at its column of the grid.
type Cell struct {
	Col, Span int  // first column from 0, number of columns
	Continues bool // it is part of the cell above
	Shaded    bool
	Head      bool // the format says that it is a head cell
	Paras     []Para

	words string // what it is called by, see [Row.name]
}

// Text gives the words of a cell, one line a paragraph, without those of
// tables inside it and of notes.
func (c *Cell) Text() string {
	var lines []string
	for i := range c.Paras {
		p := &c.Paras[i]
		if p.Cell != nil || p.Kind == sow.Comment || p.Kind == sow.Footnote || p.Kind == sow.TextBox {
			continue
		}
		lines = append(lines, strings.TrimSpace(p.Number+" "+p.Text))
	}
	return strings.Join(lines, "\n")
}

// Flat gives the paragraphs of all cells as they are, for a table in a header,
// note or box.
func (t *Table) Flat() []Para {
	var out []Para
	for i := range t.Rows {
		for _, c := range t.Rows[i].Cells {
			out = append(out, c.Paras...)
		}
	}
	return out
}

// Paras makes the paragraphs of the cells blocks that know their row and column
// heads. A table of one cell is a box: its paragraphs stay what they are.
func (t *Table) Paras() []Para {
	if t.columns() <= 1 && len(t.Rows) <= 1 {
		return t.Flat()
	}
	var out []Para
	heads := t.headRows()
	names := t.columnNames(heads)
	above := map[int]string{}
	for i := range t.Rows {
		row := &t.Rows[i]
		above = row.name(above)
		ticked := row.ticked(names)
		for j := range row.Cells {
			c := &row.Cells[j]
			pos := sow.CellPos{Table: t.ID, Row: i, Col: c.Col, HeaderRow: i < heads, RowTicked: ticked}
			if i >= heads {
				pos.RowHead, pos.ColHead = row.head(j), names[c.Col]
			}
			for k := range c.Paras {
				out = append(out, cellPara(c.Paras[k], pos))
			}
		}
	}
	return out
}

// cellPara makes a paragraph of a cell a block of kind Cell. Blocks of a table
// inside the cell and styled headings stay what they are.
func cellPara(p Para, pos sow.CellPos) Para {
	if p.Cell != nil || (p.Kind != sow.Paragraph && p.Kind != sow.ListItem && p.Kind != sow.Heading) {
		return p
	}
	if p.Kind == sow.Heading {
		p.Level = 0
	}
	p.Kind, p.Cell = sow.Cell, &pos
	return p
}

func (t *Table) columns() int {
	n := 0
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			n = max(n, c.Col+c.Span)
		}
	}
	return n
}

// headRows counts the rows at the top that name the columns.
func (t *Table) headRows() int {
	n := 0
	for n < len(t.Rows) && t.Rows[n].Head {
		n++
	}
	if n == 1 && t.columns() == 2 && !distinct(&t.Rows[0]) && !labels(&t.Rows[0]) {
		return 0 // programs declare the first row of every table a head, even of a list of labels and values
	}
	if n > 0 || len(t.Rows) < 2 {
		return min(n, len(t.Rows))
	}
	first := &t.Rows[0]
	if len(first.Cells) < 2 {
		return 0
	}
	if t.HeadRow && !t.keyValue() {
		return 1
	}
	if distinct(first) && !distinct(&t.Rows[1]) {
		return 1
	}
	if t.labelRow() {
		return 1
	}
	return 0
}

// distinct tells whether every cell of a row with text is bold or shaded.
func distinct(r *Row) bool {
	found := false
	for i := range r.Cells {
		c := &r.Cells[i]
		if c.Text() == "" {
			continue
		}
		found = true
		if !c.Shaded && !allBold(c.Paras) {
			return false
		}
	}
	return found
}

func allBold(ps []Para) bool {
	return len(ps) > 0 && !slices.ContainsFunc(ps, func(p Para) bool { return !p.AllBold })
}

// keyValue tells whether the table is a list of labels and values: two
// columns whose first cell ends with a colon or whose first column alone is
// bold or shaded.
func (t *Table) keyValue() bool {
	if t.columns() != 2 {
		return false
	}
	for i := range t.Rows {
		cells := t.Rows[i].Cells
		if len(cells) != 2 {
			return false
		}
		label := strings.HasSuffix(cells[0].Text(), ":")
		marked := (cells[0].Shaded || allBold(cells[0].Paras)) && !cells[1].Shaded && !allBold(cells[1].Paras)
		if !label && !marked {
			return false
		}
	}
	return true
}

// labelRow tells whether the first row names the columns by its words alone:
// three or more short labels without digits above rows that have longer texts
// or numbers.
func (t *Table) labelRow() bool {
	first := &t.Rows[0]
	if len(first.Cells) < 3 {
		return false
	}
	if !labels(first) {
		return false
	}
	for i := 1; i < len(t.Rows); i++ {
		for j := range t.Rows[i].Cells {
			text := t.Rows[i].Cells[j].Text()
			if len(strings.Fields(text)) > 4 || strings.ContainsFunc(text, unicode.IsDigit) {
				return true
			}
		}
	}
	return false
}

// labels tells whether the cells of a row are short words without digits, as
// the names of columns are; only the first may be empty.
func labels(r *Row) bool {
	for i := range r.Cells {
		text := r.Cells[i].Text()
		if text == "" && i > 0 || len(strings.Fields(text)) > 4 || strings.ContainsFunc(text, unicode.IsDigit) || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":") {
			return false
		}
	}
	return true
}

// headLimit bounds the text of a head, which every cell of its row or column
// repeats.
const headLimit = 240

// clip cuts a text at the limit of heads.
func clip(text string) string {
	for i := range text {
		if i > headLimit {
			return text[:i]
		}
	}
	return text
}

// name gives each cell of the row the words that name it, those of the cell
// above where it continues one, and the words by column for the next row.
func (r *Row) name(above map[int]string) map[int]string {
	below := make(map[int]string, len(r.Cells))
	r.first = len(r.Cells)
	for j := range r.Cells {
		c := &r.Cells[j]
		c.words = clip(c.Text())
		if c.Continues {
			c.words = above[c.Col]
		}
		for col := c.Col; col < c.Col+c.Span; col++ {
			below[col] = c.words
		}
		if j < r.first && !onlyTicks(c.words) {
			r.first = j
		}
	}
	return below
}

// head is the text of the row's first cell with words, or of the cell that it
// continues, when that is another one than cell j. A cell with nothing but a
// tick box names no row.
func (r *Row) head(j int) string {
	if r.first >= j {
		return ""
	}
	return r.Cells[r.first].words
}

// columnNames joins the head cells above each column, outermost first.
func (t *Table) columnNames(heads int) map[int]string {
	names := map[int]string{}
	last := map[int]string{}
	for i := range heads {
		for j := range t.Rows[i].Cells {
			c := &t.Rows[i].Cells[j]
			text := clip(c.Text())
			if text == "" || c.Continues {
				continue
			}
			for col := c.Col; col < c.Col+c.Span; col++ {
				switch {
				case names[col] == "":
					names[col] = text
				case last[col] != text:
					names[col] = clip(names[col] + " / " + text)
				}
				last[col] = text
			}
		}
	}
	return names
}
