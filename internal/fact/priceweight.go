package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// spot is the place of an amount in its line, in words: [at:after) is the
// amount, low and high bound the words that may belong to it.
type spot struct{ at, after, low, high int }

// spotOf bounds amount i of a line by those before and behind it.
func (l *line) spotOf(hits []written.Amount, i int) spot {
	s := spot{at: l.wordAt(hits[i].Start), after: l.wordAt(hits[i].End)}
	s.low, s.high = max(0, s.at-reachWords), min(len(l.ws), s.after+6)
	if i > 0 {
		s.low = max(s.low, l.wordAt(hits[i-1].End))
	}
	if i+1 < len(hits) {
		s.high = min(s.high, l.wordAt(hits[i+1].Start))
	}
	return s
}

// noPrice is the weight of an amount that is no price of the services.
const noPrice = -20.0

// priceWeight weighs one amount by its label, the words before it back to the
// amount before, and the words behind it.
func (rd *reading) priceWeight(l *line, hits []written.Amount, i int) (w float64, total bool) {
	s := l.spotOf(hits, i)
	if l.isRate(s, i > 0) || l.isTaxed(s) || l.topics.Has(topic.ValueInfo) {
		return noPrice, false
	}
	change := rd.det.Kind == sow.KindChangeOrder
	w, total = rd.labelWeight(l, s.at, change)
	said, sure := l.wordsWeight(s, total)
	w, total = w+said, total || sure
	if _, ok := l.says(topic.ValueChange); change && (ok || l.labelled(topic.ValueChange)) {
		w += priceChange
	}
	if l.head.has(topic.HeadPrice) && s.at <= 1 && l.label == "" && l.table == 0 && !total {
		w, total = w+priceAfter, true
	}
	w += l.headWeight()
	if rd.beside(l, s) {
		w -= 9
	}
	return w, total
}

// isRate tells whether an amount is paid for each hour, month or person.
func (l *line) isRate(s spot, again bool) bool {
	if rate, ok := l.window(s.after, s.high, topic.ValueRate); ok && rate.From-s.after <= 1 || l.columned(topic.ValueRate) || l.labelled(topic.ValueRate) {
		return true
	}
	rate, ok := l.window(s.low, s.at, topic.ValueRate)
	if !ok || again && rate.From <= s.low { // the rate of the amount before
		return false
	}
	said, says := l.window(rate.From, s.at, topic.ValueSays)
	return rate.To >= s.at-1 || !says && rate.To >= s.at-3 && !l.clauseBetween(rate.To, s.at) || says && said.From <= rate.To+1 && rate.From <= said.From
}

// isTaxed tells whether tax is in an amount.
func (l *line) isTaxed(s spot) bool {
	if taxed, ok := l.window(s.after, s.high, topic.ValueTaxed); ok && taxed.From-s.after <= 3 || l.labelled(topic.ValueTaxed) {
		return true
	}
	_, ok := l.window(s.low, s.at, topic.ValueTaxed)
	return ok
}

// wordsWeight weighs the words before and behind an amount. Sure tells whether
// they say that it is the total.
func (l *line) wordsWeight(s spot, total bool) (w float64, sure bool) {
	if said, ok := l.window(s.low, s.at, topic.ValueSays); ok && s.at-said.To <= 6 {
		w, sure = w+priceSays, true
	}
	if !sure && (l.labelBefore(s) || l.isOnly(s)) {
		w, sure = w+priceSays-1, true
	}
	if _, ok := l.window(s.after, s.high, topic.ValueAfter); ok {
		w, sure = w+priceAfter, true
	}
	if _, ok := l.window(s.at, s.high, topic.ValueNet); !ok && !l.labelled(topic.ValueNet) && !l.columned(topic.ValueNet) {
		return w, sure
	}
	w += priceNet
	if s.at <= 1 && l.label == "" && l.table == 0 && !total && !sure { // a sentence that is a price: "EUR 13,900 plus VAT"
		w, sure = w+priceAfter, true
	}
	return w, sure
}

