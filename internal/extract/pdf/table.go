package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/extract/flow"
	"claimline/internal/sow"
)

// table is a grid on a page. Fields that no line separates are one cell, owned
// by the field at its upper left.
type table struct {
	box    rect
	xs, ys []float64 // edges of columns and rows
	owner  []int     // index of the owning field, for each field by rows
	cells  map[int]*cell
	number int      // running number in the document, from 1
	grid   bool     // see isGrid, which is asked when all words are in their cells
	narrow bool     // covers less than six tenths of the page in both directions
	first  int      // row number of its first row, more than 0 when it continues
	heads  []string // column heads that a continued table takes from its first part
}

// cell is one cell with its words.
type cell struct {
	row, col int
	words    []word
	lines    []line
	right    float64 // edge up to which its lines could go
	text     string  // see write
	bold     bool
}

// put adds a word to the cell that it stands in and reports whether it stands
// in the table at all.
func (t *table) put(w *word) bool {
	x, y := w.box.centerX(), w.box.centerY()
	if !(rect{t.box.x0 - 1, t.box.y0 - 1, t.box.x1 + 1, t.box.y1 + 1}).contains(x, y) {
		return false
	}
	r, c := slot(t.ys, y), slot(t.xs, x)
	field := t.owner[r*t.cols()+c]
	if t.cells == nil {
		t.cells = map[int]*cell{}
	}
	in := t.cells[field]
	if in == nil {
		in = &cell{row: field / t.cols(), col: field % t.cols(), bold: true}
		t.cells[field] = in
	}
	in.words = append(in.words, *w)
	in.bold = in.bold && w.bold
	return true
}

// slot gives the interval of sorted edges in which v lies.
func slot(edges []float64, v float64) int {
	i, _ := slices.BinarySearch(edges, v)
	return min(max(i-1, 0), len(edges)-2)
}

// isGrid reports whether the table has at least two rows or columns of text.
// A frame around text is none.
func (t *table) isGrid() bool {
	cols, rows := map[int]bool{}, map[int]bool{}
	for _, c := range t.cells {
		cols[c.col], rows[c.row] = true, true
	}
	return len(cols) >= 2 && len(t.cells) >= 2 || len(rows) >= 3 && t.cols() >= 2
}

// close finds the lines of the cells and drops rows and columns in which
// nothing starts.
func (t *table) close(page int) {
	rows, cols := map[int]bool{}, map[int]bool{}
	for _, c := range t.cells {
		rows[c.row], cols[c.col] = true, true
		c.lines = linesOf(c.words, page)
		c.right = t.rightOf(c)
	}
	rowAt, colAt := ranks(rows), ranks(cols)
	for _, c := range t.cells {
		c.row, c.col = rowAt[c.row], colAt[c.col]
	}
}

// write makes the texts of the cells.
func (t *table) write() {
	for _, c := range t.cells {
		if t.grid {
			c.text = c.paragraphs()
		} else {
			c.text = joinLines(c.lines)
		}
	}
}

