package fact

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// price is an amount that may be the services total, with what speaks for it.
type price struct {
	money  sow.Money
	weight float64
	total  bool // labelled as the total
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

// value gives the services total of the document, without tax and licences.
func (rd *reading) value() sow.Fact[sow.Money] {
	rd.knowCoinage()
	sums := rd.columnSums()
	marks := rd.textSums()
	marks.states = rd.increases(marks.adds)
	var all []price
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headHistory) || l.head.has(headBackground) && !l.head.has(headPrice) {
			continue
		}
		all = append(all, rd.pricesIn(l, i, sums, marks)...)
	}
	byAmount := map[sow.Money]*price{}
	var order []sow.Money
	for _, p := range all {
		q := byAmount[p.money]
		if q == nil {
			c := p
			byAmount[p.money], order = &c, append(order, p.money)
			continue
		}
		if q.block != p.block && p.weight > 0 && q.weight > 0 {
			q.weight = max(q.weight, p.weight) + priceAgain
		} else {
			q.weight = max(q.weight, p.weight)
		}
		if p.weight > 0 && p.total && !q.total {
			q.ev = p.ev
		}
		q.total = q.total || p.total
	}
	rd.withoutTax(order, byAmount)
	rd.lowerTaxed(order, byAmount)
	f := rd.pickPrice(order, byAmount)
	if f.State != sow.Missing {
		return f
	}
	if p, ok := rd.rowsPrice(); ok && rd.det.Kind != sow.KindChangeOrder && rd.det.Kind != sow.KindManaged {
		return sow.NewFact(p.money, p.ev)
	}
	if p, ok := rd.termPrice(); ok {
		return sow.NewFact(p.money, p.ev)
	}
	if p, ok := rd.equalParts(); ok {
		return sow.NewFact(p.money, p.ev)
	}
	if p, ok := rd.onlyPrice(); ok {
		return sow.NewFact(p.money, p.ev)
	}
	return f
}

func (rd *reading) pickPrice(order []sow.Money, by map[sow.Money]*price) sow.Fact[sow.Money] {
	slices.SortStableFunc(order, func(a, b sow.Money) int { return cmp.Compare(by[b].weight, by[a].weight) })
	if len(order) == 1 && by[order[0]].weight >= priceOnly && order[0].Currency != "" {
		return sow.NewFact(order[0], by[order[0]].ev)
	}
	if len(order) == 0 || by[order[0]].weight < priceAccept || order[0].Currency == "" {
		return sow.NoFact[sow.Money]()
	}
	best := by[order[0]]
	if len(order) > 1 {
		next := by[order[1]]
		if termOf(best.money, next.money) && next.total && next.weight >= priceAccept { // the monthly charge and the whole term
			return sow.NewFact(next.money, next.ev)
		}
		if termOf(next.money, best.money) {
			return sow.NewFact(best.money, best.ev)
		}
		if next.weight >= best.weight-0.5 && next.total && best.total {
			if years(best.money, next.money) { // a yearly charge and that of the term
				return sow.NewFact(next.money, next.ev)
			}
			if years(next.money, best.money) {
				return sow.NewFact(best.money, best.ev)
			}
			return sow.Conflict([]sow.Money{best.money, next.money}, best.ev, next.ev)
		}
		if next.weight >= best.weight {
			return sow.Conflict([]sow.Money{best.money, next.money}, best.ev, next.ev)
		}
	}
	return sow.NewFact(best.money, best.ev)
}

// termOf tells whether an amount is a monthly one over one to five years.
func termOf(monthly, whole sow.Money) bool {
	years := math.Round(whole.Amount / (12 * monthly.Amount))
	return monthly.Currency == whole.Currency && years >= 1 && years <= 5 && nearly(12*years*monthly.Amount, whole.Amount)
}

func (rd *reading) pricesIn(l *line, n int, sums map[int]bool, marks sumMarks) []price {
	hits := rd.moneyIn(l)
	var out []price
	for i, h := range hits {
		if h.Money.Amount < leastPrice || marks.states[amountAt{n, i}] || i > 0 && rd.amountRange(l, hits[i-1], h) || i+1 < len(hits) && rd.amountRange(l, h, hits[i+1]) {
			continue
		}
		if i+1 < len(hits) && l.lowered(h, hits[i+1]) {
			continue
		}
		w, total := rd.priceWeight(l, hits, i)
		if i > 0 && w > 0 && l.lowered(hits[i-1], h) {
			w, total = w+priceSays, true
		}
		if w > -9 && !marks.parts[amountAt{n, i}] && rd.multiplied(l, hits, i) {
			w, total = w+priceSum, true
		}
		if l.table == 0 && i > 0 && divides(h.Money, hits[i-1].Money) {
			w -= priceLabel // an instalment of the amount before it
		}
		if marks.adds[amountAt{n, i}] && rd.det.Kind == sow.KindChangeOrder && w > noPrice+priceLabel {
			w = max(w, 0)
		}
		if marks.shares[amountAt{n, i}] {
			w -= priceAfter
		}
		if w > -3 && marks.adds[amountAt{n, i}] {
			w, total = w+priceSum, true
		}
		if sums[l.block] && w > -3 {
			w += priceSum
			total = total || l.label == ""
		}
		if w <= 0 {
			continue
		}
		out = append(out, price{h.Money, w, total, rd.evidence(l, h.Start, h.End), l.block})
	}
	return out
}

// divides tells whether an amount is one of several equal parts of a whole.
func divides(part, whole sow.Money) bool {
	times := math.Round(whole.Amount / part.Amount)
	return part.Currency == whole.Currency && times >= 2 && times <= 60 && nearly(times*part.Amount, whole.Amount)
}

// multiplied tells whether an amount is one before it in the line, such as a
// monthly charge, times a whole number that the text states or that may be a
// number of months.
func (rd *reading) multiplied(l *line, hits []moneyHit, i int) bool {
	for _, h := range hits[:i] {
		if h.Money.Amount <= 0 || h.Money.Currency != hits[i].Money.Currency {
			continue
		}
		times := hits[i].Money.Amount / h.Money.Amount
		whole := math.Round(times)
		if whole < 2 || !nearly(whole*h.Money.Amount, hits[i].Money.Amount) {
			continue
		}
		at := l.wordAt(h.End)
		_, rate := l.window(at, min(at+2, len(l.ws)), valueRate)
		if rate && (whole == 12 || whole == 24 || whole == 36 || whole == 48 || whole == 60) || rd.states(l, whole) {
			return true
		}
	}
	return false
}

// states tells whether the block of a line states a number.
func (rd *reading) states(l *line, n float64) bool {
	text := rd.doc.Blocks[l.block].Text
	for i := 0; i < len(text); i++ {
		if !digitAt(text, i) {
			continue
		}
		v, size, ok := number(text[i:])
		if ok && v == n {
			return true
		}
		i += max(size, digitRun(text[i:])) - 1
	}
	return false
}

// amountRange tells whether two amounts are the ends of an estimate: "EUR
// 75,000 to 85,000", "between $75,000 and $85,000".
func (rd *reading) amountRange(l *line, a, b moneyHit) bool {
	from, to := l.wordAt(a.End), l.wordAt(b.Start)
	switch gap := strings.TrimSpace(l.text[a.End:b.Start]); {
	case gap == "–", gap == "-", gap == "—":
		return true
	case to-from != 1:
		return false
	}
	if _, ok := l.at(from, dateTo); ok {
		return true
	}
	_, between := l.endsAt(l.wordAt(a.Start), partyBetween)
	return between
}
