package typo

import (
	"testing"

	"pgregory.net/rapid"
)

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"seats", "seats", 0},
		{"seats", "", 5},
		{"seats", "seat", 1},
		{"seast", "seats", 1},
		{"seats", "sests", 1},
		{"value", "valeu", 1},
		{"customer", "costumer", 2},
		{"kitten", "sitting", 3},
	}
	for _, tt := range tests {
		if got := Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("from %q to %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestDistanceIsOne gives words one slip each.
func TestDistanceIsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z]{3,12}`).Draw(t, "word")
		at := rapid.IntRange(0, len(word)-2).Draw(t, "at")
		slips := []string{word[:at] + word[at+1:], word[:at] + "-" + word[at:], word[:at] + "-" + word[at+1:], word[:at] + word[at+1:at+2] + word[at:at+1] + word[at+2:]}
		for _, slip := range slips {
			if d := Distance(word, slip); slip != word && d != 1 || slip == word && d != 0 {
				t.Fatalf("from %q to %q: %d", word, slip, d)
			}
			if Distance(word, slip) != Distance(slip, word) {
				t.Fatalf("%q and %q are not as far one way as the other", word, slip)
			}
		}
	})
}
