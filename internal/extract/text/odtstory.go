package text

import (
	"fmt"
	"strconv"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// odtStory is one flow of text of an OpenDocument file.
type odtStory struct {
	o        *odt
	d        *pack.Decoder
	kind     sow.BlockKind
	path     string
	count    *int
	out      []flow.Para
	pending  []flow.Para
	nested   int
	inserted int      // tracked insertions that are open
	list     *odtOpen // innermost list
	item     *odtItem
}

// odtOpen is an open list.
type odtOpen struct {
	style string
	level int
	keep  string // name under which its numbers go on
}

// odtItem is an open list item; its first paragraph carries the number.
type odtItem struct {
	level    int
	numbered bool // the number is spent
	header   bool // it has none
	start    int
	list     *odtOpen
}

func (o *odt) story(d *pack.Decoder, path string, kind sow.BlockKind) *odtStory {
	return &odtStory{o: o, d: d, kind: kind, path: path, count: new(int)}
}

func (s *odtStory) finish() []flow.Para {
	s.flush()
	return s.out
}

func (s *odtStory) flush() {
	if s.nested == 0 {
		s.out = append(s.out, s.pending...)
		s.pending = nil
	}
}

func (s *odtStory) blocks() error { return s.d.Children(s.block) }

func (s *odtStory) block(el pack.Element) error {
	switch el.Name {
	case "text:p":
		return s.paragraph(el, 0)
	case "text:h":
		level, err := strconv.Atoi(el.Attr("outline-level"))
		if err != nil || level < 1 {
			level = 1
		}
		return s.paragraph(el, min(level, 9))
	case "text:list":
		return s.readList(el)
	case "table:table":
		return s.table()
	case "text:section":
		if el.Attr("display") == "none" {
			s.o.tally.hidden++
			return nil
		}
		return s.blocks()
	case "text:tracked-changes":
		return s.changes()
	case "text:table-of-content", "text:illustration-index", "text:table-index", "text:alphabetical-index", "text:user-index":
		return s.contents()
	case "text:index-body", "text:index-title", "text:numbered-paragraph", "office:forms":
		return s.blocks()
	case "draw:frame", "draw:custom-shape", "draw:rect", "draw:g", "draw:ellipse":
		err := s.drawing()
		s.flush()
		return err
	case "text:change-start", "text:change-end":
		s.change(el)
	}
	return nil
}

// changes counts tracked changes; the deleted text stands here and nowhere
// else.
func (s *odtStory) changes() error {
	return s.d.Children(func(pack.Element) error {
		return s.d.Children(func(el pack.Element) error {
			switch el.Name {
			case "text:insertion":
				s.o.tally.insertions++
			case "text:deletion":
				s.o.tally.deletions++
			}
			return nil
		})
	})
}

func (s *odtStory) change(el pack.Element) {
	if el.Name == "text:change-start" {
		s.inserted++
	} else if s.inserted > 0 {
		s.inserted--
	}
}

// contents reads an index or table of contents; its lines head nothing.
func (s *odtStory) contents() error {
	from := len(s.out)
	err := s.d.Children(func(el pack.Element) error {
		if el.Name != "text:index-body" {
			return nil
		}
		return s.blocks()
	})
	for i := from; i < len(s.out); i++ {
		s.out[i].Contents, s.out[i].Kind, s.out[i].Level = true, sow.Paragraph, 0
	}
	return err
}

func (s *odtStory) readList(el pack.Element) error {
	outer, outerItem := s.list, s.item
	l := &odtOpen{style: el.Attr("style-name"), level: 1}
	if outer != nil {
		l.level = outer.level + 1
		if l.style == "" {
			l.style = outer.style
		}
	}
	l.keep = l.style
	if outer == nil && el.Attr("continue-numbering") != "true" && el.Attr("continue-list") == "" {
		delete(s.o.counters, l.keep)
	}
	s.list = l
	err := s.d.Children(func(el pack.Element) error {
		if el.Name != "text:list-item" && el.Name != "text:list-header" {
			return nil
		}
		s.item = &odtItem{level: l.level, header: el.Name == "text:list-header", list: l}
		if n, err := strconv.Atoi(el.Attr("start-value")); err == nil {
			s.item.start = n
		}
		return s.blocks()
	})
	s.list, s.item = outer, outerItem
	return err
}

// odtLine is the paragraph that is being read.
type odtLine struct {
	style   odtStyle
	text    prose.Text
	visible int
	bold    int
	lined   int
	caps    int
	size    int
}

func (s *odtStory) paragraph(el pack.Element, heading int) error {
	l := &odtLine{style: s.o.styles.get(el.Attr("style-name"))}
	if err := s.inline(l, l.style, 0); err != nil {
		return err
	}
	if err := s.endParagraph(l, heading); err != nil {
		return err
	}
	s.flush()
	return nil
}

func (s *odtStory) endParagraph(l *odtLine, heading int) error {
	*s.count++
	p := flow.Para{Group: s.path, Size: l.size}
	p.Text, p.Marks = l.text.Build()
	p.Loc.Path = fmt.Sprintf("%s/p%d", s.path, *s.count)
	if p.Text == "" {
		return nil
	}
	p.AllBold = l.visible > 0 && l.bold == l.visible
	if prose.AllCaps(p.Text) || (l.visible > 0 && l.caps == l.visible) {
		p.Emphasis |= 1
	}
	if l.visible > 0 && l.lined == l.visible {
		p.Emphasis |= 2
	}
	s.number(l, &p, heading)
	s.classify(l, &p, heading)
	s.out = append(s.out, p)
	return s.o.w.grow(len(p.Text))
}

// number gives list items and headings the number that their list prints.
func (s *odtStory) number(l *odtLine, p *flow.Para, heading int) {
	if it := s.item; it != nil {
		p.List, p.Level = true, it.level
		if it.numbered || it.header {
			return
		}
		it.numbered = true
		style := it.list.style
		if style == "" {
			style = l.style.list
		}
		if def := s.o.styles.lists[style]; def != nil {
			p.Number = s.counter(it.list.keep).next(def, it.level, it.start)
			return
		}
	}
	if heading > 0 {
		p.Number = s.counter("\x00outline").next(s.o.styles.outline, heading, 0)
	}
}

func (s *odtStory) counter(key string) *odtCounter {
	c := s.o.counters[key]
	if c == nil {
		c = &odtCounter{}
		s.o.counters[key] = c
	}
	return c
}

func (s *odtStory) classify(l *odtLine, p *flow.Para, heading int) {
	if heading == 0 {
		heading = l.style.outline
	}
	switch {
	case s.kind != "":
		p.Kind = s.kind
	case l.style.name == "title":
		p.Kind, p.Level, p.Title, p.List = sow.Heading, 1, true, false
	case heading > 0 && prose.FitsHeading(p.Text):
		p.Kind, p.Level, p.Styled, p.List = sow.Heading, heading, true, false
	case p.List:
		p.Kind = sow.ListItem
	default:
		p.Kind = sow.Paragraph
	}
}
