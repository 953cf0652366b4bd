package token

import "unicode/utf8"

// Openings tells most texts from the folded texts of a set by their first
// bytes.
type Openings struct {
	pairs   [256][4]uint64 // by the first byte: a set of the second ones
	triples [1 << 9]uint64 // a set of the first three, by five bits of each
	lengths [256]uint64    // by the first byte: a set of the lengths in bytes, the last one for all that are longer
}

// triple gives the place of three bytes in the set of them.
func triple(a, b, c byte) (part int, bit uint64) {
	n := int(a&31)<<10 | int(b&31)<<5 | int(c&31)
	return n / 64, 1 << (n % 64)
}

// Add takes in a folded text.
func (o *Openings) Add(folded string) {
	if folded != "" {
		o.lengths[folded[0]] |= 1 << min(len(folded), 63)
	}
	if len(folded) > 1 {
		o.pairs[folded[0]][folded[1]/64] |= 1 << (folded[1] % 64)
	}
	if len(folded) > 2 {
		part, bit := triple(folded[0], folded[1], folded[2])
		o.triples[part] |= bit
	}
}

// MayBe tells whether a folded text may be one of the set by its length.
func (o *Openings) MayBe(folded []byte) bool {
	return len(folded) == 0 || o.lengths[folded[0]]&(1<<min(len(folded), 63)) != 0
}

// May tells whether a text may be one of the set once it is folded: always for
// one that does not begin with two plain characters.
func (o *Openings) May(text string) bool {
	text = trimFolded(text)
	if len(text) < 2 || text[0] >= utf8.RuneSelf || asciiClass[text[1]] != classWord {
		return true
	}
	first, second := asciiLower[text[0]], asciiLower[text[1]]
	if o.pairs[first][second/64]&(1<<(second%64)) == 0 {
		return false
	}
	if len(text) < 3 || asciiClass[text[2]] != classWord {
		return true
	}
	part, bit := triple(first, second, asciiLower[text[2]])
	return o.triples[part]&bit != 0
}

// Strange tells whether neither a text nor what it begins with, up to a blank or a
// mark, may be one of the set: it begins with three letters or digits of which
// none is made.
func (o *Openings) Strange(text string) bool {
	return len(text) > 2 && WordByte(text[0]) && WordByte(text[1]) && WordByte(text[2]) && !o.May(text)
}
