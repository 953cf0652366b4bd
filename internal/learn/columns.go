package learn

import (
	"maps"
	"math"
	"slices"

	"claimline/internal/sow"
)

// columns gives what is said in enough documents a column each.
type columns struct {
	of    []int32 // by number of what is said less 1: its column, -1 without one
	count int
}

// often counts in how many documents each thing is said. Of each example it is
// given the document and what is said; examples of one document stand together.
type often struct {
	last  []string
	count []int
}

func newOften(said int) *often { return &often{make([]string, said), make([]int, said)} }

func (o *often) add(document string, said map[int32]float64) {
	for n := range said {
		if o.count[n-1] == 0 || o.last[n-1] != document {
			o.count[n-1]++
			o.last[n-1] = document
		}
	}
}

// columns numbers what was said in at least so many documents.
func (o *often) columns(documents int) columns {
	c := columns{of: make([]int32, len(o.count))}
	for i, n := range o.count {
		c.of[i] = -1
		if n >= documents {
			c.of[i] = int32(c.count) //nolint:gosec // as many as words are known
			c.count++
		}
	}
	return c
}

// row makes the row of one example.
func (c columns) row(said map[int32]float64, right bool, weight float64) row {
	r := row{delivered: right, weight: weight}
	for _, n := range slices.Sorted(maps.Keys(said)) {
		if at := c.of[n-1]; at >= 0 {
			r.index, r.value = append(r.index, at), append(r.value, said[n])
		}
	}
	return r
}

// words gives what is said with the weights of its columns, those nearer to 0
// than least apart, by place.
func (c columns) words(said []sow.WordWeight, fitted []float64, least float64) (words []sow.WordWeight) {
	for i, one := range said {
		if c.of[i] < 0 {
			continue
		}
		if one.Weight = round(fitted[c.of[i]]); math.Abs(one.Weight) >= max(least, 0.005) {
			words = append(words, one)
		}
	}
	slices.SortFunc(words, byPlace)
	return words
}
