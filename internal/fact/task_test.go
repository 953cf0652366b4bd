package fact

import (
	"testing"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
)

// TestTaskHandsOver checks that what comes of the work, or its panic, reaches
// the one who asks for it, and that the work has a reading of its own.
func TestTaskHandsOver(t *testing.T) {
	rd := &reading{r: &Reader{}, Page: page.New(&lexicon.Lexicon{})}
	rd.MonthFirst = true
	work := begin(rd, func(side *reading) bool { return side != rd && side.MonthFirst })
	for range 2 { // what came is kept for who asks again
		if !work.get() {
			t.Error("the work has no reading of the same document")
		}
	}
	broken := begin(rd, func(*reading) int { panic("broken") })
	defer func() {
		if r := recover(); r != "broken" {
			t.Errorf("recovered %v, want the panic of the work", r)
		}
	}()
	broken.end()
	broken.get()
	t.Error("no panic reached the caller")
}
