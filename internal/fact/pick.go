package fact

import (
	"fmt"
	"math"
	"strconv"

	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// unspotted are the log odds of a value that the rules worked out and that
// stands nowhere: a sum, the end of a term.
const unspotted = -2.0

// resolved is by how much one of two values in conflict must lead.
const resolved = 1.5

// Pick makes the reader ask learnt weights for a second opinion on facts. It
// refuses a fact or place that is not known.
func (r *Reader) Pick(picks []sow.Pick) error {
	var words []sow.WordWeight
	rules := map[string]sow.Pick{}
	for _, p := range picks {
		for _, w := range p.Words {
			w.Place = p.Fact + " " + w.Place
			words = append(words, w)
		}
		p.Words, p.Places = nil, nil
		rules[p.Fact] = p
	}
	t, err := weigh.Of(pickPlaces(), words)
	if err != nil {
		return fmt.Errorf("picks: %w", err)
	}
	r.picks, r.table = rules, t
	return nil
}

// pick lets the words around each value of a document say which is the fact,
// with what the rules chose. A value that too little speaks for is none.
func pick[T comparable](s *spots, fact string, list []*choice[T], ruled sow.Fact[T]) sow.Fact[T] {
	p, ok := s.rd.r.picks[fact]
	if !ok || len(s.rd.doc.Blocks) < p.Blocks {
		return ruled
	}
	chosen, has := ruled.Known()
	best, second, found, spotted := math.Inf(-1), math.Inf(-1), (*choice[T])(nil), false
	for _, c := range list {
		odds := p.Bias + s.odds(fact, c.at, c.traits)
		if has && c.value == chosen {
			odds, spotted = odds+p.Rules, true
		}
		if odds > best {
			best, second, found = odds, best, c
		} else {
			second = max(second, odds)
		}
	}
	worked := has && !spotted && unspotted+p.Rules > max(best, p.Least)
	switch {
	case ruled.State == sow.Conflicting:
		return resolve(s, ruled, found, best-second)
	case worked, found != nil && best > p.Least && has && found.value == chosen:
		return ruled
	case found == nil || best <= p.Least:
		return sow.NoFact[T]()
	}
	return factOf(s, found)
}

// resolve takes one of the values in conflict when the words plainly speak for
// it; else people must say.
func resolve[T comparable](s *spots, ruled sow.Fact[T], found *choice[T], lead float64) sow.Fact[T] {
	if found == nil || lead < resolved {
		return ruled
	}
	for _, c := range ruled.Candidates {
		if c == found.value {
			return factOf(s, found)
		}
	}
	return ruled
}

// factOf quotes the line of a choice for which the words around it say most.
func factOf[T comparable](s *spots, c *choice[T]) sow.Fact[T] {
	best, most := c.at[0], 0.0
	for i, v := range c.at {
		if w := s.place(v); i == 0 || w > most {
			best, most = v, w
		}
	}
	l := best.line
	from, to := 0, len(l.text)
	if n := len(l.ws); n > 0 {
		from, to = l.ws[min(best.from, n-1)].start, l.ws[min(best.to, n)-1].end
	}
	return sow.NewFact(c.value, s.rd.evidence(l, from, to))
}

// secondOpinion lets the weights have their say on facts that were read by
// rules.
func (rd *reading) secondOpinion(f *sow.Facts) {
	if len(rd.r.picks) == 0 || rd.observed {
		return
	}
	s := rd.spots(rd.r.table)
	f.Seats = pick(s, "seats", rd.countChoices(), f.Seats)
	f.Value = pick(s, "value", rd.amountChoices(), f.Value)
	days := rd.dayChoices()
	f.StartDate = pick(s, "start_date", days, f.StartDate)
	f.EndDate = pick(s, "end_date", days, f.EndDate)
	f.SignedDate = pick(s, "signed_date", days, f.SignedDate)
	start, known := f.StartDate.Known()
	if end, ok := f.EndDate.Known(); ok && known && end < start {
		f.EndDate = sow.NoFact[string]()
	}
}

// Observation is one value that a document states, for learning which is the
// fact.
type Observation struct {
	Fact, Value string            // the value as it is written in labels: "450", "12500.00 EUR", "2026-03-02"
	Said        map[int32]float64 // by number of the table: the share of its places around which it stands
}

// Observe gives the values of a document that may be facts, with what stands
// around them, without asking the weights. It adds what is new to t.
func (r *Reader) Observe(doc sow.Document, det sow.Detection, t *weigh.Table) (out []Observation) {
	rd := &reading{r: r, observed: true}
	rd.read(doc, det)
	s := rd.spots(t)
	for _, c := range rd.countChoices() {
		out = append(out, Observation{"seats", strconv.Itoa(c.value), s.said("seats", c.at, c.traits)})
	}
	for _, c := range rd.amountChoices() {
		out = append(out, Observation{"value", AmountKey(c.value), s.said("value", c.at, c.traits)})
	}
	for _, c := range rd.dayChoices() {
		for _, fact := range []string{"start_date", "end_date", "signed_date"} {
			out = append(out, Observation{fact, c.value, s.said(fact, c.at, c.traits)})
		}
	}
	return out
}

// AmountKey writes an amount as an observation does.
func AmountKey(m sow.Money) string {
	return strconv.FormatFloat(m.Amount, 'f', 2, 64) + " " + m.Currency
}
