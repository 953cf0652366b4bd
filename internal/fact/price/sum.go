package price

import (
	"math"
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// amountAt is an amount of a line, both by number.
type amountAt struct{ line, amount int }

// columnSums gives the blocks of cells whose amount is the sum of at least two
// amounts above them in the same column.
func (rd *reading) columnSums() map[int]bool {
	out := map[int]bool{}
	for _, g := range rd.Tables {
		for col := range g.Cols {
			var above []float64
			sum, parts, sums := 0.0, 0, 0.0 // of the subtotals so far
			for row := range g.Cells {
				line, ok := rd.cellAt(g.At(row, col))
				if !ok {
					continue
				}
				v := rd.MoneyIn(&rd.Lines[line])[0].Money.Amount
				if len(above) >= 2 && nearly(v, sum) {
					out[g.At(row, col)] = true
					above, sum, parts, sums = nil, 0, parts+1, sums+v
					continue
				}
				if parts >= 2 && nearly(v, sums) || parts > 0 && len(above) > 0 && nearly(v, sums+sum) {
					out[g.At(row, col)] = true
				}
				above, sum = append(above, v), sum+v
			}
		}
	}
	return out
}

// placeCells notes the cells of tables that hold one amount, once.
func (rd *reading) placeCells() {
	if rd.cells != nil {
		return
	}
	rd.cells = make([]int32, len(rd.Doc.Blocks))
	for i := range rd.Lines {
		if l := &rd.Lines[i]; l.Table > 0 && len(rd.MoneyIn(l)) == 1 {
			rd.cells[l.Block], rd.full = int32(i+1), rd.full+1
		}
	}
}

// cellAt gives the line with the one amount of a cell, where
// there is one.
func (rd *reading) cellAt(block int) (line int, ok bool) {
	if block < 0 || rd.cells[block] == 0 {
		return 0, false
	}
	return int(rd.cells[block]) - 1, true
}

// sumMarks are what amounts in running text are to each other.
type sumMarks struct {
	adds   map[amountAt]bool // sums of others, and changes
	parts  map[amountAt]bool // parts of sums
	shares map[amountAt]bool // parts that stand behind their sum
	states map[amountAt]bool // the price before or after a change
}

// summands is how many amounts before another one may add up to it.
const summands = 12

// textSums gives the amounts in running text that are the sum of at least two
// amounts before them, all of the last ones or some of them in order, and the
// parts of these sums.
func (rd *reading) textSums() sumMarks {
	sums, parts := map[amountAt]bool{}, map[amountAt]bool{}
	var before []sow.Money
	var places []amountAt
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 {
			continue
		}
		for k, h := range rd.MoneyIn(l) {
			if used := sumOf(before, h.Money); used > 0 {
				sums[amountAt{i, k}] = true
				for _, at := range places[len(places)-used:] {
					parts[at] = true
				}
				before, places = nil, nil
			}
			if before, places = append(before, h.Money), append(places, amountAt{i, k}); len(before) > summands {
				before, places = before[1:], places[1:]
			}
		}
	}
	marks := sumMarks{adds: sums, parts: parts, shares: map[amountAt]bool{}}
	rd.leadingSums(marks)
	return marks
}

// leadingSums adds the amounts of a block that are the sum of all those right
// behind them: "£23,650 + VAT: £8,000 now, £8,000 in May, £7,650 at the end".
func (rd *reading) leadingSums(marks sumMarks) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 || !l.Numeric {
			continue
		}
		for k, h := range rd.MoneyIn(l) {
			if h.Money.Amount >= leastPrice {
				rd.leads(amountAt{i, k}, h.Money, marks)
			}
		}
	}
}

// leads marks an amount as a sum when those behind it in its block add up to it.
func (rd *reading) leads(at amountAt, whole sow.Money, marks sumMarks) {
	total := 0.0
	var seen []amountAt
	for n := at.line; n < len(rd.Lines) && rd.Lines[n].Block == rd.Lines[at.line].Block; n++ {
		for k, h := range rd.MoneyIn(&rd.Lines[n]) {
			if n == at.line && k <= at.amount {
				continue
			}
			if total += h.Money.Amount; h.Money.Currency != whole.Currency || total > whole.Amount+1 || len(seen) == summands {
				return
			}
			if seen = append(seen, amountAt{n, k}); len(seen) > 1 && nearly(total, whole.Amount) {
				marks.adds[at] = true
				for _, s := range seen {
					marks.parts[s], marks.shares[s] = true, true
				}
				return
			}
		}
	}
}

