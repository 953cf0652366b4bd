package token

import (
	"strings"
	"testing"

	"claimline/internal/octet"

	"pgregory.net/rapid"
)

// wordAt reads a word of ASCII as the tokenizer does.
func wordAt(text string, i int) (wordKey, int) {
	folded, n := octet.Fold(octet.At(text, i))
	return asciiWord(text, i, folded, n)
}

// Words that are read eight bytes at a time have the key and the end that they
// have byte by byte.
func TestAsciiWordIsReadAsByteByByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("abcXYZ019@[`{/:-_ \x7f\x00\x10é–"))).Draw(t, "text")
		i := rapid.IntRange(0, len(text)).Draw(t, "from")
		end := i
		for end < len(text) && WordByte(text[end]) {
			end++
		}
		key, to := wordAt(text, i)
		if want := keyOf(strings.ToLower(text[i:end])); key != want || to != end {
			t.Errorf("asciiWord(%q, %d) = %x up to %d, want %x up to %d", text, i, key, to, want, end)
		}
	})
}

// Each byte of ASCII is a part of a word where the tokenizer says so.
func TestAsciiWordKnowsEachByte(t *testing.T) {
	for c := range 256 {
		for _, text := range []string{string([]byte{byte(c)}), "abcdefgh" + string([]byte{byte(c)}) + "x", string([]byte{byte(c)}) + "aaaaaaaaaaaa"} {
			want := 0
			for want < len(text) && WordByte(text[want]) {
				want++
			}
			if _, end := wordAt(text, 0); end != want {
				t.Errorf("asciiWord(%q) ends at %d, want %d", text, end, want)
			}
		}
	}
}
