package pdf

import (
	"slices"

	"claimline/internal/sow"
)

// placeMarkers puts list numbers and bullets that the producer wrote apart
// from their lines (WeasyPrint writes them behind the list) in front of them.
func placeMarkers(items []item) []item {
	out := make([]item, 0, len(items))
	for i, it := range items {
		if it.table != nil || len(it.lines[0].words) != 1 || !isMarker(it.lines[0].words) {
			out = append(out, it)
			continue
		}
		if target := besides(items, i); target >= 0 {
			ln := &items[target].lines[0]
			words := append(slices.Clone(it.lines[0].words), ln.words...)
			*ln = newLine(words, ln.page, ln.column)
			if at := slices.IndexFunc(out, func(o item) bool { return o.lines != nil && &o.lines[0] == ln }); at >= 0 {
				out[at] = items[target]
			}
			continue
		}
		out = append(out, it)
	}
	return out
}

// besides finds the line that stands right of the marker i on its baseline.
func besides(items []item, i int) int {
	m := items[i].lines[0]
	best, gap := -1, 5*m.size
	for j, it := range items {
		if j == i || it.table != nil {
			continue
		}
		ln := it.lines[0]
		g := ln.box.x0 - m.box.x1
		if near(ln.base, m.base, 0.4*m.size) && g > -1 && g < gap {
			best, gap = j, g
		}
	}
	return best
}

// dotted marks the lines that have a drawn bullet in front of them.
func dotted(items []item, dots []rect) {
	if len(dots) > 500 {
		return
	}
	for i := range items {
		if items[i].table != nil {
			continue
		}
		ln := &items[i].lines[0]
		for _, d := range dots {
			gap := ln.box.x0 - d.x1
			if gap > 1 && gap < 2.5*ln.size && d.centerY() > ln.box.y0 && d.centerY() < ln.base && d.height() < 0.8*ln.size {
				ln.bullet = true
			}
		}
	}
}

// boxed marks the lines in a narrow frame: a side box that is no part of the
// text around it.
func boxed(items []item, frames []*table) {
	for i := range items {
		if items[i].table != nil {
			continue
		}
		ln := items[i].lines[0]
		for _, f := range frames {
			if !f.isGrid() && f.narrow && f.box.contains(ln.box.centerX(), ln.box.centerY()) {
				items[i].role = sow.TextBox
			}
		}
	}
}

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
		t := tableOfRows(rows)
		out = append(out, item{table: t, page: items[i].page})
		i += n
	}
	return out
}

// apart reports whether the columns of two rows are set so far apart that two
// rows are enough to see them: the places of two signatures.
func apart(rows [][]line) bool {
	for _, row := range rows {
		for i := 1; i < len(row); i++ {
			if row[i].box.x0-row[i-1].box.x1 < 2.5*row[i].size {
				return false
			}
		}
	}
	for i := range rows[0] {
		if !near(rows[0][i].box.x0, rows[1][i].box.x0, 2) {
			return false
		}
	}
	return true
}

// alignedRows gives the rows at the front that share their columns, and the
// number of items that they take.
func alignedRows(items []item) (rows [][]line, used int) {
	for used < len(items) && items[used].table == nil {
		row := []line{items[used].lines[0]}
		for k := used + 1; k < len(items) && items[k].table == nil && items[k].lines[0].column; k++ {
			row = append(row, items[k].lines[0])
		}
		if len(row) < 2 || len(rows) > 0 && !sameColumns(rows[0], row) {
			break
		}
		if len(rows) > 0 && !follows(rows[len(rows)-1][0], row[0]) {
			break
		}
		rows = append(rows, row)
		used += len(row)
	}
	return rows, used
}

func follows(a, b line) bool {
	return b.base > a.base && b.base-a.base < 4*max(a.size, b.size)
}

func sameColumns(a, b []line) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !near(a[i].box.x0, b[i].box.x0, 5) && !near(a[i].box.x1, b[i].box.x1, 5) && !near(a[i].box.centerX(), b[i].box.centerX(), 5) {
			return false
		}
	}
	return true
}

// tableOfRows makes a table of rows of aligned lines.
func tableOfRows(rows [][]line) *table {
	t := &table{cells: map[int]*cell{}}
	t.box = rows[0][0].box
	n := len(rows[0])
	for r, row := range rows {
		t.ys = append(t.ys, row[0].box.y0)
		for c, ln := range row {
			t.box = t.box.union(ln.box)
			t.cells[r*n+c] = &cell{row: r, col: c, words: ln.words, text: joinLines(row[c : c+1]), bold: ln.bold}
		}
	}
	for _, ln := range rows[0] {
		t.xs = append(t.xs, ln.box.x0)
	}
	t.xs, t.ys = append(t.xs, t.box.x1), append(t.ys, t.box.y1)
	return t
}
