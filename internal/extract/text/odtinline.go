package text

import (
	"fmt"
	"strconv"
	"strings"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// inline reads the text of the present element in a style.
func (s *odtStory) inline(l *odtLine, st odtStyle, around prose.Style) error {
	return s.d.Content(func(text string) error {
		return s.add(l, fold(text), st, around)
	}, func(el pack.Element) error {
		return s.inlineElement(l, el, st, around)
	})
}

// fold collapses the white space of XML, which OpenDocument does not print.
func fold(text string) string { return htmlSpace.ReplaceAllString(text, " ") }

func (s *odtStory) inlineElement(l *odtLine, el pack.Element, st odtStyle, around prose.Style) error {
	switch el.Name {
	case "text:span":
		own := s.o.styles.get(el.Attr("style-name"))
		own.inherit(st)
		return s.inline(l, own, around)
	case "text:a":
		return s.inline(l, st, around|prose.Link)
	case "text:s", "text:tab", "text:line-break":
		return s.add(l, odfSpace(el), st, around)
	case "text:note":
		return s.note(el)
	case "office:annotation":
		return s.comment()
	case "text:hidden-text", "text:hidden-paragraph":
		s.o.tally.hidden++
		return nil
	case "text:placeholder":
		return s.inline(l, st, around|prose.Highlight)
	case "text:change-start", "text:change-end":
		s.change(el)
		return nil
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:g", "draw:ellipse", "draw:control":
		return s.drawing()
	case "text:p", "text:list", "table:table":
		return s.block(el)
	case "text:bookmark", "text:bookmark-start", "text:bookmark-end", "text:soft-page-break", "office:annotation-end", "text:change",
		"text:reference-mark", "text:ruby-text", "text:sequence-decls", "text:alphabetical-index-mark", "office:event-listeners":
		return nil
	}
	return s.inline(l, st, around) // fields print their content
}

// odfSpace gives the white space that OpenDocument writes as an element.
func odfSpace(el pack.Element) string {
	switch el.Name {
	case "text:tab":
		return "\t"
	case "text:line-break":
		return "\n"
	}
	n, err := strconv.Atoi(el.Attr("c"))
	if err != nil {
		n = 1
	}
	return strings.Repeat(" ", min(max(n, 1), 256))
}

func (s *odtStory) add(l *odtLine, text string, st odtStyle, around prose.Style) error {
	if text == "" {
		return nil
	}
	blank := strings.TrimSpace(text) == ""
	if st.hidden {
		if !blank {
			s.o.tally.hidden++
		}
		return nil
	}
	style := around
	if st.bold > 0 {
		style |= prose.Bold
	}
	if st.struck > 0 {
		style |= prose.Struck
		if !blank {
			s.o.tally.struck++
		}
	}
	if st.highlight != "" {
		style |= prose.Highlight
	}
	if s.inserted > 0 {
		style |= prose.Inserted
	}
	if !blank {
		l.measure(len(text), st)
	}
	l.text.Add(text, style)
	if l.text.Size() > s.o.w.lim.TextBytes {
		return s.o.w.grow(l.text.Size())
	}
	return nil
}

func (l *odtLine) measure(n int, st odtStyle) {
	l.visible += n
	l.size = max(l.size, halfPoints(st.size))
	if st.bold > 0 {
		l.bold += n
	}
	if st.lined {
		l.lined += n
	}
	if st.caps {
		l.caps += n
	}
}

// note reads a footnote or endnote; it stands behind the paragraph.
func (s *odtStory) note(el pack.Element) error {
	s.o.notes++
	kind := "footnote"
	if el.Attr("note-class") == "endnote" {
		kind = "endnote"
	}
	path := fmt.Sprintf("%s/%d", kind, s.o.notes)
	return s.d.Children(func(el pack.Element) error {
		if el.Name != "text:note-body" {
			return nil
		}
		return s.aside(path, sow.Footnote)
	})
}

func (s *odtStory) comment() error {
	s.o.comments++
	return s.aside(fmt.Sprintf("comment/%d", s.o.comments), sow.Comment)
}

// aside reads blocks that stand behind the present paragraph.
func (s *odtStory) aside(path string, kind sow.BlockKind) error {
	if s.kind != "" && kind == sow.TextBox {
		kind = s.kind
	}
	box := s.o.story(s.d, path, kind)
	err := box.blocks()
	s.pending = append(s.pending, box.finish()...)
	return err
}

// drawing reads the text boxes and shapes of a drawing.
func (s *odtStory) drawing() error {
	var loose *odtStory // text that stands in a shape without a box
	err := s.d.Children(func(el pack.Element) error {
		switch el.Name {
		case "draw:text-box":
			s.o.boxes++
			return s.aside(fmt.Sprintf("box/%d", s.o.boxes), sow.TextBox)
		case "draw:object", "draw:object-ole":
			s.o.tally.embedded++
			return nil
		case "text:p", "text:list", "text:h":
			if loose == nil {
				s.o.boxes++
				kind := sow.TextBox
				if s.kind != "" {
					kind = s.kind
				}
				loose = s.o.story(s.d, fmt.Sprintf("box/%d", s.o.boxes), kind)
			}
			return loose.block(el)
		case "draw:frame", "draw:custom-shape", "draw:rect", "draw:g", "draw:ellipse":
			return s.drawing()
		}
		return nil
	})
	if loose != nil {
		s.pending = append(s.pending, loose.finish()...)
	}
	return err
}

// table reads a table.
func (s *odtStory) table() error {
	s.o.w.tables++
	t := &odtTable{path: fmt.Sprintf("%s/t%d", s.path, s.o.w.tables)}
	t.ID = s.o.w.tables
	s.nested++
	err := s.d.Children(func(el pack.Element) error { return s.tableChild(t, el, false) })
	s.nested--
	if s.kind != "" {
		s.out = append(s.out, t.Flat()...)
	} else {
		s.out = append(s.out, t.Paras()...)
	}
	s.flush()
	return err
}

type odtTable struct {
	flow.Table
	path string
}

func (s *odtStory) tableChild(t *odtTable, el pack.Element, head bool) error {
	switch el.Name {
	case "table:table-header-rows":
		return s.d.Children(func(el pack.Element) error { return s.tableChild(t, el, true) })
	case "table:table-rows", "table:table-row-group":
		return s.d.Children(func(el pack.Element) error { return s.tableChild(t, el, head) })
	case "table:table-row":
		return s.row(t, head)
	}
	return nil
}

func (s *odtStory) row(t *odtTable, head bool) error {
	r := flow.Row{Head: head}
	col := 0
	err := s.d.Children(func(el pack.Element) error {
		if el.Name != "table:table-cell" && el.Name != "table:covered-table-cell" {
			return nil
		}
		c := flow.Cell{Col: col, Span: spanned(el, "number-columns-spanned"), Continues: el.Name == "table:covered-table-cell"}
		col += spanned(el, "number-columns-repeated")
		if c.Continues && len(r.Cells) > 0 && r.Cells[len(r.Cells)-1].Col+r.Cells[len(r.Cells)-1].Span > c.Col {
			return nil // under a cell of the same row
		}
		var err error
		c.Paras, err = s.within(fmt.Sprintf("%s/r%d/c%d", t.path, len(t.Rows)+1, c.Col+1))
		r.Cells = append(r.Cells, c)
		return err
	})
	t.Rows = append(t.Rows, r)
	return err
}

func spanned(el pack.Element, key string) int {
	n, err := strconv.Atoi(el.Attr(key))
	if err != nil {
		return 1
	}
	return min(max(n, 1), 256)
}

// within reads the blocks of a cell.
func (s *odtStory) within(path string) ([]flow.Para, error) {
	outer := *s
	s.path, s.count, s.out, s.list, s.item = path, new(int), nil, nil, nil
	err := s.blocks()
	out := s.out
	s.path, s.count, s.out, s.list, s.item = outer.path, outer.count, outer.out, outer.list, outer.item
	return out, err
}
