package analyze

import (
	"strings"
	"testing"

	"claimline/internal/sow"
)

// TestLowerCase compares with the standard library, text by text.
func TestLowerCase(t *testing.T) {
	var blocks []sow.Block
	for _, text := range []string{"", "Scope of Work", "É", "Ärzte und ÄRZTE", "ends in Ü", "\u0130stanbul", "A", "", "no capital", "Z\xff"} {
		blocks = append(blocks, sow.Block{Text: text})
	}
	for i, got := range lowerCase(blocks) {
		if want := strings.ToLower(blocks[i].Text); got != want {
			t.Errorf("%q in lower case is %q, want %q", blocks[i].Text, got, want)
		}
	}
}
