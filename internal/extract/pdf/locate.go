package pdf

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"claimline/internal/sow"
)

// Locate finds a quotation on a page (from 1) and gives a rectangle for each
// of its lines. White space, punctuation and hyphens do not count. Of a
// quotation that goes on over the end of the page it gives the part that is
// there; none when nothing of it is found.
func (d *Document) Locate(number int, quote string, lim Limits) ([]sow.Box, error) {
	p, err := d.readPage(number, lim.WithDefaults())
	if err != nil {
		return nil, err
	}
	p.words = p.inOrder()
	text, owner := letters(p.words)
	from, to := find(text, plainLetters(quote))
	if to <= from {
		return nil, nil
	}
	var boxes []sow.Box
	last := -1
	var cur rect
	flush := func() {
		if last >= 0 {
			boxes = append(boxes, sow.Box{Page: number, X: cur.x0, Y: cur.y0, Width: cur.width(), Height: cur.height()})
		}
	}
	for i := from; i < to; i++ {
		w := p.words[owner[i]]
		switch {
		case owner[i] == last:
		case last >= 0 && near(p.words[last].base, w.base, 0.5*w.size) && w.box.x0 > cur.x0 && w.box.x0-cur.x1 < 3*w.size:
			cur = cur.union(w.box)
		default:
			flush()
			cur = w.box
		}
		last = owner[i]
	}
	flush()
	return boxes, nil
}

// inOrder gives the words in the order of the blocks: cell by cell in tables,
// and list numbers in front of their lines.
func (p *page) inOrder() []word {
	var out []word
	p.lay()
	p.writeCells()
	for _, it := range p.laid {
		if it.table != nil {
			for _, c := range it.table.sorted() {
				out = append(out, c.words...)
			}
			continue
		}
		for _, ln := range it.lines {
			out = append(out, ln.words...)
		}
	}
	return out
}

// letters gives the letters and digits of words in one string of runes, and
// the word that each belongs to.
func letters(words []word) (text []rune, owner []int) {
	for i, w := range words {
		for _, r := range plainLetters(w.text) {
			text, owner = append(text, r), append(owner, i)
		}
	}
	return text, owner
}

func plainLetters(s string) []rune {
	var out []rune
	for _, r := range norm.NFKC.String(strings.ToLower(s)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

// find gives the place of a quotation in a text, or of its longest beginning
// or end of at least twelve letters.
func find(text, quote []rune) (from, to int) {
	if len(quote) == 0 {
		return 0, 0
	}
	whole := string(text)
	at := func(part []rune) int {
		i := strings.Index(whole, string(part))
		if i < 0 {
			return -1
		}
		return len([]rune(whole[:i]))
	}
	if i := at(quote); i >= 0 {
		return i, i + len(quote)
	}
	const least = 12
	head := longest(len(quote), least, func(n int) bool { return at(quote[:n]) >= 0 })
	tail := longest(len(quote), least, func(n int) bool { return at(quote[len(quote)-n:]) >= 0 })
	switch {
	case head >= tail && head > 0:
		i := at(quote[:head])
		return i, i + head
	case tail > 0:
		i := at(quote[len(quote)-tail:])
		return i, i + tail
	}
	return 0, 0
}

// longest gives the greatest n below limit for which ok holds, by bisection,
// or 0 when it does not hold for the least.
func longest(limit, least int, ok func(int) bool) int {
	if limit <= least || !ok(least) {
		return 0
	}
	low, high := least, limit
	for high-low > 1 {
		if mid := (low + high) / 2; ok(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}
