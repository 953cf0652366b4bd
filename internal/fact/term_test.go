package fact

import (
	"strconv"
	"testing"
)

// TestTermsAreForgotten fills the table with more words than outlive a
// document, and reads others in their memory.
func TestTermsAreForgotten(t *testing.T) {
	var terms terms
	for round := range 3 {
		for i := range mostTerms + 10 {
			spelling := "Word" + strconv.Itoa(round) + "x" + strconv.Itoa(i)
			if got := terms.of(spelling); got.spelling != spelling || got.text != fold(spelling) || got.sought || got.lexeme.numbers.Load() != 0 || !got.capital {
				t.Fatalf("round %d: the term of %q is %+v", round, spelling, got)
			}
			terms.of(spelling).sought = true
		}
		arrays := len(terms.arrays)
		if terms.forget(); terms.filled != 0 || len(terms.spare) != arrays {
			t.Fatalf("round %d: %d terms and %d of %d arrays are left", round, terms.filled, len(terms.spare), arrays)
		}
	}
}
