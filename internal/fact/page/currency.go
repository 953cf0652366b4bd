package page

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// MoneyIn gives the amounts of a line. A cell that is only a number takes the
// currency of its column's head.
func (pg *Page) MoneyIn(l *Line) []written.Amount {
	switch {
	case !l.Numeric:
		return nil
	case !pg.knows || !l.hasCoins:
		return pg.readMoney(l, pg.known)
	case l.values == nil:
		return nil
	}
	return l.coins
}

// readMoney reads the amounts of a line in what they are in.
func (pg *Page) readMoney(l *Line, in coinage) []written.Amount {
	hits := l.Amounts()
	if len(hits) == 0 && l.Table > 0 && l.Row > 0 {
		hits = pg.bareAmount(l, in)
	}
	for i := range hits {
		if hits[i].Money.Currency == "" {
			hits = slices.Clone(hits)
			for k := range hits[i:] {
				hits[i+k].Money.Currency = cmp.Or(hits[i+k].Money.Currency, in.dollar)
			}
			break
		}
	}
	return hits
}

// readCoins reads the amounts of all lines once for all who know the coinage:
// they ask for those of each line dozens of times.
func (pg *Page) readCoins() {
	for i := range pg.Lines {
		l := &pg.Lines[i]
		if !l.Numeric {
			continue
		}
		l.hasCoins = true
		if hits := pg.readMoney(l, pg.coinage); len(hits) > 0 {
			l.write().coins = hits
		}
	}
}

// bareAmount reads a cell that is only a number, if its table says that it is
// an amount.
func (pg *Page) bareAmount(l *Line, in coinage) []written.Amount {
	text := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(l.Text), "+")) // of a change
	v, n, ok := written.Number(text)
	if !ok || n < len(strings.TrimRight(text, ".–-, ")) {
		return nil
	}
	code, ok := pg.cellCurrency(l, in)
	if !ok {
		return nil
	}
	at := strings.Index(l.Text, text)
	return []written.Amount{{Money: sow.Money{Amount: v, Currency: code}, Start: at, End: at + len(text)}}
}

// cellCurrency gives the currency of a cell's number: of its column's head, of
// the document in a column of prices, of its row's label.
func (pg *Page) cellCurrency(l *Line, in coinage) (code string, ok bool) {
	if code, ok = written.CurrencyIn(l.ColHead); ok {
		return code, true
	}
	if (l.Columned(topic.ValueLabel, topic.ValueWeak) || in.stated && (l.Columned(topic.ValueNet) || sums(l)) || totals(l)) && !l.Columned(topic.ValueRate) {
		if code, ok = pg.headCurrency(l.Block); ok {
			return code, true
		}
		if in.currency != "" && (in.stated || l.Head.Has(topic.HeadPrice)) {
			return in.currency, true
		}
	}
	if l.Column == 0 {
		return "", false
	}
	code, ok = written.CurrencyIn(l.Label)
	return code, ok && !written.HasDigit(l.Label)
}

// totals tells whether a cell is a sum by its label, and an amount by its cents.
func totals(l *Line) bool {
	text := strings.TrimSpace(l.Text)
	if n := len(text); n < 6 || text[n-3] != '.' && text[n-3] != ',' {
		return false
	}
	return l.Column > 0 && l.Labelled(topic.ValueLabel, topic.ValueWeak, topic.ValueNet)
}

// leastSum is how many digits a sum has at least where no cents show that it is an
// amount.
const leastSum = 4

// sums tells whether a cell is a number of some digits with the label of a total or of
// what is without tax: "Total excl. VAT | 89,700".
func sums(l *Line) bool {
	if l.Column == 0 || !l.Labelled(topic.ValueLabel, topic.ValueNet) {
		return false
	}
	digits := 0
	for i := range len(l.Text) {
		if written.DigitAt(l.Text, i) {
			digits++
		}
	}
	return digits >= leastSum
}

// headCurrency gives the currency that the heading above a block names: "Prices
// (AUD, excluding GST)".
func (pg *Page) headCurrency(block int) (string, bool) {
	head := pg.HeadAbove(block)
	if head < 0 || len(written.Amounts(pg.Doc.Blocks[head].Text)) > 0 {
		return "", false
	}
	return written.CurrencyIn(pg.Doc.Blocks[head].Text)
}

// coinage is what the amounts of a document are in.
type coinage struct {
	dollar   string // what a bare $ means
	currency string // of the whole document, where there is one
	stated   bool   // a row says which: "Currency: CLP"
}

// KnowCoinage tells the readers of amounts what these are in.
func (pg *Page) KnowCoinage() {
	pg.known, pg.knows = pg.coinage, true
}

func (pg *Page) readCoinage() coinage {
	coins := pg.allCoins()
	dollar := pg.dollarMeans(coins)
	if code, ok := pg.labelledCurrency(); ok {
		return coinage{dollar, code, true}
	}
	return coinage{dollar, pg.onlyCurrency(coins, dollar), false}
}

// labelledCurrency reads "Currency | CLP, net values".
func (pg *Page) labelledCurrency() (string, bool) {
	for i := range pg.Lines {
		l := &pg.Lines[i]
		if l.Edge {
			continue
		}
		if code, ok := l.currencyBehind(); ok {
			return code, true
		}
		if l.Numeric || l.LabelLen != 1 || !l.Beside.Amounts.Currency.Has(lexicon.Fold(l.Label)) {
			continue
		}
		if code, ok := written.CurrencyIn(l.Text); ok {
			return code, true
		}
	}
	return "", false
}

