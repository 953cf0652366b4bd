// Package octet looks at a text eight bytes at a time: a number holds them, the
// first one in its lowest byte, and what is asked of each is answered in the highest
// bit of that byte. A processor that looks at one byte after the other has to guess
// where each word ends, and is wrong for most.
package octet

import (
	"encoding/binary"
	"math/bits"
)

// ones has the lowest bit of each byte, high the highest.
const (
	ones = 0x0101010101010101
	high = 0x80 * ones
)

// At gives the eight bytes of a text from i on, with zeros behind its end.
func At(text string, i int) uint64 {
	if i+8 <= len(text) {
		return First(text[i : i+8])
	}
	return Last(text, i)
}

// Last is At for the last few bytes of a text.
func Last(text string, i int) uint64 {
	if len(text) >= 8 {
		return First(text[len(text)-8:]) >> (8 * uint(i+8-len(text)))
	}
	x := uint64(0)
	for k := len(text) - 1; k >= i; k-- {
		x = x<<8 | uint64(text[k])
	}
	return x
}

// First gives the first eight bytes of a text that has as many.
func First(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Fold gives eight bytes with small letters for capitals, and how many of them
// from the first on are letters or digits of ASCII. What stands behind these is
// folded in any way.
func Fold(x uint64) (folded uint64, n int) {
	ascii := x &^ high
	letters := between(ascii|0x20*ones, 'a', 'z')
	return x | letters>>2, bits.TrailingZeros64((x|^(letters|between(ascii, '0', '9')))&high) / 8
}

// Word tells how many of eight bytes from the first on are letters or digits of
// ASCII.
func Word(x uint64) int {
	ascii := x &^ high
	return bits.TrailingZeros64((x|^(between(ascii|0x20*ones, 'a', 'z')|between(ascii, '0', '9')))&high) / 8
}

// Lower gives a text with small letters for capitals. It is not ok for a text with
// characters outside ASCII.
func Lower(text string) (lower string, ok bool) {
	seen, capitals := uint64(0), uint64(0)
	for i := 0; i < len(text); i += 8 {
		x := At(text, i)
		seen, capitals = seen|x, capitals|between(x&^high, 'A', 'Z')
	}
	switch {
	case seen&high != 0:
		return "", false
	case capitals == 0:
		return text, true
	}
	return lowered(text), true
}

// lowered is Lower for a text of ASCII.
func lowered(text string) string {
	var room [64]byte // of most texts that are asked for
	out := room[:0]
	for i := 0; i < len(text); i += 8 {
		x := At(text, i)
		out = binary.LittleEndian.AppendUint64(out, x|between(x, 'A', 'Z')>>2)
	}
	return string(out[:len(text)])
}

// NextDigit gives the first digit of a text from byte i on, -1 without one.
func NextDigit(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		x := First(text[i : i+8])
		if digits := between(x&^high, '0', '9') &^ x; digits != 0 {
			return i + bits.TrailingZeros64(digits)/8
		}
	}
	for ; i < len(text); i++ {
		if text[i] >= '0' && text[i] <= '9' {
			return i
		}
	}
	return -1
}

// SingleSpaced tells whether a text is of printable ASCII with single spaces, and
// begins with none. It may say no for another.
func SingleSpaced(text string) bool {
	last := uint64(0x80) // before the text stands as if it were a space
	for i := 0; i < len(text); i += 8 {
		x := At(text, i)
		if n := len(text) - i; n < 8 {
			x |= 'a' * ones << (8 * uint(n))
		}
		spaces := between(x&^high, ' ', ' ')
		if x&high != 0 || (x+(0x80-' ')*ones)&high != high || spaces&(spaces<<8|last) != 0 {
			return false
		}
		last = spaces >> 56
	}
	return true
}

// between marks the bytes, none of them above 0x7f, from low to last.
func between(x, low, last uint64) uint64 {
	return (x + (0x80-low)*ones) &^ (x + (0x7f-last)*ones) & high
}