// sumOf tells how many of the last amounts add up to a sum, at least two; 0 for
// none. Prices for one piece, which others multiply, may stand between them.
func sumOf(before []sow.Money, sum sow.Money) int {
	total, skipping := 0.0, 0.0
	parts := 0
	for k := len(before) - 1; k >= 0 && before[k].Currency == sum.Currency; k-- {
		if k+1 < len(before) && divides(before[k], before[k+1]) && before[k].Amount < before[k+1].Amount {
			skipping += before[k].Amount
			continue
		}
		total += before[k].Amount
		if parts++; parts > 1 && nearly(total, sum.Amount) || parts > 1 && skipping > 0 && nearly(total+skipping, sum.Amount) {
			return len(before) - k
		}
	}
	return 0
}

// increases finds an amount and the two states that it lies between: "adds
// £13,200 to the price, which rises from £80,000 to £93,200". It marks the
// amount as a sum, and gives the states, which are no prices of this document.
func (rd *reading) increases(sums map[amountAt]bool) map[amountAt]bool {
	states := map[amountAt]bool{}
	rd.changes(sums, states)
	rd.tableChanges(sums, states)
	rd.accumulated(sums, states)
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 {
			continue
		}
		hits := rd.MoneyIn(l)
		for k := 0; k+1 < len(hits); k++ {
			fromTo := fromTo(l, hits[k], hits[k+1])
			if !fromTo && rd.kind != sow.KindChangeOrder {
				continue
			}
			at, ok := rd.moved(i, hits[k+1].Money.Amount-hits[k].Money.Amount, fromTo)
			if ok && !fromTo && at.line >= i && (at.line > i || at.amount > k+1) {
				sums[at] = true // "127,600 fall away and 141,650 are added, which makes 14,050"
			} else if ok && fromTo {
				sums[at], states[amountAt{i, k}], states[amountAt{i, k + 1}] = true, true, true
			}
		}
	}
	return states
}

// changes finds in a change order the price before it, the change and the price
// after it, in this order or with the change last, and marks the change as a sum
// and the others as states.
func (rd *reading) changes(sums, states map[amountAt]bool) {
	var last []placedMoney
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 {
			continue
		}
		for k, h := range rd.MoneyIn(l) {
			last = append(last, placedMoney{h.Money.Amount, amountAt{i, k}})
			if n := len(last); n >= 3 {
				rd.changeOf(last[n-3], last[n-2], last[n-1], sums, states)
			}
		}
	}
}

// placedMoney is an amount, in whatever currency, with its place.
type placedMoney struct {
	amount float64
	at     amountAt
}

// changeOf marks three amounts that follow each other when one of them is the
// change between the others.
func (rd *reading) changeOf(a, b, c placedMoney, sums, states map[amountAt]bool) {
	if a.amount < leastPrice {
		return
	}
	mid, l := &rd.Lines[b.at.line], &rd.Lines[c.at.line]
	if rd.kind != sow.KindChangeOrder && !rd.saysChange(&rd.Lines[a.at.line], mid, l) {
		return
	}
	switch {
	case nearly(a.amount+b.amount, c.amount) && b.amount < a.amount && !rd.ofChange(l, c.at):
		delete(sums, c.at)
		sums[b.at], states[a.at], states[c.at] = true, true, true
	case nearly(b.amount-a.amount, c.amount) && c.amount < a.amount:
		sums[c.at], states[a.at], states[b.at] = true, true, true
	case nearly(a.amount+b.amount, c.amount) && (rd.givesStates(l) || rd.givesStates(mid)): // "B costs 105; the order stood at 260, it stands at 365"
		delete(sums, c.at)
		sums[a.at], states[b.at], states[c.at] = true, true, true
	case nearly(a.amount-b.amount, c.amount) && !slices.ContainsFunc([]*page.Line{&rd.Lines[a.at.line], mid, l}, rd.givesStates): // "33,800 is added, 9,200 credited, 24,600 remains"
		sums[c.at], states[a.at] = true, true
	}
}

