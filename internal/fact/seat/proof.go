package seat

import (
	"maps"
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// everybodyReach is how many words stand between "all" and the people.
const everybodyReach = 3

// everybody tells whether the text says, outside of what it leaves out, that
// something is for all people, without a number: "Teams for all staff".
func (rd *counter) everybody() bool {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadExcluded) || l.Head.Has(topic.HeadAbout) || !l.Topics.Has(topic.SeatTotal) || !l.Topics.Has(topic.SeatPeople) {
			continue
		}
		for _, h := range l.Hits {
			if h.Topic != topic.SeatPeople {
				continue
			}
			if all, ok := l.Window(max(0, h.From-everybodyReach), h.From, topic.SeatTotal); ok && rd.isAll(l, all) && !slices.ContainsFunc(l.Words[all.To:h.From], func(w lexicon.Word) bool { return page.DigitInside(w.Text) }) {
				return true
			}
		}
	}
	return false
}

// isAll tells whether a word for the whole leaves nobody out.
func (rd *counter) isAll(l *page.Line, h lexicon.Hit) bool {
	return l.Beside.People.All.HasAny(l.Words[h.From:h.To])
}

// addedUp gives the number in the rows of a table that is the sum of the others:
// the whole of parts that each have a row.
func addedUp(rows []crowd) (crowd, bool) {
	sum := 0
	for _, c := range rows {
		sum += c.n
	}
	for _, c := range rows {
		if len(rows) > 2 && 2*c.n == sum {
			return c, true
		}
	}
	return crowd{}, false
}

// crowdsOf gives the numbers of people, the largest first.
func crowdsOf(found map[int]*crowd) []*crowd {
	out := slices.Collect(maps.Values(found))
	slices.SortFunc(out, func(a, b *crowd) int { return b.n - a.n })
	return out
}

// mostGroups is the most equal groups into which people are divided.
const mostGroups = 100

// divided finds a number of people that is another one times a number which the
// line of that one states: "1,480 staff in 74 courses of 20". The product is the
// whole, the other one a group.
func (rd *counter) divided(found map[int]*crowd) {
	for _, whole := range crowdsOf(found) {
		for _, group := range crowdsOf(found) {
			if group.n < 2 || whole.n <= group.n || whole.n%group.n != 0 || whole.n/group.n > mostGroups || group.weight <= 0 && whole.weight <= 0 {
				continue
			}
			if rd.States(group.line, float64(whole.n/group.n)) {
				whole.weight += seatByWork
				group.weight = 0
			}
		}
	}
}

// remainders finds the number of those who are left when a stated part is taken
// off a whole, and for whom something is done: "3,900 people include 2,050
// drivers; the remaining 1,850 move to Teams".
func (rd *counter) remainders(found map[int]*crowd) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if !l.Numeric || l.Table > 0 || l.Edge {
			continue
		}
		for k := 1; k < len(l.Words); k++ {
			if !l.DigitAt(k) {
				continue
			}
			if n, end, ok := restAt(l, k); ok {
				rd.preferRest(found, n, l, k, end)
			}
		}
	}
}

// restAt reads the number at word k as that of those who are left, for whom
// something is done. It gives the word behind the number.
func restAt(l *page.Line, k int) (n, end int, ok bool) {
	end = numberEnd(l, k)
	if !l.Beside.People.Rest.Has(l.Words[k-1].Text) && (end >= len(l.Words) || !l.Beside.People.Rest.Has(l.Words[end].Text)) {
		return 0, 0, false
	}
	n, first, ok := numberBefore(l, end)
	if !ok || first != k || leftOut(l, first, lexicon.Hit{From: end, To: end}) {
		return 0, 0, false
	}
	_, served := l.Window(end, min(len(l.Words), end+subsetReach), topic.SeatServed, topic.PartyReceives)
	return n, end, served
}