// isOnly tells whether a sentence about the price opens by saying what something is and gives
// the amount at once: "It's £9,640", "Das sind 4.200 €".
func (l *line) isOnly(s spot) bool {
	if !l.head.has(topic.HeadPrice) || l.label != "" || l.table > 0 || s.at < 1 || s.at > 2 {
		return false
	}
	is, ok := l.window(0, s.at, topic.PartyIs)
	return ok && is.To == s.at && (is.From == 0 || pronouns[l.ws[0].Text]) || pronouns[l.ws[0].Text] && l.ws[s.at-1].Text == "s" || itIs[l.ws[s.at-1].Text]
}

// Words by which a sentence opens that says what something is.
var (
	pronouns = wordSet("it this that das es dies c ce cela esto eso")
	itIs     = wordSet("it's that's")
)

// labelBefore tells whether a label of the total stands right before an amount
// without a colon: "Total excl. VAT £36,000".
func (l *line) labelBefore(s spot) bool {
	if l.label != "" || l.table > 0 {
		return false
	}
	h, ok := l.window(s.low, s.at, topic.ValueLabel)
	if ok {
		return s.at-h.To <= 3
	}
	h, ok = l.at(0, topic.ValueWeak)
	return ok && h.To >= s.at-1 && h.To <= s.at
}

// headWeight weighs the heading above an amount.
func (l *line) headWeight() float64 {
	switch {
	case l.head.has(topic.HeadPrice):
		return priceHeading
	case l.head.has(topic.HeadLicence) && l.head.has(topic.HeadAbout):
		return -7
	case l.head.has(topic.HeadLicence):
		return -4
	case l.head.has(topic.HeadAbout):
		return -3
	}
	return 0
}

// refused is the weight of a label that names another sum.
const refused = -9.0

