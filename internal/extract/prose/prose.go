// Package prose holds what every reader of documents does with words: it makes
// the text of a block what a person reads, keeps style marks on it, and
// recognises typed numbers, bullets, tick boxes and headings where a format or
// an author left no structure. It reads no files.
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimline/internal/sow"
)

// Style is a set of style facts about a run of text.
type Style uint8

// The style facts that reach a block as marks.
const (
	Bold Style = 1 << iota
	Struck
	Highlight
	Inserted
	Link
)

var markKinds = []struct {
	style Style
	kind  sow.MarkKind
}{
	{Bold, sow.Bold}, {Struck, sow.Struck}, {Highlight, sow.Highlight}, {Inserted, sow.Inserted}, {Link, sow.Link},
}

// Text collects the runs of one block. The zero value is empty and ready.
type Text struct {
	runs []run
	size int
}

type run struct {
	text  string
	style Style
}

// Add appends text in a style. Line breaks are "\n", tabulators "\t".
func (t *Text) Add(text string, style Style) {
	if text == "" {
		return
	}
	t.size += len(text)
	if n := len(t.runs); n > 0 && t.runs[n-1].style == style && len(t.runs[n-1].text) < 256 {
		t.runs[n-1].text += text
		return
	}
	t.runs = append(t.runs, run{text, style})
}

// Append moves the runs of other to the end of t.
func (t *Text) Append(other Text) {
	t.runs = append(t.runs, other.runs...)
	t.size += other.size
}

// Size is the number of bytes added so far.
func (t *Text) Size() int { return t.size }

// Blank tells whether nothing visible was added.
func (t *Text) Blank() bool {
	for _, r := range t.runs {
		if strings.ContainsFunc(r.text, visible) {
			return false
		}
	}
	return true
}

// Build gives the text as a person reads it, see [Clean], with the marks on it
// in order of their start. A mark runs over the white space between two runs
// of its style and never begins or ends with white space.
func (t *Text) Build() (string, []sow.Mark) {
	b := builder{}
	b.out.Grow(t.size)
	for _, r := range joined(t.runs) {
		b.add(normal(r.text), r.style)
	}
	b.style(0)
	sortMarks(b.marks)
	return b.out.String(), b.marks
}

// Clean gives s as a person reads it: compatibility forms folded (NFKC, save
// where that would change the meaning, as in "½" or "™"), soft hyphens and
// invisible marks out, every kind of space one plain space, white space at
// line ends gone. Tabulators between words and line breaks stay.
func Clean(s string) string {
	b := builder{}
	b.add(normal(shown(s)), 0)
	return b.out.String()
}

// joined gives the runs without invisible marks; an accent that begins a run
// goes to the letter before it.
func joined(runs []run) []run {
	out := make([]run, 0, len(runs))
	for _, r := range runs {
		r.text = shown(r.text)
		if n := len(out); n > 0 {
			rest := strings.TrimLeftFunc(r.text, func(c rune) bool { return unicode.Is(unicode.Mn, c) })
			out[n-1].text += r.text[:len(r.text)-len(rest)]
			r.text = rest
		}
		if r.text != "" {
			out = append(out, r)
		}
	}
	return out
}

// shown drops the invisible marks of a text, so that they do not come between
// a letter and its accent.
func shown(s string) string {
	if ascii(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if !visible(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// builder writes visible runes and folds the white space between them.
type builder struct {
	out   strings.Builder
	gap   rune // the strongest white space since the last visible rune: 0, ' ', '\t' or '\n'
	open  [8]int
	on    Style
	marks []sow.Mark
}

func (b *builder) add(s string, style Style) {
	for _, r := range s {
		switch {
		case r == '\n', r == '\u2028', r == '\u2029', r == '\v', r == '\f':
			b.gap = '\n'
		case r == '\t':
			if b.gap != '\n' {
				b.gap = '\t'
			}
		case unicode.IsSpace(r):
			if b.gap == 0 {
				b.gap = ' '
			}
		case !visible(r):
		default:
			b.rune(r, style)
		}
	}
}

func (b *builder) rune(r rune, style Style) {
	if style != b.on {
		b.style(b.on & style)
	}
	if b.gap != 0 && b.out.Len() > 0 {
		b.out.WriteRune(b.gap)
	}
	b.gap = 0
	if style != b.on {
		b.style(style)
	}
	b.out.WriteRune(r)
}

// style closes and opens marks at the present end of the text.
func (b *builder) style(style Style) {
	for i, m := range markKinds {
		was, is := b.on&m.style != 0, style&m.style != 0
		if was && !is && b.open[i] < b.out.Len() {
			b.marks = append(b.marks, sow.Mark{Kind: m.kind, Start: b.open[i], End: b.out.Len()})
		}
		if is && !was {
			b.open[i] = b.out.Len()
		}
	}
	b.on = style
}

// visible tells whether a rune is more than white space or an invisible mark
// (soft hyphen, zero width space, byte order mark, direction marks, controls).
func visible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\u200b', r == '\ufeff', r == '\u2060', r == '\u180e':
		return false
	case r >= '\u200e' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return false
	case unicode.IsControl(r), unicode.IsSpace(r):
		return false
	}
	return true
}

// normal is NFKC without the foldings that change what is read.
func normal(s string) string {
	if ascii(s) {
		return s
	}
	var out strings.Builder
	from := 0
	for i, r := range s {
		sub, keep := kept(r)
		if !keep {
			continue
		}
		out.WriteString(norm.NFKC.String(s[from:i]))
		out.WriteString(sub)
		from = i + len(string(r))
	}
	if from == 0 {
		return norm.NFKC.String(s)
	}
	out.WriteString(norm.NFKC.String(s[from:]))
	return out.String()
}

// kept names the runes that NFKC would turn into something else for a reader:
// "1½" into "11⁄2", "365™" into "365TM", "m²" into "m2", a spacing accent into
// a blank and a combining mark. The hyphens all read as "-".
func kept(r rune) (string, bool) {
	switch {
	case r == '\u2010', r == '\u2011':
		return "-", true
	case r == '™', r == '℠', r == 'ª', r == 'º', r == '²', r == '³', r == '¹',
		r >= '¼' && r <= '¾', r >= '⅐' && r <= '⅞', r >= '⁰' && r <= '₟', r >= '①' && r <= '⓿',
		r == '´', r == '¨', r == '¯', r == '¸', r >= '˘' && r <= '˝', r == '‗':
		return string(r), true
	}
	return "", false
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Last gives the last rune that was added, 0 when there is none.
func (t *Text) Last() rune {
	if len(t.runs) == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(t.runs[len(t.runs)-1].text)
	return r
}
