// Package price finds what the services of a document cost. A page goes in; the one
// total comes out, without tax, licences and what may be bought beside, or the
// totals that speak against each other. It weighs each amount by its words, by its
// place in a table and by the sums that the amounts make.
package price

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// price is an amount that may be the services total, with what speaks for it.
type price struct {
	money  sow.Money
	weight float64
	total  bool // labelled as the total
	net    bool // said to be without tax
	sum    int  // the table in which it is the sum of a column, 0 for none
	table  int
	ev     sow.Evidence
	block  int
}

// Weights of what stands around an amount.
const (
	priceLabel   = 6.0
	priceSays    = 5.0
	priceAfter   = 3.0
	priceNet     = 2.0
	priceHeading = 2.0
	priceSum     = 5.0 // it is the sum of the rows above
	priceAgain   = 2.0 // it stands in another place as well
	priceWeak    = 2.0
	priceChange  = 5.0
	priceAccept  = 5.0
	priceOnly    = 2.0   // enough for the only amount that may be a price
	leastPrice   = 250.0 // below it an amount is a rate
)

// reading is the state of one pass over the amounts of a document.
type reading struct {
	*page.Page
	kind  sow.DocKind
	cells []int32 // by block: the line of a cell with one amount, from 1; 0 for none
	full  int     // how many there are
}

// Total gives the services total of a document of some kind, without tax and
// licences.
func Total(pg *page.Page, kind sow.DocKind) sow.Fact[sow.Money] {
	rd := &reading{Page: pg, kind: kind}
	rd.KnowCoinage()
	rd.placeCells()
	order, by := rd.prices()
	rd.withoutTax(order, by)
	rd.lowerTaxed(order, by)
	order = rd.lessRebates(order, by)
	rd.withoutGoods(order, by)
	order = rd.besideGoods(order, by)
	order = rd.addParts(rd.overTerms(order, by), by)
	f := rd.pickPrice(order, by)
	if f.State != sow.Missing {
		return f
	}
	if p, ok := rd.derivedPrice(); ok {
		return sow.NewFact(p.money, p.ev)
	}
	return f
}

// prices gives the amounts that may be the price, each once and in the order of
// the text, with the weight of all their places.
func (rd *reading) prices() (order []sow.Money, by map[sow.Money]*price) {
	sums := rd.columnSums()
	marks := rd.textSums()
	marks.states = rd.increases(marks.adds)
	by = map[sow.Money]*price{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadHistory) || l.Head.Has(topic.HeadBackground) && !l.Head.Has(topic.HeadPrice) {
			continue
		}
		if len(rd.MoneyIn(l)) > 0 && notTaken(rd.Page, l) {
			continue
		}
		for _, p := range rd.pricesIn(l, i, sums, marks) {
			if q := by[p.money]; q != nil {
				q.again(p)
				continue
			}
			c := p
			by[p.money], order = &c, append(order, p.money)
		}
	}
	return order, by
}

// again takes one more place of the same amount: the one that names it the total
// is the evidence.
func (q *price) again(p price) {
	elsewhere := q.block != p.block && p.weight > 0 && q.weight > 0
	q.weight = max(q.weight, p.weight)
	if elsewhere {
		q.weight += priceAgain
	}
	if p.weight > 0 && p.total && !q.total {
		q.ev = p.ev
	}
	q.total, q.net = q.total || p.total, q.net || p.net
}

// derivedPrice gives the price where no word names it: what the rows of a table
// add up to, a charge over its term, equal parts, or the only amount.
func (rd *reading) derivedPrice() (price, bool) {
	if p, ok := rd.rowsPrice(); ok && rd.kind != sow.KindChangeOrder && rd.kind != sow.KindManaged {
		return p, true
	}
	if p, ok := rd.termPrice(); ok {
		return p, true
	}
	if p, ok := rd.equalParts(); ok {
		return p, true
	}
	return rd.onlyPrice()
}

