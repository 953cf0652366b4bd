package docx

import (
	"strconv"
	"strings"

	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
)

// levels of a list (ECMA-376 17.9.6).
const levels = 9

// level says how one level of a list counts and prints.
type level struct {
	start   int    // 0 when the file gives none (ECMA-376 17.9.25)
	format  string // w:numFmt, e.g. decimal, lowerLetter, bullet
	text    string // w:lvlText, e.g. "%1.%2"
	legal   bool   // all numbers decimal
	restart int    // restarts behind this level (from 1); -1 behind any higher level; 0 never
	style   string // paragraph style that stands for this level
}

type abstractList struct {
	levels    [levels]level
	styleLink string // this definition is the numbering style of that name
	numLink   string // take the definition of that numbering style
}

type list struct {
	abstract string
	override [levels]*level
	start    [levels]*int
}

// numbering is numbering.xml.
type numbering struct {
	abstract map[string]*abstractList
	lists    map[int]*list
	styles   *styles
}

func readNumbering(pkg *opc, part string, st *styles) (*numbering, error) {
	n := &numbering{abstract: map[string]*abstractList{}, lists: map[int]*list{}, styles: st}
	err := pkg.Read(part, func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			switch el.Name {
			case "w:abstractNum":
				return n.readAbstract(d, el.Attr("abstractNumId"))
			case "w:num":
				return n.readList(d, el.Attr("numId"))
			}
			return nil
		})
	})
	return n, err
}

func (n *numbering) readAbstract(d *pack.Decoder, id string) error {
	a := &abstractList{}
	for i := range a.levels {
		a.levels[i] = level{format: "decimal", restart: -1}
	}
	n.abstract[id] = a
	return d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:lvl":
			if i, ok := levelOf(el); ok {
				return readLevel(d, &a.levels[i])
			}
		case "w:styleLink":
			a.styleLink = el.Attr("val")
		case "w:numStyleLink":
			a.numLink = el.Attr("val")
		}
		return nil
	})
}

func levelOf(el pack.Element) (int, bool) {
	i, err := strconv.Atoi(el.Attr("ilvl"))
	return i, err == nil && i >= 0 && i < levels
}

func readLevel(d *pack.Decoder, l *level) error {
	return d.Children(func(el pack.Element) error {
		val := el.Attr("val")
		switch el.Name {
		case "w:start":
			l.start = number(val, 0)
		case "w:numFmt":
			l.format = val
		case "w:lvlText":
			l.text = val
		case "w:isLgl":
			l.legal = el.On()
		case "w:lvlRestart":
			l.restart = number(val, -1)
		case "w:pStyle":
			l.style = val
		case "mc:AlternateContent": // formats that are newer than the standard
			return d.Children(func(el pack.Element) error {
				if el.Name != "mc:Fallback" {
					return nil
				}
				return readLevel(d, l)
			})
		}
		return nil
	})
}

// integer reads a whole number; what is none is left out, as Word does.
func integer(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func number(s string, otherwise int) int {
	n, ok := integer(s)
	if !ok {
		return otherwise
	}
	return min(max(n, -1), 100_000_000)
}

func (n *numbering) readList(d *pack.Decoder, id string) error {
	key, ok := integer(id)
	if !ok {
		return nil
	}
	l := &list{}
	n.lists[key] = l
	return d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:abstractNumId":
			l.abstract = el.Attr("val")
		case "w:lvlOverride":
			i, ok := levelOf(el)
			if !ok {
				return nil
			}
			return readOverride(d, l, i)
		}
		return nil
	})
}

func readOverride(d *pack.Decoder, l *list, i int) error {
	return d.Children(func(el pack.Element) error {
		switch el.Name {
		case "w:startOverride":
			start := number(el.Attr("val"), 1)
			l.start[i] = &start
		case "w:lvl":
			lv := level{format: "decimal", restart: -1}
			l.override[i] = &lv
			return readLevel(d, &lv)
		}
		return nil
	})
}

