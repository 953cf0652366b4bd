package fact

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// moneyIn gives the amounts of a line. A cell that is only a number takes the
// currency of its column's head.
func (rd *reading) moneyIn(l *page.Line) []written.Amount {
	if !l.Numeric {
		return nil
	}
	hits := l.Amounts()
	if len(hits) == 0 && l.Table > 0 && l.Row > 0 {
		hits = rd.bareAmount(l)
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

// bareAmount reads a cell that is only a number, if its table says that it is
// an amount.
func (rd *reading) bareAmount(l *page.Line) []written.Amount {
	text := strings.TrimSpace(l.Text)
	v, n, ok := written.Number(text)
	if !ok || n < len(strings.TrimRight(text, ".–-, ")) {
		return nil
	}
	code, ok := rd.cellCurrency(l)
	if !ok {
		return nil
	}
	at := strings.Index(l.Text, text)
	return []written.Amount{{Money: sow.Money{Amount: v, Currency: code}, Start: at, End: at + len(text)}}
}

// cellCurrency gives the currency of a cell's number: of its column's head, of
// the document in a column of prices, of its row's label.
func (rd *reading) cellCurrency(l *page.Line) (code string, ok bool) {
	if code, ok = written.CurrencyIn(l.ColHead); ok {
		return code, true
	}
	if rd.currency != "" && l.Head.Has(topic.HeadPrice) && l.Columned(topic.ValueLabel, topic.ValueWeak) && !l.Columned(topic.ValueRate) {
		return rd.currency, true
	}
	if l.Column == 0 {
		return "", false
	}
	code, ok = written.CurrencyIn(l.Label)
	return code, ok && !written.HasDigit(l.Label)
}

// coinage is what the amounts of a document are in.
type coinage struct {
	dollar   string // what a bare $ means
	currency string // of the whole document, where there is one
}

// knowCoinage tells the readers of amounts what these are in.
func (rd *reading) knowCoinage() { rd.dollar, rd.currency = rd.coinage.dollar, rd.coinage.currency }

func (rd *reading) readCoinage() coinage {
	coins := rd.allCoins()
	dollar := rd.dollarMeans(coins)
	return coinage{dollar, rd.onlyCurrency(coins, dollar)}
}

// onlyCurrency gives the one currency of a document, "" for none or several. A
// bare "$" is what it means in the document.
func (rd *reading) onlyCurrency(coins []string, dollar string) string {
	for i := range rd.Lines {
		if code, ok := rd.statedCurrency(&rd.Lines[i]); ok {
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
func (rd *reading) statedCurrency(l *page.Line) (string, bool) {
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
func (rd *reading) dollarMeans(coins []string) string {
	count := map[string]int{}
	hints, seen := map[string]int{}, map[string]bool{}
	for _, code := range coins {
		if written.IsDollar(code) {
			count[code]++
		}
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for _, h := range rd.NamedIn(l, topic.Dollar) {
			if word := h.Name + l.TextBetween(h.From, h.To); !seen[word] { // each place counts once
				seen[word] = true
				hints[h.Name]++
			}
		}
	}
	if best := most(hints); best != "" && (len(count) == 0 || count[best] > 0 || count["USD"] > 0 && len(count) == 1) {
		return best
	}
	return cmp.Or(most(count), rd.Lexicon.Dollars[rd.Language], "USD")
}

// allCoins gives the codes of all currencies that the document writes, "" for a
// bare "$".
func (rd *reading) allCoins() (codes []string) {
	for i := range rd.Doc.Blocks {
		codes = written.AppendCurrencies(codes, rd.Doc.Blocks[i].Text)
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
