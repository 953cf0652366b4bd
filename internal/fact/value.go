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
	rd.dollar, rd.currency = rd.dollarMeans(), rd.onlyCurrency()
	sums, adds := rd.columnSums(), rd.textSums()
	states := rd.increases(adds)
	var all []price
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headHistory) || l.head.has(headBackground) && !l.head.has(headPrice) {
			continue
		}
		all = append(all, rd.pricesIn(l, i, sums, adds, states)...)
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
	return rd.pickPrice(order, byAmount)
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

// moneyIn gives the amounts of a line. A cell that is only a number takes the
// currency of its column's head.
func (rd *reading) moneyIn(l *line) []moneyHit {
	if !l.numeric {
		return nil
	}
	if !l.hasMoney {
		l.money, l.hasMoney = moneys(l.text), true
	}
	hits := l.money
	if len(hits) == 0 && l.table > 0 && l.row > 0 {
		code, ok := currencyIn(l.col)
		if !ok && l.head.has(headPrice) && l.columned(valueLabel, valueWeak) && !l.columned(valueRate) {
			code, ok = rd.currency, rd.currency != ""
		}
		if ok {
			text := strings.TrimSpace(l.text)
			if v, n, ok := number(text); ok && n >= len(strings.TrimRight(text, ".–-, ")) {
				at := strings.Index(l.text, text)
				hits = []moneyHit{{sow.Money{Amount: v, Currency: code}, at, at + len(text)}}
			}
		}
	}
	for i := range hits {
		if hits[i].Money.Currency == "" {
			hits = slices.Clone(hits)
			for k := range hits[i:] {
				hits[i+k].Money.Currency = cmp.Or(hits[i+k].Money.Currency, rd.dollar)
			}
			break
		}
	}
	return hits
}

// onlyCurrency gives the one currency of a document, "" for none or several.
func (rd *reading) onlyCurrency() string {
	for i := range rd.lines {
		if code, ok := rd.statedCurrency(&rd.lines[i]); ok {
			return code
		}
	}
	only := ""
	for i := range rd.doc.Blocks {
		text := rd.doc.Blocks[i].Text
		for c, ok := nextCoin(text, 0); ok; c, ok = nextCoin(text, c.end) {
			if !standsAlone(text, c.start, c.end) {
				continue
			}
			code := cmp.Or(c.code, rd.dollar)
			if only != "" && only != code {
				return ""
			}
			only = code
		}
	}
	return only
}

// statedWords bounds the words of a sentence that gives the currency of all
// amounts.
const statedWords = 14

// statedCurrency reads "All amounts in Canadian dollars (CAD)".
func (rd *reading) statedCurrency(l *line) (string, bool) {
	if l.table > 0 || l.edge || len(l.ws) > statedWords || !l.head.has(headPrice) || l.numeric {
		return "", false
	}
	if amounts, ok := l.window(0, 2, valueLabel, valueWeak, headPrice); !ok || amounts.from > 1 {
		return "", false
	}
	return currencyIn(l.text)
}

// currencyIn finds a currency in the head of a column.
func currencyIn(head string) (string, bool) {
	c, ok := nextCoin(head, 0)
	if !ok || !standsAlone(head, c.start, c.end) {
		return "", false
	}
	return c.code, true
}

