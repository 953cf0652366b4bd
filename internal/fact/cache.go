package fact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/sow"
)

// setTopics notes the topics of the hits of a line.
func (l *line) setTopics() {
	l.topics, l.labelTopics, l.colTopics = lexicon.TopicsOf(l.hits), lexicon.TopicsOf(l.labelHits), lexicon.TopicsOf(l.colHits)
	l.index()
}

// sideLine makes a line of a text that stands beside another one.
func (rd *reading) sideLine(block int, text string) line {
	l := line{block: block, text: text, signs: signsOf(text), ws: rd.words(text)}
	l.numeric = l.signs.has(holdsDigit)
	l.keys, l.hits = lexicon.Texts(l.ws), rd.find(l.ws)
	l.setTopics()
	return l
}

// firstHit gives the first of the hits, which are in order, that begins at or
// behind word i.
func firstHit(hits []lexicon.Hit, i int) int {
	low, high := 0, len(hits)
	for low < high {
		if mid := int(uint(low+high) >> 1); hits[mid].From < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// headPaths gives the headings above each block. A path is made once.
type headPaths struct {
	last   []int    // the last heading before a block, -1 for none
	parent []int    // the heading above a heading, -1 for none
	path   []string // of what stands below a heading, once it is made
}

// place finds the headings above each block of a document.
func (p *headPaths) place(doc *sow.Document) {
	n := len(doc.Blocks)
	p.last, p.parent, p.path = slices.Grow(p.last[:0], n)[:n], slices.Grow(p.parent[:0], n)[:n], slices.Grow(p.path[:0], n)[:n]
	var stack []int
	last := -1
	for i := range doc.Blocks {
		p.last[i] = last
		b := &doc.Blocks[i]
		if b.Kind != sow.Heading {
			continue
		}
		for len(stack) > 0 && doc.Blocks[stack[len(stack)-1]].Level >= b.Level {
			stack = stack[:len(stack)-1]
		}
		p.parent[i] = -1
		if len(stack) > 0 && b.Level > 1 {
			p.parent[i] = stack[len(stack)-1]
		}
		stack, last = append(stack, i), i
	}
}

// forget drops the paths and keeps the memory.
func (p *headPaths) forget() { clear(p.path) }

// make makes the paths of all headings.
func (p *headPaths) make(doc *sow.Document) {
	for i := range doc.Blocks {
		if doc.Blocks[i].Kind == sow.Heading {
			p.below(doc, i)
		}
	}
}

// pathArrow stands between a heading and the one below it.
const pathArrow = " > "

// above gives the headings above block i, as sow.Document.HeadingPath does.
func (p *headPaths) above(doc *sow.Document, i int) string { return p.below(doc, p.last[i]) }

func (p *headPaths) below(doc *sow.Document, head int) string {
	if head < 0 {
		return ""
	}
	if p.path[head] != "" {
		return p.path[head]
	}
	b := &doc.Blocks[head]
	path := b.Text
	if b.Number != "" {
		path = b.Number + " " + path
	}
	if up := p.below(doc, p.parent[head]); up != "" {
		path = up + pathArrow + path
	}
	p.path[head] = path
	return path
}

// shelf keeps many small slices in few large arrays, which the next document
// takes over.
type shelf[T any] struct {
	arrays [][]T
	at     int // the array that is being filled
	used   int // of it
}

// take gives an empty slice with room for n values.
func (s *shelf[T]) take(n int) []T {
	for s.at < len(s.arrays) && s.used+n > len(s.arrays[s.at]) {
		s.at, s.used = s.at+1, 0
	}
	if s.at == len(s.arrays) {
		s.arrays = append(s.arrays, make([]T, max(n, shelfSize)))
	}
	out := s.arrays[s.at][s.used : s.used : s.used+n]
	s.used += n
	return out
}

// room gives an empty slice with room for at least n values, which are taken
// with use.
func (s *shelf[T]) room(n int) []T {
	out := s.take(n)
	s.used -= n
	return s.arrays[s.at][s.used:s.used:len(s.arrays[s.at])][:len(out)]
}

// use takes n values of the room that was given last. There may be more than it
// holds: they have moved to an array of their own.
func (s *shelf[T]) use(n int) {
	s.used = min(s.used+n, len(s.arrays[s.at]))
}

// clear makes room for the next document.
func (s *shelf[T]) clear() { s.at, s.used = 0, 0 }

// shelfSize is how many values one array holds.
const shelfSize = 1024

// find gives the hits in ws as phrases.find does.
func (rd *reading) find(ws []lexicon.Word) []lexicon.Hit {
	rd.peekHits = rd.lex.AppendHits(rd.peekHits[:0], ws)
	if len(rd.peekHits) == 0 {
		return nil
	}
	return append(rd.hitShelf.take(len(rd.peekHits)), rd.peekHits...)
}

// words cuts a text into its words.
func (rd *reading) words(text string) []lexicon.Word {
	rd.peekWords = rd.terms.AppendWords(rd.peekWords[:0], text)
	return append(rd.wordShelf.take(len(rd.peekWords)), rd.peekWords...)
}

// oneSpace writes all white space in a text as single spaces.
func oneSpace(text string) string {
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c == ' ' && last == ' ' || beginsSpace[c] {
			return strings.Join(strings.Fields(text), " ")
		}
		last = c
	}
	return strings.TrimSuffix(text, " ")
}

// maxSpace is the last character of white space.
const maxSpace = '\u3000'

// beginsSpace are the first bytes of white space beyond ASCII.
var beginsSpace = func() (in [256]bool) {
	for r := rune(utf8.RuneSelf); r <= maxSpace; r++ {
		if unicode.IsSpace(r) {
			in[string(r)[0]] = true
		}
	}
	return in
}()
