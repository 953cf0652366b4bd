package detect

import (
	"math/bits"
)

// countStops adds to count, by language, the small words of each language.
func (x *lexicon) countStops(tokens []token, count []int) {
	for _, t := range tokens {
		if int(t.id) >= len(x.stops) {
			continue
		}
		for of := uint32(x.stops[t.id]); of != 0; of &= of - 1 {
			count[bits.TrailingZeros32(of)]++
		}
	}
}
