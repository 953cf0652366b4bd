package price

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// mostMonths is the longest term, in months, over which a stated sum is taken as
// that of a monthly charge.
const mostMonths = 60

// overTerms takes the sum of a term before the charge for each of its months, where
// the text states both: "EUR 10,410 a month; EUR 249,840 over the first 24 months".
func (rd *reading) overTerms(order []sow.Money, by map[sow.Money]*price) []sow.Money {
	months := sync.OnceValue(rd.firstTerm)
	for _, charge := range rd.monthly(by) {
		p := by[charge]
		whole, ok := rd.sumOfTerm(charge)
		if !ok && p.weight >= priceAccept && months() > 0 {
			whole, ok = rd.timesTerm(charge, p, months())
		}
		if !ok {
			continue
		}
		q := by[whole.money]
		if q == nil {
			q = &whole
			by[whole.money], order = q, append(order, whole.money)
		}
		q.weight, q.total = max(q.weight, p.weight, priceAccept)+priceSum, true
		p.weight = 0
	}
	return order
}

// timesTerm gives a monthly charge over a term in months.
func (rd *reading) timesTerm(charge sow.Money, p *price, months int) (price, bool) {
	for m := range rd.amounts() { // of which the charge is the sum already
		if n := math.Round(charge.Amount / m.Amount); m.Currency == charge.Currency && n == float64(months) && nearly(n*m.Amount, charge.Amount) {
			return price{}, false
		}
	}
	whole := sow.Money{Amount: math.Round(charge.Amount*float64(months)*100) / 100, Currency: charge.Currency}
	return price{money: whole, ev: p.ev, block: p.block, table: p.table}, true
}

// Bounds of the first term in months: less below a heading or in a sentence is a
// notice.
const (
	leastLabelled = 6
	leastSaid     = 12
)

// firstTerm gives the months of the term that the text states first, beside a word
// for it or below a heading of it: notices and renewals follow. It is 0 for none.
func (rd *reading) firstTerm() int {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head&(1<<topic.HeadHistory|1<<topic.HeadLicence|1<<topic.HeadBackground|1<<topic.HeadExcluded) != 0 {
			continue
		}
		labelled := l.Labelled(topic.DatePeriodLabel)
		if !labelled && !l.Topics.Has(topic.DatePeriodLabel) && !l.Head.Has(topic.HeadTerm) {
			continue
		}
		n := cmp.Or(rd.TermIn(l), rd.labelTerm(l))
		if n <= mostMonths && n >= leastLabelled && (labelled || n >= leastSaid) {
			return n
		}
	}
	return 0
}

// monthly gives the amounts that may be the price and are charged for each month, in
// the order of the text.
func (rd *reading) monthly(by map[sow.Money]*price) (out []sow.Money) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || !l.Numeric {
			continue
		}
		hits := rd.MoneyIn(l)
		for k, h := range hits {
			if p := by[h.Money]; p != nil && p.weight > 0 && perMonth(l, hits, k) && !slices.Contains(out, h.Money) {
				out = append(out, h.Money)
			}
		}
	}
	return out
}

// perMonth tells whether the words around amount k of a line, its label or the head
// of its column say that it is paid each month.
func perMonth(l *page.Line, hits []written.Amount, k int) bool {
	s := spotIn(l, hits, k)
	if k > 0 { // "4,150 a month, which makes 149,400": the month is that of the amount before
		for s.low < s.at && !l.Breaks(s.low) {
			s.low++
		}
		return periodOf(l, s) == 1
	}
	if slices.ContainsFunc(l.Words[max(s.low, s.at-4):s.at], func(w lexicon.Word) bool { return monthsPrice(w.Text) }) {
		return true
	}
	return cmp.Or(periodOf(l, s), labelMonth(l.Label), labelMonth(l.ColHead)) == 1
}

// monthsPrice tells whether a German word begins with the month that it is paid for:
// "Monatsvergütung", "Monatspauschale".
func monthsPrice(word string) bool {
	return strings.HasPrefix(word, "monats") && len(word) > len("monatsende")
}

// labelMonth is labelPeriod for a label that counts no months: not "36 months".
func labelMonth(label string) float64 {
	if written.HasDigit(label) {
		return 0
	}
	return labelPeriod(label)
}

// sumOfTerm gives the largest stated sum of the services that is a monthly charge
// over a whole number of months.
func (rd *reading) sumOfTerm(charge sow.Money) (whole price, ok bool) {
	all := rd.amounts()
	for i := range rd.Lines {
		l := &rd.Lines[i]
		hits := rd.MoneyIn(l)
		if len(hits) == 0 || l.Edge || l.Head&(1<<topic.HeadHistory|1<<topic.HeadLicence|1<<topic.HeadBackground|1<<topic.HeadExcluded) != 0 {
			continue
		}
		for k, h := range hits {
			if h.Money.Amount > whole.money.Amount && (rd.overMonths(l, hits, k, charge) || rd.withOnce(l, hits, k, charge, all)) {
				whole, ok = price{money: h.Money, ev: rd.Evidence(l, h.Start, h.End), block: l.Block, table: l.Table}, true
			}
		}
	}
	return whole, ok
}

// withOnce tells whether amount k of a line is what a monthly charge makes over the
// first term, or over the months of which the text states the sum, with one more amount
// of all that are stated, which is paid once: "24 months at 7,400 and the take-over of
// 12,500 make 190,100".
func (rd *reading) withOnce(l *page.Line, hits []written.Amount, k int, charge sow.Money, all map[sow.Money]bool) bool {
	s := spotIn(l, hits, k)
	if hits[k].Money.Currency != charge.Currency || perMonth(l, hits, k) || isTaxed(l, s) || rd.beside(l, s) {
		return false
	}
	once := func(term float64) bool {
		m := sow.Money{Amount: hits[k].Money.Amount - term, Currency: charge.Currency}
		return m.Amount >= leastPrice && m.Amount < term && m != charge && all[m]
	}
	if months := rd.firstTerm(); months > 0 && once(float64(months)*charge.Amount) {
		return true
	}
	for m := range all {
		if _, ok := multiple(charge, m); ok && once(m.Amount) {
			return true
		}
	}
	return false
}

// multiple gives the whole number of months over which a monthly charge makes an amount.
func multiple(charge, sum sow.Money) (months float64, ok bool) {
	months = math.Round(sum.Amount / charge.Amount)
	return months, sum.Currency == charge.Currency && months >= leastTerm && months <= mostMonths && nearly(months*charge.Amount, sum.Amount)
}

// overMonths tells whether amount k of a line is a monthly charge over the term that
// its line states, or over whole years.
func (rd *reading) overMonths(l *page.Line, hits []written.Amount, k int, charge sow.Money) bool {
	sum := hits[k].Money
	months, ok := multiple(charge, sum)
	if !ok {
		return false
	}
	s := spotIn(l, hits, k)
	if perMonth(l, hits, k) || isTaxed(l, s) || rd.beside(l, s) {
		return false
	}
	return math.Mod(months, 12) == 0 || rd.spanIn(l) == int(months) || rd.TermIn(l) == int(months)
}
