package detect

import "testing"

// mostFreshWrong bounds what is read wrongly of pieces by writers who knew
// neither rules nor lexicon, and mostHeldWrong of the third of them that is
// never looked at: it says whether a mended wording was a rule or a phrase.
const (
	mostFreshWrong = 40
	mostHeldWrong  = 52
)

// TestFresh reads the pieces of independent writers, each as a document of its own.
func TestFresh(t *testing.T) {
	readPieces(t, "testdata/fresh.txt", mostFreshWrong)
}

// TestHeld does the same for those that are held out; only counts are told.
func TestHeld(t *testing.T) {
	if _, wrong, _ := scorePieces(t, "testdata/held.txt"); wrong["all"] > mostHeldWrong {
		t.Errorf("%d held pieces are read wrongly, at most %d may be: %v", wrong["all"], mostHeldWrong, wrong)
	}
}
