package lexicon

// keyOf gives the key of a spelling: for a short word its length and bytes, for
// a long one a hash that no short word has.
func keyOf(spelling string) uint64 {
	switch n := len(spelling); {
	case n < 4:
		key := uint64(n) << (8 * shortWord)
		for i := range n {
			key |= uint64(spelling[i]) << (8 * i)
		}
		return key
	case n <= shortWord: // the first four bytes and the last four, some of which may be the same
		return uint64(n)<<(8*shortWord) | uint64(four(spelling)) | uint64(four(spelling[n-4:]))<<(8*(n-4))
	}
	key := uint64(len(spelling))
	for ; len(spelling) >= 8; spelling = spelling[8:] {
		key = mixed(key ^ eight(spelling))
	}
	for i := range len(spelling) {
		key = (key ^ uint64(spelling[i])) * 1099511628211 // as FNV-1a
	}
	return key | 0xff<<56
}

// four gives the first four bytes of a text as a number.
func four(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// eight gives the first eight bytes of a text as a number.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// mixed lets each bit of a number count in the upper and the lower half.
func mixed(n uint64) uint64 {
	n *= 0x9e3779b97f4a7c15
	return n ^ n>>32
}

// spread gives a place for a key among 2^32.
func spread(key uint64) uint32 { return uint32(key * 0x9e3779b97f4a7c15 >> 32) }
