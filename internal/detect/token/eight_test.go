package token

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// wordAt reads a word of ASCII as the tokenizer does.
func wordAt(text string, i int) (wordKey, int) {
	folded, n := foldEight(eightAt(text, i))
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

// A text is single spaced when its words joined by spaces are the text, and no
// mark but those of ASCII is in it.
func TestSingleSpaced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("abcdefgh~!   \t\né\u00a0"))).Draw(t, "text")
		plain := !strings.HasPrefix(text, " ") && strings.IndexFunc(text, func(c rune) bool { return c < ' ' || c > '~' }) < 0
		want := plain && strings.Join(strings.Fields(text), " ") == strings.TrimSuffix(text, " ")
		if got := SingleSpaced(text); got != want {
			t.Errorf("SingleSpaced(%q) = %v, want %v", text, got, want)
		}
	})
}

// A digit is found where it stands first.
func TestNextDigit(t *testing.T) {
	for text, want := range map[string]int{"": -1, "5": 0, "abc": -1, "abcdefgh": -1, "abcdefgh1": 8, "é–/:": -1, "the 12 of 3": 4, "zzzzzzzzzzzzzzz9": 15} {
		if got := NextDigit(text, 0); got != want {
			t.Errorf("NextDigit(%q) = %d, want %d", text, got, want)
		}
	}
	if got := NextDigit("12 3", 2); got != 3 {
		t.Errorf("NextDigit from the third byte on = %d, want 3", got)
	}
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
