package web_test

import (
	"strings"
	"testing"
)

// The order of the board stands in the address and is kept by the form; what is
// not known is the usual order.
func TestBoardKeepsItsOrder(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	usual := anna.get("/claims")
	usual.want(t, 200, "First in each column", "most urgent: late, then the next deadline", "teams phone")
	if strings.Contains(usual.body, `value="changed" selected`) {
		t.Error("the usual order is by change")
	}
	if got := anna.get("/claims?sort=changed"); !strings.Contains(got.body, `value="changed" selected`) || !strings.Contains(got.body, "/claims/1") {
		t.Errorf("by change: %s", textOf(got.body))
	}
	if got := anna.get("/claims?sort=value-EUR"); strings.Contains(got.body, `href="/claims/1"`) || !strings.Contains(got.body, "None with a known value in this currency") {
		t.Errorf("by value, which nobody knows: %s", textOf(got.body))
	}
	if got := anna.get("/claims?sort=value-%27;drop"); got.status != 200 || !strings.Contains(got.body, `href="/claims/1"`) {
		t.Errorf("an order that does not exist: %d", got.status)
	}
}
