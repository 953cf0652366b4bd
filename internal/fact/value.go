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
	leastPrice   = 250.0 // below it an amount is a rate
)

// value gives the services total of the document, without tax and licences.
func (rd *reading) value() sow.Fact[sow.Money] {
	rd.dollar, rd.currency = rd.dollarMeans(), rd.onlyCurrency()
	sums := rd.columnSums()
	var all []price
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headHistory) || l.head.has(headBackground) && !l.head.has(headPrice) {
			continue
		}
		all = append(all, rd.pricesIn(l, sums)...)
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
	return rd.pickPrice(order, byAmount)
}

func (rd *reading) pickPrice(order []sow.Money, by map[sow.Money]*price) sow.Fact[sow.Money] {
	slices.SortStableFunc(order, func(a, b sow.Money) int { return cmp.Compare(by[b].weight, by[a].weight) })
	if len(order) == 0 || by[order[0]].weight < priceAccept || order[0].Currency == "" {
		return sow.NoFact[sow.Money]()
	}
	best := by[order[0]]
	if len(order) > 1 {
		next := by[order[1]]
		if next.weight >= best.weight-0.5 && next.total && best.total {
			return sow.Conflict([]sow.Money{best.money, next.money}, best.ev, next.ev)
		}
		if next.weight >= best.weight {
			return sow.Conflict([]sow.Money{best.money, next.money}, best.ev, next.ev)
		}
	}
	return sow.NewFact(best.money, best.ev)
}

// moneyIn gives the amounts of a line. A cell that is only a number takes the
// currency of its column's head.
func (rd *reading) moneyIn(l *line) []moneyHit {
	hits := moneys(l.text)
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
			hits[i].Money.Currency = rd.dollar
		}
	}
	return hits
}

// onlyCurrency gives the one currency of a document, "" for none or several.
func (rd *reading) onlyCurrency() string {
	only := ""
	for i := range rd.doc.Blocks {
		text := rd.doc.Blocks[i].Text
		for _, at := range anyCurrency.FindAllStringIndex(text, -1) {
			code := codeOf(text[at[0]:at[1]])
			if !standsAlone(text, at[0], at[1]) {
				continue
			}
			if code == "" {
				code = rd.dollar
			}
			if only != "" && only != code {
				return ""
			}
			only = code
		}
	}
	return only
}

// currencyIn finds a currency in the head of a column.
func currencyIn(head string) (string, bool) {
	at := anyCurrency.FindStringIndex(head)
	if at == nil || !standsAlone(head, at[0], at[1]) {
		return "", false
	}
	return codeOf(head[at[0]:at[1]]), true
}

