package token

import "unicode/utf8"

// Openings tells most texts from the folded texts of a set by their first two
// bytes.
type Openings struct {
	pairs [256][4]uint64 // by the first byte: a set of the second ones
}

// Add takes in a folded text.
func (o *Openings) Add(folded string) {
	if len(folded) > 1 {
		o.pairs[folded[0]][folded[1]/64] |= 1 << (folded[1] % 64)
	}
}

// May tells whether a text may be one of the set once it is folded: always for
// one that does not begin with two plain characters.
func (o *Openings) May(text string) bool {
	text = trimFolded(text)
	if len(text) < 2 || text[0] >= utf8.RuneSelf || asciiClass[text[1]] != classWord {
		return true
	}
	c := asciiLower[text[1]]
	return o.pairs[asciiLower[text[0]]][c/64]&(1<<(c%64)) != 0
}
