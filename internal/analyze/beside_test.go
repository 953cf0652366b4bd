package analyze

import "testing"

// TestBesideHandsOver checks that what comes of the work, or its panic, reaches
// the one who waits.
func TestBesideHandsOver(t *testing.T) {
	if got := beside(func() int { return 7 })(); got != 7 {
		t.Errorf("work beside gave %d, want 7", got)
	}
	wait := beside(func() int { panic("broken") })
	defer func() {
		if r := recover(); r != "broken" {
			t.Errorf("recovered %v, want the panic of the work", r)
		}
	}()
	wait()
	t.Error("no panic reached the caller")
}
