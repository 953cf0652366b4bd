package pdf

import (
	"math"
	"strings"
	"unicode/utf8"
)

// line is a stretch of words that stand on one baseline in one column.
type line struct {
	words  []word
	box    rect
	base   float64
	size   float64 // of most of its letters
	bold   bool    // every word is bold
	turned bool
	hyphen bool // ends with a hyphen that PDFium marked
	bullet bool // a bullet is drawn in front of it
	column bool // stands on the baseline of the line before, behind a wide gap
	page   int
}

func (ln *line) text() string {
	var b strings.Builder
	for i, w := range ln.words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// wideGap is the space between two words, in font sizes, from which they do
// not belong to one sentence. Justified text stays well below it.
const wideGap = 1.6

// linesOf joins words to lines, in PDFium's order.
func linesOf(words []word, page int) []line {
	var lines []line
	var cur []word
	column := false
	flush := func(next bool) {
		if len(cur) > 0 {
			lines = append(lines, newLine(cur, page, column))
		}
		cur, column = nil, next
	}
	for _, w := range words {
		if len(cur) > 0 {
			switch breakBetween(cur, w) {
			case newRow:
				flush(false)
			case newColumn:
				flush(true)
			case sameLine:
			}
		}
		cur = append(cur, w)
	}
	flush(false)
	return lines
}

type lineBreak int

const (
	sameLine lineBreak = iota
	newRow
	newColumn
)

func breakBetween(cur []word, w word) lineBreak {
	last := cur[len(cur)-1]
	size := math.Max(last.size, w.size)
	level := near(last.base, w.base, 0.45*size)
	switch {
	case w.turned != last.turned:
		return newRow
	case w.turned:
		if w.newLine {
			return newRow
		}
		return sameLine
	case !level || w.box.x0 < last.box.x0-size:
		return newRow
	case w.box.x0-last.box.x1 > wideGap*size && !isMarker(cur):
		return newColumn
	case w.newLine && w.box.x0-last.box.x1 > 0.6*size && !isMarker(cur):
		return newColumn
	}
	return sameLine
}

// isMarker reports whether the words so far are a bullet or a clause number,
// behind which a tab is no column.
func isMarker(cur []word) bool {
	if len(cur) > 1 {
		return false
	}
	if isBullet(cur[0].text) || bareNumber.MatchString(cur[0].text) {
		return true
	}
	number, rest := splitNumber(cur[0].text + " x")
	return number != "" && rest == "x"
}

func newLine(words []word, page int, column bool) line {
	ln := line{words: words, box: words[0].box, base: words[0].base, bold: true, page: page, column: column}
	sizes := map[float64]int{}
	for _, w := range words {
		ln.box = ln.box.union(w.box)
		n := utf8.RuneCountInString(w.text)
		sizes[math.Round(w.size*2)/2] += n
		ln.bold = ln.bold && (w.bold || isBullet(w.text))
		ln.turned = ln.turned || w.turned
	}
	ln.size = mostOf(sizes)
	for _, w := range words {
		if near(w.size, ln.size, 0.6) { // a superscript does not move the baseline
			ln.base = w.base
			break
		}
	}
	ln.hyphen = words[len(words)-1].hyphen
	return ln
}

// mostOf gives the key with the greatest count, the greater key of two.
func mostOf(counts map[float64]int) float64 {
	best, n := 0.0, 0
	for k, c := range counts {
		if c > n || c == n && k > best {
			best, n = k, c
		}
	}
	return best
}
