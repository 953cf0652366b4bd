package docx

import (
	"fmt"
	"strings"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
)

// table is a table that is being read, row by row.
type table struct {
	flow.Table
	path  string
	style string
	first bool // the style's first row is used as a head
}

func (s *story) table() error {
	s.flushCarry()
	s.r.tables++
	t := &table{path: fmt.Sprintf("%s/t%d", s.path, s.r.tables)}
	t.ID = s.r.tables
	s.nested++
	err := s.d.Children(func(el pack.Element) error { return s.tableChild(t, el) })
	s.nested--
	if err != nil {
		return err
	}
	t.HeadRow = t.first && s.r.styles.get(t.style).headRow
	if s.kind != "" {
		s.out = append(s.out, t.Flat()...)
	} else {
		s.out = append(s.out, t.Paras()...)
	}
	s.flush()
	return nil
}

func (s *story) tableChild(t *table, el pack.Element) error {
	each := func() error {
		return s.d.Children(func(el pack.Element) error { return s.tableChild(t, el) })
	}
	switch el.Name {
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
	return s.d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:tblStyle":
			t.style = el.Attr("val")
		case "w:tblLook":
			t.first = firstRowLook(el)
		}
		return nil
	})
}

// firstRowLook reads the bit of w:tblLook for the first row, given by name or
// in the old hexadecimal form (ECMA-376 17.4.56).
func firstRowLook(el pack.Element) bool {
	if v := el.Attr("firstRow"); v != "" {
		return attrOn(v)
	}
	var bits int
	if _, err := fmt.Sscanf(el.Attr("val"), "%x", &bits); err != nil {
		return false
	}
	return bits&0x20 != 0
}

func (s *story) row(t *table) error {
	r := flow.Row{}
	deleted, col := false, 0
	was := s.around
	var child func(el pack.Element) error
	child = func(el pack.Element) error {
		each := func() error { return s.d.Children(child) }
		switch el.Name {
		case "w:trPr":
			return s.d.Children(func(el pack.Element) error {
				switch el.Name {
				case "w:tblHeader":
					r.Head = el.On()
				case "w:gridBefore":
					col += min(max(number(el.Attr("val"), 0), 0), 64)
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
			c, gone, err := s.cell(t, len(t.Rows), col)
			if !gone {
				r.Cells = append(r.Cells, c)
			}
			col += c.Span
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
	err := s.d.Children(child)
	s.around = was
	if !deleted {
		t.Rows = append(t.Rows, r)
	}
	return err
}

func (s *story) cell(t *table, row, col int) (c flow.Cell, gone bool, err error) {
	c = flow.Cell{Col: col, Span: 1}
	path := fmt.Sprintf("%s/r%d/c%d", t.path, row+1, col+1)
	c.Paras, err = s.within(path, func() error {
		return s.d.Children(func(el pack.Element) error {
			if el.Name != "w:tcPr" {
				if gone {
					return nil
				}
				return s.block(el)
			}
			return s.d.Children(func(el pack.Element) error {
				switch el.Name {
				case "w:gridSpan":
					c.Span = min(max(number(el.Attr("val"), 1), 1), 64)
				case "w:vMerge":
					c.Continues = el.Attr("val") != "restart"
				case "w:shd":
					fill := strings.ToLower(el.Attr("fill"))
					c.Shaded = fill != "" && fill != "auto" && fill != "ffffff"
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
