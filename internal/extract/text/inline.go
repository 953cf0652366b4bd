package text

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/extract/prose"
)

// inline reads the markup inside a Markdown paragraph.
type inline struct {
	text prose.Text
}

var (
	inlineLink = regexp.MustCompile(`^\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])`)
	autoLink   = regexp.MustCompile(`^<((?:https?|mailto):[^>\s]+|[^>\s@]+@[^>\s]+)>`)
	htmlTag    = regexp.MustCompile(`^<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>`)
	noteRef    = regexp.MustCompile(`^\[\^[^\]]+\]`)
	entity     = regexp.MustCompile(`^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});`)
)

// tagStyles are the HTML elements that stand for style.
var tagStyles = map[string]prose.Style{
	"b": prose.Bold, "strong": prose.Bold, "th": prose.Bold, "del": prose.Struck, "s": prose.Struck, "strike": prose.Struck,
	"mark": prose.Highlight, "ins": prose.Inserted, "a": prose.Link,
}

// parse adds s in a style; marks that open and close inside it add theirs.
func (in *inline) parse(s string, style prose.Style) {
	for s != "" {
		n := in.special(s, &style)
		if n == 0 {
			n = strings.IndexAny(s[1:], "\\`*_~=[!<&") + 1
			if n == 0 {
				n = len(s)
			}
			if r, size := utf8.DecodeRuneInString(s); n < size && r != utf8.RuneError {
				n = size
			}
			in.text.Add(s[:n], style)
		}
		s = s[n:]
	}
}

// special reads the markup at the start of s and gives the bytes it takes, 0
// when there is none.
func (in *inline) special(s string, style *prose.Style) int {
	switch s[0] {
	case '\\':
		return in.escaped(s, *style)
	case '`':
		return in.code(s, *style)
	case '*', '_':
		return in.emphasis(s, style)
	case '~':
		if strings.HasPrefix(s, "~~") {
			*style ^= prose.Struck
			return 2
		}
	case '=':
		return highlighted(s, style)
	case '!', '[':
		return in.link(s, *style)
	case '<':
		return in.tag(s, style)
	case '&':
		if m := entity.FindString(s); m != "" {
			in.text.Add(html.UnescapeString(m), *style)
			return len(m)
		}
	}
	return 0
}

// highlighted reads "==" as a marker pen where it is closed.
func highlighted(s string, style *prose.Style) int {
	if !strings.HasPrefix(s, "==") || strings.HasPrefix(s, "===") {
		return 0
	}
	if *style&prose.Highlight == 0 && !strings.Contains(s[2:], "==") {
		return 0
	}
	*style ^= prose.Highlight
	return 2
}

// escaped reads a sign that a backslash makes plain text.
func (in *inline) escaped(s string, style prose.Style) int {
	if len(s) < 2 || (!unicode.IsPunct(rune(s[1])) && !strings.ContainsRune("|`$+<=>^~", rune(s[1]))) {
		return 0
	}
	in.text.Add(s[1:2], style)
	return 2
}

func (in *inline) code(s string, style prose.Style) int {
	n := len(s) - len(strings.TrimLeft(s, "`"))
	end := strings.Index(s[n:], s[:n])
	if end < 0 {
		in.text.Add(s[:n], style)
		return n
	}
	in.text.Add(s[n:n+end], style)
	return 2*n + end
}

// emphasis reads "**" and "__" as bold and drops "*" and "_" of italics. A
// sign between blanks, or "_" inside a word, is text.
func (in *inline) emphasis(s string, style *prose.Style) int {
	n := len(s) - len(strings.TrimLeft(s, s[:1]))
	after, _ := utf8.DecodeRuneInString(s[n:])
	before := in.text.Last()
	blankAfter := n == len(s) || unicode.IsSpace(after)
	blankBefore := before == 0 || unicode.IsSpace(before)
	inWord := s[0] == '_' && wordRune(before) && wordRune(after)
	if (blankAfter && blankBefore) || inWord || n > 3 {
		in.text.Add(s[:n], *style)
		return n
	}
	if n >= 2 {
		*style ^= prose.Bold
	}
	return n
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// link reads links, and leaves images and marks of footnotes out.
func (in *inline) link(s string, style prose.Style) int {
	if s[0] == '!' {
		if m := inlineLink.FindString(s[1:]); m != "" {
			return 1 + len(m)
		}
		return 0
	}
	if m := noteRef.FindString(s); m != "" {
		return len(m)
	}
	m := inlineLink.FindStringSubmatch(s)
	if m == nil || m[1] == "" || strings.EqualFold(m[1], "x") {
		return 0
	}
	in.parse(m[1], style|prose.Link)
	return len(m[0])
}

func (in *inline) tag(s string, style *prose.Style) int {
	if m := autoLink.FindStringSubmatch(s); m != nil {
		in.text.Add(m[1], *style|prose.Link)
		return len(m[0])
	}
	m := htmlTag.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	name := strings.ToLower(m[2])
	switch {
	case name == "br":
		in.text.Add("\n", *style)
	case m[1] != "":
		*style &^= tagStyles[name]
	default:
		*style |= tagStyles[name]
	}
	return len(m[0])
}
