package licence

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Places in the lines that may tell who sells: indexes of sow.SalePlaces.
const (
	inSaleLine = iota
	pairInSaleLine
	inSaleLabel
	inSaleColumn
	overSaleLine
)

// Words that stand for whoever is named, so that what is learnt of one document's
// parties holds for all others.
const (
	saleByPartner  = "@partner"
	saleByCustomer = "@customer"
	saleByUs       = "@we"
	saleToYou      = "@you"
	saleByOther    = "@other"
	saleNumber     = "#"
)

// saleHeads are the topics of headings that tell how a line below is meant.
var saleHeads = map[topic.Topic]string{topic.HeadLicence: "@licence", topic.HeadAbout: "@about", topic.HeadExcluded: "@excluded"}

// NewSaleTable gives a table that takes in all that stands in lines on the sale
// of licences, to learn from.
func NewSaleTable() *weigh.Table { return weigh.New(sow.SalePlaces) }

// ObserveSale gives all that is said in the lines that may tell who sells the
// licences, by number of the table.
func (rd *Reader) ObserveSale(t *weigh.Table) map[int32]float64 {
	sum := weigh.NewSum(t)
	sum.Start()
	r := rd.saleReader(t, sum)
	for i := range rd.Lines {
		r.line(&rd.Lines[i])
	}
	out := map[int32]float64{}
	for _, n := range sum.Numbers() {
		out[n] = 1
	}
	return out
}

// saleReader says what stands in the lines on the sale of licences.
type saleReader struct {
	*Reader

	t                 *weigh.Table
	sum               *weigh.Sum
	partner, customer [][]string // the forms of their names
}

func (rd *Reader) saleReader(t *weigh.Table, sum *weigh.Sum) *saleReader {
	r := &saleReader{Reader: rd, t: t, sum: sum}
	if p := rd.sides.Parties.Partner; p != nil {
		r.partner = rd.sides.ShortNames(p)
	}
	if p := rd.sides.Parties.Customer; p != nil {
		r.customer = rd.sides.ShortNames(p)
	}
	return r
}

// line says what stands in a line and gives what it adds, in log odds: nothing for
// one that cannot tell who sells.
func (r *saleReader) line(l *page.Line) (added float64) {
	if l.Edge || !r.mayTellSeller(l) && !l.Topics.Has(topic.LicenceThing) && !l.Labelled(topic.LicenceThing) && !l.Head.Has(topic.HeadLicence) {
		return 0
	}
	for head, word := range saleHeads {
		if l.Head.Has(head) {
			added += r.sum.Say(overSaleLine, r.t.Word(word), 0)
		}
	}
	added += r.text(inSaleLabel, l.Label) + r.text(inSaleColumn, l.ColHead)
	last := int32(0)
	for at := 0; at < len(l.Words); {
		text, next := r.who(l, at)
		word := r.word(inSaleLine, text, &added)
		if last != 0 && word != 0 {
			added += r.sum.Say(pairInSaleLine, last, word)
		}
		last, at = word, next
	}
	return added
}

// text says the words of a text that stands over a line.
func (r *saleReader) text(place int, text string) (added float64) {
	for _, w := range lexicon.Words(text) {
		r.word(place, w.Text, &added)
	}
	return added
}

// word says a word with the beginning that it shares with its other forms, adds
// what they weigh and gives its number.
func (r *saleReader) word(place int, text string, added *float64) int32 {
	n := r.t.Word(text)
	*added += r.sum.Say(place, n, 0)
	if text[0] != '@' {
		*added += r.sum.Say(place, r.t.StemOf(text), 0)
	}
	return n
}

// who gives the word at a place of a line, one for all names and roles of a side,
// and where the next one begins.
func (r *saleReader) who(l *page.Line, at int) (word string, next int) {
	if _, we := l.At(at, topic.LicenceWe); we {
		return saleByUs, at + 1
	}
	if end := r.partnerAt(l, at, r.partner); end > at {
		return saleByPartner, end
	}
	if n := names.LongestStart(l.Words[at:], r.customer); n > 0 {
		return saleByCustomer, at + n
	}
	if h, ok := l.At(at, topic.PartyCustomer); ok {
		return saleByCustomer, h.To
	}
	if h, ok := l.At(at, topic.LicenceYou); ok {
		return saleToYou, h.To
	}
	for _, org := range names.In(l) {
		if org.From == at && org.To > at && !names.Product(l, org) {
			return saleByOther, org.To
		}
	}
	if l.DigitAt(at) {
		return saleNumber, at + 1
	}
	return l.Words[at].Text, at + 1
}
