package seat

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// altogether tells whether a number that ends before word to is said right behind it
// to be that of all: "110 people altogether", "255 in all".
func altogether(l *page.Line, to int) bool {
	h, ok := l.At(to, topic.SeatTotal)
	return ok && !l.Words[to].Capital && (h.To == len(l.Words) || l.Breaks(h.To)) && !strings.ContainsAny(l.Between(to), ".;:")
}

// allWeight weighs what says of people that they are all, but of those whom an employer
// has.
func allWeight(l *page.Line, first, to int) float64 {
	if _, staff := l.Window(0, first, topic.SeatEmploys); staff || !altogether(l, to) {
		return 0
	}
	return seatByWork
}

// opensUsing tells whether a sentence begins with people, counted from word first on,
// and says right behind them that they will use something: "Acht Menschen werden es
// benutzen".
func opensUsing(l *page.Line, first int, h lexicon.Hit) bool {
	if first > 0 || h.To >= len(l.Words) || l.Breaks(h.To) {
		return false
	}
	for i := h.To; i < len(l.Words) && i < h.To+usingReach && (i == h.To || !l.Breaks(i)); i++ {
		if _, no := l.At(i, topic.Negation, topic.SeatOutside); no {
			return false
		}
		if verb, ok := l.At(i, topic.SeatServed, topic.SeatUsedBy); ok && !l.Words[verb.From].Capital {
			return true
		}
	}
	return false
}

// usingReach is how many words behind people the verb may stand.
const usingReach = 4

// bareTotals reads the numbers without a noun that are said to be those of all, below a
// heading of people or in a line with people: "the remaining 215 users (255 in all)".
func (rd *counter) bareTotals(l *page.Line) (out []crowd) {
	if !l.Numeric || !l.Topics.Has(topic.SeatTotal) || l.Table > 0 || !l.Head.Has(topic.HeadUsers) && !l.Topics.Meets(peopleTopics) {
		return nil
	}
	for k := range l.Words {
		if !l.DigitAt(k) {
			continue
		}
		to := numberEnd(l, k)
		if n, first, ok := numberBefore(l, to); ok && first == k && maySeat(n) && to < len(l.Words) && !l.Breaks(to) && altogether(l, to) && rd.countsSomething(l, l.Words[first].Start, l.Words[to-1].End) {
			out = append(out, rd.crowdOf(l, n, seatAccept, first, to))
		}
	}
	return out
}
