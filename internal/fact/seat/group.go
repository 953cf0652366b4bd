package seat

import (
	"slices"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// teachReach is how many words before people the word for teaching them may stand.
const teachReach = 5

// taught gives up those who are only taught, where the text names more people: the
// work serves those, "training of 31 HR staff" only prepares it.
func (rd *counter) taught(found map[int]*crowd) {
	for _, c := range crowdsOf(found) {
		if c.weight <= 0 || c.line == nil || !taughtIn(c.line, c.n) {
			continue
		}
		for _, other := range crowdsOf(found) {
			if other.n > c.n && other.weight > 0 && (other.line == nil || !taughtIn(other.line, other.n)) {
				c.weight = min(c.weight, seatOnly/2)
			}
		}
	}
}

// taughtIn tells whether a line says of n people that they are taught.
func taughtIn(l *page.Line, n int) bool {
	for k := range l.Words {
		if !l.DigitAt(k) {
			continue
		}
		if v, first, ok := numberBefore(l, k+1); !ok || v != n || first != k {
			continue
		}
		return l.Beside.People.Teach.HasAny(l.Words[max(0, k-teachReach):k])
	}
	return false
}

// joined gives up the people whom the text counts beside others, in one breath, and
// does not add up: "310 officials and about 40 caretakers" are two groups.
func (rd *counter) joined(found map[int]*crowd) {
	for _, c := range crowdsOf(found) {
		if c.weight <= 0 || c.line == nil {
			continue
		}
		for _, h := range c.line.Hits {
			if !slices.Contains(countedPeople, h.Topic) {
				continue
			}
			if n, _, ok := rd.countBefore(c.line, h); !ok || n != c.n {
				continue
			}
			if other := rd.joinedTo(c.line, h.To); other >= leastAdded && !counts(found, c.n+other) {
				setApart(c, found[other], other)
			}
		}
	}
}

// setApart lowers two groups of one line. Many times as many are another kind of
// people: "14 employees and 1,900 members".
func setApart(c, second *crowd, other int) {
	if other < wholeTimes*c.n {
		c.weight = min(c.weight, seatOnly/2)
	}
	if second != nil && second.line == c.line && c.n < wholeTimes*other {
		second.weight = min(second.weight, seatOnly/2)
	}
}

func counts(found map[int]*crowd, n int) bool { return found[n] != nil && found[n].weight > 0 }

// joinReach is how many words may stand between "and" and the number of others.
const joinReach = 3

// joinedTo gives how many others a line names behind people that end before word i:
// "310 officials and about 40 caretakers".
func (rd *counter) joinedTo(l *page.Line, i int) int {
	and, ok := l.At(i, topic.PartyAnd)
	if !ok {
		return 0
	}
	lang := rd.LanguageOf(l.Block)
	for k := and.To; k < len(l.Words) && k <= and.To+joinReach && !l.Breaks(k); k++ {
		if n, end, ok := rd.numberAt(l, k, lang); ok {
			return rd.ofPeople(l, n, end)
		}
	}
	return 0
}

// numberAt reads the number that begins at word k, in digits or words, and gives the
// word behind it.
func (rd *counter) numberAt(l *page.Line, k int, lang uint8) (n, end int, ok bool) {
	if l.DigitAt(k) {
		end = numberEnd(l, k)
		n, _, ok = numberBefore(l, end)
		return n, end, ok
	}
	if lang == 0 {
		return 0, 0, false
	}
	n, first, ok := written.Spelled(l.Keys, k+1, rd.Lexicon.Languages[lang-1])
	return n, k + 1, ok && first == k
}

// ofPeople gives a number if the noun behind it may be people. Users are no other group
// than the staff: "900 employees and 240 users".
func (rd *counter) ofPeople(l *page.Line, n, end int) int {
	if end >= len(l.Words) || l.Breaks(end) || !rd.countsSomething(l, l.Words[end-1].Start, l.Words[end-1].End) {
		return 0
	}
	if l.Covered(end, topic.SeatUser) {
		return 0
	}
	lang := rd.LanguageOf(l.Block)
	if namesPeople(l, end) || lang > 0 && rd.Lexicon.Persons[lang-1].Has(l.Words[end].Text) {
		return n
	}
	return 0
}
