package docx

import (
	"strings"

	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
)

// field is a complex field that is open: between its begin and its end mark.
type field struct {
	code   string
	result bool // behind the separator: what is printed
	form   *formField
}

// formField is a legacy form field (w:ffData).
type formField struct {
	checkbox, checked bool
	dropdown          bool
	entries           []string
	selected          int
}

func (s *story) fieldChar(l *line, el pack.Element, p runProps, around prose.Style) error {
	switch el.Attr("fldCharType") {
	case "begin":
		if len(s.fields) >= 64 {
			return pack.Corrupt(nil, "The document nests its fields too deeply.")
		}
		f := field{}
		err := s.d.Children(func(el pack.Element) error {
			if el.Name != "w:ffData" {
				return nil
			}
			f.form = &formField{}
			return f.form.read(s.d)
		})
		s.fields = append(s.fields, f)
		return err
	case "separate":
		if n := len(s.fields); n > 0 {
			s.fields[n-1].result = true
			l.toc = l.toc || s.inContents()
		}
	case "end":
		return s.endField(l, p, around)
	}
	return nil
}

// endField closes the innermost field. A legacy tick box or drop-down list has
// no result of its own: it prints from its data.
func (s *story) endField(l *line, p runProps, around prose.Style) error {
	n := len(s.fields)
	if n == 0 {
		return nil
	}
	form := s.fields[n-1].form
	s.fields = s.fields[:n-1]
	if form == nil {
		return nil
	}
	return s.add(l, form.print(), p, around)
}

func (f *formField) print() string {
	switch {
	case f.checkbox && f.checked:
		return "☒"
	case f.checkbox:
		return "☐"
	case f.dropdown && f.selected < len(f.entries):
		return f.entries[f.selected]
	}
	return ""
}

func (f *formField) read(d *pack.Decoder) error {
	return d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:checkBox":
			f.checkbox = true
			stored := unset
			err := d.Children(func(el pack.Element) error {
				switch el.Name {
				case "w:default":
					f.checked = el.On()
				case "w:checked":
					stored = toggleOf(el)
				}
				return nil
			})
			if stored != unset {
				f.checked = stored == on
			}
			return err
		case "w:ddList":
			f.dropdown = true
			return d.Children(func(el pack.Element) error {
				switch el.Name {
				case "w:result", "w:default":
					f.selected = max(number(el.Attr("val"), 0), 0)
				case "w:listEntry":
					f.entries = append(f.entries, el.Attr("val"))
				}
				return nil
			})
		}
		return nil
	})
}

func (s *story) fieldCode(text string) {
	if n := len(s.fields); n > 0 && len(s.fields[n-1].code) < 4096 {
		s.fields[n-1].code += text
	}
}

// inCode tells whether text would stand in the code of a field.
func (s *story) inCode() bool {
	for i := range s.fields {
		if !s.fields[i].result {
			return true
		}
	}
	return false
}

// inContents tells whether a table of contents is open.
func (s *story) inContents() bool { return s.inField("TOC") }

func (s *story) inLink() bool { return s.inField("HYPERLINK") }

func (s *story) inField(name string) bool {
	for i := range s.fields {
		if f := &s.fields[i]; f.result && isField(f.code, name) {
			return true
		}
	}
	return false
}

func isField(code, name string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(code), " ")
	return strings.EqualFold(word, name)
}

func (s *story) simpleField(l *line, el pack.Element, within func(prose.Style) error) error {
	code := el.Attr("instr")
	l.toc = l.toc || isField(code, "TOC")
	if isField(code, "HYPERLINK") {
		return within(prose.Link)
	}
	return within(0)
}
