package seat

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// wholeBefore tells whether a word before word i leaves nobody out, or points at
// somebody.
func wholeBefore(l *page.Line, i int) bool {
	near := l.Words[max(0, i-2):i]
	return l.Beside.People.All.HasAny(near) || l.Beside.People.These.HasAny(near)
}

// newly gives the people that a line counts only by a number: "all 2,400 will
// sign in with a passkey".
func (rd *counter) newly(l *page.Line, n, first, to int) *crowd {
	if !wholeBefore(l, first) {
		return nil
	}
	if to < len(l.Words) && isOf(l, to) && !l.Breaks(to) { // "harbour screens, all 140 of them"
		return nil
	}
	if _, served := l.Window(0, min(len(l.Words), to+subsetReach), topic.SeatServed, topic.PartyReceives); !served || leftOut(l, first, lexicon.Hit{From: to, To: to}) || len(rd.MoneyIn(l)) > 0 {
		return nil
	}
	return &crowd{n: n, weight: seatAlone, line: l, block: l.Block, ev: rd.Evidence(l, l.Words[first-1].Start, l.Words[to-1].End)}
}

// leastTakenUp is the least number that tells something without a noun.
const leastTakenUp = 12

// takenUp adds weight to the numbers of people that the text speaks of again as
// of known ones.
func (rd *counter) takenUp(found map[int]*crowd) {
	seen := map[int]bool{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || !l.Numeric || l.Table > 0 || l.Head.Has(topic.HeadExcluded) {
			continue
		}
		for k := 1; k < len(l.Words); k++ {
			if l.DigitAt(k) && definite(l.Beside, l.Words[k-1].Text) {
				rd.takeUp(l, k, found, seen)
			}
		}
	}
}

// definite tells whether a word before a number takes up those who were counted
// before: "all 640 use it", "pour les 180", "gives each of the 118 a Cloud PC".
func definite(say *lexicon.Beside, word string) bool {
	return say.People.The.Has(word) || say.People.These.Has(word) || say.People.All.Has(word)
}

// takeUp adds weight to the people whom the number at word k of a line points
// at, each once, or finds people that nothing counted before.
func (rd *counter) takeUp(l *page.Line, k int, found map[int]*crowd, seen map[int]bool) {
	to := numberEnd(l, k)
	n, first, ok := numberBefore(l, to)
	if !ok || first != k || n < leastTakenUp || seen[n] || !(numeral{n, first, to, l}).bare() {
		return
	}
	c := found[n]
	if c == nil {
		if c = rd.newly(l, n, first, to); c != nil {
			found[n] = c
		}
		return
	}
	if c.weight <= 0 || c.line == l {
		return
	}
	seen[n] = true
	c.weight += seatByTotal
	c.staff = false
	if _, served := l.Window(max(0, first-subsetReach), min(len(l.Words), to+subsetReach), topic.SeatServed, topic.PartyReceives); served {
		c.weight += seatByTotal
	}
}
