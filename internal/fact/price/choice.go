package price

import (
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
	states := map[amountAt]bool{}
	rd.accumulated(map[amountAt]bool{}, states)
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
	if len(c.List) < pick.Fewest {
		return c.List
	}
	largest := 0.0
	for _, one := range c.List {
		largest = max(largest, one.Value.Amount)
	}
	for _, one := range c.List {
		if one.Value.Amount == largest {
			one.Traits = append(one.Traits, "largest")
		}
		one.Traits = append(one.Traits, "quarter-"+strconv.Itoa(int(4*one.Value.Amount/max(largest, 1))))
	}
	return c.List
}

// wholeWithGoods gives the sums of services and of goods.
func (rd *reading) wholeWithGoods() (out []sow.Money) {
	rd.sumsWithGoods(func(services sow.Money, goods float64) {
		out = append(out, sow.Money{Amount: services.Amount + goods, Currency: services.Currency})
	})
	return out
}
