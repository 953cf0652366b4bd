package octet

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A word ends at the first byte that is no letter and no digit.
func TestWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("abzAZ09@[`{/:-_ \x7f\x00\x10é–")), 0, 12, -1).Draw(t, "text")
		want := len(text) - len(strings.TrimLeft(text, "abzAZ09"))
		if got := Word(At(text, 0)); got != min(want, 8) {
			t.Errorf("Word(%q) = %d, want %d", text, got, min(want, 8))
		}
		if _, got := Fold(At(text, 0)); got != min(want, 8) {
			t.Errorf("Fold(%q) has a word of %d, want %d", text, got, min(want, 8))
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

// Small letters of ASCII are those that the standard library gives.
func TestLower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("azAZ@[`{09 \x00\x7fé")), 0, 90, -1).Draw(t, "text")
		plain := strings.IndexFunc(text, func(c rune) bool { return c > '~'+1 }) < 0
		got, ok := Lower(text)
		if ok != plain || ok && got != strings.ToLower(text) {
			t.Errorf("Lower(%q) = %q, %v", text, got, ok)
		}
	})
}
