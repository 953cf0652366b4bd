package docx

import (
	"strings"

	"claimline/internal/extract/flow"
	"claimline/internal/extract/pack"
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
	props   paraProps
	style   style // resolved
	text    prose.Text
	tick    *bool
	size    int
	visible int // bytes of text, and how many of them are bold or capitals
	bold    int
	lined   int // underlined
	caps    int // shown in capitals
	toc     bool
}

// defaultSize is the text size of a document that names none: 10 points
// (ECMA-376 17.3.2.38), in half points.
const defaultSize = 20

// emphasis tells formatted headings apart: capitals and underlining.
func (l *line) emphasis(text string) int {
	e := 0
	if l.visible > 0 && l.caps == l.visible || prose.AllCaps(text) {
		e |= 1
	}
	if l.visible > 0 && l.lined == l.visible {
		e |= 2
	}
	return e
}

func (s *story) paragraph() error {
	if s.r.paragraphs++; s.r.paragraphs > s.r.lim.Paragraphs {
		return pack.Limit(sow.ReasonTooLarge, "The document has more than %d paragraphs.", s.r.lim.Paragraphs)
	}
	l := &line{}
	l.style = s.r.styles.get(s.r.styles.paragraph)
	if s.carry != nil {
		l.text, l.tick = s.carry.text, s.carry.tick
		s.carry = nil
	}
	l.toc = s.inContents()
	err := s.d.Children(func(el pack.Element) error {
		if el.Name == "w:pPr" {
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
	err := s.d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:pStyle":
			p.style = el.Attr("val")
		case "w:numPr":
			return readNumRef(s.d, &p.num)
		case "w:outlineLvl":
			p.outline = outline(el)
		case "w:framePr":
			drop := el.Attr("dropCap")
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
	return s.d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:del", "w:moveFrom":
			p.markGone = true
			s.r.tally.deletions++
		case "w:ins", "w:moveTo":
			s.r.tally.insertions++
		case "w:vanish":
			p.mark.vanish = toggleOf(el)
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
	p := flow.Para{Size: l.size, Contents: l.toc || strings.HasPrefix(l.style.name, "toc ")}
	p.Loc = sow.Loc{Path: path}
	s.number(l, &p)
	p.Text, p.Marks = l.text.Build()
	if p.Text == "" {
		return
	}
	p.AllBold = l.visible > 0 && l.bold == l.visible
	if l.size == 0 && l.visible > 0 {
		p.Size = defaultSize
	}
	p.Emphasis = l.emphasis(p.Text)
	p.Checked = l.tick
	s.classify(l, &p)
	s.emit(p)
}

// number gives the paragraph the number that its list or style prints.
func (s *story) number(l *line, p *flow.Para) {
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
	text, ok := s.r.counter.next(ref.id, at)
	if !ok {
		return
	}
	p.Number, p.List, p.Level = prose.Clean(text), true, at+1
}

// classify says what kind of block the paragraph is.
func (s *story) classify(l *line, p *flow.Para) {
	level := l.style.outline
	if l.props.outline != 0 {
		level = l.props.outline
	}
	switch {
	case s.kind != "":
		p.Kind = s.kind
	case p.Contents:
		p.Kind, p.Level = sow.Paragraph, 0
	case l.style.titleStyle():
		p.Kind, p.Level, p.Title, p.List = sow.Heading, 1, true, false
	case level >= 1 && level <= 9 && prose.FitsHeading(p.Text):
		p.Kind, p.Level, p.Styled, p.List = sow.Heading, level, true, false
	case p.List:
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
	p := flow.Para{}
	p.Text, p.Marks, p.Checked, p.Loc.Path = text, marks, tick, s.next()
	p.Kind = sow.Paragraph
	if s.kind != "" {
		p.Kind = s.kind
	}
	s.emit(p)
}
