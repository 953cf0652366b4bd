package token

import (
	"math/bits"

	"claimline/internal/octet"
)

// wordKey is a folded word of up to seven bytes itself, and a hash of a longer
// one, which no shorter word has for its key.
type wordKey uint64

// shortWord is the number of bytes up to which a word is its key.
const shortWord = 7

// longKey marks the keys of longer words.
const longKey = 1 << (8 * shortWord)

// Scatter has bits all over: 2^64 divided by the golden ratio.
const Scatter = 0x9E3779B97F4A7C15

// keyBuilder takes in the bytes of a folded word, one after the other. None of
// them is 0.
type keyBuilder struct {
	hash  uint64 // of the bytes before chunk
	chunk uint64
	shift uint8
}

func (k *keyBuilder) add(c byte) {
	k.chunk |= uint64(c) << (k.shift & 63)
	if k.shift += 8; k.shift == 64 {
		k.flush()
	}
}

func (k *keyBuilder) flush() {
	k.hash = bits.RotateLeft64((k.hash^k.chunk)*Scatter, 29)
	k.chunk, k.shift = 0, 0
}

// key gives the key of the n bytes that have been taken in.
func (k *keyBuilder) key(n int) wordKey {
	if n <= shortWord {
		return wordKey(k.chunk)
	}
	k.flush()
	return wordKey(k.hash | longKey)
}

// firstOf gives the key of the first n of eight folded bytes, at most shortWord.
func firstOf(folded uint64, n int) wordKey { return wordKey(folded & (1<<(8*uint(n)&63) - 1)) }

// asciiWord gives the key of the letters and digits of ASCII that a text has
// from i on, and where they end. The first eight bytes are folded, n of them are
// such letters and digits.
func asciiWord(text string, i int, folded uint64, n int) (key wordKey, end int) {
	if n <= shortWord {
		return firstOf(folded, n), i + n
	}
	var k keyBuilder
	for end = i; n == 8; folded, n = octet.Fold(octet.At(text, end)) {
		k.chunk = folded
		k.flush()
		end += 8
	}
	k.chunk = uint64(firstOf(folded, n))
	return k.key(end + n - i), end + n
}

func keyOf[T string | []byte](word T) wordKey {
	var k keyBuilder
	for i := range len(word) {
		k.add(word[i])
	}
	return k.key(len(word))
}

// word gives the word of a key that is one.
func (k wordKey) word() string {
	var out []byte
	for ; k != 0; k >>= 8 {
		out = append(out, byte(k))
	}
	return string(out)
}
