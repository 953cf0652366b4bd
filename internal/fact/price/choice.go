package price

import (
	"math"
	"slices"
	"strconv"

	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/sow"
)

// Choices gives the amounts of a page of some kind, with what each is among the others.
func Choices(pg *page.Page, kind sow.DocKind) []*pick.Choice[sow.Money] {
	var c pick.Choices[sow.Money]
	rd := &reading{Page: pg, kind: kind}
	rd.placeCells()
	states := rd.changeStates()
	whole := append(rd.wholeWithGoods(), rd.beforeRebates()...)
	for i := range pg.Lines {
		l := &pg.Lines[i]
		hits := pg.MoneyIn(l)
		if len(hits) > 0 && notTaken(pg, l) {
			continue
		}
		for k, h := range hits {
			if h.Money.Currency != "" && !states[amountAt{i, k}] && !isAside(l, hits, k) && !slices.ContainsFunc(whole, func(m sow.Money) bool { return m.Currency == h.Money.Currency && nearly(m.Amount, h.Money.Amount) }) {
				c.Add(h.Money, pick.StatedAt(l, h.Start, h.End))
			}
		}
	}
	rankAmounts(c.List)
	gross := rd.withTax()
	return slices.DeleteFunc(c.List, func(one *pick.Choice[sow.Money]) bool { return slices.Contains(gross, one.Value) })
}

// rankAmounts notes what each amount is among the others.
func rankAmounts(list []*pick.Choice[sow.Money]) {
	if len(list) < pick.Fewest {
		return
	}
	largest := 0.0
	for _, one := range list {
		largest = max(largest, one.Value.Amount)
	}
	for _, one := range list {
		if one.Value.Amount == largest {
			one.Traits = append(one.Traits, "largest")
		}
		one.Traits = append(one.Traits, "quarter-"+strconv.Itoa(int(4*one.Value.Amount/max(largest, 1))))
	}
}

// changeStates gives the places of the prices before and after a change, in a change
// order.
func (rd *reading) changeStates() map[amountAt]bool {
	if rd.kind != sow.KindChangeOrder {
		return nil
	}
	return rd.increases(rd.textSums().adds)
}

// withTax gives the amounts that are said to hold a tax and of which the text states the
// net as well.
func (rd *reading) withTax() (out []sow.Money) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		hits := rd.MoneyIn(l)
		for k, h := range hits {
			if isTaxed(l, spotIn(l, hits, k)) && rd.statesNet(h.Money) {
				out = append(out, h.Money)
			}
		}
	}
	return out
}

// statesNet tells whether a document states the amount of which another one is the sum
// with exactly the tax of some country.
func (rd *reading) statesNet(gross sow.Money) bool {
	all := rd.amounts()
	return slices.ContainsFunc(taxRates, func(rate float64) bool {
		net := math.Round(gross.Amount*100/(100+rate)*100) / 100
		return all[sow.Money{Amount: net, Currency: gross.Currency}]
	})
}

// wholeWithGoods gives the sums of services and of goods.
func (rd *reading) wholeWithGoods() (out []sow.Money) {
	rd.sumsWithGoods(func(services sow.Money, goods float64) {
		out = append(out, sow.Money{Amount: services.Amount + goods, Currency: services.Currency})
	})
	return out
}
