package price

import (
	"math"
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// What amounts are to each other tells more than the words around them: a net
// sum, its tax and their total, a charge for each month over a term, a price
// before a change, the change, and the price after it.

// taxRates are the rates of value-added and sales tax on services in per cent,
// of the countries whose languages are read.
var taxRates = []float64{5, 6, 7, 7.7, 8.1, 8.5, 10, 12, 13, 14.975, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25}

// maxAmounts bounds the amounts that are compared with each other.
const maxAmounts = 200

// amounts gives the amounts of the document, each once, by money.
func (rd *reading) amounts() map[sow.Money]bool {
	out := map[sow.Money]bool{}
	for i := range rd.Lines {
		if l := &rd.Lines[i]; l.Numeric {
			for _, h := range rd.MoneyIn(l) {
				if len(out) < maxAmounts {
					out[h.Money] = true
				}
			}
		}
	}
	return out
}

// lowerTaxed lowers the prices that are the sum of another price and exactly the
// tax on it, where the tax is stated too.
func (rd *reading) lowerTaxed(order []sow.Money, by map[sow.Money]*price) {
	if len(order) < 2 {
		return
	}
	all := rd.amounts()
	for _, net := range order {
		for _, rate := range taxRates {
			tax := math.Round(net.Amount*rate) / 100
			gross := sow.Money{Amount: math.Round((net.Amount+tax)*100) / 100, Currency: net.Currency}
			part := sow.Money{Amount: tax, Currency: net.Currency}
			if by[gross] == nil || by[gross].net || !all[part] {
				continue
			}
			if p := by[part]; p != nil {
				p.weight -= priceLabel
			}
			by[gross].weight -= priceLabel
			by[net].weight, by[net].total = by[net].weight+priceNet, true
			break
		}
	}
}

// notServices tells whether an amount is one for licences, travel or each person.
func (rd *reading) notServices(l *page.Line, s spot) bool {
	if rd.beside(l, s) || l.Labelled(topic.LicenceThing) || l.Columned(topic.SeatUnit) || l.Labelled(topic.SeatUnit) {
		return true
	}
	_, unit := l.Window(0, s.high, topic.SeatUnit, topic.LicenceThing)
	return unit
}

// eachReach is how many words before an amount the number of its parts may stand.
const eachReach = 12

// maxParts is the most equal parts that a price is paid in.
const maxParts = 60

// equalParts gives the sum of equal amounts: "three milestones of $32,500 each".
func (rd *reading) equalParts() (price, bool) {
	var sum price
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadHistory) || l.Head.Has(topic.HeadLicence) || l.Head.Has(topic.HeadExcluded) {
			continue
		}
		hits := rd.MoneyIn(l)
		for k, h := range hits {
			s := spotIn(l, hits, k)
			n := rd.partsBefore(l, s)
			if n == 0 || rd.partOfOther(l, s) || h.Money.Currency == "" || h.Money.Amount < leastPrice {
				continue
			}
			whole := sow.Money{Amount: math.Round(h.Money.Amount*float64(n)*100) / 100, Currency: h.Money.Currency}
			if sum.money.Amount > 0 && sum.money != whole {
				return price{}, false
			}
			sum = price{money: whole, weight: priceAccept, total: true, ev: rd.Evidence(l, h.Start, h.End), block: l.Block}
		}
	}
	return sum, sum.money.Amount > 0
}

// partsBefore gives the number of equal parts of which the amount in a spot is
// one, 0 for none.
func (rd *reading) partsBefore(l *page.Line, s spot) int {
	if n := rd.instalments(l, s); n > 0 {
		return n
	}
	found := false
	for i := max(s.low, s.at-2); i < min(s.after+3, s.high); i++ {
		found = found || (i < s.at || i >= s.after) && l.Beside.Amounts.Each.Has(l.Words[i].Text)
	}
	if !found {
		return 0
	}
	days := rd.Dates(l)
	for i := s.at - 1; i > 0 && i > s.at-eachReach && i > s.low-eachReach; i-- {
		if slices.ContainsFunc(days, func(d written.Date) bool { return l.Words[i-1].Start >= d.Start && l.Words[i-1].Start < d.End }) {
			continue
		}
		if _, month := written.Month(l.Words[i].Text); month {
			continue
		}
		if n := rd.SmallNumber(l, i); n > 1 && n <= maxParts {
			return n
		}
	}
	return 0
}

