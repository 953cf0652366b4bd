package weigh

import (
	"math/bits"
	"slices"
)

// Sum adds up weights of one place in a text, each thing once.
type Sum struct {
	t     *Table
	cells []cell // by number
	now   uint32
	list  []int32
	sum   float64
}

// cell is the weight of a number, and the round in which it was said last.
type cell struct {
	weight float64
	seen   uint32
}

// NewSum gives a sum over a table.
func NewSum(t *Table) *Sum { return &Sum{t: t} }

// Table is what the sum is over.
func (s *Sum) Table() *Table { return s.t }

// Start begins anew.
func (s *Sum) Start() {
	s.now++
	s.list, s.sum = s.list[:0], 0
}

// Say notes what is said. It gives the weight that this adds, in log odds: 0
// for what was said before.
func (s *Sum) Say(place int, word, next int32) (added float64) {
	if next == 0 && !s.t.open {
		if r := &s.t.rows[word]; r.has(place) {
			return s.note(r.number(place))
		}
		return 0
	}
	if n := s.t.Number(place, word, next); n != 0 {
		return s.note(n)
	}
	return 0
}

// SayKnown is Say for a word alone in the places from first on that a mask gives, as
// Mask tells, of a table that is read only. What the place of bit i adds goes to
// added[i].
func (s *Sum) SayKnown(added []float64, word int32, first int, mask uint64) {
	if len(s.cells) < len(s.t.weight) {
		s.grow()
	}
	r := &s.t.rows[word]
	for ; mask != 0; mask &= mask - 1 {
		bit := bits.TrailingZeros64(mask)
		n := r.number(first + bit)
		if c := &s.cells[n]; c.seen != s.now {
			c.seen = s.now
			s.list = append(s.list, n)
			s.sum += c.weight
			added[bit] += c.weight
		}
	}
}

// note adds what has a number, once.
func (s *Sum) note(n int32) (added float64) {
	if int(n) >= len(s.cells) {
		s.grow()
	}
	c := &s.cells[n]
	if c.seen == s.now {
		return 0
	}
	c.seen = s.now
	s.list = append(s.list, n)
	s.sum += c.weight
	return c.weight
}

// grow makes cells for all that has a number.
func (s *Sum) grow() {
	s.cells = slices.Grow(s.cells, s.t.Len()-len(s.cells))
	for n := len(s.cells); n < s.t.Len(); n++ {
		s.cells = append(s.cells, cell{weight: s.t.weight[n]})
	}
}

// Numbers gives what was said since Start. It is valid until the next Start.
func (s *Sum) Numbers() []int32 { return s.list }

// Weight adds up what was said since Start, in log odds.
func (s *Sum) Weight() float64 { return s.sum }
