package price

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// besideGoods takes the services before the sum that a block of running text makes of
// them and of goods: "Labour 2,300 · Licences 4,800 · Net 7,100".
func (rd *reading) besideGoods(order []sow.Money, by map[sow.Money]*price) []sow.Money {
	var last []placed
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 || !l.Numeric {
			continue
		}
		if len(last) > 0 && last[0].l.Block != l.Block {
			last = nil
		}
		for k := range rd.MoneyIn(l) {
			if last = append(last, placed{l, rd.MoneyIn(l), k}); len(last) > 2 {
				last = last[len(last)-3:]
				order = rd.servicesFirst(last[0], last[1], last[2], order, by)
			}
		}
	}
	return order
}

// placed is amount k of a line.
type placed struct {
	l    *page.Line
	hits []written.Amount
	k    int
}

func (p placed) money() sow.Money { return p.hits[p.k].Money }

func (p placed) evidence(rd *reading) sow.Evidence {
	return rd.Evidence(p.l, p.hits[p.k].Start, p.hits[p.k].End)
}

// servicesFirst takes the first of three amounts before the third, if this is the sum
// of it and of goods that cost more than a tax would.
func (rd *reading) servicesFirst(services, goods, whole placed, order []sow.Money, by map[sow.Money]*price) []sow.Money {
	a, b, sum := services.money(), goods.money(), by[whole.money()]
	if sum == nil || sum.weight <= 0 || !nearly(a.Amount+b.Amount, sum.money.Amount) || b.Amount <= a.Amount*mostTax || !goods.otherSum() || services.otherSum() {
		return order
	}
	p := by[a]
	if p == nil {
		p = &price{money: a, ev: services.evidence(rd), block: services.l.Block}
		by[a], order = p, append(order, a)
	}
	p.weight, p.total = max(p.weight, sum.weight)+priceSum, true
	sum.weight -= 2 * priceLabel
	return order
}

// otherSum tells whether the label of an amount, or the words between it and the one
// before it, name another sum than services.
func (p placed) otherSum() bool {
	if p.k == 0 && lexicon.Uncovered(p.l.LabelHits, topic.ValueOther, topic.ValueNet) {
		return true
	}
	s := spotIn(p.l, p.hits, p.k)
	near := slices.DeleteFunc(slices.Clone(p.l.Hits[p.l.HitsFrom(s.low):]), func(h lexicon.Hit) bool { return h.To > s.at })
	return lexicon.Uncovered(near, topic.ValueOther, topic.ValueNet)
}
