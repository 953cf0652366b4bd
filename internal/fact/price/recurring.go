package price

import (
	"cmp"
	"math"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// pricePeriods are the beginnings of the words for what a charge is paid for, and
// how many months that has.
var pricePeriods = []struct {
	begins string
	months float64
}{{"month", 1}, {"monat", 1}, {"monatlich", 1}, {"mois", 1}, {"mensu", 1}, {"mes", 1}, {"year", 12}, {"annu", 12}, {"jahr", 12}, {"jahrlich", 12}, {"an", 12}, {"ans", 12}, {"ano", 12}, {"anual", 12}} //nolint:misspell // Spanish

// periodOf gives the months of the period for which the amount in a spot is paid,
// 0 for none.
func periodOf(l *page.Line, s spot) float64 {
	for i := max(s.low, s.at-4); i < min(s.after+4, s.high, len(l.Words)); i++ {
		if i >= s.at && i < s.after {
			continue
		}
		for _, p := range pricePeriods {
			t := l.Words[i].Text
			if t == p.begins || strings.HasPrefix(t, p.begins) && len(p.begins) > 3 && (len(t) <= len(p.begins)+4) {
				if i > 0 && l.DigitAt(i-1) && (i-1 >= s.after || i-1 < s.at) { // "9,000 for 24 months"
					return 0
				}
				return p.months
			}
		}
	}
	return 0
}

// labelPeriod gives the months of the period that the label of an amount names.
func labelPeriod(label string) float64 {
	for word := range lexicon.Folded(label) {
		for _, p := range pricePeriods {
			if len(p.begins) > 3 && strings.HasPrefix(word, p.begins) && len(word) <= len(p.begins)+4 {
				return p.months
			}
		}
	}
	return 0
}

// labelledByMonth gives one month for the label of a charge that is named after the month in
// one German word, 0 for any other: "Monatspauschale".
func labelledByMonth(label string) float64 {
	for word := range lexicon.Folded(label) {
		if monthsPrice(word) {
			return 1
		}
	}
	return 0
}

// spanIn gives the months that a line states beside a charge: "£1,600 a month for
// three years".
func (rd *reading) spanIn(l *page.Line) int {
	found := 0
	for i := 1; i < len(l.Words); i++ {
		unit := page.TermUnits[l.Words[i].Text]
		if unit == 0 {
			continue
		}
		if n := rd.SmallNumber(l, i); n*unit >= leastTerm && n*unit <= page.LongestTerm {
			if found > 0 && found != n*unit {
				return 0
			}
			found = n * unit
		}
	}
	return found
}

// leastCharge is the least charge for a month that is not one for each person.
const leastCharge = 90.0

// leastTerm is the shortest term over which a charge adds up to a price.
const leastTerm = 3

// recurring is what a document says of a charge for each month or year, and of the
// time for which it is paid.
type recurring struct {
	charge sow.Money
	period float64 // months that the charge pays for
	months int
	at     *page.Line
	where  written.Amount
}

// termPrice gives the price of a service over its stated term: the one charge for
// each month or year, times the term.
func (rd *reading) termPrice() (price, bool) {
	t := recurring{months: rd.firstTerm()}
	first := t.months > 0
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head&(1<<topic.HeadHistory|1<<topic.HeadLicence|1<<topic.HeadBackground|1<<topic.HeadExcluded) != 0 {
			continue
		}
		if n := cmp.Or(rd.TermIn(l), rd.labelTerm(l)); n >= leastTerm && !first {
			if t.months > 0 && n != t.months {
				return price{}, false
			}
			t.months = n
		}
		if !rd.readCharges(l, &t) {
			return price{}, false
		}
	}
	if t.period == 0 || t.months == 0 || float64(t.months) < t.period {
		return price{}, false
	}
	whole := sow.Money{Amount: math.Round(t.charge.Amount*float64(t.months)/t.period*100) / 100, Currency: t.charge.Currency}
	return price{money: whole, weight: priceAccept, total: true, ev: rd.Evidence(t.at, t.where.Start, t.where.End), block: t.at.Block}, true
}

// readCharges reads the charges of a line into a term. It gives false when one is
// not the charge that was read before.
func (rd *reading) readCharges(l *page.Line, t *recurring) bool {
	hits := rd.MoneyIn(l)
	for k, h := range hits {
		s := spotIn(l, hits, k)
		p := cmp.Or(periodOf(l, s), labelPeriod(l.Label), labelledByMonth(l.Label))
		if p == 0 {
			continue
		}
		if t.months == 0 {
			t.months = rd.spanIn(l)
		}
		if h.Money.Amount < leastCharge || h.Money.Currency == "" || rd.notServices(l, s) || rd.instalments(l, s) > 0 {
			continue
		}
		if t.period > 0 && (h.Money != t.charge || p != t.period) {
			return false
		}
		t.charge, t.period, t.at, t.where = h.Money, p, l, h
	}
	return true
}

// labelTerm reads the months of a term behind its word in running text: "minimum
// term 12 months".
func (rd *reading) labelTerm(l *page.Line) int {
	if !l.Numeric || !l.Topics.Has(topic.DatePeriodLabel) {
		return 0
	}
	for _, h := range l.Hits {
		if h.Topic != topic.DatePeriodLabel {
			continue
		}
		for i := h.To + 1; i < len(l.Words) && i <= h.To+3; i++ {
			if unit := page.TermUnits[l.Words[i].Text]; unit > 0 {
				return unit * rd.SmallNumber(l, i)
			}
		}
	}
	return 0
}
