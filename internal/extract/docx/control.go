package docx

import (
	"strings"

	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
)

// control is a content control (w:sdt).
type control struct {
	name        string
	xpath       string // of the stored property that it shows
	placeholder bool   // shows a prompt, not a value
	checkbox    bool
	checked     bool
	onGlyph     string // what its ticked state prints
	offGlyph    string
}

func (s *story) readControl() (control, error) {
	c := control{onGlyph: "☒", offGlyph: "☐"}
	err := s.d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:alias":
			c.name = el.Attr("val")
		case "w:tag":
			if c.name == "" {
				c.name = el.Attr("val")
			}
		case "w:dataBinding":
			c.xpath = el.Attr("xpath")
		case "w:showingPlcHdr":
			c.placeholder = el.On()
		case "w14:checkbox", "w:checkbox":
			c.checkbox = true
			return s.d.Children(func(el pack.Element) error {
				switch el.Name {
				case "w14:checked", "w:checked":
					c.checked = el.On()
				case "w14:checkedState":
					c.onGlyph = symbol(el.Attr("val"), el.Attr("font"))
				case "w14:uncheckedState":
					c.offGlyph = symbol(el.Attr("val"), el.Attr("font"))
				}
				return nil
			})
		}
		return nil
	})
	return c, err
}

// control reads a content control around paragraphs, rows or cells.
func (s *story) control(read func() error) error {
	var c control
	return s.d.Children(func(el pack.Element) error {
		var err error
		switch el.Name {
		case "w:sdtPr":
			c, err = s.readControl()
		case "w:sdtContent":
			from := len(s.out)
			err = s.controlContent(&c, read)
			s.afterControl(&c, from)
		}
		return err
	})
}

func (s *story) controlContent(c *control, read func() error) error {
	was, outer := s.around, s.box
	if c.placeholder {
		s.around |= prose.Highlight
	}
	if c.checkbox {
		s.box = c
	}
	err := read()
	s.around, s.box = was, outer
	return err
}

// afterControl shows the stored property in a control that prints a prompt or
// nothing, and keeps the value of a named control as a property.
func (s *story) afterControl(c *control, from int) {
	stored := s.r.props.bound(c.xpath)
	if from > len(s.out) {
		return
	}
	printed := s.out[from:]
	if c.placeholder && stored != "" && len(printed) == 1 {
		printed[0].Text, printed[0].Marks, c.placeholder = prose.Clean(stored), nil, false
	}
	if len(printed) == 1 && !c.checkbox && !c.placeholder {
		s.r.props.add(c.name, printed[0].Text)
	}
}

// inlineControl reads a content control inside a paragraph.
func (s *story) inlineControl(l *line, around prose.Style) error {
	var c control
	outer := l.text
	l.text = prose.Text{}
	style := around
	err := s.d.Children(func(el pack.Element) error {
		var err error
		switch el.Name {
		case "w:sdtPr":
			c, err = s.readControl()
			if c.placeholder {
				style |= prose.Highlight
			}
		case "w:sdtContent":
			err = s.controlContent(&c, func() error {
				return s.d.Children(func(el pack.Element) error { return s.inline(l, el, style) })
			})
		}
		return err
	})
	if err != nil {
		return err
	}
	inner := l.text
	l.text = outer
	s.endInlineControl(l, &c, inner, around)
	return nil
}

func (s *story) endInlineControl(l *line, c *control, inner prose.Text, around prose.Style) {
	printed, _ := inner.Build()
	stored := s.r.props.bound(c.xpath)
	switch {
	case c.checkbox:
		s.checkbox(l, c, printed, around)
		if printed != "" {
			l.text.Append(inner)
		}
		return
	case stored != "" && (c.placeholder || printed == ""):
		printed, c.placeholder = prose.Clean(stored), false
		l.text.Add(printed, around)
	default:
		l.text.Append(inner)
	}
	if !c.placeholder {
		s.r.props.add(c.name, printed)
	}
}

// checkbox compares the stored state of a tick box with what it prints. The
// reader of the page sees the sign, so the sign counts.
func (s *story) checkbox(l *line, c *control, printed string, around prose.Style) {
	state, known := c.checked, false
	switch {
	case printed == "":
		glyph := c.offGlyph
		if c.checked {
			glyph = c.onGlyph
		}
		l.text.Add(glyph, around)
	case c.onGlyph != c.offGlyph && strings.Contains(printed, c.onGlyph):
		state, known = true, true
	case c.onGlyph != c.offGlyph && strings.Contains(printed, c.offGlyph):
		state, known = false, true
	default:
		if ticks := prose.Ticks(printed); len(ticks) > 0 {
			state, known = ticks[0].On, true
		}
	}
	if known && state != c.checked {
		s.r.tally.disagree++
	}
	if l.tick == nil {
		l.tick = &state
	}
}
