package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"claimline/internal/store"
)

func TestSeveralClaimsAreGivenToOnePerson(t *testing.T) {
	b := start(t)
	b.document("alpha.pdf", "alpha")
	b.document("beta.pdf", "beta")
	anna := b.named("Anna", "preparer")
	list := anna.get("/claims?view=list")
	for _, want := range []string{`name="pick" value="1:1"`, `name="pick" value="2:1"`, "all 2 of this page"} {
		if !strings.Contains(list.body, want) {
			t.Errorf("the list lacks %s", want)
		}
	}
	if strings.Contains(b.visitor().get("/claims?view=list").body, "/claims/owner") {
		t.Error("a visitor without a name sees a form that would not work")
	}
	anna.change("note", url.Values{"note": {"called the customer"}}).want(t, 303)
	anna.post("/claims/owner", url.Values{"pick": {"1:1", "2:1", "77:1"}, "owner": {"Bert"}}).
		want(t, 200, "1 claim was given to Bert , 2 were left alone", "Somebody changed this claim in the meantime", "There is nothing at this address.")
	if owners := ownersOf(t, b); owners[1] != "" || owners[2] != "Bert" {
		t.Errorf("the owners are %v", owners)
	}
	b.clock.at = b.clock.at.Add(time.Second)
	anna.post("/claims/owner", url.Values{"all": {"1"}, "me": {"1"}, "listed": {"1:2", "2:2"}}).want(t, 200, "2 claims were given to Anna")
	if owners := ownersOf(t, b); owners[1] != "Anna" || owners[2] != "Anna" {
		t.Errorf("the owners are %v", owners)
	}
	anna.post("/claims/owner", url.Values{"owner": {"Bert"}}).want(t, 400, "No claim was chosen")
	anna.post("/claims/owner", url.Values{"pick": {"1"}, "owner": {"Bert"}}).want(t, 400)
	anna.post("/claims/owner", url.Values{"pick": {"1:3"}, "owner": {"claimline"}}).want(t, 400, "the program's own name")
	b.visitor().post("/claims/owner", url.Values{"pick": {"1:3"}, "owner": {"Bert"}}).want(t, 303)
	if owners := ownersOf(t, b); owners[1] != "Anna" {
		t.Errorf("somebody without a name made %q the owner", owners[1])
	}
}

func ownersOf(t *testing.T, b *bench) map[int64]string {
	t.Helper()
	claims, _, err := store.Claims(t.Context(), b.pool, store.ClaimFilter{})
	if err != nil {
		t.Fatal(err)
	}
	owners := map[int64]string{}
	for _, c := range claims {
		owners[c.ID] = c.Owner
	}
	return owners
}
