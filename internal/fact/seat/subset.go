package seat

import (
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// subsetReach is how many words the number of a part may stand from that of the
// whole.
const subsetReach = 8

// subsets finds sentences that say of a number of people that only some of them
// are meant: "of its 1,400 staff, 850 need Teams", "1,050 staff; 620 of them",
// "2,700 of the 3,400". The whole of an employer then is not the number served.
func (rd *counter) subsets(found map[int]*crowd) {
	rd.subsetsBelow(found)
	rd.remainders(found)
	rd.leftOver(found)
	for _, whole := range crowdsOf(found) {
		if whole.line != nil && whole.line.Table <= 0 && whole.weight > 0 && whole.n >= leastRepeated {
			rd.subsetsOf(whole, found)
		}
	}
}

// leastShare is the least part of a whole that a subset of it is: one in so many.
const leastShare = 50

// subsetsOf prefers the numbers in the line of a whole that are parts of it.
func (rd *counter) subsetsOf(whole *crowd, found map[int]*crowd) {
	l := whole.line
	for k := range l.Words {
		if !l.DigitAt(k) || k+1 < len(l.Words) && l.DigitAt(k+1) && l.Between(k+1) != " " {
			continue
		}
		n, first, ok := numberBefore(l, k+1)
		if !ok || n >= whole.n || n < leastSeats || n*leastShare < whole.n {
			continue
		}
		if isSubset(l, first, k+1, whole.n) || (whole.staff || !countsUsers(l, first)) && (ofWhom(l, first, k+1, whole.n) || whomServed(l, first, k+1, whole.n)) {
			rd.preferPart(found, whole, n, l, first, k+1)
		}
	}
}

// countsUsers tells whether a line counts by a word for users before word first: "38 of
// the 165 users" are a part that the work serves as well.
func countsUsers(l *page.Line, first int) bool {
	_, users := l.Window(0, first, topic.SeatUser)
	return users
}

// subsetsBelow finds them where the part stands in the next line of the block: "412
// people are employed. The system is used by 96 of them".
func (rd *counter) subsetsBelow(found map[int]*crowd) {
	for i := 1; i < len(rd.Lines); i++ {
		l, above := &rd.Lines[i], &rd.Lines[i-1]
		if !l.Numeric || l.Block != above.Block || len(l.Words) < 3 {
			continue
		}
		k := partOfThem(l)
		if k < 0 {
			continue
		}
		n, _, ok := numberBefore(l, numberEnd(l, k))
		if !ok {
			continue
		}
		for _, whole := range crowdsOf(found) {
			if whole.line == above && n < whole.n && n >= 5 && whole.n >= leastRepeated {
				rd.preferPart(found, whole, n, l, k, numberEnd(l, k))
				break
			}
		}
	}
}

// isSubset tells whether the number in the words [first:to) is said to be that of
// some of the whole, which stands in the same line.
func isSubset(l *page.Line, first, to, whole int) bool {
	for i := to; i < len(l.Words) && i < to+subsetReach; i++ {
		if l.DigitAt(i) {
			return partBefore(l, first, to, i, whole)
		}
	}
	for i := first - 1; i >= 0 && i > first-subsetReach; i-- {
		if l.DigitAt(i) {
			return partBehind(l, first, to, i, whole)
		}
	}
	return false
}

// partBefore tells whether the number in the words [first:to) is that of a part,
// with its whole at word i behind it: "2,700 of the 3,400", "310 of its 1,150".
func partBefore(l *page.Line, first, to, i, whole int) bool {
	n, start, ok := numberBefore(l, numberEnd(l, i))
	if !ok || n != whole || start != i {
		return false
	}
	if i-to > 4 || i == to || first > 0 && l.Hyphened(first) {
		return false
	}
	joined := false
	for k := to; k < i; k++ {
		people := namesPeople(l, k)
		if !people && !isOf(l, k) || l.Breaks(k) {
			return false
		}
		joined = joined || !people
	}
	return joined
}

// isOf tells whether word k may stand between the number of a part and that of the
// whole.
func isOf(l *page.Line, k int) bool {
	return l.Beside.People.Of.Has(l.Words[k].Text) || l.Beside.People.The.Has(l.Words[k].Text)
}

// partBehind tells whether the number in the words [first:to) is that of a part,
// with its whole, which ends at word i, before it: "of its 1,400 staff, 850".
func partBehind(l *page.Line, first, to, i, whole int) bool {
	n, start, ok := numberBefore(l, i+1)
	if !ok || n != whole || start == 0 {
		return false
	}
	if start > 3 || !l.Beside.People.Of.Has(l.Words[0].Text) {
		return false
	}
	counts := to < len(l.Words) && namesPeople(l, to) && !l.Breaks(to)
	return !counts || strings.Contains(l.Text[l.Words[i].End:l.Words[first].Start], ",")
}
