package analyze

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestHoldsFolded compares with the standard library.
func TestHoldsFolded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"Domain", "DOM", "do", "m", "D", "Ä", "é", "\u0130", "K", "\u212a", "Z\xff", " "}), 0, 8).Draw(t, "text")
		words := rapid.SampledFrom([]string{"dom", "domain", "k", "d"}).Draw(t, "words")
		text := strings.Join(parts, "")
		if got, want := holdsFolded(text, words), strings.Contains(strings.ToLower(text), words); got != want {
			t.Fatalf("%q in %q: %t, want %t", words, text, got, want)
		}
	})
}