// labelWeight weighs the label of the amount: that of its row or pair.
func (rd *reading) labelWeight(l *line, at int, change bool) (w float64, total bool) {
	other := uncovered(l.labelHits, topic.ValueOther, topic.ValueNet, topic.ValueSays) && !l.withoutOther()
	if l.labelsOther(other) {
		return refused, false
	}
	if change {
		if w, total, ok := l.changeWeight(); ok {
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
func (l *line) labelsOther(other bool) bool {
	if uncovered(l.colHits, topic.ValueOther, topic.ValueNet) && !l.columned(topic.ValueLabel) {
		return true
	}
	return other && !l.labelled(topic.ValueLabel) || uncovered(l.labelHits, topic.ValueBefore, topic.ValueLabel, topic.ValueNet) && !l.beforeTax()
}

// labelSays weighs what a label says of the price, and tells whether it says that
// the amount is the total.
func (rd *reading) labelSays(l *line, at int) (w float64, total bool) {
	switch {
	case l.labelled(topic.ValueSays) && !l.labelled(topic.ValueLabel) && at <= 2:
		return priceSays, true
	case l.columned(topic.ValueLabel) && l.table > 0 && len(rd.tables[l.table].cells) == 2 && !l.columned(topic.ValueRate):
		return priceLabel, true
	case l.labelled(topic.ValueLabel) && (at <= 2 || l.table > 0) && uncovered(l.labelHits, topic.ValueLabel, topic.ValueWeak): // "Sub-total" is no total
		return priceLabel, true
	case l.labelled(topic.ValueWeak) && at <= 2:
		return priceWeak + 1, true
	}
	return 0, false
}

// withoutOther tells whether a label says that the other sum it names is not in
// the amount: "Total without contingency".
func (l *line) withoutOther() bool {
	for _, h := range l.labelHits {
		if h.Topic == topic.ValueOther && !slices.ContainsFunc(l.labelHits, func(n lexicon.Hit) bool { return n.Topic == topic.Negation && n.To <= h.From && h.From-n.To <= 1 }) {
			return false
		}
	}
	return true
}

// beforeTax tells whether the "before" of a label is that of a tax: "Total before
// HST".
func (l *line) beforeTax() bool {
	for _, b := range l.labelHits {
		if b.Topic == topic.ValueBefore && slices.ContainsFunc(l.labelHits, func(n lexicon.Hit) bool { return n.Topic == topic.ValueNet && n.From < b.To && b.From < n.To }) {
			return true
		}
	}
	return false
}

// changeWeight weighs the labels and columns of a change order, which give
// amounts before and after it as well.
func (l *line) changeWeight() (w float64, total, ok bool) {
	switch {
	case uncovered(l.labelHits, topic.ValueState, topic.ValueNet):
		return refused, false, true
	case l.table == 0 || l.row == 0:
		return 0, false, false
	case l.columned(topic.ValueState):
		return refused, false, true
	case l.columned(topic.ValueChange):
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

// uncovered tells whether there is a hit of topic t that is no part of a hit of
// the topics over: the "VAT" of "plus VAT".
func uncovered(hits []lexicon.Hit, t topic.Topic, over ...topic.Topic) bool {
	for _, h := range hits {
		if h.Topic != t {
			continue
		}
		free := true
		for _, o := range hits {
			if slices.Contains(over, o.Topic) && o.From <= h.From && h.To <= o.To {
				free = false
			}
		}
		if free {
			return true
		}
	}
	return false
}

// beside tells whether the words around an amount say that it is another sum:
// travel, licences, a limit of liability, an option.
func (rd *reading) beside(l *line, s spot) bool {
	return l.besideBefore(s) || l.besideBehind(s)
}

// besideBefore reads the words before an amount.
func (l *line) besideBefore(s spot) bool {
	low, at := s.low, s.at
	if part, ok := l.window(max(low, at-3), at, topic.ValuePart); ok && part.To >= at-2 || l.labelled(topic.ValuePart) {
		return true
	}
	if before, ok := l.window(low, at, topic.ValueOther, topic.ValueBefore); ok && (before.Topic == topic.ValueOther || uncovered(l.hits[:countBefore(l.hits, at)], topic.ValueBefore, topic.ValueSays)) && (before.Topic == topic.ValueBefore || uncovered(l.hits[:countBefore(l.hits, at)], topic.ValueOther, topic.ValueNet, topic.ValueSays)) {
		if said, again := l.window(before.To, at, topic.ValueSays); !again || before.Topic == topic.ValueBefore || l.caps(said) && !l.clauseBetween(before.To, said.From) {
			return true
		}
	}
	return false
}

// besideBehind reads the words behind an amount.
func (l *line) besideBehind(s spot) bool {
	net, taxFollows := l.window(s.after, s.high, topic.ValueNet)
	for _, h := range l.hits {
		if h.Topic != topic.ValueOther && h.Topic != topic.ValueBefore || h.From < s.after || h.To > s.high || taxFollows && h.From >= net.From {
			continue
		}
		if !l.plusBehind(s, h) && h.From-s.after <= 3 && !strings.ContainsAny(l.gapBehind(s, h), ",;.(") {
			return true
		}
	}
	return false
}

// plusBehind tells whether only a sign stands between an amount and the other sum
// that comes on top of it: "38 500 € + VAT".
func (l *line) plusBehind(s spot, other lexicon.Hit) bool {
	return other.From == s.after && s.after < len(l.ws) && s.after > 0 && strings.Contains(l.between(s.after), "+")
}

// gapBehind gives the text between an amount and words behind it.
func (l *line) gapBehind(s spot, h lexicon.Hit) string {
	if h.From >= len(l.ws) || s.after <= 0 {
		return ""
	}
	return l.text[l.ws[s.after-1].End:l.ws[h.From].Start]
}

// caps tells whether words before an amount only limit it.
func (l *line) caps(said lexicon.Hit) bool {
	_, ok := l.window(said.From, said.To, topic.ValueCap)
	return ok
}

// clauseBetween tells whether a clause ends between word from and word to.
func (l *line) clauseBetween(from, to int) bool {
	for i := from; i <= to && i < len(l.ws); i++ {
		if strings.ContainsAny(l.between(i), ",;:(") {
			return true
		}
		if _, ok := l.at(i, topic.PartyAnd); ok {
			return true
		}
	}
	return false
}

func nearly(a, b float64) bool { return a-b < 0.51 && b-a < 0.51 }