func ranks(used map[int]bool) map[int]int {
	keys := make([]int, 0, len(used))
	for k := range used {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := map[int]int{}
	for i, k := range keys {
		out[k] = i
	}
	return out
}

// rightOf is the edge up to which the lines of a cell could go.
func (t *table) rightOf(c *cell) float64 {
	first := c.lines[0]
	right := first.box.x1
	for i := range c.lines {
		right = max(right, c.lines[i].box.x1)
	}
	if end := t.xs[min(c.col+1, len(t.xs)-1)]; end-right < 2.5*first.size {
		right = max(right, end-(first.box.x0-t.xs[c.col]))
	}
	return right
}

// paragraphs joins the lines of a cell; paragraphs and list items in it stand on
// lines of their own.
func (c *cell) paragraphs() string {
	var parts []string
	start := 0
	for i := 1; i <= len(c.lines); i++ {
		if i < len(c.lines) && !newCellParagraph(&c.lines[i-1], &c.lines[i], c.right) {
			continue
		}
		parts = append(parts, joinLines(c.lines[start:i]))
		start = i
	}
	return strings.Join(parts, "\n")
}

func newCellParagraph(a, b *line, right float64) bool {
	t := b.text()
	if _, ok := splitBullet(t); ok {
		return true
	}
	if b.base-a.base > 1.9*max(a.size, b.size) {
		return true
	}
	if a.hyphen || b.column {
		return false
	}
	return right-a.box.x1 > b.words[0].box.width()+0.6*a.size && b.base > a.base
}

// sorted gives the cells by row and column.
func (t *table) sorted() []*cell {
	out := make([]*cell, 0, len(t.cells))
	for _, c := range t.cells {
		if c.text != "" {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b *cell) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	return out
}

// hasHeader reports whether the first row names the columns: all of it is
// bold and not all of the table is, or it has no digits where the rows below
// have.
func (t *table) hasHeader(cells []*cell) bool {
	var head, body []*cell
	cols := 0
	for _, c := range cells {
		cols = max(cols, c.col+1)
		if c.row == 0 {
			head = append(head, c)
		} else {
			body = append(body, c)
		}
	}
	if len(head) < cols-1 || len(body) == 0 {
		return false
	}
	if every(head, func(c *cell) bool { return c.bold }) {
		return !every(body, func(c *cell) bool { return c.bold })
	}
	if len(head) < 2 || head[0].bold && every(head[1:], func(c *cell) bool { return !c.bold }) {
		return false // labels in the first column
	}
	return plainHeader(head, body, cols)
}

// plainHeader finds a header that nothing sets off: short words over columns
// of figures.
func plainHeader(head, body []*cell, cols int) bool {
	if slices.ContainsFunc(head, func(c *cell) bool { return hasDigit(c.text) || len(c.text) > 40 || strings.HasSuffix(c.text, ".") }) {
		return false
	}
	for col := 1; col < cols; col++ {
		if countsBelow(body, col) {
			return true
		}
	}
	return false
}

// countsBelow reports whether nearly all cells of a column begin with a figure
// or a currency: dates, numbers, amounts.
func countsBelow(body []*cell, col int) bool {
	figures, n := 0, 0
	for _, c := range body {
		if c.col != col {
			continue
		}
		n++
		r, _ := utf8.DecodeRuneInString(c.text)
		if unicode.IsDigit(r) || unicode.Is(unicode.Sc, r) {
			figures++
		}
	}
	return n >= 3 && figures*5 >= n*4
}

func every(cells []*cell, ok func(*cell) bool) bool {
	return !slices.ContainsFunc(cells, func(c *cell) bool { return !ok(c) })
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// addTable makes a block of each cell, with the texts of its row's and its
// column's head.
func (b *builder) addTable(it *item) {
	t := it.table
	cells := t.sorted()
	if len(cells) == 0 {
		return
	}
	b.continueTable(it)
	header := t.hasHeader(cells)
	if t.first > 0 && repeats(cells, t.heads) {
		cells = slices.DeleteFunc(cells, func(c *cell) bool { return c.row == 0 })
		header = false
		t.first--
	}
	heads := map[int]string{}
	for i, h := range t.heads {
		heads[i] = h
	}
	row, rowHead := -1, "" // the first cell with words names a row, a tick box does not
	from := len(b.blocks)
	for _, c := range cells {
		inHead := header && c.row == 0
		if inHead {
			heads[c.col] = c.text
		}
		pos := &sow.CellPos{Table: t.number, Row: c.row + t.first, Col: c.col, HeaderRow: inHead}
		if c.row != row {
			row, rowHead = c.row, ""
		}
		if !inHead {
			pos.RowHead = rowHead
		}
		if rowHead == "" && hasWords(c.text) {
			rowHead = c.text
		}
		if !inHead {
			pos.ColHead = heads[c.col]
		}
		b.blocks = flow.AppendTicks(b.blocks, sow.Block{Kind: sow.Cell, Text: c.text, Loc: b.loc(it.page), Cell: pos, Marks: cellMarks(c)})
	}
	tickRows(b.blocks[from:])
	for c, h := range heads {
		for len(t.heads) <= c {
			t.heads = append(t.heads, "")
		}
		t.heads[c] = h
	}
	b.last = t
}

func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsPunct(r) })
}

// repeats reports whether the first row says the column heads again, as on
// top of the next page.
func repeats(cells []*cell, heads []string) bool {
	for _, c := range cells {
		if c.row == 0 && (c.col >= len(heads) || heads[c.col] != c.text) {
			return false
		}
	}
	return true
}

// tickRows tells every cell of a row whether the row is ticked.
func tickRows(cells []sow.Block) {
	for i := 0; i < len(cells); {
		n := i + 1
		for n < len(cells) && cells[n].Cell.Row == cells[i].Cell.Row {
			n++
		}
		ticked := flow.RowTicked(cells[i:n])
		for ; i < n; i++ {
			cells[i].Cell.RowTicked = ticked
		}
	}
}

func cellMarks(c *cell) (marks []sow.Mark) {
	if c.bold {
		marks = append(marks, sow.Mark{Kind: sow.Bold, Start: 0, End: len(c.text)})
	}
	if anyStruck(c.lines) {
		marks = append(marks, struckMarks(c.lines, c.text)...)
	}
	return marks
}

// continueTable gives a table its number: that of the table before it, when it
// goes on at the top of the next page with the same columns, or at the top of the
// next column with the same columns and heads.
func (b *builder) continueTable(it *item) {
	t := it.table
	if prev := b.last; prev != nil && sameEdges(prev.xs, t.xs) && (b.lastPage+1 == it.page || b.lastPage == it.page && b.inNextColumn(prev, t)) {
		t.number = prev.number
		t.first = prev.first + 1 + slices.MaxFunc(prev.sorted(), func(x, y *cell) int { return x.row - y.row }).row
		t.heads = slices.Clone(prev.heads)
	} else {
		b.tables++
		t.number = b.tables
	}
	b.lastPage = it.page
}

// inNextColumn reports whether a table that follows another on the same page,
// with nothing between them, is its rest beside it.
func (b *builder) inNextColumn(prev, t *table) bool {
	end := b.blocks[len(b.blocks)-1]
	return end.Cell != nil && end.Cell.Table == prev.number && t.box.overlapX(prev.box) <= 0 && t.box.y0 < prev.box.y1 &&
		len(prev.heads) > 0 && repeats(t.sorted(), prev.heads)
}

func sameEdges(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !near(a[i]-a[0], b[i]-b[0], 4) {
			return false
		}
	}
	return true
}
