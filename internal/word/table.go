package word

import (
	"fmt"
	"strings"
)

// Table is a grid of cells. Widths are shares of the page's width.
type Table struct {
	Widths []int
	Head   []string // first row, repeated on each page; nil none
	Rows   [][]Cell
	Plain  bool // no lines, for pairs of names and values
	Whole  bool // stays on one page, with what follows
}

// Cell is one cell: paragraphs, one per line of runs.
type Cell struct {
	Lines [][]Run
	Shade string // RRGGBB of the background; "" none
}

// In is a cell with one paragraph.
func In(runs ...Run) Cell { return Cell{Lines: [][]Run{runs}} }

// Label is a cell that names the value beside it.
func Label(text string) Cell { return Cell{Lines: [][]Run{{Bold(text)}}, Shade: "EEF2F7"} }

// pageWidth is the width of the text of a page in twentieths of a point.
const (
	pageWidth      = 9638
	landscapeWidth = 14570
)

// Table adds a table.
func (b *Builder) Table(t Table) {
	total, width := 0, pageWidth
	if b.opt.Landscape {
		width = landscapeWidth
	}
	for _, w := range t.Widths {
		total += w
	}
	widths := make([]int, len(t.Widths))
	for i, w := range t.Widths {
		widths[i] = w * width / total
	}
	style := "Grid"
	if t.Plain {
		style = "Pairs"
	}
	fmt.Fprintf(&b.body, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, style, width)
	for _, w := range widths {
		fmt.Fprintf(&b.body, `<w:gridCol w:w="%d"/>`, w)
	}
	b.body.WriteString("</w:tblGrid>")
	if t.Head != nil {
		cells := make([]Cell, len(t.Head))
		for i, h := range t.Head {
			cells[i] = Cell{Lines: [][]Run{{{Text: h, Bold: true, Color: "FFFFFF"}}}, Shade: accent}
		}
		b.row(cells, widths, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", t.Whole)
	}
	for _, row := range t.Rows {
		b.row(row, widths, "<w:trPr><w:cantSplit/></w:trPr>", t.Whole)
	}
	b.body.WriteString(`</w:tbl><w:p><w:pPr><w:pStyle w:val="Tight"/></w:pPr></w:p>`)
}

func (b *Builder) row(cells []Cell, widths []int, props string, keep bool) {
	style := "Cell"
	if keep {
		style = "CellKeep"
	}
	b.body.WriteString("<w:tr>" + props)
	for i, c := range cells {
		fmt.Fprintf(&b.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, widths[i])
		if c.Shade != "" {
			b.body.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + c.Shade + `"/>`)
		}
		b.body.WriteString("</w:tcPr>")
		var lines strings.Builder
		for _, runs := range c.Lines {
			lines.WriteString(paragraph(style, runs))
		}
		if lines.Len() == 0 {
			lines.WriteString(paragraph(style, nil))
		}
		b.body.WriteString(lines.String() + "</w:tc>")
	}
	b.body.WriteString("</w:tr>")
}
