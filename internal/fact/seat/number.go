package seat

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// leastSeats is the least number of people that counts as one of those served.
const leastSeats = 5

// maySeat tells whether so many people may be those served: not one shift, and
// not the public.
func maySeat(n int) bool { return n >= leastSeats && n <= mostSeats }

// wholeAt reads the whole number that begins at word i. It gives the byte behind
// it.
func wholeAt(l *page.Line, i int) (n, end int, ok bool) {
	start := l.Words[i].Start
	v, size, ok := written.Number(l.Text[start:])
	return int(v), start + size, ok && v == float64(int(v))
}

// numberBefore reads the number at most two words before word i. It gives the
// index of its first word.
func numberBefore(l *page.Line, i int) (n, first int, ok bool) {
	for back := range 3 {
		j := i - 1 - back
		if j < 0 || back > 0 && l.Breaks(j+1) && strings.TrimSpace(l.Between(j+1)) != ")" { // "seventy-five (75) clerks"
			return 0, 0, false
		}
		if l.DigitAt(j) {
			if back > 0 && l.Beside.People.Measures.Has(l.Words[j+1].Text) { // "60 Prozent aktive Nutzende"
				return 0, 0, false
			}
			if n, first, ok = numberUpTo(l, j); ok && ofYear(l, n, first, i) {
				return 0, 0, false
			}
			return n, first, ok
		}
	}
	return 0, 0, false
}

// ofYear tells whether the number at word first is a year and no count of what begins
// at word i: "30/06/2025, masters", "in 2025 and orders".
func ofYear(l *page.Line, n, first, i int) bool {
	if n < 1990 || n >= 2060 || len(l.Words[first].Text) != 4 || i >= len(l.Words) {
		return false
	}
	return first > 0 && strings.ContainsAny(l.Between(first), "/.-") || first+1 < i || l.Breaks(i)
}

// numberUpTo reads the number whose last word is word j, unless it is a share or
// the name of a product.
func numberUpTo(l *page.Line, j int) (n, first int, ok bool) {
	if namesProduct(l, j) {
		return 0, 0, false
	}
	first = numberStart(l, j)
	if first > 0 && l.DigitAt(first-1) && strings.ContainsAny(l.Between(first), ".,") && len(l.Between(first)) == 1 { // "1.9 million pupils"
		return 0, 0, false
	}
	n, end, ok := wholeAt(l, first)
	if !ok || end != l.Words[j].End || j+1 < len(l.Words) && strings.Contains(l.Between(j+1), "%") {
		return 0, 0, false
	}
	return n, first, true
}

// namesProduct tells whether the number at word j is that of "Microsoft 365 for
// the staff".
func namesProduct(l *page.Line, j int) bool {
	return l.Words[j].Text == "365" && j > 0 && (names.IsMaker(l.Words[j-1].Text) || l.Words[j-1].Text == "office")
}

// numberStart gives the first word of the number whose last word is word j, which
// may stand in groups of three digits: "1,140", "1 140", "1.140".
func numberStart(l *page.Line, j int) int {
	for j > 0 && groupAt(l, j) {
		j--
	}
	return j
}

// groupAt tells whether word k is a group of digits that goes on with the number
// in the word before.
func groupAt(l *page.Line, k int) bool {
	gap := l.Between(k)
	return l.DigitAt(k-1) && len(l.Words[k].Text) == 3 && len(gap) <= 2 && !strings.ContainsAny(gap, "-/:;()")
}

// numberEnd gives the word behind the number that begins at word i.
func numberEnd(l *page.Line, i int) int {
	for i++; i < len(l.Words) && l.DigitAt(i) && len(l.Words[i].Text) == 3 && len(l.Between(i)) <= 2; i++ {
	}
	return i
}

// behindAbout gives the byte at which the text goes on behind words such as
// "approximately".
func behindAbout(l *page.Line) int {
	i := 0
	for i < len(l.Words) {
		h, ok := l.At(i, topic.SeatAbout)
		if !ok {
			break
		}
		i = h.To
	}
	if i == 0 || i >= len(l.Words) {
		return 0
	}
	return l.Words[i].Start
}

// countInBrackets reads the number in brackets right behind all of the people: "all
// staff (75)".
func countInBrackets(l *page.Line, h lexicon.Hit) (n, first int, ok bool) {
	if h.To >= len(l.Words) || !l.DigitAt(h.To) || strings.TrimSpace(l.Between(h.To)) != "(" {
		return 0, 0, false
	}
	if _, all := l.Window(max(0, h.From-3), h.From, topic.SeatTotal); !all {
		return 0, 0, false
	}
	n, end, ok := wholeAt(l, h.To)
	if !ok || !strings.HasPrefix(l.Text[end:], ")") {
		return 0, 0, false
	}
	return n, h.From, true
}

// countBefore reads the number before people, in digits or in words. Few in words are
// those served only where the text says that they are all, or what they will use.
func (rd *counter) countBefore(l *page.Line, h lexicon.Hit) (n, first int, ok bool) {
	if n, first, ok = numberBefore(l, h.From); ok {
		return n, first, ok
	}
	n, first, _, ok = rd.spelledBefore(l, h.From)
	return n, first, ok && (n >= leastSpelled || altogether(l, h.To) || opensUsing(l, first, h)) && n%1000 != 0
}

// spelledBefore reads the number in words that ends before word i or one word
// earlier. It gives its words [first,to).
func (rd *counter) spelledBefore(l *page.Line, i int) (n, first, to int, ok bool) {
	lang := rd.LanguageOf(l.Block)
	if lang == 0 {
		return 0, 0, 0, false
	}
	for to = i; to > 0 && to >= i-1; to-- {
		if to < i && l.Breaks(to) || l.DigitAt(to-1) {
			return 0, 0, 0, false
		}
		if n, first, ok = written.Spelled(l.Keys, to, rd.Lexicon.Languages[lang-1]); ok {
			return n, first, to, true
		}
	}
	return 0, 0, 0, false
}
