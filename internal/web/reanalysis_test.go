package web_test

import (
	"strings"
	"testing"
	"time"
)

func TestReanalysisOnThePage(t *testing.T) {
	b := start(t)
	anna := b.named("Anna", "preparer")
	got := anna.upload("/documents", nil, map[string]string{"sow.pdf": "words"})
	anna.get(got.header.Get("Location")).want(t, 200, "What to do next")
	anna.get("/reanalysis").want(t, 200, "No run has been made yet.", "Begin a run")
	b.visitor().get("/reanalysis").want(t, 200, "Sign in")
	b.visitor().post("/reanalysis", nil).want(t, 303) // to the sign-in
	anna.get("/reanalysis").want(t, 200, "No run has been made yet.")

	anna.post("/reanalysis", nil).want(t, 303)
	anna.post("/reanalysis", nil).want(t, 409)
	var page answer
	for deadline := time.Now().Add(time.Minute); !strings.Contains(textOf(page.body), "Run 1: ready"); page = anna.get("/reanalysis") {
		if time.Now().After(deadline) {
			t.Fatalf("the run does not come to its end: %s", textOf(page.body))
		}
	}
	page.want(t, 200, "1 of 1 document", "0 documents would be decided otherwise; 0 claims would open and 0 would close", "Let it take effect")
	anna.post("/reanalysis/1/pause", nil).want(t, 409)
	anna.post("/reanalysis/1/discard", nil).want(t, 303)
	anna.get("/reanalysis").want(t, 200, "Run 1: discarded", "by Anna", "Begin a run")
}
