package docx

import (
	"fmt"
	"strings"

	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// table is a table that is being read, row by row.
type table struct {
	id     int
	path   string
	style  string
	first  bool // the style's first row is used as a head
	rows   []row
	marked bool // a row is marked as head
}

type row struct {
	cells []cell
	head  bool
}

// cell is one cell, at its column of the grid.
type cell struct {
	col, span  int
	continues  bool // of the cell above (w:vMerge)
	begins     bool // a cell that others continue
	shaded     bool
	paragraphs []para
}

func (c *cell) text() string {
	var lines []string
	for i := range c.paragraphs {
		p := &c.paragraphs[i]
		if p.Cell != nil || p.Kind == sow.Comment || p.Kind == sow.Footnote {
			continue
		}
		lines = append(lines, strings.TrimSpace(p.Number+" "+p.Text))
	}
	return strings.Join(lines, "\n")
}

func (s *story) table() error {
	s.flushCarry()
	s.r.tables++
	t := &table{id: s.r.tables, path: fmt.Sprintf("%s/t%d", s.path, s.r.tables)}
	s.nested++
	err := s.d.children(func(el element) error { return s.tableChild(t, el) })
	s.nested--
	if err != nil {
		return err
	}
	s.out = append(s.out, t.finish(s.r, s.kind)...)
	s.flush()
	return nil
}

func (s *story) tableChild(t *table, el element) error {
	each := func() error {
		return s.d.children(func(el element) error { return s.tableChild(t, el) })
	}
	switch el.name {
	case "w:tblPr":
		return s.tableProps(t)
	case "w:tr":
		return s.row(t)
	case "w:sdt":
		return s.control(each)
	case "w:customXml":
		return each()
	case "w:ins", "w:moveTo":
		return s.inserted(each)
	case "w:del", "w:moveFrom":
		s.r.tally.deletions++
	case "mc:AlternateContent":
		return s.alternate(each)
	}
	return nil
}

func (s *story) tableProps(t *table) error {
	return s.d.children(func(el element) error {
		switch el.name {
		case "w:tblStyle":
			t.style = el.attr("val")
		case "w:tblLook":
			t.first = firstRowLook(el)
		}
		return nil
	})
}

// firstRowLook reads the bit of w:tblLook for the first row, given by name or
// in the old hexadecimal form (ECMA-376 17.4.56).
func firstRowLook(el element) bool {
	if v := el.attr("firstRow"); v != "" {
		return attrOn(v)
	}
	var bits int
	if _, err := fmt.Sscanf(el.attr("val"), "%x", &bits); err != nil {
		return false
	}
	return bits&0x20 != 0
}

func (s *story) row(t *table) error {
	r := row{}
	deleted, col := false, 0
	was := s.around
	var child func(el element) error
	child = func(el element) error {
		each := func() error { return s.d.children(child) }
		switch el.name {
		case "w:trPr":
			return s.d.children(func(el element) error {
				switch el.name {
				case "w:tblHeader":
					r.head = el.on()
				case "w:gridBefore":
					col += min(max(number(el.attr("val"), 0), 0), 64)
				case "w:del":
					deleted = true
					s.r.tally.deletions++
				case "w:ins":
					s.r.tally.insertions++
					s.around |= prose.Inserted
				}
				return nil
			})
		case "w:tc":
			if deleted {
				return nil
			}
			c, gone, err := s.cell(t, len(t.rows), col)
			if !gone {
				r.cells = append(r.cells, c)
			}
			col += c.span
			return err
		case "w:sdt":
			return s.control(each)
		case "w:customXml":
			return each()
		case "w:ins", "w:moveTo":
			return s.inserted(each)
		case "mc:AlternateContent":
			return s.alternate(each)
		}
		return nil
	}
	err := s.d.children(child)
	s.around = was
	if !deleted {
		t.rows = append(t.rows, r)
		t.marked = t.marked || r.head
	}
	return err
}

func (s *story) cell(t *table, row, col int) (c cell, gone bool, err error) {
	c = cell{col: col, span: 1}
	path := fmt.Sprintf("%s/r%d/c%d", t.path, row+1, col+1)
	c.paragraphs, err = s.within(path, func() error {
		return s.d.children(func(el element) error {
			if el.name != "w:tcPr" {
				if gone {
					return nil
				}
				return s.block(el)
			}
			return s.d.children(func(el element) error {
				switch el.name {
				case "w:gridSpan":
					c.span = min(max(number(el.attr("val"), 1), 1), 64)
				case "w:vMerge":
					c.begins = el.attr("val") == "restart"
					c.continues = !c.begins
				case "w:shd":
					fill := strings.ToLower(el.attr("fill"))
					c.shaded = fill != "" && fill != "auto" && fill != "ffffff"
				case "w:cellDel":
					gone = true
					s.r.tally.deletions++
				}
				return nil
			})
		})
	})
	return c, gone, err
}
