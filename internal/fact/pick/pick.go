// Package pick weighs the values that a document states. What stands around each
// of them in the text goes in, with weights learnt for the words there; how likely
// each is one of the facts comes out, and the one to take beside what the rules
// chose. It does not find the values.
package pick

import (
	"fmt"
	"math"
	"slices"

	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Unspotted are the log odds of a value that the rules worked out and that
// stands nowhere: a sum, the end of a term.
const Unspotted = -2.0

// resolved is by how much one of two values in conflict must lead.
const resolved = 1.5

// doubt is by how much, in log odds, a value must exceed the least and lead the next
// one, or it is left open.
type doubt struct{ over, lead float64 }

// What leaves a value open that the rules chose, and one for which the words alone
// speak. The rules' say counts in the odds: a number of people that leads by little
// more than that say has words that speak against it, and of 2,929 documents, each
// weighed by what was learnt of other writers, was wrong as often as right. One for
// which the words alone speak was right five times out of six, however little it leads.
var (
	ruledDoubt = [numFacts]doubt{Seats: {2, 4}, Value: {0, 2}}
	aloneDoubt = [numFacts]doubt{Agreement: {over: 1.5}, Seats: {-0.5, 1}, Value: {0.5, 0.5}}
)

// Rules are learnt weights, with what else was learnt of each fact.
type Rules struct {
	picks map[string]sow.Pick // by fact, without their words
	table *weigh.Table        // of these words
}

// NewRules takes in learnt weights. It refuses a fact or place that is not known.
func NewRules(picks []sow.Pick) (*Rules, error) {
	var words []sow.WordWeight
	by := map[string]sow.Pick{}
	for _, p := range picks {
		for _, w := range p.Words {
			w.Place = p.Fact + " " + w.Place
			words = append(words, w)
		}
		p.Words, p.Places = nil, nil
		by[p.Fact] = p
	}
	t, err := weigh.Of(pickPlaces(), words)
	if err != nil {
		return nil, fmt.Errorf("picks: %w", err)
	}
	return &Rules{by, t}, nil
}

// Asks tells whether the rules have a say on a fact of a document of so many
// blocks.
func (r *Rules) Asks(fact, blocks int) bool {
	if r == nil {
		return false
	}
	p, ok := r.picks[sow.PickFacts[fact]]
	return ok && blocks >= p.Blocks
}

// Any tells whether there are rules for some fact.
func (r *Rules) Any() bool { return r != nil && len(r.picks) > 0 }

// The facts that are picked: indexes of sow.PickFacts.
const (
	Customer = iota
	Partner
	Agreement
	Seats
	Value
	Start
	End
	Signed
	numFacts
)

// Picker lets the words around each value of a document say which is a fact.
type Picker[T comparable] struct {
	s    *Spots
	List []*Choice[T]
	odds []odds // of the list
}

// Of weighs the values that may be one of the facts. Facts are indexes of
// sow.PickFacts.
func Of[T comparable](s *Spots, list []*Choice[T], facts ...int) Picker[T] {
	p := Picker[T]{s, list, make([]odds, len(list))}
	if s.ask(slices.DeleteFunc(facts, func(fact int) bool { return !s.Asked(fact) })); len(s.facts) == 0 {
		return p
	}
	for i, c := range list {
		p.odds[i] = s.odds(c.At, c.Traits)
	}
	return p
}

// By gives the picker with another one who looks at the values.
func (k Picker[T]) By(s *Spots) Picker[T] {
	k.s = s
	return k
}

// OddsOf gives the log odds that the words around value i of the list make it a
// fact.
func (k Picker[T]) OddsOf(i, fact int) float64 { return k.s.rule(fact).Bias + k.odds[i][fact] }

// Pick gives one of the values as the fact, with a say for what the rules chose.
// A value that too little speaks for is none.
func (k Picker[T]) Pick(fact int, ruled sow.Fact[T]) sow.Fact[T] {
	if !k.s.Asked(fact) {
		return ruled
	}
	p := k.s.rule(fact)
	chosen, has := ruled.Known()
	best, second, found, spotted := math.Inf(-1), math.Inf(-1), (*Choice[T])(nil), false
	for i, c := range k.List {
		odds := p.Bias + k.odds[i][fact]
		if has && c.Value == chosen {
			odds, spotted = odds+p.Rules, true
		}
		if odds > best {
			best, second, found = odds, best, c
		} else {
			second = max(second, odds)
		}
	}
	worked := has && !spotted && Unspotted+p.Rules > max(best, p.Least)
	same := has && found != nil && found.Value == chosen
	switch {
	case ruled.State == sow.Conflicting:
		return resolve(k.s, fact, ruled, found, best-second)
	case worked:
		return ruled
	case found == nil || tooLittle(fact, same, best-p.Least, best-second):
		return sow.NoFact[T]()
	case same:
		return ruled
	}
	return factOf(k.s, fact, found)
}

// tooLittle tells whether too little speaks for the best value, which exceeds the least
// and the next one by so much; same is the one that the rules chose.
func tooLittle(fact int, same bool, over, lead float64) bool {
	d := aloneDoubt[fact]
	if same {
		d = ruledDoubt[fact]
	}
	return over < d.over || lead < d.lead
}

// resolve takes one of the values in conflict when the words plainly speak for
// it; else people must say.
func resolve[T comparable](s *Spots, fact int, ruled sow.Fact[T], found *Choice[T], lead float64) sow.Fact[T] {
	if found == nil || lead < resolved {
		return ruled
	}
	if slices.Contains(ruled.Candidates, found.Value) {
		return factOf(s, fact, found)
	}
	return ruled
}

// factOf quotes the line of a choice for which the words around it say most.
func factOf[T comparable](s *Spots, fact int, c *Choice[T]) sow.Fact[T] {
	best, most := c.At[0], 0.0
	s.ask([]int{fact})
	for i, v := range c.At {
		if len(c.At) == 1 {
			break
		}
		if w := s.place(v)[fact]; i == 0 || w > most {
			best, most = v, w
		}
	}
	l := best.Line
	from, to := 0, len(l.Text)
	if n := len(l.Words); n > 0 {
		from, to = l.Words[min(best.From, n-1)].Start, l.Words[min(best.To, n)-1].End
	}
	return sow.NewFact(c.Value, s.pg.Evidence(l, from, to))
}

// Asked tells whether the rules have a say on a fact of the document.
func (s *Spots) Asked(fact int) bool { return s.rules.Asks(fact, len(s.pg.Doc.Blocks)) }

// rule gives what was learnt of a fact beside the weights.
func (s *Spots) rule(fact int) sow.Pick { return s.rules.picks[sow.PickFacts[fact]] }

// AddTraits adds what traits of the document weigh for a fact to the odds of all
// values.
func (k Picker[T]) AddTraits(fact int, traits []string) {
	if !k.s.Asked(fact) {
		return
	}
	k.s.ask([]int{fact})
	k.s.start()
	for _, t := range traits {
		k.s.say(inValue, k.s.t.Word(t), 0)
	}
	for i := range k.odds {
		k.odds[i][fact] += k.s.said[fact]
	}
}

// Rule gives what was learnt of a fact beside the weights.
func (k Picker[T]) Rule(fact int) sow.Pick { return k.s.rule(fact) }

// FactOf quotes the line of a choice for which the words around it say most.
func (k Picker[T]) FactOf(fact int, c *Choice[T]) sow.Fact[T] { return factOf(k.s, fact, c) }

// Leads gives by how much the log odds that each is the fact exceed the least
// that must speak for one.
func (k Picker[T]) Leads(fact int, ruled sow.Fact[T]) []float64 {
	p := k.s.rule(fact)
	chosen, has := ruled.Known()
	out := make([]float64, len(k.List))
	for i, c := range k.List {
		out[i] = p.Bias + k.odds[i][fact] - p.Least
		if has && c.Value == chosen {
			out[i] += p.Rules
		}
	}
	return out
}