func (rd *reading) pricesIn(l *line, n int, sums map[int]bool, adds, states map[amountAt]bool) []price {
	hits := rd.moneyIn(l)
	var out []price
	for i, h := range hits {
		if h.Money.Amount < leastPrice || states[amountAt{n, i}] || i > 0 && rd.amountRange(l, hits[i-1], h) || i+1 < len(hits) && rd.amountRange(l, h, hits[i+1]) {
			continue
		}
		w, total := rd.priceWeight(l, hits, i)
		if w > -9 && rd.multiplied(l, hits, i) {
			w, total = w+priceSum, true
		}
		if l.table == 0 && i > 0 && divides(h.Money, hits[i-1].Money) {
			w -= priceLabel // an instalment of the amount before it
		}
		if w > -3 && adds[amountAt{n, i}] {
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

// spot is the place of an amount in its line, in words: [at:after) is the
// amount, low and high bound the words that may belong to it.
type spot struct{ at, after, low, high int }

// spotOf bounds amount i of a line by those before and behind it.
func (l *line) spotOf(hits []moneyHit, i int) spot {
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
func (rd *reading) priceWeight(l *line, hits []moneyHit, i int) (w float64, total bool) {
	s := l.spotOf(hits, i)
	if l.isRate(s, i > 0) || l.isTaxed(s) || l.topics.has(valueInfo) {
		return noPrice, false
	}
	change := rd.det.Kind == sow.KindChangeOrder
	w, total = rd.labelWeight(l, s.at, change)
	said, sure := l.wordsWeight(s, total)
	w, total = w+said, total || sure
	if _, ok := l.says(valueChange); change && (ok || l.labelled(valueChange)) {
		w += priceChange
	}
	if l.head.has(headPrice) && s.at <= 1 && l.label == "" && l.table == 0 && !total {
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
	if rate, ok := l.window(s.after, s.high, valueRate); ok && rate.from-s.after <= 1 || l.columned(valueRate) || l.labelled(valueRate) {
		return true
	}
	rate, ok := l.window(s.low, s.at, valueRate)
	if !ok || again && rate.from <= s.low { // the rate of the amount before
		return false
	}
	said, says := l.window(rate.from, s.at, valueSays)
	return rate.to >= s.at-1 || !says && rate.to >= s.at-3 && !l.clauseBetween(rate.to, s.at) || says && said.from <= rate.to+1 && rate.from <= said.from
}

// isTaxed tells whether tax is in an amount.
func (l *line) isTaxed(s spot) bool {
	if taxed, ok := l.window(s.after, s.high, valueTaxed); ok && taxed.from-s.after <= 3 || l.labelled(valueTaxed) {
		return true
	}
	_, ok := l.window(s.low, s.at, valueTaxed)
	return ok
}

// wordsWeight weighs the words before and behind an amount. Sure tells whether
// they say that it is the total.
func (l *line) wordsWeight(s spot, total bool) (w float64, sure bool) {
	if said, ok := l.window(s.low, s.at, valueSays); ok && s.at-said.to <= 6 {
		w, sure = w+priceSays, true
	}
	if !sure && l.labelBefore(s) {
		w, sure = w+priceSays-1, true
	}
	if _, ok := l.window(s.after, s.high, valueAfter); ok {
		w, sure = w+priceAfter, true
	}
	if _, ok := l.window(s.at, s.high, valueNet); !ok && !l.labelled(valueNet) && !l.columned(valueNet) {
		return w, sure
	}
	w += priceNet
	if s.at <= 1 && l.label == "" && l.table == 0 && !total && !sure { // a sentence that is a price: "EUR 13,900 plus VAT"
		w, sure = w+priceAfter, true
	}
	return w, sure
}

// labelBefore tells whether a label of the total stands right before an amount
// without a colon: "Total excl. VAT £36,000".
func (l *line) labelBefore(s spot) bool {
	if l.label != "" || l.table > 0 {
		return false
	}
	h, ok := l.window(s.low, s.at, valueLabel)
	if ok {
		return s.at-h.to <= 3
	}
	h, ok = l.at(0, valueWeak)
	return ok && h.to >= s.at-1 && h.to <= s.at
}

// headWeight weighs the heading above an amount.
func (l *line) headWeight() float64 {
	switch {
	case l.head.has(headPrice):
		return priceHeading
	case l.head.has(headLicence) && l.head.has(headAbout):
		return -7
	case l.head.has(headLicence):
		return -4
	case l.head.has(headAbout):
		return -3
	}
	return 0
}

// refused is the weight of a label that names another sum.
const refused = -9.0

// labelWeight weighs the label of the amount: that of its row or pair.
func (rd *reading) labelWeight(l *line, at int, change bool) (w float64, total bool) {
	other := uncovered(l.labelHits, valueOther, valueNet, valueSays)
	if uncovered(l.colHits, valueOther, valueNet) && !l.columned(valueLabel) || other && !l.labelled(valueLabel) || uncovered(l.labelHits, valueBefore, valueLabel, valueNet) && !l.beforeTax() {
		return refused, false
	}
	if change {
		if w, total, ok := l.changeWeight(); ok {
			return w, total
		}
	}
	if other {
		w -= 5
	}
	switch {
	case l.labelled(valueSays) && !l.labelled(valueLabel) && at <= 2:
		return w + priceSays, true
	case l.columned(valueLabel) && l.table > 0 && len(rd.tables[l.table].cells) == 2 && !l.columned(valueRate):
		return w + priceLabel, true
	case l.labelled(valueLabel) && (at <= 2 || l.table > 0) && uncovered(l.labelHits, valueLabel, valueWeak): // "Sub-total" is no total
		return w + priceLabel, true
	case l.labelled(valueWeak) && at <= 2:
		return w + priceWeak + 1, true
	}
	return w, false
}

// beforeTax tells whether the "before" of a label is that of a tax: "Total before
// HST".
func (l *line) beforeTax() bool {
	for _, b := range l.labelHits {
		if b.topic == valueBefore && slices.ContainsFunc(l.labelHits, func(n hit) bool { return n.topic == valueNet && n.from < b.to && b.from < n.to }) {
			return true
		}
	}
	return false
}

// changeWeight weighs the labels and columns of a change order, which give
// amounts before and after it as well.
func (l *line) changeWeight() (w float64, total, ok bool) {
	switch {
	case uncovered(l.labelHits, valueState, valueNet):
		return refused, false, true
	case l.table == 0 || l.row == 0:
		return 0, false, false
	case l.columned(valueState):
		return refused, false, true
	case l.columned(valueChange):
		return priceLabel, true, true
	}
	return 0, false, false
}

// countBefore gives the number of hits that begin before word at.
func countBefore(hits []hit, at int) int {
	n := 0
	for n < len(hits) && hits[n].from < at {
		n++
	}
	return n
}

// uncovered tells whether there is a hit of topic t that is no part of a hit of
// the topics over: the "VAT" of "plus VAT".
func uncovered(hits []hit, t topic, over ...topic) bool {
	for _, h := range hits {
		if h.topic != t {
			continue
		}
		free := true
		for _, o := range hits {
			if slices.Contains(over, o.topic) && o.from <= h.from && h.to <= o.to {
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
	if part, ok := l.window(max(low, at-3), at, valuePart); ok && part.to >= at-2 || l.labelled(valuePart) {
		return true
	}
	if before, ok := l.window(low, at, valueOther, valueBefore); ok && (before.topic == valueOther || uncovered(l.hits[:countBefore(l.hits, at)], valueBefore, valueSays)) && (before.topic == valueBefore || uncovered(l.hits[:countBefore(l.hits, at)], valueOther, valueNet, valueSays)) {
		if said, again := l.window(before.to, at, valueSays); !again || before.topic == valueBefore || l.caps(said) && !l.clauseBetween(before.to, said.from) {
			return true
		}
	}
	return false
}

// besideBehind reads the words behind an amount.
func (l *line) besideBehind(s spot) bool {
	after, high := s.after, s.high
	net, taxFollows := l.window(after, high, valueNet)
	for _, h := range l.hits {
		if h.topic != valueOther && h.topic != valueBefore || h.from < after || h.to > high || taxFollows && h.from >= net.from {
			continue
		}
		if h.from == after && after < len(l.ws) && after > 0 && strings.Contains(l.between(after), "+") { // "38 500 € + VAT"
			continue
		}
		gap := ""
		if h.from < len(l.ws) && after > 0 {
			gap = l.text[l.ws[after-1].end:l.ws[h.from].start]
		}
		if !strings.ContainsAny(gap, ",;.(") && h.from-after <= 3 {
			return true
		}
	}
	return false
}

// caps tells whether words before an amount only limit it.
func (l *line) caps(said hit) bool {
	_, ok := l.window(said.from, said.to, valueCap)
	return ok
}

// clauseBetween tells whether a clause ends between word from and word to.
func (l *line) clauseBetween(from, to int) bool {
	for i := from; i <= to && i < len(l.ws); i++ {
		if strings.ContainsAny(l.between(i), ",;:(") {
			return true
		}
		if _, ok := l.at(i, partyAnd); ok {
			return true
		}
	}
	return false
}

func nearly(a, b float64) bool { return a-b < 0.51 && b-a < 0.51 }

// dollarMeans gives the currency of a bare "$": the one dollar or peso that the
// document names, else the one that its words hint at.
func (rd *reading) dollarMeans() string {
	count := map[string]int{}
	hints, seen := map[string]int{}, map[string]bool{}
	for i := range rd.doc.Blocks {
		text := rd.doc.Blocks[i].Text
		for c, ok := nextCoin(text, 0); ok; c, ok = nextCoin(text, c.end) {
			if dollars[c.code] && standsAlone(text, c.start, c.end) {
				count[c.code]++
			}
		}
	}
	for i := range rd.lines {
		l := &rd.lines[i]
		for _, h := range rd.r.namedIn(l, isDollar) {
			if word := h.name + l.textBetween(h.from, h.to); !seen[word] { // each place counts once
				seen[word] = true
				hints[h.name]++
			}
		}
	}
	if best := most(hints); best != "" && (len(count) == 0 || count[best] > 0 || count["USD"] > 0 && len(count) == 1) {
		return best
	}
	if best := most(count); best != "" {
		return best
	}
	return "USD"
}

// dollars are the currencies that are written with "$".
var dollars = map[string]bool{"USD": true, "AUD": true, "CAD": true, "NZD": true, "SGD": true, "HKD": true, "MXN": true, "COP": true, "CLP": true, "ARS": true}

func most(count map[string]int) string {
	best := ""
	for code, n := range count {
		if best == "" || n > count[best] || n == count[best] && code < best {
			best = code
		}
	}
	return best
}
