package price

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// contains tells whether an amount is the whole of which another one is a part:
// a table holds a third amount that makes up the rest and is no tax, as that of
// the other member of a consortium, or of a transition beside the running charge.
func (rd *reading) contains(whole, part sow.Money) bool {
	rest := sow.Money{Amount: whole.Amount - part.Amount, Currency: whole.Currency}
	if whole.Currency != part.Currency || rest.Amount < leastPrice || slices.ContainsFunc(rd.taxes(), func(t sow.Money) bool { return nearly(t.Amount, rest.Amount) }) {
		return false
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 || l.Edge {
			continue
		}
		for _, h := range rd.MoneyIn(l) {
			if h.Money.Currency == rest.Currency && nearly(h.Money.Amount, rest.Amount) {
				return true
			}
		}
	}
	return false
}

// chargedBeside tells whether an amount is the whole of which another one, that of the
// set-up, is a part, and a charge over the term that the text states is the rest.
func (rd *reading) chargedBeside(whole, part sow.Money) bool {
	months, rest := float64(rd.firstTerm()), whole.Amount-part.Amount
	if months == 0 || rest < leastPrice || whole.Currency != part.Currency {
		return false
	}
	for m := range rd.amounts() {
		if m.Currency == whole.Currency && (nearly(m.Amount*months, rest) || nearly(m.Amount*months/12, rest)) {
			return true
		}
	}
	return false
}

// withoutGoods lowers the sums of services and of goods that a table states one
// below the other: "Services 22,000, hardware 44,000, freight 900, net 66,900".
func (rd *reading) withoutGoods(order []sow.Money, by map[sow.Money]*price) {
	if len(order) < 2 {
		return
	}
	rd.sumsWithGoods(func(services sow.Money, goods float64) {
		if by[services] == nil {
			return
		}
		for sum, p := range by {
			if sum.Currency == services.Currency && nearly(sum.Amount, services.Amount+goods) {
				p.weight -= 2 * priceLabel
				by[services].total, by[services].weight = true, by[services].weight+priceSum
			}
		}
	})
}

// sumsWithGoods gives the services that a table states with each amount of goods, and
// with what all goods up to there cost.
func (rd *reading) sumsWithGoods(found func(services sow.Money, goods float64)) {
	rd.servicesAmong(found)
	var services map[column][]sow.Money
	goods := map[column]float64{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if !l.Numeric || l.Table == 0 || l.Edge || !rd.goods(l) {
			continue
		}
		if services == nil {
			services = rd.servicesByColumn()
		}
		at, m := column{l.Table, l.Column}, rd.MoneyIn(l)[0].Money
		goods[at] += m.Amount
		for _, s := range services[at] {
			if s.Currency != m.Currency {
				continue
			}
			found(s, m.Amount)
			if goods[at] > m.Amount+1 {
				found(s, goods[at])
			}
		}
	}
}

// goods tells whether a cell is the amount of something else than services, by its
// label or by a cell between them that says nothing but this: "licence".
func (rd *reading) goods(l *page.Line) bool {
	if len(rd.MoneyIn(l)) != 1 || orderedOption(l) || l.Labelled(topic.ValueLabel) {
		return false
	}
	return lexicon.Uncovered(l.LabelHits, topic.ValueOther, topic.ValueNet) || rd.kindOfGoods(l)
}

// kindOfGoods tells whether a cell between the label of an amount and the amount is
// nothing but a word for licences or another sum.
func (rd *reading) kindOfGoods(l *page.Line) bool {
	for col := 1; col < l.Column; col++ {
		block := rd.Tables[l.Table].At(l.Row, col)
		if block < 0 || lexicon.CountWords(rd.Doc.Blocks[block].Text) != 1 {
			continue
		}
		for _, h := range rd.Find(rd.Peek(rd.Doc.Blocks[block].Text)) {
			if h.Topic == topic.ValueOther || h.Topic == topic.LicenceThing {
				return true
			}
		}
	}
	return false
}

// orderedOption tells whether a label says of options that they are ordered.
func orderedOption(l *page.Line) bool {
	label := lexicon.Fold(l.Label)
	if !l.Beside.Amounts.Options.Within(label) {
		return false
	}
	denied := slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.Negation })
	return !denied && l.Beside.Amounts.TakenUp.Within(label)
}

// column is one column of a table.
type column struct{ table, column int }

// servicesByColumn gives the amounts in cells with a label of the services, each once
// for a column.
func (rd *reading) servicesByColumn() map[column][]sow.Money {
	out := map[column][]sow.Money{}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 || !l.Numeric || !l.Labelled(topic.ValueWeak) {
			continue
		}
		at := column{l.Table, l.Column}
		if hits := rd.MoneyIn(l); len(hits) == 1 && !slices.Contains(out[at], hits[0].Money) {
			out[at] = append(out[at], hits[0].Money)
		}
	}
	return out
}

// addsUp tells whether a change order adds up a column in which another amount
// stands, which is no sum: a row "Change and communications" is not the change.
func (rd *reading) addsUp(whole, part *price) bool {
	return rd.kind == sow.KindChangeOrder && whole.sum > 0 && whole.sum == part.table && part.sum == 0 && part.money.Amount < whole.money.Amount
}

// saysTotal tells whether a sentence names an amount the total: "with option A the
// total of the work is € 62,580".
func (rd *reading) saysTotal(p *price) bool {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Block != p.block || l.Table > 0 {
			continue
		}
		hits := rd.MoneyIn(l)
		for k, h := range hits {
			if h.Money == p.money && (strings.Contains(beforeAmount(l, hits, k, asideReach), "total") || k == 0 && strings.Contains(lexicon.Fold(l.Label), "total")) {
				return true
			}
		}
	}
	return false
}
