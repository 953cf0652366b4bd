package docx

import (
	"strconv"

	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// inline reads one element inside a paragraph. around is the style that
// encloses it: a tracked insertion, a link, a placeholder.
func (s *story) inline(l *line, el pack.Element, around prose.Style) error {
	within := func(style prose.Style) error {
		return s.d.Children(func(el pack.Element) error { return s.inline(l, el, around|style) })
	}
	switch el.Name {
	case "w:r":
		return s.run(l, around)
	case "w:hyperlink":
		return within(prose.Link)
	case "w:smartTag", "w:customXml", "w:dir", "w:bdo", "m:oMath", "m:oMathPara":
		return within(0)
	case "w:fldSimple":
		return s.simpleField(l, el, within)
	case "w:sdt":
		return s.inlineControl(l, around)
	case "w:ins", "w:moveTo":
		s.r.tally.insertions++
		return within(prose.Inserted)
	case "w:del", "w:moveFrom":
		s.r.tally.deletions++
		return nil
	case "mc:AlternateContent":
		return s.alternate(func() error { return within(0) })
	case "w:commentReference":
		s.reference("comment", el)
	case "m:r":
		return s.run(l, around)
	case "w:p", "w:tbl": // not allowed here, but text is text
		return s.block(el)
	default:
		if len(el.Name) > 2 && el.Name[:2] == "m:" {
			return within(0)
		}
	}
	return nil
}

// run reads a run (w:r).
func (s *story) run(l *line, around prose.Style) error {
	var p runProps
	eff := s.effective(l, p)
	return s.d.Children(func(el pack.Element) error {
		if el.Name == "w:rPr" {
			err := readRunProps(s.d, &p)
			eff = s.effective(l, p)
			return err
		}
		return s.runContent(l, el, eff, around)
	})
}

// effective gives the properties of a run under its styles. Bold, hidden and
// struck toggle between the paragraph's and the character's style (ECMA-376
// 17.7.3); what the run itself says counts as it stands.
func (s *story) effective(l *line, direct runProps) runProps {
	pStyle, cStyle := l.style.run, s.r.styles.get(direct.style).run
	base := cStyle.over(pStyle).over(s.r.styles.defaults)
	flip := func(p, c, defaults toggle) toggle {
		if p == on && c == on {
			return off
		}
		return c.over(p).over(defaults)
	}
	base.bold = flip(pStyle.bold, cStyle.bold, s.r.styles.defaults.bold)
	base.vanish = flip(pStyle.vanish, cStyle.vanish, s.r.styles.defaults.vanish)
	base.strike = flip(pStyle.strike, cStyle.strike, s.r.styles.defaults.strike)
	return direct.over(base)
}

func (s *story) runContent(l *line, el pack.Element, p runProps, around prose.Style) error {
	switch el.Name {
	case "w:t", "m:t":
		text, err := s.d.Text()
		if err != nil {
			return err
		}
		return s.add(l, fontText(text, p.font), p, around)
	case "w:tab", "w:ptab":
		return s.add(l, "\t", p, around)
	case "w:br", "w:cr":
		return s.add(l, "\n", p, around)
	case "w:noBreakHyphen":
		return s.add(l, "-", p, around)
	case "w:sym":
		return s.add(l, symbol(el.Attr("char"), el.Attr("font")), p, around)
	case "w:fldChar":
		return s.fieldChar(l, el, p, around)
	case "w:instrText":
		text, err := s.d.Text()
		s.fieldCode(text)
		return err
	case "w:footnoteReference":
		s.noteReference("footnote", el, p)
	case "w:endnoteReference":
		s.noteReference("endnote", el, p)
	case "w:commentReference":
		s.reference("comment", el)
	case "mc:AlternateContent":
		return s.alternate(func() error {
			return s.d.Children(func(el pack.Element) error { return s.runContent(l, el, p, around) })
		})
	case "w:drawing", "w:pict", "w:object":
		return s.drawing(p)
	case "w:ruby":
		return s.ruby(l, around)
	}
	return nil
}

// add puts text into the paragraph, unless a field code or hidden text holds it.
func (s *story) add(l *line, text string, p runProps, around prose.Style) error {
	if text == "" || s.inCode() {
		return nil
	}
	if p.vanish == on {
		s.r.tally.hidden++
		return nil
	}
	if err := s.r.spend(len(text)); err != nil {
		return err
	}
	style := around | p.marks()
	if s.inLink() {
		style |= prose.Link
	}
	if !blank(text) {
		l.measure(len(text), p)
		if style&prose.Struck != 0 {
			s.r.tally.struck++
		}
	}
	l.text.Add(text, style)
	return nil
}

// marks gives the style facts that reach the block.
func (p runProps) marks() prose.Style {
	var style prose.Style
	if p.bold == on {
		style |= prose.Bold
	}
	if p.strike == on || p.dstrike == on {
		style |= prose.Struck
	}
	if (p.highlight != "" && p.highlight != "none") || yellow(p.fill) {
		style |= prose.Highlight
	}
	return style
}

// measure notes how much of the paragraph has which look.
func (l *line) measure(n int, p runProps) {
	l.visible += n
	l.size = max(l.size, p.size)
	if p.bold == on {
		l.bold += n
	}
	if p.caps == on {
		l.caps += n
	}
	if p.underline != "" && p.underline != "none" {
		l.lined += n
	}
}

func blank(s string) bool {
	var t prose.Text
	t.Add(s, 0)
	return t.Blank()
}

// yellow tells whether a shading is the marker pen of an author.
func yellow(fill string) bool {
	v, err := strconv.ParseUint(fill, 16, 32)
	if err != nil || len(fill) != 6 {
		return false
	}
	red, green, blue := v>>16, v>>8&255, v&255
	return red >= 0xf0 && green >= 0xe0 && blue <= 0x90
}

// ruby reads the base text and leaves its pronunciation.
func (s *story) ruby(l *line, around prose.Style) error {
	return s.d.Children(func(el pack.Element) error {
		if el.Name != "w:rubyBase" {
			return nil
		}
		return s.d.Children(func(el pack.Element) error { return s.inline(l, el, around) })
	})
}

// noteReference queues a note behind the paragraph or table that refers to it.
func (s *story) noteReference(kind string, el pack.Element, p runProps) {
	if p.vanish != on && !s.inCode() {
		s.reference(kind, el)
	}
}

func (s *story) reference(kind string, el pack.Element) {
	key := kind + "/" + el.Attr("id")
	note, ok := s.r.notes[key]
	if !ok {
		return
	}
	delete(s.r.notes, key) // a note that is referred to twice is printed once
	if kind == "comment" {
		s.r.tally.comments++
	}
	s.pending = append(s.pending, note...)
}

// largePicture is the side from which a picture may be a page of text: 10 cm in
// English Metric Units (ECMA-376 20.1.2.1).
const largePicture = 3_600_000

// drawing reads the text boxes of a picture, shape or group.
func (s *story) drawing(p runProps) error {
	return s.d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:txbxContent":
			if p.vanish == on {
				s.r.tally.hidden++
				return nil
			}
			return s.textBox()
		case "c:chart", "cx:chart", "dgm:relIds":
			return s.graphic(el, p)
		case "o:OLEObject":
			s.r.tally.embedded++
			return nil
		case "wp:extent":
			s.extent = min(number(el.Attr("cx"), 0), number(el.Attr("cy"), 0))
			return nil
		case "a:blip", "v:imagedata":
			s.r.tally.pictures++
			if s.extent >= largePicture {
				s.r.tally.large++
			}
			return nil
		case "mc:AlternateContent":
			return s.alternate(func() error { return s.drawing(p) })
		}
		return s.drawing(p)
	})
}

// textBox reads a text box; its text stands behind the paragraph.
func (s *story) textBox() error {
	s.r.boxes++
	box := s.r.newStory(s.d, "box/"+strconv.Itoa(s.r.boxes), sow.TextBox)
	if s.kind != "" {
		box.kind = s.kind
	}
	err := box.blocks()
	s.pending = append(s.pending, box.finish()...)
	return err
}
