package analyze

import "testing"

func TestHoldsNumber(t *testing.T) {
	for text, want := range map[string]bool{
		"for 1,200 people": true, "für 1.200 Personen": true, "1 200 postes": true, "1’200 Mitarbeitende": true, "1200": true,
		"for 11,200 people": false, "12.00 EUR": false, "1,2": false, "chapter 1, 200 pages": false, "": false,
	} {
		if got := holdsNumber(text, 1200); got != want {
			t.Errorf("holdsNumber(%q, 1200) = %t", text, got)
		}
	}
}
