package page

import "testing"

// TestPanicOfAPart checks that a panic in a part reaches the caller.
func TestPanicOfAPart(t *testing.T) {
	r := &Reading{parts: make([]part, 3)}
	defer func() {
		if why := recover(); why != "broken" {
			t.Errorf("recovered %v, want the panic of the part", why)
		}
	}()
	r.eachPart(func(p *part) {
		if p == &r.parts[2] {
			panic("broken")
		}
	})
	t.Error("no panic reached the caller")
}
