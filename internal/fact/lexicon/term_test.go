package lexicon

import (
	"strconv"
	"testing"
)

// TestTermsAreForgotten fills the table with more words than outlive a
// document, and reads others in their memory.
func TestTermsAreForgotten(t *testing.T) {
	var terms Terms
	for round := range 3 {
		for i := range mostTerms + 10 {
			spelling := "Word" + strconv.Itoa(round) + "x" + strconv.Itoa(i)
			if got := terms.Of(spelling); got.Spelling != spelling || got.Text != Fold(spelling) || got.sought || got.Lexeme.Numbers.Load() != 0 || !got.capital {
				t.Fatalf("round %d: the term of %q is %+v", round, spelling, got)
			}
			terms.Of(spelling).sought = true
		}
		arrays := len(terms.arrays)
		if terms.Forget(); terms.filled != 0 || len(terms.spare) != arrays {
			t.Fatalf("round %d: %d terms and %d of %d arrays are left", round, terms.filled, len(terms.spare), arrays)
		}
	}
}
