package pdf

// table is a grid of cells on a page.
type table struct {
	box  rect
	rows [][]cell
}

// cell is one cell of a table; a cell that spans others stands at its first
// row and column.
type cell struct {
	row, col int
	box      rect
	words    []word
}