// find gives the list of an id and its definition, through numbering styles.
func (n *numbering) find(id int) (*list, string, *abstractList) {
	l := n.lists[id]
	if l == nil {
		return nil, "", nil
	}
	key := l.abstract
	a := n.abstract[key]
	for range 4 { // a link leads to a definition, not to a chain; four is generous
		if a == nil || a.numLink == "" {
			break
		}
		next := n.lists[n.styles.get(a.numLink).num.id]
		if next == nil || n.abstract[next.abstract] == nil {
			break
		}
		key = next.abstract
		a = n.abstract[key]
	}
	if a == nil {
		return nil, "", nil
	}
	return l, key, a
}

// level gives the definition of a level of a list.
func (l *list) level(a *abstractList, i int) level {
	if l.override[i] != nil {
		return *l.override[i]
	}
	return a.levels[i]
}

// levelOfStyle gives the level that stands for a paragraph style.
func (n *numbering) levelOfStyle(id int, style string) (int, bool) {
	l, _, a := n.find(id)
	if l == nil {
		return 0, false
	}
	for i := range levels {
		if l.level(a, i).style == style {
			return i, true
		}
	}
	return 0, false
}

// counter counts the paragraphs of a document's lists. Lists of one definition
// share their numbers; an override of the start counts when its list is first
// used (ECMA-376 17.9.27).
type counter struct {
	numbering *numbering
	counts    map[string]*[levels]count
	used      map[int]*[levels]bool
}

type count struct {
	n    int
	seen bool
}

func newCounter(n *numbering) *counter {
	return &counter{numbering: n, counts: map[string]*[levels]count{}, used: map[int]*[levels]bool{}}
}

// next counts one paragraph and gives its printed number ("" for a bullet)
// and whether it belongs to a list at all.
func (c *counter) next(id, at int) (text string, ok bool) {
	l, key, a := c.numbering.find(id)
	if l == nil {
		return "", false
	}
	counts := c.counts[key]
	if counts == nil {
		counts = &[levels]count{}
		c.counts[key] = counts
	}
	c.advance(counts, l, a, id, at)
	if l.level(a, at).format == "bullet" {
		return "", true
	}
	return printed(counts, l, a, at), true
}

func (c *counter) advance(counts *[levels]count, l *list, a *abstractList, id, at int) {
	used := c.used[id]
	if used == nil {
		used = &[levels]bool{}
		c.used[id] = used
	}
	start := l.level(a, at).start
	if l.start[at] != nil {
		start = *l.start[at]
	}
	switch {
	case l.start[at] != nil && !used[at], !counts[at].seen:
		counts[at].n = start
	default:
		counts[at].n++
	}
	counts[at].seen, used[at] = true, true
	for i := range at { // a level that was passed over shows its start
		if !counts[i].seen {
			counts[i] = count{l.level(a, i).start, true}
		}
	}
	for i := at + 1; i < levels; i++ {
		r := l.level(a, i).restart
		if r == -1 || (r > 0 && at < r) {
			counts[i].seen = false
		}
	}
}

// printed fills the numbers into the level's text.
func printed(counts *[levels]count, l *list, a *abstractList, at int) string {
	lv := l.level(a, at)
	var out strings.Builder
	for i := 0; i < len(lv.text); i++ {
		if lv.text[i] != '%' || i+1 == len(lv.text) || lv.text[i+1] < '1' || lv.text[i+1] > '9' {
			out.WriteByte(lv.text[i])
			continue
		}
		i++
		k := int(lv.text[i] - '1')
		if k > at { // Word prints nothing for a deeper level
			continue
		}
		format := l.level(a, k).format
		if lv.legal && format != "none" {
			format = "decimal"
		}
		out.WriteString(prose.FormatNumber(format, counts[k].n))
	}
	return strings.TrimSpace(out.String())
}
