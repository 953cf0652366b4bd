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
	joined string // its words with blanks between them
}

func (ln *line) text() string { return ln.joined }

// wideGap is the space between two words, in font sizes, from which they do
// not belong to one sentence. Justified text stays well below it.
const wideGap = 1.6

// linesOf joins words to lines, in PDFium's order.
func linesOf(words []word, page int) []line {
	var lines []line
	for start := 0; start < len(words); {
		end := start + 1
		for end < len(words) && !breaks(&words[end-1], &words[end]) {
			end++
		}
		lines = appendColumns(lines, words[start:end], page)
		start = end
	}
	return lines
}

// breaks reports whether w does not stand behind the word before it on one
// baseline.
func breaks(last, w *word) bool {
	size := math.Max(last.size, w.size)
	if w.turned != last.turned {
		return true
	}
	if w.turned {
		return w.newLine
	}
	return !near(last.base, w.base, 0.45*size) || w.box.x0 < last.box.x0-size
}

// appendColumns adds the lines of the words on one baseline, which it cuts where
// a wide gap sets columns apart.
func appendColumns(out []line, row []word, page int) []line {
	if row[0].turned || justified(row) {
		return append(out, newLine(row, page, false))
	}
	start := 0
	for i := 1; i <= len(row); i++ {
		if i < len(row) {
			size := math.Max(row[i-1].size, row[i].size)
			gap := row[i].box.x0 - row[i-1].box.x1
			wide := gap > wideGap*size || row[i].newLine && gap > 0.6*size
			if !wide || isMarker(row[start:i]) {
				continue
			}
		}
		out = append(out, newLine(row[start:i], page, start > 0))
		start = i
	}
	return out
}

// justified reports whether the gaps of a row are much the same: those of a
// narrow column that is set flush on both sides can be as wide as a column's.
func justified(row []word) bool {
	least, most, n := math.Inf(1), 0.0, 0
	for i := 1; i < len(row); i++ {
		if i == 1 && isMarker(row[:1]) {
			continue
		}
		gap := (row[i].box.x0 - row[i-1].box.x1) / math.Max(row[i-1].size, row[i].size)
		least, most = math.Min(least, gap), math.Max(most, gap)
		n++
	}
	return n >= 2 && most < 3.5 && most < 2.5*least
}

// isMarker reports whether the words so far are a bullet or a clause number,
// behind which a tab is no column.
func isMarker(cur []word) bool {
	if len(cur) > 1 {
		return false
	}
	text := cur[0].text
	if isBullet(text) {
		return true
	}
	if !endsAsNumber(text) {
		return false
	}
	if bareNumber.MatchString(text) {
		return true
	}
	number, rest := splitNumber(text + " x")
	return number != "" && rest == "x"
}

func newLine(words []word, page int, column bool) line {
	ln := line{words: words, box: words[0].box, base: words[0].base, bold: true, page: page, column: column}
	var sizes sizeCounts
	for i := range words {
		w := &words[i]
		ln.box = ln.box.union(w.box)
		sizes.add(math.Round(w.size*2)/2, utf8.RuneCountInString(w.text))
		ln.bold = ln.bold && (w.bold || isBullet(w.text))
		ln.turned = ln.turned || w.turned
	}
	ln.joined, ln.size = joinWords(words), sizes.most()
	for i := range words {
		if near(words[i].size, ln.size, 0.6) { // a superscript does not move the baseline
			ln.base = words[i].base
			break
		}
	}
	ln.hyphen = words[len(words)-1].hyphen
	return ln
}

// joinWords puts blanks between words.
func joinWords(words []word) string {
	if len(words) == 1 {
		return words[0].text
	}
	n := len(words) - 1
	for i := range words {
		n += len(words[i].text)
	}
	var b strings.Builder
	b.Grow(n)
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[i].text)
	}
	return b.String()
}

// sizeCounts counts the characters of each font size. Most lines have one size,
// which takes no map.
type sizeCounts struct {
	any   bool
	first float64
	runes int // of the first size
	more  map[float64]int
}

func (c *sizeCounts) add(size float64, runes int) {
	switch {
	case !c.any:
		c.any, c.first, c.runes = true, size, runes
	case size == c.first:
		c.runes += runes
	default:
		if c.more == nil {
			c.more = map[float64]int{}
		}
		c.more[size] += runes
	}
}

// most gives the size of most characters, the greater one of two; 0 when there
// are none.
func (c *sizeCounts) most() float64 {
	best, n := max(0, c.first), c.runes
	for size, runes := range c.more {
		if runes > n || runes == n && size > best {
			best, n = size, runes
		}
	}
	return best
}
