package text

import (
	"fmt"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"claimline/internal/extract/flow"
)

// table reads a table with its spans; cells that reach into further rows are
// continued there.
func (h *page) table(n *html.Node, ctx context) error {
	if err := h.end(); err != nil {
		return err
	}
	h.w.tables++
	t := &htmlTable{page: h, path: fmt.Sprintf("%s/t%d", h.path, h.w.tables), ctx: ctx}
	t.ID = h.w.tables
	if err := t.rows(n, false, ctx.depth); err != nil {
		return err
	}
	if ctx.kind != "" {
		h.out = append(h.out, t.Flat()...)
		return nil
	}
	h.out = append(h.out, t.Paras()...)
	return nil
}

type htmlTable struct {
	flow.Table
	page  *page
	path  string
	ctx   context
	spans map[int]int // rows that a cell still reaches into, by column
}

func (t *htmlTable) rows(n *html.Node, head bool, depth int) error {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		var err error
		switch c.Data {
		case "thead":
			err = t.rows(c, true, depth+1)
		case "tbody", "tfoot":
			err = t.rows(c, false, depth+1)
		case "tr":
			if hiddenNode(c) {
				t.page.hidden++
				continue
			}
			err = t.row(c, head)
		case "caption":
			err = t.page.node(c, t.ctx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *htmlTable) row(n *html.Node, head bool) error {
	r := flow.Row{}
	spans := t.spans
	t.spans = map[int]int{}
	col, cells, heads := 0, 0, 0
	fill := func() {
		for spans[col] > 0 {
			if spans[col] > 1 {
				t.spans[col] = spans[col] - 1
			}
			r.Cells = append(r.Cells, flow.Cell{Col: col, Span: 1, Continues: true})
			col++
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		fill()
		if col > 1024 {
			break
		}
		cell, err := t.cell(c, col)
		if err != nil {
			return err
		}
		cells++
		if c.DataAtom == atom.Th {
			heads++
		}
		if down := span(c, "rowspan"); down > 1 {
			for i := range cell.Span {
				t.spans[col+i] = down - 1
			}
		}
		r.Cells = append(r.Cells, cell)
		col += cell.Span
	}
	fill()
	r.Head = head || (cells > 0 && heads == cells && (cells > 1 || len(t.Rows) > 0))
	t.Rows = append(t.Rows, r)
	return nil
}

func span(n *html.Node, key string) int {
	v, err := strconv.Atoi(attr(n, key))
	if err != nil {
		return 1
	}
	return min(max(v, 1), 256)
}

// cell reads the blocks of a cell.
func (t *htmlTable) cell(n *html.Node, col int) (flow.Cell, error) {
	h := t.page
	out, path, count := h.out, h.path, h.count
	h.out, h.path, h.count = nil, fmt.Sprintf("%s/r%d/c%d", t.path, len(t.Rows)+1, col+1), new(int)
	ctx := context{style: t.ctx.style, kind: t.ctx.kind, depth: t.ctx.depth + 3}
	c := flow.Cell{Col: col, Span: span(n, "colspan"), Head: n.DataAtom == atom.Th}
	err := h.node(n, ctx)
	if err == nil {
		err = h.end()
	}
	c.Paras = h.out
	h.out, h.path, h.count = out, path, count
	return c, err
}
