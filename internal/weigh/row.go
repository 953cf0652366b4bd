package weigh

import "math/bits"

// row tells in which places one word has a number. In a table that is read only
// the numbers follow each other, in the order of the places, so that the weights
// of one word lie together.
type row struct {
	in    Places   // the places that have one
	first int32    // the number of the first of them, in a table that is read only
	rank  [3]uint8 // by 64 places: how many of them are in those before, likewise
}

// mostPlaces is how many places a table can have.
const mostPlaces = 192

// has tells whether there is a number for a place.
func (r *row) has(place int) bool { return r.in[uint(place)/64]&(1<<(uint(place)%64)) != 0 }

// number gives the number for a place that has one, in a table that is read only.
func (r *row) number(place int) int32 {
	part, bit := uint(place)/64, uint64(1)<<(uint(place)%64)
	return r.first + int32(r.rank[part]) + int32(bits.OnesCount64(r.in[part]&(bit-1))) //nolint:gosec // at most mostPlaces
}

// find gives the place of a number in the row, and whether there is one.
func (r *row) find(place int) (at int, found bool) {
	half, bit := place/64, uint64(1)<<(place%64)
	at = bits.OnesCount64(r.in[half] & (bit - 1))
	for _, in := range r.in[:half] {
		at += bits.OnesCount64(in)
	}
	return at, r.in[half]&bit != 0
}

// inPairs tells where in pairs a word stands.
type inPairs uint8

const (
	opensPair inPairs = 1 << iota
	endsPair
)

// Places is a set of places.
type Places [mostPlaces / 64]uint64

// Add adds the n places from first on.
func (p *Places) Add(first, n int) {
	for place := first; place < first+n; place++ {
		p[place/64] |= 1 << (place % 64)
	}
}

// pair is two words in a row in a place: 8 bits for the place, 28 for each word.
type pair uint64

func pairOf(place int, word, next int32) pair {
	return pair(place)<<56 | pair(word)<<28 | pair(next) //nolint:gosec // none is negative
}
