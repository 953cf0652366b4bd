package fact

import (
	"iter"

	"claimline/internal/sow"
)

// grid is a table as rows and columns of block numbers, -1 for no cell.
type grid struct {
	cells [][]int
	cols  int
	spare []int // room for more rows
}

func (g *grid) at(row, col int) int {
	if row < 0 || row >= len(g.cells) || col < 0 || col >= len(g.cells[row]) {
		return -1
	}
	return g.cells[row][col]
}

// besides gives the blocks of the other cells in the row of a line of a table.
func (rd *reading) besides(l *line) iter.Seq[int] {
	g := rd.tables[l.table]
	return func(yield func(int) bool) {
		for col := range g.cols {
			if i := g.at(l.row, col); i >= 0 && col != l.column && !yield(i) {
				return
			}
		}
	}
}

// leastColumns is for how many columns a row has room at first.
const leastColumns = 4

// rowsAtOnce is for how many rows of a grid room is made at once.
const rowsAtOnce = 8

func (g *grid) put(row, col, block int) {
	for len(g.cells) <= row {
		n := max(g.cols, leastColumns)
		if len(g.spare) < n {
			g.spare = make([]int, rowsAtOnce*n)
		}
		g.cells, g.spare = append(g.cells, g.spare[:0:n]), g.spare[n:]
	}
	for len(g.cells[row]) <= col {
		g.cells[row] = append(g.cells[row], -1)
	}
	if g.cells[row][col] < 0 {
		g.cells[row][col] = block
	}
	g.cols = max(g.cols, col+1)
}

// maxTable bounds the rows and columns of a grid, so that a false position
// costs nothing.
const maxTable = 20000

func grids(doc *sow.Document) map[int]*grid {
	out := map[int]*grid{}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Cell == nil || b.Cell.Row < 0 || b.Cell.Col < 0 || b.Cell.Row > maxTable || b.Cell.Col > 500 {
			continue
		}
		g := out[b.Cell.Table]
		if g == nil {
			g = &grid{}
			out[b.Cell.Table] = g
		}
		g.put(b.Cell.Row, b.Cell.Col, i)
	}
	return out
}
