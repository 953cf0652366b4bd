package docx

import (
	"regexp"
	"strconv"
	"strings"

	"claimline/internal/extract/pack"
)

// toggle is an on/off property that a style may leave open.
type toggle int8

const (
	unset toggle = iota
	on
	off
)

func toggleOf(el pack.Element) toggle {
	if el.On() {
		return on
	}
	return off
}

// over gives t, or base where t says nothing.
func (t toggle) over(base toggle) toggle {
	if t == unset {
		return base
	}
	return t
}

// runProps are the properties of a run that matter for reading.
type runProps struct {
	style                            string
	bold, strike, dstrike, caps      toggle
	vanish                           toggle
	highlight, font, fill, underline string
	size                             int // half points; 0 when not given
}

// over gives p with what it leaves open taken from base.
func (p runProps) over(base runProps) runProps {
	p.bold, p.strike, p.dstrike = p.bold.over(base.bold), p.strike.over(base.strike), p.dstrike.over(base.dstrike)
	p.vanish, p.caps = p.vanish.over(base.vanish), p.caps.over(base.caps)
	if p.highlight == "" {
		p.highlight = base.highlight
	}
	if p.font == "" {
		p.font = base.font
	}
	if p.fill == "" {
		p.fill = base.fill
	}
	if p.underline == "" {
		p.underline = base.underline
	}
	if p.size == 0 {
		p.size = base.size
	}
	return p
}

// numRef points a paragraph at a level of a list.
type numRef struct {
	id, level       int
	hasID, hasLevel bool
}

func (n numRef) over(base numRef) numRef {
	if !n.hasID {
		n.id, n.hasID = base.id, base.hasID
	}
	if !n.hasLevel {
		n.level, n.hasLevel = base.level, base.hasLevel
	}
	return n
}

// style is one entry of styles.xml.
type style struct {
	id, name, kind, basedOn string
	isDefault               bool
	outline                 int // 1 to 9; 0 not given; 10 body text
	num                     numRef
	run                     runProps
	headRow                 bool // a table style that formats its first row
}

// styles holds the styles by id, each already merged with what it is based on.
type styles struct {
	byID      map[string]*style
	defaults  runProps
	paragraph string // id of the default paragraph style
	resolved  map[string]style
}

// basedOnLimit bounds chains of styles; Word itself allows eleven.
const basedOnLimit = 32

func readStyles(pkg *opc, part string) (*styles, error) {
	s := &styles{byID: map[string]*style{}, resolved: map[string]style{}}
	err := pkg.Read(part, func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			switch el.Name {
			case "w:docDefaults":
				return d.Children(func(el pack.Element) error {
					if el.Name != "w:rPrDefault" {
						return nil
					}
					return d.Children(func(el pack.Element) error {
						if el.Name != "w:rPr" {
							return nil
						}
						return readRunProps(d, &s.defaults)
					})
				})
			case "w:style":
				return s.read(d, el)
			}
			return nil
		})
	})
	return s, err
}

func (s *styles) read(d *pack.Decoder, el pack.Element) error {
	st := &style{id: el.Attr("styleId"), kind: el.Attr("type"), isDefault: el.Attr("default") != "" && attrOn(el.Attr("default"))}
	err := d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:name":
			st.name = strings.ToLower(el.Attr("val"))
		case "w:basedOn":
			st.basedOn = el.Attr("val")
		case "w:pPr":
			return readStyleParagraph(d, st)
		case "w:rPr":
			return readRunProps(d, &st.run)
		case "w:tblStylePr":
			st.headRow = st.headRow || el.Attr("type") == "firstRow"
		}
		return nil
	})
	if st.isDefault && st.kind == "paragraph" {
		s.paragraph = st.id
	}
	if _, twice := s.byID[st.id]; !twice {
		s.byID[st.id] = st
	}
	return err
}

func readStyleParagraph(d *pack.Decoder, st *style) error {
	return d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:outlineLvl":
			st.outline = outline(el)
		case "w:numPr":
			return readNumRef(d, &st.num)
		}
		return nil
	})
}

func attrOn(v string) bool { return v != "0" && v != "false" && v != "off" }

// outline gives an outline level as 1 to 9, or 10 for body text.
func outline(el pack.Element) int {
	n, err := strconv.Atoi(el.Attr("val"))
	if err != nil || n < 0 || n > 9 {
		return 0
	}
	return n + 1
}

func readNumRef(d *pack.Decoder, ref *numRef) error {
	return d.Children(func(el pack.Element) error {
		n, ok := integer(el.Attr("val"))
		if !ok {
			return nil
		}
		switch el.Name {
		case "w:ilvl":
			ref.level, ref.hasLevel = min(max(n, 0), 8), true
		case "w:numId":
			ref.id, ref.hasID = n, true
		}
		return nil
	})
}

// get gives a style with all that it inherits; an unknown id gives the zero
// style.
func (s *styles) get(id string) style {
	if st, ok := s.resolved[id]; ok {
		return st
	}
	var out style
	seen := 0
	for next := s.byID[id]; next != nil && seen < basedOnLimit; seen++ {
		if seen == 0 {
			out = *next
		} else {
			out.inherit(*next)
		}
		next = s.byID[next.basedOn]
	}
	if out.outline == 0 {
		out.outline = headingName(out.name)
	}
	s.resolved[id] = out
	return out
}

func (st *style) inherit(base style) {
	if st.outline == 0 {
		st.outline = base.outline
	}
	if st.outline == 0 {
		st.outline = headingName(base.name)
	}
	st.num = st.num.over(base.num)
	st.run = st.run.over(base.run)
	st.headRow = st.headRow || base.headRow
}

var headingNames = regexp.MustCompile(`^(?:heading|überschrift|titre|título|titulo|titolo|nagłówek|kop|rubrik|overskrift|otsikko|nadpis|címsor|заголовок|标题|標題|見出し)\s*([1-9])$`)

// headingName gives the level that the name of a style says ("heading 2",
// "Überschrift 2"), 0 when it names no heading.
func headingName(name string) int {
	m := headingNames.FindStringSubmatch(name)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // the pattern allows one digit only
	return n
}

// titleStyle tells whether a style is that of the document's title.
func (st style) titleStyle() bool {
	switch st.name {
	case "title", "titel", "titre", "título", "titolo", "tytuł", "表題", "标题":
		return true
	}
	return false
}

// readRunProps reads w:rPr. Properties of before a tracked format change
// (w:rPrChange) are left aside.
func readRunProps(d *pack.Decoder, p *runProps) error {
	return d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:rStyle":
			p.style = el.Attr("val")
		case "w:b":
			p.bold = toggleOf(el)
		case "w:strike":
			p.strike = toggleOf(el)
		case "w:dstrike":
			p.dstrike = toggleOf(el)
		case "w:vanish":
			p.vanish = toggleOf(el)
		case "w:caps":
			p.caps = toggleOf(el)
		case "w:highlight":
			p.highlight = el.Attr("val")
		case "w:shd":
			p.fill = strings.ToLower(el.Attr("fill"))
		case "w:u":
			p.underline = el.Attr("val")
		case "w:rFonts":
			p.font = strings.ToLower(el.Attr("ascii"))
		case "w:sz":
			p.size, _ = strconv.Atoi(el.Attr("val")) // a size that is no number is no size
		}
		return nil
	})
}
