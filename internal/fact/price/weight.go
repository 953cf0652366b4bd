package price

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// reachWords is how many words may stand between an amount and its verb.
const reachWords = 9

// spot is the place of an amount in its line, in words: [at:after) is the
// amount, low and high bound the words that may belong to it.
type spot struct{ at, after, low, high int }

// spotIn bounds amount i of a line by those before and behind it.
func spotIn(l *page.Line, hits []written.Amount, i int) spot {
	s := spot{at: l.WordAt(hits[i].Start), after: l.WordAt(hits[i].End)}
	s.low, s.high = max(0, s.at-reachWords), min(len(l.Words), s.after+6)
	if repeats(l, s.at) {
		s.low = max(0, s.low-reachWords)
	}
	if i > 0 {
		s.low = max(s.low, l.WordAt(hits[i-1].End))
	}
	if i+1 < len(hits) {
		s.high = min(s.high, l.WordAt(hits[i+1].Start))
	}
	return s
}

// repeats tells whether an amount opens a bracket, behind the same in words: "fixed at
// sixty-eight thousand four hundred dollars ($68,400)".
func repeats(l *page.Line, at int) bool {
	return at < len(l.Words) && strings.HasSuffix(strings.TrimRight(l.Between(at), "$€£ \u00a0"), "(")
}

// noPrice is the weight of an amount that is no price of the services.
const noPrice = -20.0

// priceWeight weighs one amount by its label, the words before it back to the
// amount before, and the words behind it.
func (rd *reading) priceWeight(l *page.Line, hits []written.Amount, i int) (w float64, total bool) {
	s := spotIn(l, hits, i)
	if isRate(l, s, i > 0) || isTaxed(l, s) || l.Topics.Has(topic.ValueInfo) {
		return noPrice, false
	}
	change := rd.kind == sow.KindChangeOrder
	w, total = rd.labelWeight(l, s.at, change)
	said, sure := wordsWeight(l, s, total)
	w, total = w+said, total || sure
	if _, ok := l.Says(topic.ValueChange); change && (ok || l.Labelled(topic.ValueChange)) {
		w += priceChange
	}
	if l.Head.Has(topic.HeadPrice) && s.at <= 1 && l.Label == "" && l.Table == 0 && !total {
		w, total = w+priceAfter, true
	}
	w += headWeight(l)
	switch {
	case isNet(l, hits, i):
		w, total = w+priceLabel, true
	case rd.beside(l, s):
		w -= 9
	}
	return w, total
}

// isRate tells whether an amount is paid for each hour, month or person.
func isRate(l *page.Line, s spot, again bool) bool {
	if rate, ok := l.Window(s.after, s.high, topic.ValueRate); ok && rate.From-s.after <= 1 || l.Columned(topic.ValueRate) || l.Labelled(topic.ValueRate) {
		return true
	}
	rate, ok := l.Window(s.low, s.at, topic.ValueRate)
	if !ok || again && ofBefore(l, s, rate) {
		return false
	}
	said, says := l.Window(rate.From, s.at, topic.ValueSays)
	return rate.To >= s.at-1 || !says && rate.To >= s.at-3 && !clauseBetween(l, rate.To, s.at) || says && said.From <= rate.To+1 && rate.From <= said.From
}

// ofBefore tells whether a rate before an amount is that of the amount before: "4,150 a
// month, makes 149,400".
func ofBefore(l *page.Line, s spot, rate lexicon.Hit) bool {
	return rate.From <= s.low || rate.To == s.at-1 && l.Breaks(rate.To)
}

// isTaxed tells whether tax is in an amount.
func isTaxed(l *page.Line, s spot) bool {
	if taxed, ok := l.Window(s.after, s.high, topic.ValueTaxed); ok && taxed.From-s.after <= 3 && !saysAdded(l, taxed) || l.Labelled(topic.ValueTaxed) {
		return true
	}
	if after := l.BehindAside(s.after); after > s.after { // "742,000 (seven hundred and forty-two thousand), tax included"
		if taxed, ok := l.Window(after, min(after+4, len(l.Words)), topic.ValueTaxed); ok && taxed.From <= after+1 {
			return true
		}
	}
	_, ok := l.Window(s.low, s.at, topic.ValueTaxed)
	return ok
}

