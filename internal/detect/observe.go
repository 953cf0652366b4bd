package detect

import (
	"claimline/internal/detect/around"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Observation is what stands around one workload that a document names, for
// learning.
type Observation struct {
	ID    string
	Lines int               // how many lines name it
	Said  map[int32]float64 // by number of the table: the share of these lines around which it stands
	Work  sow.Association   // what the work on it counts as, by the rules
	Traits
}

// Observe gives what stands around each workload that a document names,
// without asking the weights. It reads it as a document of a kind, of its own
// when kind is "", and adds what is new to the table.
func (d *Detector) Observe(doc sow.Document, kind sow.DocKind, table *weigh.Table) (out []Observation) {
	r := &reading{}
	r.reset(d, doc)
	r.givenKind = kind
	r.read()
	s, sum := r.surroundings(table, nil, false), weigh.NewSum(table)
	tallies := r.tally()
	for _, t := range tallies {
		t.polarity = t.decide()
	}
	promote(tallies)
	products := r.deliverable(tallies)
	all := r.traits(products)
	for i, t := range products {
		o := Observation{ID: d.lex.Entries[t.entry].ID, Lines: len(t.mentions), Said: map[int32]float64{}, Work: associationOf(r.work(t, r.KindOfDoc)), Traits: all[i]}
		for _, m := range t.mentions {
			sum.Start()
			s.Each(m, func(p around.Spot, word, next int32) { sum.Say(int(p), word, next) })
			for _, n := range sum.Numbers() {
				o.Said[n] += 1 / float64(len(t.mentions))
			}
		}
		out = append(out, o)
	}
	return out
}

// NewAround gives a table that takes in all that is said around products, to
// learn from.
func NewAround() *weigh.Table { return weigh.New(sow.WeightPlaces) }