// preferRest takes n people, in the words [first:end) of a line, before the
// largest whole whose line states how many others it has.
func (rd *counter) preferRest(found map[int]*crowd, n int, l *page.Line, first, end int) {
	for _, whole := range crowdsOf(found) {
		others := whole.n - n
		if others < leastSeats || whole.line == nil || !rd.States(whole.line, float64(others)) {
			continue
		}
		if part := found[others]; part != nil {
			part.weight = 0
		}
		rd.preferPart(found, whole, n, l, first, end)
		return
	}
}

// preferPart takes the number of a part, in the words [first:to) of a line, before
// that of the whole.
func (rd *counter) preferPart(found map[int]*crowd, whole *crowd, n int, l *page.Line, first, to int) {
	whole.weight = min(whole.weight, seatOnly/2)
	part := found[n]
	if part == nil {
		part = &crowd{n: n}
		found[n] = part
	}
	part.weight = max(part.weight, 0) + seatByWork + seatByTotal
	part.line, part.block, part.staff, part.trade = l, l.Block, false, false
	part.ev = rd.Evidence(l, l.Words[first].Start, l.Words[to-1].End)
}

// ofWhom tells whether the number in the words [first:to) is that of those whom the
// work serves, behind its whole: "640 staff, of whom 185 shall be users".
func ofWhom(l *page.Line, first, to, whole int) bool {
	part, ok := l.EndsAt(first, topic.SeatPart)
	if !ok || part.From == 0 || part.To-part.From < 2 && !l.Beside.People.Them.Has(l.Words[part.From].Text) {
		return false
	}
	if n, at, ok := wholeBehind(l, part.From); !ok || n != whole || part.From-at > subsetReach {
		return false
	}
	for i := to; i < len(l.Words) && i < to+servedReach && (i == to || !l.Breaks(i)); i++ {
		if _, used := l.At(i, topic.SeatUser, topic.SeatServed, topic.SeatMailbox); used {
			return true
		}
	}
	return false
}

// whomServed tells the same of a number before the word for them: "640 staff, 185 of whom
// (the clerks) will use it".
func whomServed(l *page.Line, first, to, whole int) bool {
	them := themBehind(l, to)
	if them == 0 || !servedSoon(l, them) || deniedSoon(l, them) {
		return false
	}
	n, at, ok := wholeBehind(l, first)
	return ok && n == whole && first-at <= subsetReach
}

// wholeBehind reads the last number before word i.
func wholeBehind(l *page.Line, i int) (n, at int, ok bool) {
	for k := i - 1; k >= 0 && k > i-subsetReach; k-- {
		if l.DigitAt(k) {
			n, at, ok = numberBefore(l, k+1)
			return n, at, ok
		}
	}
	return 0, 0, false
}

// namesPeople tells whether word i is one for people or a trade.
func namesPeople(l *page.Line, i int) bool {
	return l.Covered(i, topic.SeatPeople) || l.Covered(i, topic.SeatTrade)
}

// labelIs reads "The audience is 37 managers": the word for those served opens
// the sentence, and a number stands behind the verb.
func (rd *counter) labelIs(l *page.Line) (n, first, to int, ok bool) {
	if !l.Numeric || !l.Topics.Has(topic.SeatLabel) || !l.Topics.Has(topic.PartyIs) || l.Table > 0 {
		return 0, 0, 0, false
	}
	for _, h := range l.Hits {
		if h.Topic != topic.SeatLabel || h.From > 1 || h.From == 1 && !l.Covered(0, topic.PartyArticle) {
			continue
		}
		is, found := l.Window(h.To, min(len(l.Words), h.To+3), topic.PartyIs)
		if !found {
			continue
		}
		if n, first, to, ok = seatsBehind(l, is.To); ok && len(rd.MoneyIn(l)) == 0 {
			return n, first, to, true
		}
	}
	return 0, 0, 0, false
}

// seatsBehind reads a number of people, and of something in words, at most two
// words behind word i.
func seatsBehind(l *page.Line, i int) (n, first, to int, ok bool) {
	for last := i + 2; i < len(l.Words) && i <= last && !l.Breaks(i); i++ {
		if l.DigitAt(i) {
			n, end, whole := wholeAt(l, i)
			to = l.WordAt(end)
			return n, i, to, whole && maySeat(n)
		}
	}
	return 0, 0, 0, false
}
