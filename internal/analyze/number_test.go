package analyze

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestHoldsNumberAsPlainly compares with the plain way to say it.
func TestHoldsNumberAsPlainly(t *testing.T) {
	number := regexp.MustCompile(`\d{1,3}(?:[.,'’ \x{a0}\x{202f}]\d{3})+|\d+`)
	plain := func(text string, n int) bool {
		for _, found := range number.FindAllString(text, -1) {
			only := strings.Map(func(c rune) rune {
				if c < '0' || c > '9' {
					return -1
				}
				return c
			}, found)
			if only == strconv.Itoa(n) {
				return true
			}
		}
		return false
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"1", "2", "12", "200", "1200", ",", ".", "'", "’", " ", "\u00a0", "\u202f", "a", "-", "é"}), 0, 9).Draw(t, "text")
		text, n := strings.Join(parts, ""), rapid.SampledFrom([]int{1, 12, 200, 1200, 12200, 1200200}).Draw(t, "n")
		if got, want := holdsNumber(text, n), plain(text, n); got != want {
			t.Fatalf("%d in %q: %t, want %t", n, text, got, want)
		}
	})
}
