package lexicon

import (
	"claimline/internal/detect/token"
)

// laneLangs is how many languages are counted at once, each in a byte of a number,
// and laneWords how many words at most, so that no byte overflows.
const (
	laneLangs = 8
	laneWords = 255
)

// lanes gives for each set of laneLangs languages a number with 1 in the bytes of
// those that it holds.
var lanes = func() (of [1 << laneLangs]uint64) {
	for set := range of {
		for lang := range laneLangs {
			of[set] |= uint64(set>>lang&1) << (8 * lang)
		}
	}
	return of
}()

// CountStops adds to count, by language, the small words of each language. Which
// words are small ones nobody can foretell, so there is no branch for them.
func (x *Lexicon) CountStops(tokens []token.Token, count []int) {
	for len(tokens) > laneWords {
		x.CountStops(tokens[:laneWords], count)
		tokens = tokens[laneWords:]
	}
	for first := 0; first < len(count); first += laneLangs {
		sum := x.stopLanes(tokens, first)
		for i := range count[first:min(first+laneLangs, len(count))] {
			count[first+i] += int(sum >> (8 * i) & laneWords)
		}
	}
}

// stopLanes counts the small words of the languages from the first one on, at most
// laneWords.
func (x *Lexicon) stopLanes(tokens []token.Token, first int) (sum uint64) {
	behind := int32(len(x.stops) - 1) // no small word
	for i := range tokens {
		sum += lanes[uint8(x.stops[min(tokens[i].ID, behind)]>>first)]
	}
	return sum
}
