package page

import (
	"strings"
	"testing"
	"unicode"
)

// TestOneSpace writes each kind of white space, and what begins like it, as
// splitting and joining does.
func TestOneSpace(t *testing.T) {
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if r > maxSpace && unicode.IsSpace(r) {
			t.Fatalf("%U is white space", r)
		}
		if r > 0x2fff && !unicode.IsSpace(r) {
			continue
		}
		text := "Jürgen" + string(r) + "Doe €"
		if want := strings.Join(strings.Fields(text), " "); OneSpace(text) != want {
			t.Fatalf("%U: %q, want %q", r, OneSpace(text), want)
		}
	}
	for _, text := range []string{"", " ", " a", "a ", "a  b", "é ", "a\tb"} {
		if want := strings.Join(strings.Fields(text), " "); OneSpace(text) != want {
			t.Errorf("%q: %q, want %q", text, OneSpace(text), want)
		}
	}
}
