package detect

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// maxQuote is the length of a quote in bytes.
const maxQuote = 300

// evidence gives the line that a mention stands in.
func (r *reading) evidence(m *mention) sow.Evidence {
	from, to := r.bytes(m)
	e := r.quote(m.block, m.sentence, from, to)
	e.Section, e.Polarity = m.section, m.polarity
	if m.cue != "" {
		cue := m.cue
		e.Cue = &cue
	}
	w := m.weight
	e.Weight = &w
	return e
}

// quote cuts the words of a span of tokens so that the bytes [from:to) stay in.
func (r *reading) quote(block int, s span, from, to int) sow.Evidence {
	b, tokens := &r.doc.Blocks[block], r.tokensOf(block)
	start, end := from, to
	if s.to > s.from {
		start, end = int(tokens[s.from].start), int(tokens[s.to-1].end)
	}
	if end-start > maxQuote {
		start = wordStart(b.Text, max(start, from-maxQuote/2))
		end = wordEnd(b.Text, min(end, start+maxQuote))
		end = max(end, to)
	}
	e := sow.Evidence{Quote: oneSpace(b.Text[start:end]), Location: b.Loc.Path, Heading: r.path(block)}
	if b.Loc.Page > 0 {
		page := b.Loc.Page
		e.Page = &page
	}
	return e.In(b.Cell)
}

// oneSpace writes all white space in a text as single spaces.
func oneSpace(text string) string {
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

// sameLine tells whether two lines are one for whoever reads them: a product
// and its part named in one sentence, in the same sense.
func sameLine(a, b sow.Evidence) bool {
	return a.Location == b.Location && a.Quote == b.Quote && a.Polarity == b.Polarity
}

// sentenceWords is from how many words on a line says something; fewer are a
// name in a cell or a heading.
const sentenceWords = 5

// lines gives the quoted lines of a workload, each once. Those that carry the
// outcome come first: of these the ones in which something is done, before
// titles and bare names, the weightiest at the head, in reading order among
// equals. Whoever shows one line shows the best.
func (r *reading) lines(t *tally) []sow.Evidence {
	type line struct {
		sow.Evidence
		rank int
	}
	found := make([]line, 0, len(t.mentions))
	for _, m := range t.mentions {
		l := line{Evidence: r.evidence(m)}
		if slices.ContainsFunc(found, func(other line) bool { return sameLine(other.Evidence, l.Evidence) }) {
			continue
		}
		if l.Polarity != t.polarity {
			l.rank += 4
		}
		if m.verb == "" || r.doc.Blocks[m.block].Kind == sow.Heading {
			l.rank++
		}
		if !hasWords(l.Quote, sentenceWords) {
			l.rank += 2
		}
		found = append(found, l)
	}
	slices.SortStableFunc(found, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(*b.Weight, *a.Weight))
	})
	lines := make([]sow.Evidence, len(found))
	for i, l := range found {
		lines[i] = l.Evidence
	}
	return lines
}

// hasWords tells whether a text has at least n words.
func hasWords(text string, n int) bool {
	for range strings.FieldsSeq(text) {
		if n--; n == 0 {
			return true
		}
	}
	return false
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

// path gives the headings above a block, those that only read as headings
// included.
func (r *reading) path(block int) string {
	above := r.blocks[block].heading
	if above < 0 {
		return ""
	}
	return r.pathTo(above).text
}

// headingPath is a heading with those above it, and how many they are.
type headingPath struct {
	text  string
	depth int
}

// maxDepth is the number of headings that a path has at most: the innermost.
const maxDepth = 9

// pathTo gives the path to a heading, which goes on from that of the heading
// above it.
func (r *reading) pathTo(heading int) headingPath {
	if path, done := r.paths[heading]; done {
		return path
	}
	path := headingPath{r.headingText(heading), 1}
	if up := r.blocks[heading].heading; up >= 0 {
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
func (r *reading) deepPath(heading int) string {
	var parts []string
	for h := heading; h >= 0 && len(parts) < maxDepth; h = r.blocks[h].heading {
		parts = append(parts, r.headingText(h))
	}
	slices.Reverse(parts)
	return strings.Join(parts, " > ")
}

// headingText gives a heading with its number.
func (r *reading) headingText(heading int) string {
	b := &r.doc.Blocks[heading]
	text := oneSpace(b.Text)
	if n := b.Number; n != "" && !strings.HasPrefix(text, n) {
		return n + " " + text
	}
	return text
}
