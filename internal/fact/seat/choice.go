package seat

import (
	"math"
	"math/bits"
	"slices"
	"strconv"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// Bounds of a number of people.
const (
	leastPeople = 3
	mostPeople  = 300_000
)

// Choices gives the whole numbers that may count people whom the work that was
// detected serves.
func Choices(pg *page.Page, det *sow.Detection) []*pick.Choice[int] {
	if deniesCount(pg) {
		return nil
	}
	rd := &counter{Page: pg, det: det}
	var c pick.Choices[int]
	for i := range rd.Lines {
		if l := &rd.Lines[i]; l.Numeric {
			rd.countsIn(l, &c)
		}
		rd.spelledIn(&rd.Lines[i], &c)
	}
	c.List = rd.withoutEmployed(rd.withoutGroups(c.List))
	for _, one := range c.List {
		one.Traits = append(one.Traits, sizes[bits.Len(uint(one.Value))-1])
		if !slices.ContainsFunc(one.At, func(at pick.Stated) bool { return at.Line.DigitAt(at.From) }) {
			one.Traits = append(one.Traits, inWords)
		}
	}
	return c.List
}

// sizes are the traits of numbers by the power of two that they reach.
var sizes = func() (names [bits.UintSize]string) {
	for i := range names {
		names[i] = "size-" + strconv.Itoa(i)
	}
	return names
}()

// inWords is the trait of a number that stands in words wherever it does.
const inWords = "spelled"

// spelledIn adds the numbers in words before people: "fourteen people".
func (rd *counter) spelledIn(l *page.Line, c *pick.Choices[int]) {
	if !l.Topics.Meets(countedTopics) {
		return
	}
	for i := range l.Hits {
		h := &l.Hits[i]
		if !countedTopics.Has(h.Topic) {
			continue
		}
		if n, first, to, ok := rd.spelledBefore(l, h.From); ok && mayBePeople(float64(n)) {
			c.Add(n, pick.Stated{Line: l, From: first, To: to})
		}
	}
}

// countsIn adds the numbers of a line that may count people.
func (rd *counter) countsIn(l *page.Line, c *pick.Choices[int]) {
	i := 0
	for k := range l.Words {
		w := &l.Words[k]
		if w.Marks&lexicon.HoldsDigit == 0 { // most words
			continue
		}
		for i = max(i, w.Start); i < w.End; {
			if l.Text[i] < '0' || l.Text[i] > '9' || i > 0 && !opensNumber(l.Text[i-1]) {
				i++
				continue
			}
			v, n, ok := written.Number(l.Text[i:])
			end := i + max(n, 1)
			year := n == 4 && v > 1990 && v < 2060
			if ok && closesNumber(l.Text[end:]) && !year && mayBePeople(v) && rd.countsSomething(l, i, end) {
				c.Add(int(v), pick.StatedAt(l, i, end))
			}
			i = end
		}
	}
}

// mayBePeople tells whether a number is whole and neither too small nor too
// large for people.
func mayBePeople(v float64) bool {
	return v == math.Trunc(v) && v >= leastPeople && v <= mostPeople
}

// closesNumber tells whether a number may end before rest: not before the sign
// of a share, of a compound or of a fraction.
func closesNumber(rest string) bool {
	return rest == "" || rest[0] != '%' && rest[0] != '-' && rest[0] != '/'
}

// opensNumber tells whether a number can begin behind a byte: a space, the end
// of a no-break space, a bracket.
func opensNumber(b byte) bool { return b == ' ' || b == '(' || b == '\n' || b == 0xa0 || b == '~' }
