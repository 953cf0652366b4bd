package lexicon

import "claimline/internal/octet"

// keyOf gives the key of a spelling: for a short word its length and bytes, for
// a long one a hash that no short word has.
func keyOf(spelling string) uint64 {
	n := len(spelling)
	if n <= shortWord {
		return shortKey(octet.At(spelling, 0), n)
	}
	key := mixed(uint64(n) ^ octet.First(spelling))
	for ; n > 16; n -= 8 {
		spelling = spelling[8:]
		key = mixed(key ^ octet.First(spelling))
	}
	return mixed(key^octet.First(spelling[len(spelling)-8:])) | 0xff<<56
}

// shortKey gives the key of the first n of eight bytes, at most shortWord.
func shortKey(x uint64, n int) uint64 {
	bits := 8 * uint(n) & 63
	return uint64(n)<<(8*shortWord) | x&(1<<bits-1) //nolint:gosec // a few bytes
}

// mixed lets each bit of a number count in the upper and the lower half.
func mixed(n uint64) uint64 {
	n *= 0x9e3779b97f4a7c15
	return n ^ n>>32
}

// spread gives a place for a key among 2^32.
func spread(key uint64) uint32 { return uint32(key * 0x9e3779b97f4a7c15 >> 32) }
