package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/detect/token"
	"claimline/internal/octet"
	"claimline/internal/sow"
)

// MaxQuote is the length of a quote in bytes.
const MaxQuote = 300

// Quote cuts the words of a span of tokens so that the bytes [from:to) stay in.
func (r *Reading) Quote(block int, s token.Span, from, to int) sow.Evidence {
	b, tokens := &r.Doc.Blocks[block], r.TokensOf(block)
	start, end := from, to
	if s.To > s.From {
		start, end = int(tokens[s.From].Start), int(tokens[s.To-1].End)
	}
	if end-start > MaxQuote {
		start = wordStart(b.Text, max(start, from-MaxQuote/2))
		end = wordEnd(b.Text, min(end, start+MaxQuote))
		end = max(end, to)
	}
	e := sow.Evidence{Quote: oneSpace(b.Text[start:end]), Location: b.Loc.Path, Heading: r.Path(block)}
	if b.Loc.Page > 0 {
		page := b.Loc.Page
		e.Page = &page
	}
	return e.In(b.Cell)
}

// oneSpace writes all white space in a text as single spaces.
func oneSpace(text string) string {
	if octet.SingleSpaced(text) {
		return strings.TrimSuffix(text, " ")
	}
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c == ' ' && last == ' ' || (c == 0xc2 || c >= 0xe1 && c <= 0xe3) && isSpaceAt(text, i) {
			return strings.Join(strings.Fields(text), " ")
		}
		last = c
	}
	return strings.TrimSuffix(text, " ")
}

// isSpaceAt tells whether the character at byte i is white space.
func isSpaceAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsSpace(r)
}

func wordStart(text string, i int) int {
	for i > 0 && (!utf8.RuneStart(text[i]) || text[i-1] != ' ' && text[i-1] != '\n') {
		i--
	}
	return i
}

func wordEnd(text string, i int) int {
	for i < len(text) && text[i] != ' ' && text[i] != '\n' {
		i++
	}
	return i
}

// headingPath is a heading with those above it, and how many they are.
type headingPath struct {
	text  string
	depth int
}

// maxDepth is the number of headings that a path has at most: the innermost.
const maxDepth = 9

// Path gives the headings above a block, those that only read as headings
// included.
func (r *Reading) Path(block int) string {
	above := r.Blocks[block].Heading
	if above < 0 {
		return ""
	}
	return r.pathTo(above).text
}

// pathTo gives the path to a heading, which goes on from that of the heading
// above it.
func (r *Reading) pathTo(heading int) headingPath {
	if path, done := r.paths[heading]; done {
		return path
	}
	path := headingPath{r.headingText(heading), 1}
	if up := r.Blocks[heading].Heading; up >= 0 {
		above := r.pathTo(up)
		if path.depth = above.depth + 1; path.depth <= maxDepth {
			path.text = above.text + " > " + path.text
		} else {
			path.text = r.deepPath(heading)
		}
	}
	r.paths[heading] = path
	return path
}

// deepPath joins the innermost headings of a long path.
func (r *Reading) deepPath(heading int) string {
	var parts []string
	for h := heading; h >= 0 && len(parts) < maxDepth; h = r.Blocks[h].Heading {
		parts = append(parts, r.headingText(h))
	}
	slices.Reverse(parts)
	return strings.Join(parts, " > ")
}

// headingText gives a heading with its number.
func (r *Reading) headingText(heading int) string {
	b := &r.Doc.Blocks[heading]
	text := oneSpace(b.Text)
	if n := b.Number; n != "" && !strings.HasPrefix(text, n) {
		return n + " " + text
	}
	return text
}
