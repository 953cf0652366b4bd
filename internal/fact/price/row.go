package price

import (
	"math"
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// leastRows is the least number of prices in a list that nobody added up.
const leastRows = 2

// lowered tells whether the words between two amounts say that the second takes
// the place of the first: "makes € 60,900, which we reduce to € 58,500".
func lowered(l *page.Line, a, b written.Amount) bool {
	if b.Money.Amount*2 < a.Money.Amount || b.Money.Amount > a.Money.Amount*mostTaxed || b.Money.Amount == a.Money.Amount {
		return false
	}
	from, to := l.WordAt(a.End), min(l.WordAt(b.Start), len(l.Words))
	return from < to && l.Beside.Amounts.Lowered.HasAny(l.Words[from:to])
}

// rowsPrice gives the sum of the one list of prices that has no total: the
// amounts of a column, or of lines with a label each.
func (rd *reading) rowsPrice() (price, bool) {
	var only price
	take := func(list []*page.Line) bool {
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
func (rd *reading) addRows(list []*page.Line) (price, bool) {
	list = slices.DeleteFunc(list, beyondPrice)
	if len(list) < leastRows {
		return price{}, false
	}
	sum := sow.Money{Currency: rd.MoneyIn(list[0])[0].Money.Currency}
	for _, l := range list {
		m := rd.MoneyIn(l)[0].Money
		if m.Currency != sum.Currency || m.Currency == "" || rd.noRow(l) {
			return price{}, false
		}
		sum.Amount += m.Amount
	}
	sum.Amount = math.Round(sum.Amount*100) / 100
	last := list[len(list)-1]
	return price{money: sum, weight: priceAccept, total: true, ev: rd.Evidence(last, 0, len(last.Text)), block: last.Block}, true
}

// beyondPrice tells whether a row is no part of the price of the services:
// licences, an option.
func beyondPrice(l *page.Line) bool { return l.Labelled(topic.ValueOther, topic.LicenceThing) }

// noRow tells whether a row of a list says that the list cannot be added up: a
// rate, a total.
func (rd *reading) noRow(l *page.Line) bool {
	return l.Labelled(topic.ValueLabel, topic.ValueWeak, topic.ValueRate, topic.ValueTaxed, topic.ValueNet, topic.SeatUnit) ||
		l.Columned(topic.ValueRate, topic.ValueOther, topic.ValueTaxed, topic.ValueState, topic.ValueBefore, topic.LicenceThing) || l.LabelLen < 3 && labelPeriod(l.Label) > 0 || rd.perPiece(l)
}

// perPiece tells whether words behind the amount say what it is paid for each
// time.
func (rd *reading) perPiece(l *page.Line) bool {
	hits := rd.MoneyIn(l)
	s := spotIn(l, hits, 0)
	return isRate(l, s, false) || periodOf(l, s) > 0
}

// priceColumns gives the columns of amounts, each as its lines.
func (rd *reading) priceColumns() (out [][]*page.Line) {
	type spot struct{ table, column int }
	columns := map[spot][]*page.Line{}
	var order []spot
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 || l.Row == 0 || !rd.mayPrice(l) {
			continue
		}
		at := spot{l.Table, l.Column}
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
func (rd *reading) priceRuns() (out [][]*page.Line) {
	var run []*page.Line
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 && l.Label != "" && rd.mayPrice(l) && (len(run) == 0 || run[len(run)-1].Block == l.Block || run[len(run)-1].Block == l.Block-1) {
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
func (rd *reading) mayPrice(l *page.Line) bool {
	if l.Edge || !l.Numeric || l.Head.Has(topic.HeadLicence) || l.Head.Has(topic.HeadExcluded) || l.Head.Has(topic.HeadHistory) || l.Head.Has(topic.HeadAbout) {
		return false
	}
	hits := rd.MoneyIn(l)
	return len(hits) == 1 && strings.Trim(l.Text[:hits[0].Start]+l.Text[hits[0].End:], " .,;–-*") == ""
}