// saysAdded tells whether the words for a tax in an amount go on to say that it is to be
// added: "with VAT to be added".
func saysAdded(l *page.Line, taxed lexicon.Hit) bool {
	net, ok := l.Window(taxed.From, len(l.Words), topic.ValueNet)
	return ok && net.From < taxed.To && net.To > taxed.To
}

// wordsWeight weighs the words before and behind an amount. Sure tells whether
// they say that it is the total.
func wordsWeight(l *page.Line, s spot, total bool) (w float64, sure bool) {
	if said, ok := l.Window(s.low, s.at, topic.ValueSays); ok && reaches(l, said, s) {
		w, sure = w+priceSays, true
	}
	if !sure && (labelBefore(l, s) || isOnly(l, s)) {
		w, sure = w+priceSays-1, true
	}
	if _, ok := l.Window(s.after, s.high, topic.ValueAfter); ok {
		w, sure = w+priceAfter, true
	}
	if !saysNet(l, s) {
		return w, sure
	}
	w += priceNet
	if s.at <= 1 && l.Label == "" && l.Table == 0 && !total && !sure { // a sentence that is a price: "EUR 13,900 plus VAT"
		w, sure = w+priceAfter, true
	}
	return w, sure
}

// saysNet tells whether an amount is said to be without tax.
func saysNet(l *page.Line, s spot) bool {
	if _, ok := l.Window(s.at, s.high, topic.ValueNet); ok || l.Labelled(topic.ValueNet) || l.Columned(topic.ValueNet) {
		return true
	}
	return netBehindAside(l, s)
}

// netBehindAside tells whether the words behind a bracket say that an amount is without
// tax: "£24,500 (twenty-four thousand five hundred pounds), plus VAT".
func netBehindAside(l *page.Line, s spot) bool {
	after := l.BehindAside(s.after)
	if after == s.after {
		return false
	}
	net, ok := l.Window(after, min(after+4, len(l.Words)), topic.ValueNet)
	return ok && net.From <= after+1
}

// reaches tells whether words that say what the price is stand near enough before an
// amount, which may stand in words before.
func reaches(l *page.Line, said lexicon.Hit, s spot) bool {
	if s.at-said.To <= saysReach || isBetween(l, said, s) {
		return true
	}
	return repeats(l, s.at) && !strings.ContainsAny(l.TextBetween(said.To, s.at), ",;:.")
}

// isBetween tells whether a clause about the price goes on to say what it is right
// before the amount: "Our charge for the whole job is a flat £14,700".
func isBetween(l *page.Line, said lexicon.Hit, s spot) bool {
	is, ok := l.Window(max(said.To, s.at-3), s.at, topic.PartyIs)
	return ok && !clauseBetween(l, said.To, is.From)
}

// saysReach is how many words may stand between an amount and what says that it is the
// price.
const saysReach = 6

// isOnly tells whether a sentence about the price opens by saying what something is and gives
// the amount at once: "It's £9,640", "Das sind 4.200 €".
func isOnly(l *page.Line, s spot) bool {
	if !l.Head.Has(topic.HeadPrice) || l.Label != "" || l.Table > 0 || s.at < 1 || s.at > 2 {
		return false
	}
	pronoun := l.Beside.Amounts.Pronouns.Has(l.Words[0].Text)
	is, ok := l.Window(0, s.at, topic.PartyIs)
	return ok && is.To == s.at && (is.From == 0 || pronoun) || pronoun && l.Words[s.at-1].Text == "s"
}

// labelBefore tells whether a label of the total stands right before an amount
// without a colon: "Total excl. VAT £36,000".
func labelBefore(l *page.Line, s spot) bool {
	if l.Label != "" || l.Table > 0 {
		return false
	}
	h, ok := l.Window(s.low, s.at, topic.ValueLabel)
	if ok {
		return s.at-h.To <= 3
	}
	h, ok = l.At(0, topic.ValueWeak)
	return ok && h.To >= s.at-1 && h.To <= s.at
}