// currencyBehind reads the currency behind a label within a line: "Issued: 3 May 2026 –
// Currency: EUR – Incoterm: none".
func (l *Line) currencyBehind() (string, bool) {
	if strings.IndexByte(l.Text, ':') < 0 {
		return "", false
	}
	for i := 0; i+1 < len(l.Words); i++ {
		if strings.Contains(l.Between(i+1), ":") && l.Beside.Amounts.Currency.Has(l.Words[i].Text) {
			return written.CurrencyIn(l.TextBetween(i+1, i+2))
		}
	}
	return "", false
}

// onlyCurrency gives the one currency of a document, "" for none or several. A
// bare "$" is what it means in the document.
func (pg *Page) onlyCurrency(coins []string, dollar string) string {
	for i := range pg.Lines {
		if code, ok := pg.statedCurrency(&pg.Lines[i]); ok {
			return code
		}
	}
	only := ""
	for _, code := range coins {
		code = cmp.Or(code, dollar)
		if only != "" && only != code {
			return ""
		}
		only = code
	}
	return only
}

// statedWords bounds the words of a sentence that gives the currency of all
// amounts.
const statedWords = 14

// statedCurrency reads "All amounts in Canadian dollars (CAD)".
func (pg *Page) statedCurrency(l *Line) (string, bool) {
	if l.Table > 0 || l.Edge || len(l.Words) > statedWords || !l.Head.Has(topic.HeadPrice) || l.Numeric {
		return "", false
	}
	if amounts, ok := l.Window(0, 2, topic.ValueLabel, topic.ValueWeak, topic.HeadPrice); !ok || amounts.From > 1 {
		return "", false
	}
	return written.CurrencyIn(l.Text)
}

// dollarMeans gives the currency of a bare "$": the one dollar or peso that the
// document names, else the one that its words hint at, else that of its language.
func (pg *Page) dollarMeans(coins []string) string {
	count := map[string]int{}
	hints, seen := map[string]int{}, map[string]bool{}
	for _, code := range coins {
		if written.IsDollar(code) {
			count[code]++
		}
	}
	for i := range pg.Lines {
		l := &pg.Lines[i]
		for _, h := range pg.NamedIn(l, topic.Dollar) {
			if l.abbreviates(h.From, h.To) {
				continue
			}
			if word := h.Name + l.TextBetween(h.From, h.To); !seen[word] { // each place counts once
				seen[word] = true
				hints[h.Name]++
			}
		}
	}
	if best := most(hints); best != "" && (len(count) == 0 || count[best] > 0 || count["USD"] > 0 && len(count) == 1) {
		return best
	}
	if code := cmp.Or(most(count), pg.Lexicon.Dollars[pg.Language]); code != "" || pg.inPesos() || pg.withGST() {
		return code
	}
	return "USD"
}

// abbreviates tells whether the word [from:to) is one in capitals between brackets, by
// which the text calls something else: "the Supplemental Personnel Agreement (SPA)".
func (l *Line) abbreviates(from, to int) bool {
	return from > 0 && to == from+1 && strings.Contains(l.Between(from), "(") && Shouting(l.TextBetween(from, to))
}

// withGST tells whether the document names a tax that Australia, Canada, New Zealand
// and others have, and the United States have not.
func (pg *Page) withGST() bool {
	for i := range pg.Lines {
		l := &pg.Lines[i]
		if pg.Marks[l.Block]&lexicon.SaysGST != 0 && slices.Contains(l.Keys, "gst") {
			return true
		}
	}
	return false
}

// mostDollars is the largest bare "$" in Spanish that may be in dollars: above it
// the amounts are in pesos, nobody knows of which country.
const mostDollars = 3_000_000

// inPesos tells whether a bare "$" in a Spanish document can hardly be a dollar.
func (pg *Page) inPesos() bool {
	if pg.Language == 0 || pg.Lexicon.Languages[pg.Language-1] != "es" {
		return false
	}
	for i := range pg.Lines {
		if slices.ContainsFunc(pg.Lines[i].Amounts(), func(a written.Amount) bool { return a.Money.Currency == "" && a.Money.Amount > mostDollars }) {
			return true
		}
	}
	return false
}

// allCoins gives the codes of all currencies that the document writes, "" for a
// bare "$".
func (pg *Page) allCoins() (codes []string) {
	for i := range pg.Doc.Blocks {
		if pg.mayHoldCoin(i) {
			codes = written.AppendCurrencies(codes, pg.Doc.Blocks[i].Text)
		}
	}
	return codes
}

func most(count map[string]int) string {
	best := ""
	for code, n := range count {
		if best == "" || n > count[best] || n == count[best] && code < best {
			best = code
		}
	}
	return best
}

// States tells whether the block of a line states a number.
func (pg *Page) States(l *Line, n float64) bool {
	text := pg.Doc.Blocks[l.Block].Text
	for i := 0; i < len(text); i++ {
		if !written.DigitAt(text, i) {
			continue
		}
		v, size, ok := written.Number(text[i:])
		if ok && v == n {
			return true
		}
		i += max(size, written.DigitRun(text[i:])) - 1
	}
	return false
}