// ofChange tells whether the words before an amount say that it is the value of the
// change: "the value of this amendment is therefore 35,500".
func (rd *reading) ofChange(l *page.Line, at amountAt) bool {
	s := spotIn(l, rd.MoneyIn(l), at.amount)
	_, change := l.Window(s.low, s.at, topic.ValueChange)
	return change && !rd.givesStates(l)
}

// fromTo tells whether two amounts stand in "from A to B".
func fromTo(l *page.Line, a, b written.Amount) bool {
	at := l.WordAt(a.Start)
	if at == 0 || l.WordAt(b.Start)-l.WordAt(a.End) > 2 {
		return false
	}
	_, from := l.At(at-1, topic.PartySmall, topic.DateFrom, topic.ValueBefore, topic.PartyFrom)
	return from
}

// amountNear finds an amount in the line i or another one of its block.
func (rd *reading) amountNear(i int, amount float64) (amountAt, bool) {
	for n := max(0, i-2); n <= i+2 && n < len(rd.Lines); n++ {
		if rd.Lines[n].Block != rd.Lines[i].Block {
			continue
		}
		for k, h := range rd.MoneyIn(&rd.Lines[n]) {
			if amount > 0 && nearly(h.Money.Amount, amount) {
				return amountAt{n, k}, true
			}
		}
	}
	return amountAt{}, false
}

// moved finds the amount by which a price changes in line i: in its block, or in a
// table if the line says from what to what.
func (rd *reading) moved(i int, amount float64, fromTo bool) (at amountAt, ok bool) {
	if at, ok = rd.amountNear(i, amount); !ok && fromTo {
		return rd.amountIn(amount)
	}
	return at, ok
}

// amountIn finds the last cell of a table that holds an amount.
func (rd *reading) amountIn(amount float64) (at amountAt, ok bool) {
	for i := range rd.Lines {
		if l := &rd.Lines[i]; l.Table > 0 && amount >= leastPrice {
			if hits := rd.MoneyIn(l); len(hits) == 1 && nearly(hits[0].Money.Amount, amount) {
				at, ok = amountAt{i, 0}, true
			}
		}
	}
	return at, ok
}

// years tells whether an amount is a yearly one over two to five years.
func years(yearly, whole sow.Money) bool {
	n := math.Round(whole.Amount / yearly.Amount)
	return yearly.Currency == whole.Currency && n >= 2 && n <= 5 && nearly(n*yearly.Amount, whole.Amount)
}

// Bounds of a tax on services as a part of the price.
const (
	leastTax = 0.02
	mostTax  = 0.28
)

// withoutTax lowers the prices in which a stated tax is contained: those that
// are the sum of another price and an amount beside a rate of tax.
func (rd *reading) withoutTax(order []sow.Money, by map[sow.Money]*price) {
	if len(order) < 2 {
		return
	}
	for _, tax := range rd.taxes() {
		for _, net := range order {
			if share := tax.Amount / net.Amount; tax.Currency != net.Currency || share < leastTax || share > mostTax || by[net].weight < priceOnly {
				continue
			}
			for gross, p := range by {
				if gross.Currency == net.Currency && !p.net && nearly(gross.Amount, net.Amount+tax.Amount) {
					p.weight -= priceLabel
					by[net].total = true
				}
			}
		}
	}
}

// taxes gives the amounts that may be a tax: those beside a rate in per cent or a
// word for another sum.
func (rd *reading) taxes() []sow.Money {
	var out []sow.Money
	for i := range rd.Lines {
		l := &rd.Lines[i]
		hits := rd.MoneyIn(l)
		if len(hits) == 0 || !strings.Contains(l.Text, "%") && !strings.Contains(l.Label, "%") && !lexicon.Uncovered(l.LabelHits, topic.ValueOther, topic.ValueNet) {
			continue
		}
		for _, h := range hits {
			out = append(out, h.Money)
		}
	}
	return out
}
