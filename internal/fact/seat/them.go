package seat

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// partOfThem gives the word of a number that is one of those who were named before, -1
// for none: the first word of the line, or one with the word for them beside it.
func partOfThem(l *page.Line) int {
	for k := range l.Words {
		if l.DigitAt(k) && (k == 0 || !l.DigitAt(k-1)) && ofThem(l, k, numberEnd(l, k)) {
			return k
		}
	}
	return -1
}

// ofThem tells whether the number in the words [k,end) is that of some of those who were
// named before: "96 of them use it", "die davon 96 Leute nutzen", "Of these, 96 work
// with it".
func ofThem(l *page.Line, k, end int) bool {
	if behind := themBehind(l, end); behind > 0 {
		_, served := l.Window(0, k, topic.SeatServed)
		return !deniedSoon(l, behind) && (k == 0 || served || servedSoon(l, behind))
	}
	if k > 0 && l.Beside.People.Them.Has(l.Words[k-1].Text) && !l.Breaks(k) && end < len(l.Words) && namesPeople(l, end) {
		return true
	}
	return k <= themReach && opensWithThem(l) && servedSoon(l, k-1) && !deniedSoon(l, end)
}

// themReach is how many words may stand between "of them" and the number.
const themReach = 4

// opensWithThem tells whether a line begins with some of those who were named before:
// "Of these", "Davon", "Parmi eux".
func opensWithThem(l *page.Line) bool {
	if len(l.Words) < 2 {
		return false
	}
	people, second := &l.Beside.People, l.Words[1].Text
	return people.Them.Has(l.Words[0].Text) || people.Of.Has(l.Words[0].Text) && (people.Them.Has(second) || people.These.Has(second))
}

// themBehind gives the word behind "of them", "d'entre eux", which begins at word i; 0
// for none.
func themBehind(l *page.Line, i int) int {
	for k := i; k < len(l.Words) && k <= i+2; k++ {
		if l.Beside.People.Them.Has(l.Words[k].Text) {
			return k + 1
		}
		if !isOf(l, k) && len(l.Words[k].Text) > 1 {
			break
		}
	}
	return 0
}

// servedSoon tells whether the words behind word i, or behind an aside there, say of
// people that they use something or that it is for them.
func servedSoon(l *page.Line, i int) bool {
	i = l.BehindAside(i)
	_, used := l.Window(i, min(len(l.Words), i+servedReach), topic.SeatUser, topic.SeatServed, topic.SeatMailbox)
	return used
}

// deniedSoon tells whether the clause that goes on at word i, or behind an aside there,
// denies something of people.
func deniedSoon(l *page.Line, i int) bool {
	return leftOutBehind(l, i) || leftOutBehind(l, behindAside(l, i))
}
