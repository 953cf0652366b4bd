package fact

import (
	"strings"

	"claimline/internal/fact/lexicon"
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
func (l *line) wholeAt(i int) (n, end int, ok bool) {
	start := l.ws[i].Start
	v, size, ok := written.Number(l.text[start:])
	return int(v), start + size, ok && v == float64(int(v))
}

// numberBefore reads the number at most two words before word i. It gives the
// index of its first word.
func (l *line) numberBefore(i int) (n, first int, ok bool) {
	for back := range 3 {
		j := i - 1 - back
		if j < 0 || back > 0 && l.breaks(j+1) && strings.TrimSpace(l.between(j+1)) != ")" { // "seventy-five (75) clerks"
			return 0, 0, false
		}
		if l.digitAt(j) {
			return l.numberUpTo(j)
		}
	}
	return 0, 0, false
}

// numberUpTo reads the number whose last word is word j, unless it is a share or
// the name of a product.
func (l *line) numberUpTo(j int) (n, first int, ok bool) {
	if l.namesProduct(j) {
		return 0, 0, false
	}
	first = l.numberStart(j)
	n, end, ok := l.wholeAt(first)
	if !ok || end != l.ws[j].End || j+1 < len(l.ws) && strings.Contains(l.between(j+1), "%") {
		return 0, 0, false
	}
	return n, first, true
}

// namesProduct tells whether the number at word j is that of "Microsoft 365 for
// the staff".
func (l *line) namesProduct(j int) bool {
	return l.ws[j].Text == "365" && j > 0 && (makers[l.ws[j-1].Text] || l.ws[j-1].Text == "office")
}

// numberStart gives the first word of the number whose last word is word j, which
// may stand in groups of three digits: "1,140", "1 140", "1.140".
func (l *line) numberStart(j int) int {
	for j > 0 && l.groupAt(j) {
		j--
	}
	return j
}

// groupAt tells whether word k is a group of digits that goes on with the number
// in the word before.
func (l *line) groupAt(k int) bool {
	gap := l.between(k)
	return l.digitAt(k-1) && len(l.ws[k].Text) == 3 && len(gap) <= 2 && !strings.ContainsAny(gap, "-/:;()")
}

// numberEnd gives the word behind the number that begins at word i.
func (l *line) numberEnd(i int) int {
	for i++; i < len(l.ws) && l.digitAt(i) && len(l.ws[i].Text) == 3 && len(l.between(i)) <= 2; i++ {
	}
	return i
}

// behindAbout gives the byte at which the text goes on behind words such as
// "approximately".
func (l *line) behindAbout() int {
	i := 0
	for i < len(l.ws) {
		h, ok := l.at(i, topic.SeatAbout)
		if !ok {
			break
		}
		i = h.To
	}
	if i == 0 || i >= len(l.ws) {
		return 0
	}
	return l.ws[i].Start
}

// bracketed reads the number in brackets right behind all of the people: "all
// staff (75)".
func (l *line) bracketed(h lexicon.Hit) (n, first int, ok bool) {
	if h.To >= len(l.ws) || !l.digitAt(h.To) || strings.TrimSpace(l.between(h.To)) != "(" {
		return 0, 0, false
	}
	if _, all := l.window(max(0, h.From-3), h.From, topic.SeatTotal); !all {
		return 0, 0, false
	}
	n, end, ok := l.wholeAt(h.To)
	if !ok || !strings.HasPrefix(l.text[end:], ")") {
		return 0, 0, false
	}
	return n, h.From, true
}

// countBefore reads the number before word i, in digits or in words.
func (rd *reading) countBefore(l *line, i int) (n, first int, ok bool) {
	if n, first, ok = l.numberBefore(i); ok {
		return n, first, ok
	}
	lang := rd.languageOf(l.block)
	if lang == 0 {
		return 0, 0, false
	}
	for end := i; end > 0 && end >= i-1; end-- {
		if end < i && l.breaks(end) || l.digitAt(end-1) {
			return 0, 0, false
		}
		if n, first, ok = written.Spelled(l.keys, end, rd.lex.Languages[lang-1]); ok {
			return n, first, n >= leastSpelled && n%1000 != 0
		}
	}
	return 0, 0, false
}
