package page

import (
	"iter"

	"claimline/internal/sow"
)

// Grid is a table as rows and columns of block numbers, -1 for no cell.
type Grid struct {
	Cells [][]int // by row and column
	Cols  int
	spare []int // room for more rows
}

// At gives the block of a cell, -1 for none.
func (g *Grid) At(row, col int) int {
	if row < 0 || row >= len(g.Cells) || col < 0 || col >= len(g.Cells[row]) {
		return -1
	}
	return g.Cells[row][col]
}

// Besides gives the blocks of the other cells in the row of a line of a table.
func (pg *Page) Besides(l *Line) iter.Seq[int] {
	g := pg.Tables[l.Table]
	return func(yield func(int) bool) {
		for col := range g.Cols {
			if i := g.At(l.Row, col); i >= 0 && col != l.Column && !yield(i) {
				return
			}
		}
	}
}

// leastColumns is for how many columns a row has room at first.
const leastColumns = 4

// rowsAtOnce is for how many rows of a grid room is made at once.
const rowsAtOnce = 8

func (g *Grid) put(row, col, block int) {
	for len(g.Cells) <= row {
		n := max(g.Cols, leastColumns)
		if len(g.spare) < n {
			g.spare = make([]int, rowsAtOnce*n)
		}
		g.Cells, g.spare = append(g.Cells, g.spare[:0:n]), g.spare[n:]
	}
	for len(g.Cells[row]) <= col {
		g.Cells[row] = append(g.Cells[row], -1)
	}
	if g.Cells[row][col] < 0 {
		g.Cells[row][col] = block
	}
	g.Cols = max(g.Cols, col+1)
}

// maxTable bounds the rows and columns of a grid, so that a false position
// costs nothing.
const maxTable = 20000

func grids(doc *sow.Document) map[int]*Grid {
	out := map[int]*Grid{}
	table, g := 0, (*Grid)(nil) // of the last cell: mostly the next one is in it too
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Cell == nil || b.Cell.Row < 0 || b.Cell.Col < 0 || b.Cell.Row > maxTable || b.Cell.Col > 500 {
			continue
		}
		if g == nil || b.Cell.Table != table {
			if table, g = b.Cell.Table, out[b.Cell.Table]; g == nil {
				g = &Grid{}
				out[table] = g
			}
		}
		g.put(b.Cell.Row, b.Cell.Col, i)
	}
	return out
}
