package text

import (
	"strconv"
	"strings"

	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
)

// odtStyle is what a style says about reading.
type odtStyle struct {
	parent, list    string
	name            string // as shown, for "Title"
	outline         int
	bold, struck    int // 1 yes, -1 no, 0 not said
	hidden          bool
	highlight, size string
	lined           bool
	caps            bool
}

type odtStyles struct {
	byName  map[string]odtStyle
	lists   map[string]*odtList
	outline *odtList
}

func newODTStyles() *odtStyles {
	return &odtStyles{byName: map[string]odtStyle{}, lists: map[string]*odtList{}, outline: &odtList{}}
}

// odtLevels of a list (OpenDocument 19.880).
const odtLevels = 10

type odtList struct{ levels [odtLevels]odtLevel }

type odtLevel struct {
	format, prefix, suffix string // format "" prints no number
	show, start            int
	bullet                 bool
}

func (s *odtStyles) read(d *pack.Decoder) error {
	return d.Children(func(el pack.Element) error {
		switch el.Name {
		case "style:style":
			return s.style(d, el)
		case "text:list-style":
			list := &odtList{}
			s.lists[el.Attr("name")] = list
			return list.read(d)
		case "text:outline-style":
			return s.outline.read(d)
		}
		return nil
	})
}

func (s *odtStyles) style(d *pack.Decoder, el pack.Element) error {
	st := odtStyle{parent: el.Attr("parent-style-name"), list: el.Attr("list-style-name"), name: strings.ToLower(el.Attr("name"))}
	if n, err := strconv.Atoi(el.Attr("default-outline-level")); err == nil {
		st.outline = n
	}
	err := d.Children(func(props pack.Element) error {
		if props.Name == "style:text-properties" {
			st.text(props)
		}
		return nil
	})
	s.byName[el.Attr("name")] = st
	return err
}

func (st *odtStyle) text(el pack.Element) {
	switch w := el.Attr("font-weight"); {
	case w == "bold" || len(w) == 3 && w >= "600":
		st.bold = 1
	case w != "":
		st.bold = -1
	}
	for _, key := range []string{"text-line-through-style", "text-line-through-type"} {
		switch v := el.Attr(key); {
		case v == "none" && st.struck == 0:
			st.struck = -1
		case v != "" && v != "none":
			st.struck = 1
		}
	}
	st.hidden = el.Attr("display") == "none"
	if c := strings.ToLower(el.Attr("background-color")); c == "#ffff00" || strings.HasPrefix(c, "#fff") && len(c) == 7 && c[5:] < "a0" {
		st.highlight = c
	}
	st.size = el.Attr("font-size")
	v := el.Attr("text-underline-style")
	st.lined = v != "" && v != "none"
	st.caps = el.Attr("text-transform") == "uppercase"
}

// get gives a style with what it inherits.
func (s *odtStyles) get(name string) odtStyle {
	out := s.byName[name]
	parent := out.parent
	for range 32 {
		base, ok := s.byName[parent]
		if !ok {
			break
		}
		out.inherit(base)
		parent = base.parent
	}
	return out
}

func (st *odtStyle) inherit(base odtStyle) {
	if st.list == "" {
		st.list = base.list
	}
	if st.outline == 0 {
		st.outline = base.outline
	}
	if st.bold == 0 {
		st.bold = base.bold
	}
	if st.struck == 0 {
		st.struck = base.struck
	}
	if st.size == "" || strings.HasSuffix(st.size, "%") {
		st.size = base.size
	}
	if st.highlight == "" {
		st.highlight = base.highlight
	}
	if base.name == "title" {
		st.name = base.name
	}
	st.hidden = st.hidden || base.hidden
	st.lined = st.lined || base.lined
	st.caps = st.caps || base.caps
}

// halfPoints reads a size such as "12pt".
func halfPoints(size string) int {
	v, err := strconv.ParseFloat(strings.TrimSuffix(size, "pt"), 64)
	if err != nil || v < 0 || v > 1000 {
		return 0
	}
	return int(v * 2)
}

func (l *odtList) read(d *pack.Decoder) error {
	return d.Children(func(el pack.Element) error {
		i := whole(el.Attr("level"), 0)
		if i < 1 || i > odtLevels {
			return nil
		}
		lv := odtLevel{format: el.Attr("num-format"), prefix: el.Attr("num-prefix"), suffix: el.Attr("num-suffix")}
		lv.show = min(max(whole(el.Attr("display-levels"), 1), 1), odtLevels)
		lv.start = whole(el.Attr("start-value"), 1)
		lv.bullet = el.Name == "text:list-level-style-bullet" || el.Name == "text:list-level-style-image"
		l.levels[i-1] = lv
		return nil
	})
}

// whole reads a whole number, or gives otherwise where there is none.
func whole(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return otherwise
	}
	return n
}

// odtCounter counts the items of a list style.
type odtCounter struct {
	n    [odtLevels]int
	seen [odtLevels]bool
}

// next counts an item of a level from 1 and gives its printed number.
func (c *odtCounter) next(l *odtList, level, start int) string {
	i := min(max(level, 1), odtLevels) - 1
	switch {
	case start > 0:
		c.n[i] = start
	case !c.seen[i]:
		c.n[i] = l.levels[i].start
	default:
		c.n[i]++
	}
	c.seen[i] = true
	for j := range i {
		if !c.seen[j] {
			c.n[j], c.seen[j] = l.levels[j].start, true
		}
	}
	for j := i + 1; j < odtLevels; j++ {
		c.seen[j] = false
	}
	lv := l.levels[i]
	if lv.bullet || lv.format == "" {
		return ""
	}
	var parts []string
	for j := max(i-lv.show+1, 0); j <= i; j++ {
		if f := odfFormat(l.levels[j].format); f != "" {
			parts = append(parts, prose.FormatNumber(f, c.n[j]))
		}
	}
	return strings.TrimSpace(lv.prefix + strings.Join(parts, ".") + lv.suffix)
}

func odfFormat(format string) string {
	switch format {
	case "1":
		return "decimal"
	case "a":
		return "lowerLetter"
	case "A":
		return "upperLetter"
	case "i":
		return "lowerRoman"
	case "I":
		return "upperRoman"
	}
	return ""
}
