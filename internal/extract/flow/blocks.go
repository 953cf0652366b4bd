package flow

import (
	"slices"

	"claimline/internal/sow"
)

// RowTicked gives the state of the tick boxes in a row of cells, as
// [sow.CellPos] keeps it; nil without one, or when only the columns can tell.
func RowTicked(cells []sow.Block) *bool {
	var boxes []box
	for _, c := range cells {
		column := ""
		if c.Cell != nil {
			column = c.Cell.ColHead
		}
		boxes = append(boxes, boxesOf(&Para{Block: sow.Block{Text: c.Text, Checked: c.Checked}}, column)...)
	}
	if len(boxes) == 0 {
		return nil
	}
	if state := decided(boxes); state != nil {
		return state
	}
	if slices.ContainsFunc(boxes, func(b box) bool { return b.on != boxes[0].on }) {
		return nil
	}
	return &boxes[0].on
}