// headWeight weighs the heading above an amount.
func headWeight(l *page.Line) float64 {
	switch {
	case l.Head.Has(topic.HeadPrice):
		return priceHeading
	case l.Head.Has(topic.HeadLicence) && l.Head.Has(topic.HeadAbout):
		return -7
	case l.Head.Has(topic.HeadLicence):
		return -4
	case l.Head.Has(topic.HeadAbout):
		return -3
	}
	return 0
}

// refused is the weight of a label that names another sum.
const refused = -9.0

// labelWeight weighs the label of the amount: that of its row or pair.
func (rd *reading) labelWeight(l *page.Line, at int, change bool) (w float64, total bool) {
	other := lexicon.Uncovered(l.LabelHits, topic.ValueOther, topic.ValueNet, topic.ValueSays) && !withoutOther(l)
	if labelsOther(l, other) {
		return refused, false
	}
	if change {
		if w, total, ok := changeWeight(l); ok {
			return w, total
		}
	}
	w, total = rd.labelSays(l, at)
	if other {
		w -= 5
	}
	return w, total
}

// labelsOther tells whether the label of an amount or the head of its column
// names another sum, or the price before a change. Other tells whether the label
// has a word for another sum, which a word for the total outweighs.
func labelsOther(l *page.Line, other bool) bool {
	if lexicon.Uncovered(l.ColHits, topic.ValueOther, topic.ValueNet) && !l.Columned(topic.ValueLabel) {
		return true
	}
	return other && !l.Labelled(topic.ValueLabel) || lexicon.Uncovered(l.LabelHits, topic.ValueBefore, topic.ValueLabel, topic.ValueNet) && !beforeTax(l)
}

// labelSays weighs what a label says of the price, and tells whether it says that
// the amount is the total.
func (rd *reading) labelSays(l *page.Line, at int) (w float64, total bool) {
	switch {
	case l.Labelled(topic.ValueSays) && !l.Labelled(topic.ValueLabel) && at <= 2:
		return priceSays, true
	case l.Columned(topic.ValueLabel) && l.Table > 0 && len(rd.Tables[l.Table].Cells) == 2 && !l.Columned(topic.ValueRate):
		return priceLabel, true
	case l.Labelled(topic.ValueLabel) && (at <= 2 || l.Table > 0) && lexicon.Uncovered(l.LabelHits, topic.ValueLabel, topic.ValueWeak): // "Sub-total" is no total
		return priceLabel, true
	case l.Labelled(topic.ValueWeak) && at <= 2:
		return priceWeak + 1, true
	}
	return 0, false
}

// withoutOther tells whether a label says that the other sum it names is not in
// the amount: "Total without contingency".
func withoutOther(l *page.Line) bool {
	for _, h := range l.LabelHits {
		if h.Topic == topic.ValueOther && !slices.ContainsFunc(l.LabelHits, func(n lexicon.Hit) bool { return n.Topic == topic.Negation && n.To <= h.From && h.From-n.To <= 1 }) {
			return false
		}
	}
	return true
}

// beforeTax tells whether the "before" of a label is that of a tax: "Total before
// HST".
func beforeTax(l *page.Line) bool {
	for _, b := range l.LabelHits {
		if b.Topic == topic.ValueBefore && slices.ContainsFunc(l.LabelHits, func(n lexicon.Hit) bool { return n.Topic == topic.ValueNet && n.From < b.To && b.From < n.To }) {
			return true
		}
	}
	return false
}

// changeWeight weighs the labels and columns of a change order, which give
// amounts before and after it as well.
func changeWeight(l *page.Line) (w float64, total, ok bool) {
	switch {
	case lexicon.Uncovered(l.LabelHits, topic.ValueState, topic.ValueNet):
		return refused, false, true
	case l.Table == 0 || l.Row == 0:
		return 0, false, false
	case l.Columned(topic.ValueState):
		return refused, false, true
	case l.Columned(topic.ValueChange):
		return priceLabel, true, true
	}
	return 0, false, false
}

// countBefore gives the number of hits that begin before word at.
func countBefore(hits []lexicon.Hit, at int) int {
	n := 0
	for n < len(hits) && hits[n].From < at {
		n++
	}
	return n
}

func nearly(a, b float64) bool { return a-b < 0.51 && b-a < 0.51 }
