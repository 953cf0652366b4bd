package pdf

// textRow is a row of text without lines around it: for each cell the items
// that are its lines.
type textRow [][]item

// cellLines is how many lines a cell of such a row may have. Columns of running
// text, which stand beside each other too, have more.
const cellLines = 3

// alignedTables finds tables without lines: rows of text in the same two or
// more columns, one below the other.
func alignedTables(items []item) []item {
	var out []item
	for i := 0; i < len(items); {
		rows, n := alignedRows(items[i:])
		if len(rows) < 2 || len(rows) == 2 && !apart(rows) {
			out = append(out, items[i])
			i++
			continue
		}
		out = append(out, item{table: tableOfRows(rows), page: items[i].page})
		i += n
	}
	return out
}

// apart reports whether the columns of two rows are set so far apart that two
// rows are enough to see them: the places of two signatures.
func apart(rows []textRow) bool {
	for _, row := range rows {
		for i := 1; i < len(row); i++ {
			if first := &row[i][0].lines[0]; first.box.x0-right(row[i-1]) < 2.5*first.size {
				return false
			}
		}
	}
	for i := range rows[0] {
		if !near(rows[0][i][0].lines[0].box.x0, rows[1][i][0].lines[0].box.x0, 2) {
			return false
		}
	}
	return true
}

// right is the right edge of the lines of a cell.
func right(cell []item) float64 {
	x := cell[0].lines[0].box.x1
	for i := range cell {
		x = max(x, cell[i].lines[0].box.x1)
	}
	return x
}

// alignedRows gives the rows at the front that share their columns, and the
// number of items that they take.
func alignedRows(items []item) (rows []textRow, used int) {
	for used < len(items) {
		row, n := rowAt(items[used:])
		if len(row) < 2 || len(rows) > 0 && (!sameColumns(rows[0], row) || !follows(rows[len(rows)-1], row)) {
			break
		}
		rows = append(rows, row)
		used += n
	}
	return rows, used
}

// rowAt gives the row at the front: cells that begin on one baseline.
func rowAt(items []item) (row textRow, used int) {
	for used < len(items) && items[used].table == nil {
		if len(row) > 0 && !besideCell(row, &items[used].lines[0]) {
			break
		}
		cell := cellAt(items[used:])
		row = append(row, cell)
		used += len(cell)
	}
	return row, used
}

// besideCell reports whether a line begins the next cell of a row. Behind a
// cell of several lines it goes back up, which sets it apart by itself.
func besideCell(row textRow, ln *line) bool {
	last := row[len(row)-1]
	if len(last) == 1 {
		return ln.column
	}
	return len(last) <= cellLines && near(ln.base, row[0][0].lines[0].base, 0.3*ln.size) && ln.box.x0-right(last) > 0.5*ln.size
}

// cellAt gives the lines at the front that stand below each other at one left
// edge: those of a cell whose text is wrapped.
func cellAt(items []item) []item {
	n := 1
	for ; n < len(items) && n <= cellLines && items[n].table == nil && items[n].role == items[0].role; n++ {
		last, ln := &items[n-1].lines[0], &items[n].lines[0]
		if ln.column || ln.bullet || !near(ln.box.x0, last.box.x0, 1) || !alike(last, ln) || ln.base <= last.base || ln.base-last.base > 1.6*ln.size {
			break
		}
	}
	return items[:n]
}

func follows(a, b textRow) bool {
	last, first := &a[0][0].lines[0], &b[0][0].lines[0]
	for _, cell := range a {
		if ln := &cell[len(cell)-1].lines[0]; ln.base > last.base {
			last = ln
		}
	}
	return first.base > last.base && first.base-last.base < 4*max(last.size, first.size)
}

func sameColumns(a, b textRow) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := a[i][0].lines[0].box, b[i][0].lines[0].box
		if !near(x.x0, y.x0, 5) && !near(x.x1, y.x1, 5) && !near(x.centerX(), y.centerX(), 5) {
			return false
		}
	}
	return true
}

// tableOfRows makes a table of rows of aligned lines.
func tableOfRows(rows []textRow) *table {
	t := &table{cells: map[int]*cell{}}
	t.box = rows[0][0][0].lines[0].box
	n := len(rows[0])
	for r, row := range rows {
		t.ys = append(t.ys, row[0][0].lines[0].box.y0)
		for c, lines := range row {
			in := &cell{row: r, col: c, bold: true}
			for _, it := range lines {
				ln := it.lines[0]
				t.box = t.box.union(ln.box)
				in.lines, in.words = append(in.lines, ln), append(in.words, ln.words...)
				in.bold = in.bold && ln.bold
			}
			t.cells[r*n+c] = in
		}
	}
	for _, cell := range rows[0] {
		t.xs = append(t.xs, cell[0].lines[0].box.x0)
	}
	t.xs, t.ys = append(t.xs, t.box.x1), append(t.ys, t.box.y1)
	return t
}
