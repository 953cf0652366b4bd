package price

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/sow"
)

// rebate is an amount that a discount is taken off, and what remains of it.
type rebate struct {
	whole sow.Money
	rest  placed
}

// rebates finds an amount, a discount and what remains, in the order of the text:
// "makes 83,200, less a discount of 3,200, in all 80,000".
func (rd *reading) rebates() (out []rebate) {
	var last [3]placed
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || !l.Numeric {
			continue
		}
		for k := range rd.MoneyIn(l) {
			last = [3]placed{last[1], last[2], {l, rd.MoneyIn(l), k}}
			if whole, ok := rd.rebateIn(last); ok {
				out = append(out, rebate{whole, last[2]})
			}
		}
	}
	return out
}

// beforeRebates gives the amounts that a discount is taken off.
func (rd *reading) beforeRebates() (out []sow.Money) {
	for _, r := range rd.rebates() {
		out = append(out, r.whole)
	}
	return out
}

// rebateIn gives the amount of which the last of some is the rest, where a discount
// stands between the two.
func (rd *reading) rebateIn(last [3]placed) (whole sow.Money, ok bool) {
	if last[1].l == nil {
		return sow.Money{}, false
	}
	rest := last[2].money()
	if m := last[1].money(); rd.rowReduces(last[1].l, last[2].l) && rest.Currency == m.Currency && rest.Amount < m.Amount && rest.Amount > m.Amount/2 {
		return m, true
	}
	if last[0].l == nil || !takesOff(last[0].money(), last[1].money(), rest) || !last[1].reduces() {
		return sow.Money{}, false
	}
	return last[0].money(), true
}

// rowReduces tells whether the row of a table between the rows of two cells, which
// stand one below the other, says that something is taken off, whatever sign the
// number has there: "Discount | (4,070)".
func (rd *reading) rowReduces(above, below *page.Line) bool {
	if above.Table == 0 || above.Table != below.Table || above.Column != below.Column || below.Row != above.Row+2 {
		return false
	}
	g := rd.Tables[above.Table]
	for col := range g.Cols {
		if block := g.At(above.Row+1, col); block >= 0 && above.Beside.Amounts.Lowered.Within(lexicon.Fold(rd.Doc.Blocks[block].Text)) {
			return true
		}
	}
	return false
}

// takesOff tells whether an amount less a smaller part of it is the rest.
func takesOff(whole, part, rest sow.Money) bool {
	if part.Currency != whole.Currency || rest.Currency != whole.Currency || rest.Amount < leastPrice {
		return false
	}
	return part.Amount > 0 && part.Amount < rest.Amount && nearly(whole.Amount-part.Amount, rest.Amount)
}

// reduces tells whether the label of an amount or the words before it say that it is
// taken off another one.
func (p placed) reduces() bool {
	say := &p.l.Beside.Amounts.Lowered
	return p.k == 0 && say.Within(lexicon.Fold(p.l.Label)) || say.Within(beforeAmount(p.l, p.hits, p.k, asideReach))
}

// lessRebates takes what remains behind a discount before that from which it is taken
// off.
func (rd *reading) lessRebates(order []sow.Money, by map[sow.Money]*price) []sow.Money {
	if len(order) == 0 {
		return order
	}
	for _, r := range rd.rebates() {
		whole, rest := by[r.whole], by[r.rest.money()]
		if rest == nil && whole != nil && whole.weight > 0 {
			rest = &price{money: r.rest.money(), weight: whole.weight, ev: r.rest.evidence(rd), block: r.rest.l.Block}
			by[rest.money], order = rest, append(order, rest.money)
		}
		if rest != nil {
			rest.weight, rest.total = rest.weight+priceSays, true
		}
		if whole != nil {
			whole.weight -= 2 * priceLabel
		}
	}
	return order
}
