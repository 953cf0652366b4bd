package page

import (
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
)

// part is a range of bytes.
type part struct{ start, end int }

// segments cuts a text at line breaks, at the bars that stand between
// unrelated data on one line, and where one of the labels begins.
func (pg *Page) segments(text string, signs Signs, labels []int) []part {
	out := pg.pieces[:0]
	start := 0
	cut := func(end, next int) {
		if p, ok := trimmed(text, start, end); ok {
			out = append(out, p)
		}
		start = next
	}
	if len(labels) == 0 && !signs.Has(holdsCut) {
		cut(len(text), len(text))
		pg.pieces = out
		return out
	}
	for i, c := range text {
		if len(labels) > 0 && i == labels[0] {
			cut(i, i)
			labels = labels[1:]
		}
		switch c {
		case '\n':
			if !pg.Lexicon.FormGoesOn(text, i) {
				cut(i, i+1)
			}
		case '\t', '|', '·', '•', '¦':
			cut(i, i+utf8.RuneLen(c))
		}
	}
	cut(len(text), len(text))
	pg.pieces = out
	return out
}

// joinsName tells whether a word goes on with the next one: "Name of the
// Client".
func joinsName(w *lexicon.Word) bool {
	return len(w.Text) <= 3 && !w.Capital
}

// printed tells a character of ASCII that is no white space.
func printed(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

func trimmed(text string, start, end int) (part, bool) {
	if start < end && printed(text[start]) && printed(text[end-1]) { // mostly
		return part{start, end}, true
	}
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += n
	}
	for end > start {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= n
	}
	return part{start, end}, end > start
}

// sentences cuts a part of the block at sentence ends and semicolons, all of which
// stand between its words. The places are those in the part.
func (pg *Page) sentences(out []part, p part) []part {
	s, start := &pg.scan, 0
	text := s.text[p.start:p.end]
	if !s.signs.Has(holdsEnd) {
		return appendBounded(out, text, start, len(text))
	}
	for len(s.ends) > 0 && s.ends[0].end <= p.start {
		s.ends = s.ends[1:]
	}
	for _, gap := range s.ends {
		if gap.start >= p.end {
			break
		}
		for at := max(gap.start-p.start, 0); at < min(gap.end-p.start, len(text)); at++ {
			if signOf[text[at]]&holdsEnd == 0 || text[at] != ';' && !pg.Lexicon.SentenceEnd(text, at) {
				continue
			}
			out = appendBounded(out, text, start, at+1)
			start = at + 1
		}
	}
	return appendBounded(out, text, start, len(text))
}

// longestLine is how many bytes a sentence may have. A longer text without an
// end is cut, so that the work on it does not grow with the square.
const longestLine = 4000

// appendBounded appends text[start:end] in pieces of bounded length.
func appendBounded(out []part, text string, start, end int) []part {
	for end-start > longestLine {
		at := lexicon.Boundary(text, start+longestLine)
		if at >= end {
			break
		}
		if p, ok := trimmed(text, start, at); ok {
			out = append(out, p)
		}
		start = at
	}
	if p, ok := trimmed(text, start, end); ok {
		out = append(out, p)
	}
	return out
}
