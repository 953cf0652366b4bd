package seat

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// Bounds of parts that add up to a number of people.
const (
	mostAdded  = 8
	leastWhole = 10
	leastAdded = 2
)

// numeral is a number in a line: its words are [first:to).
type numeral struct {
	n, first, to int
	line         *page.Line
}

// summed finds in a block with people a number that is the sum of those right
// before it or right behind it: "660 users: 120 at intake and 540 carers", "41
// developers and 12 testers: 53". It is the whole, the others are parts.
func (rd *counter) summed(found map[int]*crowd) {
	blocks := map[int]bool{}
	for _, c := range found {
		if c.line != nil && c.line.Table == 0 {
			blocks[c.line.Block] = true
		}
	}
	var all []numeral
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table > 0 || !blocks[l.Block] {
			continue
		}
		if i == 0 || rd.Lines[i-1].Block != l.Block {
			all = all[:0]
		}
		all = rd.numeralsOf(all, l)
		if i+1 == len(rd.Lines) || rd.Lines[i+1].Block != l.Block {
			rd.addParts(found, all)
		}
	}
}

// numeralsOf appends the whole numbers of a line that may count people, those
// of its label first.
func (rd *counter) numeralsOf(out []numeral, l *page.Line) []numeral {
	if l.Label != "" && written.HasDigit(l.Label) && l.LabelTopics.HasAny(countedPeople) {
		ws := rd.Words(l.Label)
		m := page.Line{Beside: l.Beside, Text: l.Label, Words: ws, Keys: lexicon.Texts(ws), Numeric: true}
		for k := range m.Words {
			if n, first, ok := numberBefore(&m, k+1); ok && (k+1 == len(m.Words) || !m.DigitAt(k+1)) {
				out = append(out, numeral{n, first, k + 1, l})
			}
		}
	}
	for k := 0; l.Numeric && k < len(l.Words); k++ {
		if !l.DigitAt(k) {
			continue
		}
		to := numberEnd(l, k)
		if n, first, ok := numberBefore(l, to); ok && first == k && rd.countsSomething(l, l.Words[first].Start, l.Words[to-1].End) {
			out = append(out, numeral{n, first, to, l})
		}
		k = to - 1
	}
	return out
}

// addParts finds the sums among the numbers of a block.
func (rd *counter) addParts(found map[int]*crowd, all []numeral) {
	for i, whole := range all {
		if whole.n < leastWhole {
			continue
		}
		behind := all[i+1:]
		before := slices.Clone(all[max(0, i-mostAdded):i])
		slices.Reverse(before)
		for _, parts := range [][]numeral{behind, before} {
			if k := addends(whole.n, parts); k > 1 && rd.takeWhole(found, whole, parts[:k]) {
				return
			}
		}
	}
}

// addends tells how many of the first parts add up to a whole, 0 for none.
func addends(whole int, parts []numeral) int {
	sum := 0
	for k, p := range parts[:min(len(parts), mostAdded)] {
		if sum += p.n; p.n < leastAdded || sum > whole {
			return 0
		}
		if sum == whole {
			return k + 1
		}
	}
	return 0
}

// takeWhole takes a sum before its parts, when some of them are people and none
// is left out.
func (rd *counter) takeWhole(found map[int]*crowd, whole numeral, parts []numeral) bool {
	weight, people := 0.0, false
	for _, p := range append([]numeral{whole}, parts...) {
		if c := found[p.n]; c != nil && c.weight > 0 && c.block == p.line.Block {
			weight, people = max(weight, c.weight), true
		}
		if _, out := p.line.Window(p.to, min(len(p.line.Words), p.to+outsideReach/2), topic.SeatOutside, topic.Negation); out {
			return false
		}
	}
	if c := found[whole.n]; !people || (c == nil || c.weight <= 0) && !whole.bare() {
		return false
	}
	for _, p := range parts {
		if c := found[p.n]; c != nil {
			c.weight = min(c.weight, seatOnly/2)
		}
	}
	c := found[whole.n]
	if c == nil {
		l := whole.line
		c = &crowd{n: whole.n, line: l, block: l.Block, ev: rd.Evidence(l, 0, len(l.Text))}
		found[whole.n] = c
	}
	c.weight = max(c.weight, weight) + seatByTotal
	c.trade = false
	return true
}

// bare tells whether no noun follows a number: it counts what was counted
// before.
func (n numeral) bare() bool {
	l := n.line
	return n.to >= len(l.Words) || l.Breaks(n.to) || strings.HasSuffix(l.Text[:l.Words[n.to].Start], ") ") || l.Beside.People.Behind.Has(l.Words[n.to].Text)
}
