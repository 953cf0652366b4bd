package pick

import (
	"claimline/internal/fact/page"
)

// Choices collects values with their places, in the order of the text.
type Choices[T comparable] struct {
	List  []*Choice[T]
	by    map[T]*Choice[T]
	spare []Choice[T] // that are made and not used yet
}

// choicesAtOnce is how many choices are made at once.
const choicesAtOnce = 8

// Add adds a place in which a value stands.
func (c *Choices[T]) Add(value T, at Stated) {
	if c.by == nil {
		c.by = map[T]*Choice[T]{}
	}
	one := c.by[value]
	if one == nil {
		if len(c.spare) == 0 {
			c.spare = make([]Choice[T], choicesAtOnce)
		}
		one, c.spare = &c.spare[0], c.spare[1:]
		one.Value, one.At, one.Traits = value, one.fewPlaces[:0], one.fewTraits[:0]
		c.by[value], c.List = one, append(c.List, one)
	}
	one.At = append(one.At, at)
}

// StatedAt is the place of bytes [start,end) of a line.
func StatedAt(l *page.Line, start, end int) Stated {
	return Stated{l, l.WordAt(start), l.WordAt(end-1) + 1}
}

// Stated is a value at a place in the text: words [from,to) of a line.
type Stated struct {
	Line     *page.Line
	From, To int
}

// Choice is a value that the document states, wherever it does.
type Choice[T comparable] struct {
	Value  T
	At     []Stated
	Traits []string // what it is among the others

	fewPlaces [1]Stated // room for most
	fewTraits [3]string
}

// mostTimes is the number of places from which one more says nothing.
const mostTimes = 5

// Fewest is how many values a document must state for the rank of one among
// them to say something: of a single day "the latest" says nothing.
const Fewest = 3