// pickPrice gives the price from the amounts that may be it. The only one needs
// less weight than the best of several.
func (rd *reading) pickPrice(order []sow.Money, by map[sow.Money]*price) sow.Fact[sow.Money] {
	slices.SortStableFunc(order, func(a, b sow.Money) int { return cmp.Compare(by[b].weight, by[a].weight) })
	if len(order) == 0 || order[0].Currency == "" {
		return sow.NoFact[sow.Money]()
	}
	best := by[order[0]]
	switch {
	case len(order) == 1 && best.weight >= priceOnly:
		return sow.NewFact(best.money, best.ev)
	case best.weight < priceAccept:
		return sow.NoFact[sow.Money]()
	case len(order) == 1:
		return sow.NewFact(best.money, best.ev)
	}
	next := by[order[1]]
	if rd.holds(next, best) {
		return sow.NewFact(next.money, next.ev)
	}
	if f := best.against(next); f.State != sow.Conflicting {
		return f
	}
	switch {
	case rd.addsUp(best, next), rd.contains(best.money, next.money):
		return sow.NewFact(best.money, best.ev)
	case rd.addsUp(next, best), rd.contains(next.money, best.money):
		return sow.NewFact(next.money, next.ev)
	}
	return best.against(next)
}

// holds tells whether an amount that the text names the total is that of which a
// heavier one is a part.
func (rd *reading) holds(whole, part *price) bool {
	if !whole.total || whole.weight < priceAccept || whole.money.Amount <= part.money.Amount {
		return false
	}
	return (rd.contains(whole.money, part.money) || rd.chargedBeside(whole.money, part.money)) && rd.saysTotal(whole)
}

// against gives the price where the second heaviest amount is next: a charge of
// which the other is the whole gives way, and two of the same weight are a
// conflict.
func (q *price) against(next *price) sow.Fact[sow.Money] {
	even := next.weight >= q.weight-0.5 && next.total && q.total
	switch {
	case termOf(q.money, next.money) && next.total && next.weight >= priceAccept: // the monthly charge and the whole term
		return sow.NewFact(next.money, next.ev)
	case termOf(next.money, q.money):
		return sow.NewFact(q.money, q.ev)
	case even && years(q.money, next.money): // a yearly charge and that of the term
		return sow.NewFact(next.money, next.ev)
	case even && years(next.money, q.money):
		return sow.NewFact(q.money, q.ev)
	case even, next.weight >= q.weight:
		return sow.Conflict([]sow.Money{q.money, next.money}, q.ev, next.ev)
	}
	return sow.NewFact(q.money, q.ev)
}

// termOf tells whether an amount is a monthly one over one to five years.
func termOf(monthly, whole sow.Money) bool {
	years := math.Round(whole.Amount / (12 * monthly.Amount))
	return monthly.Currency == whole.Currency && years >= 1 && years <= 5 && nearly(12*years*monthly.Amount, whole.Amount)
}

// pricesIn gives the amounts of line n that may be the price, with their weight.
func (rd *reading) pricesIn(l *page.Line, n int, sums map[int]bool, marks sumMarks) []price {
	hits := rd.MoneyIn(l)
	var out []price
	for i, h := range hits {
		at := amountAt{n, i}
		if h.Money.Amount < leastPrice || isAside(l, hits, i) || marks.states[at] || rd.givesWay(l, hits, i) {
			continue
		}
		w, total := rd.priceWeight(l, hits, i)
		w, total = rd.weighBehind(l, hits, i, w, total, marks.parts[at])
		w, total = marks.weigh(at, w, total, rd.kind == sow.KindChangeOrder)
		if sums[l.Block] && w > leastForSum {
			w += priceSum
			total = total || l.Label == ""
		}
		s := spotIn(l, hits, i)
		if rd.paidOn(l, n, s, h.Money) {
			w -= priceLabel
		}
		if w > 0 {
			p := price{money: h.Money, weight: w, total: total, ev: rd.Evidence(l, h.Start, h.End), block: l.Block, table: l.Table}
			if sums[l.Block] {
				p.sum = l.Table
			}
			_, p.net = l.Window(s.after, s.high, topic.ValueNet)
			out = append(out, p)
		}
	}
	return out
}

