package fact_test

import "testing"

// TestStatesByLabel reads the change between two sums whose labels differ by a number
// only.
func TestStatesByLabel(t *testing.T) {
	doc, det := markdown(t, `kind: change-order
# Change CR-03

Between Calder Freight Ltd ("Customer") and Osprey Cloud Services Ltd ("Supplier").

| | € |
|---|---|
| Order value with CR-02 | 612,000 |
| Taken out, section B | – 151,500 |
| Put in, section B | + 201,000 |
| CR-03 | + 49,500 |
| Order value with CR-03 | 661,500 |
`)
	if got := show(newReader(t).Read(doc, det), "value"); got != "49500 EUR" {
		t.Errorf("value is %s, want 49500 EUR", got)
	}
}
