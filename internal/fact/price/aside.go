package price

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// Reaches, in bytes, of the words before an amount that say whose it is.
const (
	asideReach   = 60
	licenceReach = 40
	taxReach     = 28
)

// isAside tells whether amount i of a line is a sum that is no price of the services
// of the document, by the words before it back to the amount before, by its label, or
// because it holds licences or tax.
func isAside(l *page.Line, hits []written.Amount, i int) bool {
	before := beforeAmount(l, hits, i, asideReach)
	label := ""
	if (i == 0 || l.Table > 0) && l.Label != "" {
		label = lexicon.Fold(l.Label)
	}
	if say := &l.Beside.Amounts; say.Others.Within(before) || say.Others.Within(label) || say.Years.Within(label) || say.Expected.Within(label) || opensOther(l, hits, i) {
		return true
	}
	if behindSign(l.Text[:hits[i].Start]) {
		return true
	}
	return ofLicences(l, hits, i) || withLicences(l, hits, i) || holdsTax(l, hits, i) || ofDone(l, hits[i])
}

// otherOpens is how many words at the beginning of a sentence may name another paper.
const otherOpens = 3

// opensOther tells whether a sentence of one amount begins with what the amount
// belongs to, however far behind it stands: "The framework agreement provides for …".
func opensOther(l *page.Line, hits []written.Amount, i int) bool {
	if len(hits) > 1 || l.Table > 0 || len(l.Words) <= otherOpens || l.Words[otherOpens].Start > hits[i].Start {
		return false
	}
	opening := l.Text[:l.Words[otherOpens].Start]
	return !strings.ContainsAny(opening, ",;:") && l.Beside.Amounts.Others.Within(lexicon.Fold(opening))
}

// behindSign tells whether a text ends with a sign that makes a bound of the amount
// behind it: "(> S$100K)".
func behindSign(before string) bool {
	before = strings.TrimRight(before, " \u00a0")
	return strings.HasSuffix(before, ">") || strings.HasSuffix(before, "<") || strings.HasSuffix(before, "≥") || strings.HasSuffix(before, "≤")
}

// beforeAmount gives the folded text of so many bytes before amount i, back to the
// amount or the sentence before.
func beforeAmount(l *page.Line, hits []written.Amount, i, reach int) string {
	end := hits[i].Start
	low := max(0, end-reach)
	if i > 0 {
		low = max(low, hits[i-1].End)
	}
	for low < end && l.Text[low]&0xC0 == 0x80 {
		low++
	}
	if stop := strings.LastIndexAny(l.Text[low:end], ".;|"); stop >= 0 {
		low += stop + 1
	}
	return lexicon.Fold(l.Text[low:end])
}

// withLicences tells whether amount i is named as the sum of something and of the
// licences of the amount before it.
func withLicences(l *page.Line, hits []written.Amount, i int) bool {
	if i == 0 || l.Table > 0 || hits[i].Money.Amount <= hits[i-1].Money.Amount || !ofLicences(l, hits, i-1) {
		return false
	}
	return l.Beside.Amounts.Together.HasAny(l.Words[l.WordAt(hits[i-1].End):l.WordAt(hits[i].Start)])
}

// ofLicences tells whether licences or subscriptions stand right before amount i, as
// what it is paid for. A single subscription may be that to a service of the partner.
func ofLicences(l *page.Line, hits []written.Amount, i int) bool {
	if !l.Topics.Has(topic.LicenceThing) {
		return false
	}
	before := hits[i].Start
	low := max(0, before-licenceReach)
	if i > 0 {
		low = max(low, hits[i-1].End)
	}
	thing, ok := l.Window(l.WordAt(low), l.WordAt(before), topic.LicenceThing)
	if !ok || !l.Beside.Amounts.Licences.Has(l.Words[thing.From].Text) || strings.ContainsAny(l.Text[l.Words[thing.From].Start:before], ".;|") {
		return false
	}
	_, without := l.Window(max(0, thing.From-3), thing.From, topic.Negation)
	return !without
}

// holdsTax tells whether amount i is the sum of two behind it of which the second is a
// tax: "£33,240, which is our fee of £27,700 and VAT of £5,540".
// The same goes for one that ends such a sum, or that exceeds the amount before it by
// exactly a tax named there: "£27,700 excluding VAT (£33,240 with it)".
func holdsTax(l *page.Line, hits []written.Amount, i int) bool {
	for k := i + 1; k < len(hits); k++ {
		if netOf(l, hits, i, k) {
			return true
		}
	}
	return addsTax(l, hits, i) || exceedsByTax(l, hits, i)
}

// addsTax tells whether amount i is the sum of the two before it, of which the second
// is a tax: "£27,700 plus £5,540 of VAT, in all £33,240".
func addsTax(l *page.Line, hits []written.Amount, i int) bool {
	if i < 2 || !nearly(hits[i].Money.Amount, hits[i-2].Money.Amount+hits[i-1].Money.Amount) {
		return false
	}
	return taxBehind(l, hits, i-2) || taxBehind(l, hits, i-1)
}

// exceedsByTax tells whether amount i is the one before it with exactly the tax of some
// country, which the words between the two name.
func exceedsByTax(l *page.Line, hits []written.Amount, i int) bool {
	if i == 0 || !taxBehind(l, hits, i-1) {
		return false
	}
	return slices.ContainsFunc(taxRates, func(rate float64) bool {
		return nearly(hits[i].Money.Amount, hits[i-1].Money.Amount*(1+rate/100))
	})
}

// taxBehind tells whether the words between amount i and the next one name a tax.
func taxBehind(l *page.Line, hits []written.Amount, i int) bool {
	from, to := l.WordAt(hits[i].End), l.WordAt(hits[i+1].Start)
	return from < to && l.Beside.Amounts.Taxes.HasAny(l.Words[from:to])
}

// netOf tells whether amount i holds tax and amount k, with the tax right behind it,
// does not.
func netOf(l *page.Line, hits []written.Amount, i, k int) bool {
	if k+1 >= len(hits) || !nearly(hits[i].Money.Amount, hits[k].Money.Amount+hits[k+1].Money.Amount) {
		return false
	}
	tax := strings.FieldsFunc(beforeAmount(l, hits, k+1, taxReach), func(r rune) bool { return r < 'a' || r > 'z' })
	return slices.ContainsFunc(tax, l.Beside.Amounts.Taxes.Has)
}

// isNet tells whether amount k is named beside its tax and the sum of both.
func isNet(l *page.Line, hits []written.Amount, k int) bool {
	if k+2 < len(hits) && addsTax(l, hits, k+2) || k+1 < len(hits) && exceedsByTax(l, hits, k+1) {
		return true
	}
	for i := range k {
		if netOf(l, hits, i, k) {
			return true
		}
	}
	return false
}
