package sow

import (
	"strings"
	"testing"
)

func TestEvidenceInACellCarriesItsHeads(t *testing.T) {
	long := strings.Repeat("ö", headLength+1)
	for name, c := range map[string]struct {
		cell        *CellPos
		row, column string
	}{
		"outside of tables":      {nil, "", ""},
		"both heads":             {&CellPos{RowHead: "Wave 2", ColHead: "Who\ndelivers"}, "Wave 2", "Who delivers"},
		"the cell is the head":   {&CellPos{RowHead: "Exchange Online", ColHead: "Product"}, "", "Product"},
		"a running number":       {&CellPos{RowHead: "3.", ColHead: "Product"}, "", "Product"},
		"the header row":         {&CellPos{RowHead: "No", ColHead: "Product", HeaderRow: true}, "", ""},
		"a head longer than 80":  {&CellPos{RowHead: long}, strings.Repeat("ö", headLength-1) + "…", ""},
		"a table without header": {&CellPos{}, "", ""},
	} {
		got := Evidence{Quote: "Exchange Online"}.In(c.cell)
		if got.Row != c.row || got.Column != c.column {
			t.Errorf("%s: row %q, column %q; want %q, %q", name, got.Row, got.Column, c.row, c.column)
		}
	}
}