// weighBehind adds to the weight of amount i of a line what it is to those before
// it: the price that they are lowered to, a multiple of one, an instalment. Part
// tells whether it is one of several that add up to another amount.
func (rd *reading) weighBehind(l *page.Line, hits []written.Amount, i int, w float64, total, part bool) (float64, bool) {
	if i == 0 {
		return w, total
	}
	if w > 0 && !part && lowered(l, hits[i-1], hits[i]) {
		w, total = w+priceSays, true
	}
	if w > refused && !part && rd.multiplied(l, hits, i) {
		w, total = w+priceSum, true
	}
	if l.Table == 0 && divides(hits[i].Money, hits[i-1].Money) {
		w -= priceLabel // an instalment of the amount before it
	}
	return w, total
}

// givesWay tells whether amount i of a line is an end of an estimate, or a price
// that the amount behind it takes the place of.
func (rd *reading) givesWay(l *page.Line, hits []written.Amount, i int) bool {
	if i > 0 && rd.amountRange(l, hits[i-1], hits[i]) {
		return true
	}
	return i+1 < len(hits) && (rd.amountRange(l, hits[i], hits[i+1]) || lowered(l, hits[i], hits[i+1]))
}

// leastForSum is the weight above which an amount that others add up to may be the
// price.
const leastForSum = -3.0

// weigh adds to the weight of an amount what it is to the others. In a change
// order the change stays a price even where the words around it speak against it.
func (m sumMarks) weigh(at amountAt, w float64, total, change bool) (float64, bool) {
	if m.adds[at] && change && w > noPrice+priceLabel {
		w = max(w, 0)
	}
	if m.shares[at] {
		w -= priceAfter
	}
	if w > leastForSum && m.adds[at] {
		w, total = w+priceSum, true
	}
	return w, total
}

// divides tells whether an amount is one of several equal parts of a whole.
func divides(part, whole sow.Money) bool {
	times := math.Round(whole.Amount / part.Amount)
	return part.Currency == whole.Currency && times >= 2 && times <= 60 && nearly(times*part.Amount, whole.Amount)
}

// multiplied tells whether an amount is one before it in the line, such as a
// monthly charge, times a whole number that the text states or that may be a
// number of months.
func (rd *reading) multiplied(l *page.Line, hits []written.Amount, i int) bool {
	for _, h := range hits[:i] {
		if h.Money.Amount <= 0 || h.Money.Currency != hits[i].Money.Currency {
			continue
		}
		times := hits[i].Money.Amount / h.Money.Amount
		whole := math.Round(times)
		if whole < 2 || !nearly(whole*h.Money.Amount, hits[i].Money.Amount) {
			continue
		}
		at := l.WordAt(h.End)
		_, rate := l.Window(at, min(at+2, len(l.Words)), topic.ValueRate)
		if rate && (whole == 12 || whole == 24 || whole == 36 || whole == 48 || whole == 60) || rd.States(l, whole) || rd.spells(l, int(whole), l.WordAt(h.Start)) {
			return true
		}
	}
	return false
}

// mostSpelled is the largest number that a text writes out.
const mostSpelled = 99

// spells tells whether a number stands in words before word to of a line:
// "Twenty-six days at £700".
func (rd *reading) spells(l *page.Line, n, to int) bool {
	for i := 1; n <= mostSpelled && i <= to && i < len(l.Words); i++ {
		if !l.DigitAt(i-1) && rd.SmallNumber(l, i) == n {
			return true
		}
	}
	return false
}

// amountRange tells whether two amounts are the ends of an estimate: "EUR
// 75,000 to 85,000", "between $75,000 and $85,000".
func (rd *reading) amountRange(l *page.Line, a, b written.Amount) bool {
	from, to := l.WordAt(a.End), l.WordAt(b.Start)
	switch gap := strings.TrimSpace(l.Text[a.End:b.Start]); {
	case gap == "–", gap == "-", gap == "—":
		return true
	case to-from != 1:
		return false
	}
	if _, ok := l.At(from, topic.DateTo); ok {
		return true
	}
	_, between := l.EndsAt(l.WordAt(a.Start), topic.PartyBetween)
	return between
}
