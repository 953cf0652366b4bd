package price

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// accumulated finds in a change order what the first price and all changes up to this
// one make: "the order of 64,000 and amendment 1 of 8,300; this one adds 17,450, which
// brings the total to 89,750". The last of the parts is this change, marked as a sum;
// the others and the whole are states.
func (rd *reading) accumulated(sums, states map[amountAt]bool) {
	if rd.kind != sow.KindChangeOrder {
		return
	}
	all := rd.signedAmounts()
	for w := range all {
		whole := &all[w]
		if whole.amount*mostTaxed < all[0].amount {
			continue
		}
		if earlier, change, ok := partsOf(whole, all[w+1:]); ok && (whole.state || change.change && len(earlier) > 1 && slices.ContainsFunc(earlier, func(m *signedAmount) bool { return !m.change })) {
			for _, m := range append(earlier, whole) {
				put(sums, states, m.places)
			}
			for _, m := range earlierParts(earlier[0], all) {
				put(sums, states, m.places)
			}
			put(states, sums, change.places)
			return
		}
	}
}

// earlierParts gives what makes up the price before this change, where the text states
// that too.
func earlierParts(price *signedAmount, all []signedAmount) []*signedAmount {
	n := slices.IndexFunc(all, func(m signedAmount) bool { return m.amount == price.amount })
	earlier, change, ok := partsOf(price, all[n+1:])
	if !ok {
		return nil
	}
	return append(earlier, change)
}

// put takes places out of some and puts them among others.
func put(from, to map[amountAt]bool, places []amountAt) {
	for _, at := range places {
		delete(from, at)
		to[at] = true
	}
}

// signedAmount is an amount with a sign, wherever it stands.
type signedAmount struct {
	amount float64
	state  bool // a line with it speaks of the price before or after a change
	change bool // or of the change
	places []amountAt
}

// signedAmounts gives the amounts of the document, the largest first.
func (rd *reading) signedAmounts() (out []signedAmount) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || !l.Numeric {
			continue
		}
		for k, h := range rd.MoneyIn(l) {
			v := signOf(l, h) * h.Money.Amount
			n := slices.IndexFunc(out, func(m signedAmount) bool { return m.amount == v })
			if n < 0 && len(out) == maxSigned {
				return nil
			}
			if n < 0 {
				n, out = len(out), append(out, signedAmount{amount: v})
			}
			out[n].places = append(out[n].places, amountAt{i, k})
			out[n].state = out[n].state || rd.givesStates(l)
			out[n].change = out[n].change || l.Topics.Has(topic.ValueChange) || l.Labelled(topic.ValueChange)
		}
	}
	slices.SortStableFunc(out, func(a, b signedAmount) int { return cmp.Compare(b.amount, a.amount) })
	return out
}

// maxSigned bounds the amounts of which parts are sought.
const maxSigned = 60

// signOf gives -1 for an amount that stands in a cell or behind a label with a minus,
// else 1.
func signOf(l *page.Line, h written.Amount) float64 {
	switch strings.Trim(l.Text[:h.Start], " \u00a0€£$") {
	case "-", "–", "−", "—":
		return -1
	}
	return 1
}

// partsOf gives the first price with the changes that came before, and this change,
// which all together make a whole. The list begins with the largest amount.
func partsOf(whole *signedAmount, list []signedAmount) (earlier []*signedAmount, change *signedAmount, ok bool) {
	for a := range list {
		first := &list[a]
		if first.amount*2 < whole.amount {
			return nil, nil, false
		}
		for b := range list {
			if b != a && first.state && nearly(first.amount+list[b].amount, whole.amount) {
				return []*signedAmount{first}, &list[b], true
			}
		}
		if b, c := twoOf(list[a+1:], whole.amount-first.amount); b != nil {
			parts := []*signedAmount{first, b, c}
			slices.SortFunc(parts, func(a, b *signedAmount) int { return a.compare(b) })
			change = parts[2]
			return parts[:2], change, change.compare(whole) < 0 && (change != first || change.change)
		}
	}
	return nil, nil, false
}

// compare tells which of two amounts the text states first. What counts is the last
// place of each: all of them stand together there.
func (m *signedAmount) compare(o *signedAmount) int {
	a, b := m.places[len(m.places)-1], o.places[len(o.places)-1]
	return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.amount, b.amount))
}

// twoOf gives two amounts that make a sum, nil for none.
func twoOf(list []signedAmount, sum float64) (a, b *signedAmount) {
	for i := range list {
		for k := range list[:i] {
			if nearly(list[i].amount+list[k].amount, sum) {
				return &list[i], &list[k]
			}
		}
	}
	return nil, nil
}
