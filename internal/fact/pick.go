package fact

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"claimline/internal/fact/page"
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

// The facts that are picked: indexes of sow.PickFacts.
const (
	pickCustomer = iota
	pickPartner
	pickAgreement
	pickSeats
	pickValue
	pickStart
	pickEnd
	pickSigned
	numFacts
)

// picker lets the words around each value of a document say which is a fact.
type picker[T comparable] struct {
	s    *spots
	list []*choice[T]
	odds []odds // of the list
}

// pickerOf weighs the values that may be one of the facts. Facts are indexes of
// sow.PickFacts.
func pickerOf[T comparable](s *spots, list []*choice[T], facts ...int) picker[T] {
	p := picker[T]{s, list, make([]odds, len(list))}
	if s.ask(slices.DeleteFunc(facts, func(fact int) bool { return !s.rd.asked(fact) })); len(s.facts) == 0 {
		return p
	}
	for i, c := range list {
		p.odds[i] = s.odds(c.at, c.traits)
	}
	return p
}

// asked tells whether the weights have a say on a fact of the document.
func (rd *reading) asked(fact int) bool {
	p, ok := rd.r.picks[sow.PickFacts[fact]]
	return ok && !rd.observed && len(rd.Doc.Blocks) >= p.Blocks
}

// pick gives one of the values as the fact, with a say for what the rules chose.
// A value that too little speaks for is none.
func (k picker[T]) pick(fact int, ruled sow.Fact[T]) sow.Fact[T] {
	if !k.s.rd.asked(fact) {
		return ruled
	}
	p := k.s.rd.r.picks[sow.PickFacts[fact]]
	chosen, has := ruled.Known()
	best, second, found, spotted := math.Inf(-1), math.Inf(-1), (*choice[T])(nil), false
	for i, c := range k.list {
		odds := p.Bias + k.odds[i][fact]
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
		return resolve(k.s, fact, ruled, found, best-second)
	case worked, found != nil && best > p.Least && has && found.value == chosen:
		return ruled
	case found == nil || best <= p.Least:
		return sow.NoFact[T]()
	}
	return factOf(k.s, fact, found)
}

// resolve takes one of the values in conflict when the words plainly speak for
// it; else people must say.
func resolve[T comparable](s *spots, fact int, ruled sow.Fact[T], found *choice[T], lead float64) sow.Fact[T] {
	if found == nil || lead < resolved {
		return ruled
	}
	if slices.Contains(ruled.Candidates, found.value) {
		return factOf(s, fact, found)
	}
	return ruled
}

// factOf quotes the line of a choice for which the words around it say most.
func factOf[T comparable](s *spots, fact int, c *choice[T]) sow.Fact[T] {
	best, most := c.at[0], 0.0
	s.ask([]int{fact})
	for i, v := range c.at {
		if len(c.at) == 1 {
			break
		}
		if w := s.place(v)[fact]; i == 0 || w > most {
			best, most = v, w
		}
	}
	l := best.line
	from, to := 0, len(l.Text)
	if n := len(l.Words); n > 0 {
		from, to = l.Words[min(best.from, n-1)].Start, l.Words[min(best.to, n)-1].End
	}
	return sow.NewFact(c.value, s.rd.Evidence(l, from, to))
}

// adviser gives what reads the places of values, nil where the weights have no
// say.
func (rd *reading) adviser() *spots {
	if len(rd.r.picks) == 0 || rd.observed {
		return nil
	}
	return rd.spots(rd.r.table)
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
	rd := &reading{r: r, Page: page.New(r.lex), observed: true}
	rd.read(doc, func() sow.Detection { return det })
	s := rd.spots(t)
	for _, c := range rd.candidates() {
		for _, fact := range []string{"customer", "partner"} {
			out = append(out, Observation{fact, c.value, s.shares(fact, c.at, c.traits)})
		}
	}
	for _, c := range rd.agreementChoices() {
		out = append(out, Observation{"agreement", string(c.value), s.shares("agreement", c.at, c.traits)})
	}
	work := rd.workTraits()
	for _, c := range rd.countChoices() {
		out = append(out, Observation{"seats", strconv.Itoa(c.value), s.shares("seats", c.at, append(c.traits, work...))})
	}
	for _, c := range rd.amountChoices() {
		out = append(out, Observation{"value", AmountKey(c.value), s.shares("value", c.at, c.traits)})
	}
	for _, c := range rd.dayChoices() {
		for _, fact := range []string{"start_date", "end_date", "signed_date"} {
			out = append(out, Observation{fact, c.value, s.shares(fact, c.at, c.traits)})
		}
	}
	return out
}

// AmountKey writes an amount as an observation does.
func AmountKey(m sow.Money) string {
	return strconv.FormatFloat(m.Amount, 'f', 2, 64) + " " + m.Currency
}