// instalments gives the number right before the word for instalments of which the
// amount in a spot is one: "in nine monthly instalments of 3,450", 0 for none.
func (rd *reading) instalments(l *page.Line, s spot) int {
	part, ok := l.Window(s.low, s.at, topic.ValuePart)
	if !ok {
		return 0
	}
	for i := part.From; i > s.low && i > part.From-instalmentReach; i-- {
		if n := rd.SmallNumber(l, i); n > 1 && n <= maxParts {
			return n
		}
	}
	return 0
}

// partOfOther tells whether one of several equal amounts is for something else than
// services.
func (rd *reading) partOfOther(l *page.Line, s spot) bool {
	if rd.instalments(l, s) == 0 {
		return rd.notServices(l, s)
	}
	_, other := l.Window(0, s.at, topic.ValueOther, topic.LicenceThing, topic.SeatUnit)
	return other
}

// instalmentReach is how many words before the word for instalments their number may
// stand.
const instalmentReach = 3

// onlyPrice gives the one amount of a document that may be a price, where nothing
// says of any that it is one.
func (rd *reading) onlyPrice() (price, bool) {
	var only price
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head&(1<<topic.HeadHistory|1<<topic.HeadBackground|1<<topic.HeadAbout|1<<topic.HeadExcluded|1<<topic.HeadLicence) != 0 {
			continue
		}
		hits := rd.MoneyIn(l)
		for k, h := range hits {
			if !rd.mayBeOnly(l, hits, k) {
				continue
			}
			if only.money.Amount > 0 && only.money != h.Money {
				return price{}, false
			}
			only = price{money: h.Money, weight: priceOnly, total: true, ev: rd.Evidence(l, h.Start, h.End), block: l.Block}
		}
	}
	if rd.namesMore(only.money) {
		return price{}, false
	}
	return only, only.money.Amount > 0 && only.money.Currency != "" && only.money.Amount <= mostOnly
}

// mayBeOnly tells whether nothing around amount k of a line says that it is no
// price of the services.
func (rd *reading) mayBeOnly(l *page.Line, hits []written.Amount, k int) bool {
	if hits[k].Money.Amount < leastPrice || l.Topics.Meets(noPrices) || isAside(l, hits, k) {
		return false
	}
	if w, _ := rd.priceWeight(l, hits, k); w < 0 {
		return false
	}
	s := spotIn(l, hits, k)
	return periodOf(l, s) == 0 && !rd.ofOwner(l, s.at) && !rd.notServices(l, s)
}

// namesMore tells whether the document names an amount that is more than a price
// with its tax: the price then is that of a part, an option, a fine.
func (rd *reading) namesMore(m sow.Money) bool {
	for other := range rd.amounts() {
		if other.Amount > m.Amount*mostTaxed {
			return true
		}
	}
	return false
}

// noPrices are what a line says whose amounts are no price of the whole.
var noPrices = topic.SetOf(topic.ValueRate)

// ofOwner tells whether the words right before an amount name what a customer
// has: "the Council's programme budget is £2.5 million".
func (rd *reading) ofOwner(l *page.Line, at int) bool {
	c := rd.CuesOf(l)
	for i := at - 1; i >= max(0, at-3); i-- {
		if c.At(l.Words, i)&lexicon.CueHas != 0 {
			return true
		}
	}
	return false
}

// mostTaxed is how many times its tax makes a price at most.
const mostTaxed = 1 + mostTax

// mostOnly is the most that a price without any word for it may be.
const mostOnly = 3_000_000
