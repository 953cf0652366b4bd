package fact

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// definite are the words before a number that takes up those who were counted
// before: "all 640 use it", "pour les 180", "gives each of the 118 a Cloud PC".
var definite = wordSet(
	"the these those said all",
	"die der den diese diesen dieser alle allen aller",
	"les ces aux",
	"los las estos estas esos esas",
)

// wholeWords are the words before a number that leave nobody out, or point at somebody.
var wholeWords = wordSet("all these alle allen aller diese diesen ces tous toutes estos estas todos todas")

// wholeBefore tells whether a word before word i leaves nobody out.
func (l *line) wholeBefore(i int) bool {
	return wholeWords[l.ws[i-1].Text] || i > 1 && wholeWords[l.ws[i-2].Text]
}

// newly gives the people that a line counts only by a number: "all 2,400 will
// sign in with a passkey".
func (rd *reading) newly(l *line, n, first, to int) *crowd {
	if !l.wholeBefore(first) {
		return nil
	}
	if to < len(l.ws) && ofs[l.ws[to].Text] && !l.breaks(to) { // "harbour screens, all 140 of them"
		return nil
	}
	if _, served := l.window(0, min(len(l.ws), to+subsetReach), topic.SeatServed, topic.PartyReceives); !served || l.leftOut(first, lexicon.Hit{From: to, To: to}) || len(rd.moneyIn(l)) > 0 {
		return nil
	}
	return &crowd{n: n, weight: seatAlone, line: l, block: l.block, ev: rd.evidence(l, l.ws[first-1].Start, l.ws[to-1].End)}
}

// leastTakenUp is the least number that tells something without a noun.
const leastTakenUp = 12

// takenUp adds weight to the numbers of people that the text speaks of again as
// of known ones.
func (rd *reading) takenUp(found map[int]*crowd) {
	seen := map[int]bool{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || !l.numeric || l.table > 0 || l.head.has(topic.HeadExcluded) {
			continue
		}
		for k := 1; k < len(l.ws); k++ {
			if l.digitAt(k) && definite[l.ws[k-1].Text] {
				rd.takeUp(l, k, found, seen)
			}
		}
	}
}

// takeUp adds weight to the people whom the number at word k of a line points
// at, each once, or finds people that nothing counted before.
func (rd *reading) takeUp(l *line, k int, found map[int]*crowd, seen map[int]bool) {
	to := l.numberEnd(k)
	n, first, ok := l.numberBefore(to)
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
	if _, served := l.window(max(0, first-subsetReach), min(len(l.ws), to+subsetReach), topic.SeatServed, topic.PartyReceives); served {
		c.weight += seatByTotal
	}
}
