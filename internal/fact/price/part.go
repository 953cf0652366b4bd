package price

import (
	"math"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// addParts takes the sum of the prices that one sentence gives for the parts of the
// work, where the text states no larger one: "EUR 18,500 for part 1 and EUR 27,000
// for part 2, before tax".
func (rd *reading) addParts(order []sow.Money, by map[sow.Money]*price) []sow.Money {
	for i := range rd.Lines {
		if l := &rd.Lines[i]; !l.Numeric || l.Table > 0 { // most lines
			continue
		}
		sum, ok := rd.sentenceSum(&rd.Lines[i])
		if !ok || by[sum.money] != nil || rd.anyAbove(sum.money.Amount-1) {
			continue
		}
		for _, h := range rd.MoneyIn(&rd.Lines[i]) {
			if p := by[h.Money]; p != nil {
				sum.weight = max(sum.weight, p.weight)
				p.weight = 0
			}
		}
		sum.weight += priceSum
		added := sum // of its own, so that lines without a sum take no memory
		by[sum.money] = &added
		order = append(order, sum.money)
	}
	return order
}

// sentenceSum adds up the amounts of a sentence on the price that are each for
// something.
func (rd *reading) sentenceSum(l *page.Line) (sum price, ok bool) {
	if l.Edge || !pricesWork(l) {
		return price{}, false
	}
	hits := rd.MoneyIn(l)
	if len(hits) < 2 || hits[0].Money.Currency == "" {
		return price{}, false
	}
	total := sow.Money{Currency: hits[0].Money.Currency}
	for k, h := range hits {
		if h.Money.Currency != total.Currency || h.Money.Amount < leastPrice || !forSomething(l, spotIn(l, hits, k)) || perMonth(l, hits, k) {
			return price{}, false
		}
		total.Amount += h.Money.Amount
	}
	total.Amount = math.Round(total.Amount*100) / 100
	return price{money: total, weight: priceAccept, total: true, ev: rd.Evidence(l, hits[0].Start, hits[len(hits)-1].End), block: l.Block}, true
}

// pricesWork tells whether a sentence is on the price and names no other sum.
func pricesWork(l *page.Line) bool {
	if lexicon.Uncovered(l.Hits, topic.ValueOther, topic.ValueNet) || l.Topics.Has(topic.ValuePart) || l.Topics.Has(topic.LicenceThing) {
		return false
	}
	return l.Head.Has(topic.HeadPrice) || l.Topics.Has(topic.ValueSays) || l.Labelled(topic.ValueLabel)
}

// forSomething tells whether the words behind an amount say what it is paid for, and
// not how often.
func forSomething(l *page.Line, s spot) bool {
	if s.after+1 >= len(l.Words) || !l.Beside.Small.For.Has(l.Words[s.after].Text) || l.Breaks(s.after) {
		return false
	}
	return !isRate(l, s, true) && !l.Beside.Amounts.Each.Has(l.Words[s.after+1].Text) && !l.DigitAt(s.after+1)
}

// anyAbove tells whether the document names an amount above a bound.
func (rd *reading) anyAbove(bound float64) bool {
	for m := range rd.amounts() {
		if m.Amount > bound {
			return true
		}
	}
	return false
}

// paidReach is how many lines before that of a part the whole may stand.
const paidReach = 8

// paidOn tells whether the words right behind an amount say when this part of a larger
// amount before it in its block is paid: "a fee of £87,500. You pay £30,000 on signature".
func (rd *reading) paidOn(l *page.Line, n int, s spot, m sow.Money) bool {
	if part, ok := l.At(s.after, topic.ValuePart); !ok || l.Table > 0 || l.Breaks(part.From) {
		return false
	}
	for first := n - paidReach; n >= max(0, first) && rd.Lines[n].Block == l.Block; n-- {
		for _, h := range rd.MoneyIn(&rd.Lines[n]) {
			if h.Money.Currency == m.Currency && h.Money.Amount > m.Amount {
				return true
			}
		}
	}
	return false
}
