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
		for end < len(words) && !breaks(words[end-1], words[end]) {
			end++
		}
		lines = append(lines, columnsOf(words[start:end], page)...)
		start = end
	}
	return lines
}

// breaks reports whether w does not stand behind the word before it on one
// baseline.
func breaks(last, w word) bool {
	size := math.Max(last.size, w.size)
	if w.turned != last.turned {
		return true
	}
	if w.turned {
		return w.newLine
	}
	return !near(last.base, w.base, 0.45*size) || w.box.x0 < last.box.x0-size
}

// columnsOf cuts the words on one baseline where a wide gap sets columns
// apart.
func columnsOf(row []word, page int) []line {
	if row[0].turned || justified(row) {
		return []line{newLine(row, page, false)}
	}
	var out []line
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
	if isBullet(cur[0].text) || bareNumber.MatchString(cur[0].text) {
		return true
	}
	number, rest := splitNumber(cur[0].text + " x")
	return number != "" && rest == "x"
}

func newLine(words []word, page int, column bool) line {
	ln := line{words: words, box: words[0].box, base: words[0].base, bold: true, page: page, column: column}
	sizes := map[float64]int{}
	var joined strings.Builder
	for i, w := range words {
		if i > 0 {
			joined.WriteByte(' ')
		}
		joined.WriteString(w.text)
		ln.box = ln.box.union(w.box)
		n := utf8.RuneCountInString(w.text)
		sizes[math.Round(w.size*2)/2] += n
		ln.bold = ln.bold && (w.bold || isBullet(w.text))
		ln.turned = ln.turned || w.turned
	}
	ln.joined, ln.size = joined.String(), mostOf(sizes)
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
