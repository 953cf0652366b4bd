package fact

import (
	"math"
	"slices"
	"strings"

	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// leastRows is the least number of prices in a list that nobody added up.
const leastRows = 2

// lowerings are the beginnings of the words by which one price becomes another.
var lowerings = []string{"reduc", "redui", "reduz", "round", "discount", "lower", "ramen", "arrond", "ermassig", "gerundet", "abgerundet", "rebaj", "redonde", "waive", "forgo", "nachgelass"}

// lowered tells whether the words between two amounts say that the second takes
// the place of the first: "makes € 60,900, which we reduce to € 58,500".
func (l *line) lowered(a, b written.Amount) bool {
	if b.Money.Amount*2 < a.Money.Amount || b.Money.Amount > a.Money.Amount*mostTaxed || b.Money.Amount == a.Money.Amount {
		return false
	}
	for i := l.wordAt(a.End); i < l.wordAt(b.Start) && i < len(l.ws); i++ {
		if slices.ContainsFunc(lowerings, func(stem string) bool { return strings.HasPrefix(l.ws[i].Text, stem) }) {
			return true
		}
	}
	return false
}

// rowsPrice gives the sum of the one list of prices that has no total: the
// amounts of a column, or of lines with a label each.
func (rd *reading) rowsPrice() (price, bool) {
	var only price
	take := func(list []*line) bool {
		p, ok := rd.addRows(list)
		if ok && only.money.Amount > 0 && only.money != p.money {
			return false
		}
		if ok {
			only = p
		}
		return true
	}
	for _, list := range append(rd.priceColumns(), rd.priceRuns()...) {
		if !take(list) {
			return price{}, false
		}
	}
	for m := range rd.amounts() {
		if m.Amount > only.money.Amount*mostTaxed {
			return price{}, false
		}
	}
	return only, only.money.Amount >= leastPrice
}

// addRows adds up the amounts of some lines, which must be parts of one price.
func (rd *reading) addRows(list []*line) (price, bool) {
	list = slices.DeleteFunc(list, beyondPrice)
	if len(list) < leastRows {
		return price{}, false
	}
	sum := sow.Money{Currency: rd.moneyIn(list[0])[0].Money.Currency}
	for _, l := range list {
		m := rd.moneyIn(l)[0].Money
		if m.Currency != sum.Currency || m.Currency == "" || rd.noRow(l) {
			return price{}, false
		}
		sum.Amount += m.Amount
	}
	sum.Amount = math.Round(sum.Amount*100) / 100
	last := list[len(list)-1]
	return price{sum, priceAccept, true, rd.evidence(last, 0, len(last.text)), last.block}, true
}

// beyondPrice tells whether a row is no part of the price of the services:
// licences, an option.
func beyondPrice(l *line) bool { return l.labelled(topic.ValueOther, topic.LicenceThing) }

// noRow tells whether a row of a list says that the list cannot be added up: a
// rate, a total.
func (rd *reading) noRow(l *line) bool {
	return l.labelled(topic.ValueLabel, topic.ValueWeak, topic.ValueRate, topic.ValueTaxed, topic.ValueNet, topic.SeatUnit) ||
		l.columned(topic.ValueRate, topic.ValueOther, topic.ValueTaxed, topic.ValueState, topic.ValueBefore, topic.LicenceThing) || l.labelLen < 3 && labelPeriod(l.label) > 0 || rd.perPiece(l)
}

// perPiece tells whether words behind the amount say what it is paid for each
// time.
func (rd *reading) perPiece(l *line) bool {
	hits := rd.moneyIn(l)
	s := l.spotOf(hits, 0)
	return l.isRate(s, false) || l.periodOf(s) > 0
}

// priceColumns gives the columns of amounts, each as its lines.
func (rd *reading) priceColumns() (out [][]*line) {
	type spot struct{ table, column int }
	columns := map[spot][]*line{}
	var order []spot
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 || l.row == 0 || !rd.mayPrice(l) {
			continue
		}
		at := spot{l.table, l.column}
		if columns[at] == nil {
			order = append(order, at)
		}
		columns[at] = append(columns[at], l)
	}
	for _, at := range order {
		out = append(out, columns[at])
	}
	return out
}

// priceRuns gives the lines one below the other that are each a label and an
// amount.
func (rd *reading) priceRuns() (out [][]*line) {
	var run []*line
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 && l.label != "" && rd.mayPrice(l) && (len(run) == 0 || run[len(run)-1].block == l.block || run[len(run)-1].block == l.block-1) {
			run = append(run, l)
			continue
		}
		if len(run) > leastRows {
			out = append(out, run)
		}
		run = nil
	}
	if len(run) > leastRows {
		out = append(out, run)
	}
	return out
}

// mayPrice tells whether a line is one amount and nothing else, outside of what
// has other prices.
func (rd *reading) mayPrice(l *line) bool {
	if l.edge || !l.numeric || l.head.has(topic.HeadLicence) || l.head.has(topic.HeadExcluded) || l.head.has(topic.HeadHistory) || l.head.has(topic.HeadAbout) {
		return false
	}
	hits := rd.moneyIn(l)
	return len(hits) == 1 && strings.Trim(l.text[:hits[0].Start]+l.text[hits[0].End:], " .,;–-*") == ""
}
