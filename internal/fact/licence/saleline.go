package licence

import (
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
var saleHeads = []struct {
	head topic.Topic
	word string
}{{topic.HeadLicence, "@licence"}, {topic.HeadAbout, "@about"}, {topic.HeadExcluded, "@excluded"}}

// NewSaleTable gives a table that takes in all that stands in lines on the sale
// of licences, to learn from.
func NewSaleTable() *weigh.Table { return weigh.New(sow.SalePlaces) }

// ObserveSale gives all that is said in the lines that may tell who sells the
// licences, by number of the table.
func (rd *Reader) ObserveSale(t *weigh.Table) map[int32]float64 {
	sum := weigh.NewSum(t)
	sum.Start()
	r := rd.saleReader(t, sum, 1)
	for i := range rd.Lines {
		r.line(&rd.Lines[i])
	}
	out := map[int32]float64{}
	for _, n := range sum.Numbers() {
		out[n] = 1
	}
	return out
}

// saleTopics are what a line speaks of that may tell who sells: licences, their
// sale or an agreement, not only somebody who is called a supplier.
var saleTopics = topic.SetOf(topic.LicenceThing, topic.LicenceSells, topic.LicenceSellsNone, topic.LicenceSellsSelf, topic.LicenceElsewhere, topic.LicenceTrade, topic.FirstNamed+topic.Topic(topic.Agreement))

// saleReader says what stands in the lines on the sale of licences.
type saleReader struct {
	*Reader

	t                 *weigh.Table
	sum               *weigh.Sum
	added             []float64  // by answer: what was said since the line began, in log odds
	partner, customer [][]string // the forms of their names
}

// saleReader begins to say what stands in lines, for so many answers; the table has
// places for each.
func (rd *Reader) saleReader(t *weigh.Table, sum *weigh.Sum, answers int) *saleReader {
	sides := rd.sides
	return &saleReader{
		Reader: rd, t: t, sum: sum, added: make([]float64, answers),
		partner: sides.ShortNames(sides.Parties.Partner), customer: sides.ShortNames(sides.Parties.Customer),
	}
}

// line says what stands in a line and gives what it adds for each answer, in log
// odds: nothing for one that cannot tell who sells.
func (r *saleReader) line(l *page.Line) []float64 {
	if l.Edge || !l.Topics.Meets(saleTopics) && !l.Labelled(topic.LicenceThing, topic.LicenceSellsNone, topic.LicenceSellsSelf) && !l.Head.Has(topic.HeadLicence) {
		return nil
	}
	clear(r.added)
	for _, h := range saleHeads {
		if l.Head.Has(h.head) {
			r.say(overSaleLine, r.t.Word(h.word), 0)
		}
	}
	r.text(inSaleLabel, l.Label)
	r.text(inSaleColumn, l.ColHead)
	last := int32(0)
	for at := 0; at < len(l.Words); {
		text, next := r.who(l, at)
		word := r.word(inSaleLine, text)
		if last != 0 && word != 0 {
			r.say(pairInSaleLine, last, word)
		}
		last, at = word, next
	}
	return r.added
}

// say says something for each answer.
func (r *saleReader) say(place int, word, next int32) {
	for k := range r.added {
		r.added[k] += r.sum.Say(k*len(sow.SalePlaces)+place, word, next)
	}
}

// text says the words of a text that stands over a line.
func (r *saleReader) text(place int, text string) {
	for _, w := range r.Peek(text) {
		r.word(place, w.Text)
	}
}

// word says a word with the beginning that it shares with its other forms, and
// gives its number.
func (r *saleReader) word(place int, text string) int32 {
	n := r.t.Word(text)
	r.say(place, n, 0)
	if text[0] != '@' {
		r.say(place, r.t.StemOf(text), 0)
	}
	return n
}

// who gives the word at a place of a line, one for all names and roles of a side,
// and where the next one begins.
func (r *saleReader) who(l *page.Line, at int) (word string, next int) {
	if !l.Words[at].Capital && !l.DigitAt(at) && l.TopicsAt(at) == (topic.Set{}) { // most words
		return l.Words[at].Text, at + 1
	}
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
