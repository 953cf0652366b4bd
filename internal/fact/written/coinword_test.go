package written

import "testing"

// TestCoinsTold holds the cheap looks for currencies against all their forms.
func TestCoinsTold(t *testing.T) {
	for _, c := range currencies {
		told := HoldsCoinSign(c.form)
		for run := range letterRuns(c.form) {
			told = told || HoldsCoinWord(run) && HoldsCoinWord("12"+run+"7")
		}
		if !told {
			t.Errorf("%q is not told", c.form)
		}
	}
	for _, word := range []string{"EUROPE", "project", "12", "Teams"} {
		if HoldsCoinWord(word) {
			t.Errorf("%q is no currency", word)
		}
	}
}
