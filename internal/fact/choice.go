package fact

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strconv"

	"claimline/internal/fact/page"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// choices collects values with their places, in the order of the text.
type choices[T comparable] struct {
	list  []*choice[T]
	by    map[T]*choice[T]
	spare []choice[T] // that are made and not used yet
}

// choicesAtOnce is how many choices are made at once.
const choicesAtOnce = 8

func (c *choices[T]) add(value T, at stated) {
	if c.by == nil {
		c.by = map[T]*choice[T]{}
	}
	one := c.by[value]
	if one == nil {
		if len(c.spare) == 0 {
			c.spare = make([]choice[T], choicesAtOnce)
		}
		one, c.spare = &c.spare[0], c.spare[1:]
		one.value, one.at, one.traits = value, one.fewPlaces[:0], one.fewTraits[:0]
		c.by[value], c.list = one, append(c.list, one)
	}
	one.at = append(one.at, at)
}

// statedAt is the place of bytes [start,end) of a line.
func statedAt(l *page.Line, start, end int) stated {
	return stated{l, l.WordAt(start), l.WordAt(end-1) + 1}
}

// Bounds of a number of people.
const (
	leastPeople = 3
	mostPeople  = 300_000
)

// fewest is how many values a document must state for the rank of one among
// them to say something: of a single day "the latest" says nothing.
const fewest = 3

// countChoices gives the whole numbers that may count people.
func (rd *reading) countChoices() []*choice[int] {
	var c choices[int]
	for i := range rd.Lines {
		if l := &rd.Lines[i]; l.Numeric {
			rd.countsIn(l, &c)
		}
	}
	for _, one := range c.list {
		one.traits = append(one.traits, sizes[bits.Len(uint(one.value))-1])
	}
	return c.list
}

// sizes are the traits of numbers by the power of two that they reach.
var sizes = func() (names [bits.UintSize]string) {
	for i := range names {
		names[i] = "size-" + strconv.Itoa(i)
	}
	return names
}()

// countsIn adds the numbers of a line that may count people.
func (rd *reading) countsIn(l *page.Line, c *choices[int]) {
	for i := 0; i < len(l.Text); {
		if l.Text[i] < '0' || l.Text[i] > '9' || i > 0 && !opensNumber(l.Text[i-1]) {
			i++
			continue
		}
		v, n, ok := written.Number(l.Text[i:])
		end := i + max(n, 1)
		year := n == 4 && v > 1990 && v < 2060
		if ok && closesNumber(l.Text[end:]) && !year && mayBePeople(v) && rd.countsSomething(l, i, end) {
			c.add(int(v), statedAt(l, i, end))
		}
		i = end
	}
}

// mayBePeople tells whether a number is whole and neither too small nor too
// large for people.
func mayBePeople(v float64) bool {
	return v == math.Trunc(v) && v >= leastPeople && v <= mostPeople
}

// closesNumber tells whether a number may end before rest: not before the sign
// of a share, of a compound or of a fraction.
func closesNumber(rest string) bool {
	return rest == "" || rest[0] != '%' && rest[0] != '-' && rest[0] != '/'
}

// opensNumber tells whether a number can begin behind a byte: a space, the end
// of a no-break space, a bracket.
func opensNumber(b byte) bool { return b == ' ' || b == '(' || b == '\n' || b == 0xa0 || b == '~' }

// amountChoices gives the amounts of money.
func (rd *reading) amountChoices() []*choice[sow.Money] {
	var c choices[sow.Money]
	for i := range rd.Lines {
		l := &rd.Lines[i]
		for _, h := range rd.moneyIn(l) {
			c.add(h.Money, statedAt(l, h.Start, h.End))
		}
	}
	if len(c.list) < fewest {
		return c.list
	}
	largest := 0.0
	for _, one := range c.list {
		largest = max(largest, one.value.Amount)
	}
	for _, one := range c.list {
		if one.value.Amount == largest {
			one.traits = append(one.traits, "largest")
		}
		one.traits = append(one.traits, "quarter-"+strconv.Itoa(int(4*one.value.Amount/max(largest, 1))))
	}
	return c.list
}

// dayChoices gives the days.
func (rd *reading) dayChoices() []*choice[string] {
	var c choices[string]
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if !l.Numeric {
			continue
		}
		for _, h := range rd.withBareDays(l, rd.Dates(l)) {
			c.add(h.Day.String(), statedAt(l, h.Start, h.End))
		}
	}
	placeDays(c.list)
	if len(c.list) < fewest {
		return c.list
	}
	inOrder := slices.Clone(c.list)
	slices.SortStableFunc(inOrder, func(a, b *choice[string]) int { return cmp.Compare(a.value, b.value) })
	for rank, one := range inOrder {
		one.traits = append(one.traits, "fifth-"+strconv.Itoa(5*rank/len(inOrder)))
		if rank == 0 {
			one.traits = append(one.traits, "earliest")
		}
		if rank == len(inOrder)-1 {
			one.traits = append(one.traits, "latest")
		}
	}
	return c.list
}