func (rd *reading) pricesIn(l *line, sums map[int]bool) []price {
	hits := rd.moneyIn(l)
	var out []price
	for i, h := range hits {
		if h.Money.Amount < leastPrice || i > 0 && rd.amountRange(l, hits[i-1], h) || i+1 < len(hits) && rd.amountRange(l, h, hits[i+1]) {
			continue
		}
		w, total := rd.priceWeight(l, hits, i)
		if w > -9 && rd.multiplied(l, hits, i) {
			w, total = w+priceSum, true
		}
		if l.table == 0 && i > 0 && divides(h.Money, hits[i-1].Money) {
			w -= priceLabel // an instalment of the amount before it
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

// priceWeight weighs one amount by its label, the words before it back to the
// amount before, and the words behind it.
func (rd *reading) priceWeight(l *line, hits []moneyHit, i int) (w float64, total bool) {
	h := hits[i]
	at, after := l.wordAt(h.Start), l.wordAt(h.End)
	low, high := max(0, at-reachWords), min(len(l.ws), after+6)
	if i > 0 {
		low = max(low, l.wordAt(hits[i-1].End))
	}
	if i+1 < len(hits) {
		high = min(high, l.wordAt(hits[i+1].Start))
	}
	if rate, ok := l.window(after, high, valueRate); ok && rate.from-after <= 1 || l.columned(valueRate) || l.labelled(valueRate) {
		return -20, false
	}
	if rate, ok := l.window(low, at, valueRate); ok && (i == 0 || rate.from > low) { // else the rate of the amount before
		said, says := l.window(rate.from, at, valueSays)
		if rate.to >= at-1 || says && said.from <= rate.to && rate.from <= said.from {
			return -20, false
		}
	}
	if taxed, ok := l.window(after, high, valueTaxed); ok && taxed.from-after <= 3 || l.labelled(valueTaxed) {
		return -20, false
	}
	if _, ok := l.window(low, at, valueTaxed); ok {
		return -20, false
	}
	change := rd.det.Kind == sow.KindChangeOrder
	w, total = rd.labelWeight(l, at, change)
	if said, ok := l.window(low, at, valueSays); ok && at-said.to <= 6 {
		w, total = w+priceSays, true
	}
	if _, ok := l.window(after, high, valueAfter); ok {
		w, total = w+priceAfter, true
	}
	if _, ok := l.window(at, high, valueNet); ok || l.labelled(valueNet) || l.columned(valueNet) {
		w += priceNet
		if at <= 1 && l.label == "" && l.table == 0 && !total { // a sentence that is a price: "EUR 13,900 plus VAT"
			w, total = w+priceAfter, true
		}
	}
	if change {
		if _, ok := l.window(0, len(l.ws), valueChange); ok || l.labelled(valueChange) {
			w += priceChange
		}
	}
	if l.head.has(headPrice) {
		w += priceHeading
		if at <= 1 && l.label == "" && l.table == 0 && !total {
			w, total = w+priceAfter, true
		}
	}
	if l.head.has(headLicence) && !l.head.has(headPrice) {
		w -= 4
	}
	if l.head.has(headAbout) && !l.head.has(headPrice) {
		w -= 3
	}
	if rd.beside(l, low, at, after, high) {
		w -= 9
	}
	return w, total
}

// labelWeight weighs the label of the amount: that of its row or pair.
func (rd *reading) labelWeight(l *line, at int, change bool) (w float64, total bool) {
	other := uncovered(l.labelHits, valueOther, valueNet)
	if uncovered(l.colHits, valueOther, valueNet) && !l.columned(valueLabel) || other && !l.labelled(valueLabel) || l.labelled(valueBefore) {
		return -9, false
	}
	if change && l.labelled(valueState) && uncovered(l.labelHits, valueState, valueNet) {
		return -9, false
	}
	if change && l.table > 0 && l.row > 0 {
		if l.columned(valueChange) && !l.columned(valueState) {
			return priceLabel, true
		}
		if l.columned(valueState) {
			return -9, false
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
	case l.labelled(valueLabel) && (at <= 2 || l.table > 0):
		return w + priceLabel, true
	case l.labelled(valueWeak) && at <= 2:
		return w + priceWeak + 1, true
	}
	return w, false
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
func (rd *reading) beside(l *line, low, at, after, high int) bool {
	if part, ok := l.window(max(low, at-3), at, valuePart); ok && part.to >= at-2 || l.labelled(valuePart) {
		return true
	}
	if before, ok := l.window(low, at, valueOther, valueBefore); ok && (before.topic == valueBefore || uncovered(l.hits[:countBefore(l.hits, at)], valueOther, valueNet, valueSays)) {
		if said, again := l.window(before.to, at, valueSays); !again || before.topic == valueBefore || l.caps(said) && !l.clauseBetween(before.to, said.from) {
			return true
		}
	}
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

// columnSums gives the blocks of cells whose amount is the sum of at least two
// amounts above them in the same column.
func (rd *reading) columnSums() map[int]bool {
	out := map[int]bool{}
	amounts := map[int]float64{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 {
			continue
		}
		if hits := rd.moneyIn(l); len(hits) == 1 {
			amounts[l.block] = hits[0].Money.Amount
		}
	}
	for _, g := range rd.tables {
		for col := range g.cols {
			var above []float64
			sum := 0.0
			for row := range g.cells {
				v, ok := amounts[g.at(row, col)]
				if !ok {
					continue
				}
				if len(above) >= 2 && nearly(v, sum) {
					out[g.at(row, col)] = true
					above, sum = nil, 0
					continue
				}
				above, sum = append(above, v), sum+v
			}
		}
	}
	return out
}

func nearly(a, b float64) bool { return a-b < 0.51 && b-a < 0.51 }

// dollarMeans gives the currency of a bare "$": the one dollar or peso that the
// document names, else the one that its words hint at.
func (rd *reading) dollarMeans() string {
	count := map[string]int{}
	hints, seen := map[string]int{}, map[string]bool{}
	for i := range rd.doc.Blocks {
		text := rd.doc.Blocks[i].Text
		for _, at := range anyCurrency.FindAllStringIndex(text, -1) {
			if code := codeOf(text[at[0]:at[1]]); dollars[code] && standsAlone(text, at[0], at[1]) {
				count[code]++
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
