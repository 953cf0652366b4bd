package fact

import (
	"strconv"

	"claimline/internal/fact/licence"
	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
	"claimline/internal/fact/price"
	"claimline/internal/fact/seat"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Observation is one value that a document states, for learning which is the
// fact.
type Observation struct {
	Fact, Value string            // the value as it is written in labels: "450", "12500.00 EUR", "2026-03-02"
	Said        map[int32]float64 // by number of the table: the share of its places around which it stands
}

// Tables number what stands around values, and in the lines about the sale of
// licences.
type Tables struct{ Values, Sales *weigh.Table }

// NewTables gives tables that take in all that they meet, to learn from.
func NewTables() Tables { return Tables{pick.NewTable(), licence.NewSaleTable()} }

// Observe gives the values of a document that may be facts, with what stands
// around them, and what its lines say of who sells the licences, by number of the
// tables. It does not ask the weights. It adds what is new to the tables.
func (r *Reader) Observe(doc sow.Document, det sow.Detection, tables Tables) (out []Observation, sale map[int32]float64) {
	t := tables.Values
	rd := &reading{r: r, Page: page.New(r.lex), observed: true}
	rd.join()
	rd.read(doc, func() sow.Detection { return det })
	s := pick.NewSpots(&rd.Page, det.Kind, nil, t, &rd.memory)
	for _, c := range rd.sides.Choices() {
		for _, fact := range []string{"customer", "partner"} {
			out = append(out, Observation{fact, c.Value, s.Shares(fact, c.At, c.Traits)})
		}
	}
	terms := licence.New(&rd.sides, rd.namesMicrosoft)
	for _, c := range terms.Choices() {
		out = append(out, Observation{"agreement", string(c.Value), s.Shares("agreement", c.At, c.Traits)})
	}
	work := seat.WorkTraits(&det)
	for _, c := range seat.Choices(&rd.Page, &det) {
		out = append(out, Observation{"seats", strconv.Itoa(c.Value), s.Shares("seats", c.At, append(c.Traits, work...))})
	}
	for _, c := range price.Choices(&rd.Page, det.Kind) {
		out = append(out, Observation{"value", AmountKey(c.Value), s.Shares("value", c.At, c.Traits)})
	}
	for _, c := range rd.days.Choices() {
		for _, fact := range []string{"start_date", "end_date", "signed_date"} {
			out = append(out, Observation{fact, c.Value, s.Shares(fact, c.At, c.Traits)})
		}
	}
	return out, terms.ObserveSale(tables.Sales)
}

// AmountKey writes an amount as an observation does.
func AmountKey(m sow.Money) string {
	return strconv.FormatFloat(m.Amount, 'f', 2, 64) + " " + m.Currency
}

// Pick makes the reader ask learnt weights for a second opinion on facts. It
// refuses a fact or place that is not known.
func (r *Reader) Pick(picks []sow.Pick) (err error) {
	r.rules, err = pick.NewRules(picks)
	return err
}

// AskSales makes the reader ask learnt weights who sells the licences where the
// rules cannot tell. It refuses a place that is not known.
func (r *Reader) AskSales(sales []sow.SaleWeights) (err error) {
	r.sales, err = licence.NewSales(sales)
	return err
}

// asked tells whether the weights have a say on a fact of the document.
func (rd *reading) asked(fact int) bool {
	return !rd.observed && rd.r.rules.Asks(fact, len(rd.Doc.Blocks))
}

// adviser gives what reads the places of values, nil where the weights have no
// say.
func (rd *reading) adviser() *pick.Spots {
	if !rd.r.rules.Any() || rd.observed {
		return nil
	}
	return pick.NewSpots(&rd.Page, rd.det.Kind, rd.r.rules, nil, &rd.memory)
}
