package lexicon

import (
	"math/bits"

	"claimline/internal/detect/token"
)

// CountStops adds to count, by language, the small words of each language.
func (x *Lexicon) CountStops(tokens []token.Token, count []int) {
	for _, t := range tokens {
		if int(t.ID) >= len(x.stops) {
			continue
		}
		for of := uint32(x.stops[t.ID]); of != 0; of &= of - 1 {
			count[bits.TrailingZeros32(of)]++
		}
	}
}
