package docx

import (
	"strings"

	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// paraProps are the properties of a paragraph (w:pPr).
type paraProps struct {
	style    string
	num      numRef
	outline  int
	mark     runProps
	markGone bool // the paragraph mark is deleted or hidden: the text reads on
	dropCap  bool
}

// line is the paragraph that is being read.
type line struct {
	props    paraProps
	style    style // resolved
	text     prose.Text
	tick     *bool
	size     int
	visible  int // bytes of text, and how many of them are bold or capitals
	bold     int
	toc      bool
	numbered bool
}

func (s *story) paragraph() error {
	l := &line{}
	l.style = s.r.styles.get(s.r.styles.paragraph)
	if s.carry != nil {
		l.text, l.tick = s.carry.text, s.carry.tick
		s.carry = nil
	}
	l.toc = s.inContents()
	err := s.d.children(func(el element) error {
		if el.name == "w:pPr" {
			return s.paraProps(l)
		}
		return s.inline(l, el, s.around)
	})
	if err != nil {
		return err
	}
	s.endParagraph(l)
	s.flush()
	return nil
}

func (s *story) paraProps(l *line) error {
	p := &l.props
	err := s.d.children(func(el element) error {
		switch el.name {
		case "w:pStyle":
			p.style = el.attr("val")
		case "w:numPr":
			return readNumRef(s.d, &p.num)
		case "w:outlineLvl":
			p.outline = outline(el)
		case "w:framePr":
			drop := el.attr("dropCap")
			p.dropCap = drop == "drop" || drop == "margin"
		case "w:rPr":
			return s.markProps(p)
		case "w:sectPr":
			return s.section()
		}
		return nil
	})
	if p.style != "" && s.r.styles.byID[p.style] != nil {
		l.style = s.r.styles.get(p.style)
	}
	return err
}

// markProps reads the properties of the paragraph mark.
func (s *story) markProps(p *paraProps) error {
	return s.d.children(func(el element) error {
		switch el.name {
		case "w:del", "w:moveFrom":
			p.markGone = true
			s.r.tally.deletions++
		case "w:ins", "w:moveTo":
			s.r.tally.insertions++
		case "w:vanish":
			p.mark.vanish = el.toggle()
		}
		return nil
	})
}

// endParagraph numbers the paragraph and emits it.
func (s *story) endParagraph(l *line) {
	path := s.next()
	if l.props.markGone || l.props.dropCap {
		s.carry = &carried{l.text, l.tick}
		return
	}
	p := para{style: l.style, size: l.size, toc: l.toc || strings.HasPrefix(l.style.name, "toc ")}
	p.Loc = sow.Loc{Path: path}
	s.number(l, &p)
	p.Text, p.Marks = l.text.Build()
	if p.Text == "" {
		return
	}
	p.allBold = l.visible > 0 && l.bold == l.visible
	p.Checked = l.tick
	s.classify(l, &p)
	s.emit(p)
}

// number gives the paragraph the number that its list or style prints.
func (s *story) number(l *line, p *para) {
	ref := l.props.num.over(l.style.num)
	if !ref.hasID || ref.id == 0 || l.props.mark.vanish == on {
		return
	}
	at := ref.level
	if !l.props.num.hasLevel && !l.props.num.hasID {
		if i, ok := s.r.lists.levelOfStyle(ref.id, l.style.id); ok {
			at = i
		}
	}
	text, _, ok := s.r.counter.next(ref.id, at)
	if !ok {
		return
	}
	p.Number, p.list, p.Level = prose.Clean(text), ref.id, at+1
}

// classify says what kind of block the paragraph is.
func (s *story) classify(l *line, p *para) {
	level := l.style.outline
	if l.props.outline != 0 {
		level = l.props.outline
	}
	switch {
	case s.kind != "":
		p.Kind = s.kind
	case p.toc:
		p.Kind, p.Level = sow.Paragraph, 0
	case l.style.titleStyle():
		p.Kind, p.Level = sow.Heading, 1
	case level >= 1 && level <= 9 && prose.FitsHeading(p.Text):
		p.Kind, p.Level = sow.Heading, level
	case p.list != 0:
		p.Kind = sow.ListItem
	default:
		p.Kind = sow.Paragraph
	}
}

// flushCarry emits carried text that no paragraph followed.
func (s *story) flushCarry() {
	if s.carry == nil {
		return
	}
	text, marks := s.carry.text.Build()
	tick := s.carry.tick
	s.carry = nil
	if text == "" {
		return
	}
	p := para{}
	p.Text, p.Marks, p.Checked, p.Loc.Path = text, marks, tick, s.next()
	p.Kind = sow.Paragraph
	if s.kind != "" {
		p.Kind = s.kind
	}
	s.emit(p)
}
