package web_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// A person's feed holds the deadlines of the person's claims and keeps what was
// cancelled; nobody else's address gives it.
func TestCalendarFeed(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", hostile)
	anna := b.named("Anna", "preparer")
	path := regexp.MustCompile(`/calendar/[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}\.ics`).FindString(anna.get("/").body)
	if path == "" {
		t.Fatal("the first page shows no feed")
	}
	stranger := b.visitor()
	if got := stranger.get(path); got.status != 200 || strings.Contains(got.body, "VEVENT") {
		t.Errorf("a feed without claims: %d %s", got.status, got.body)
	}
	anna.change("owner", url.Values{"me": {"1"}}).want(t, 303)
	first := stranger.get(path)
	if first.status != 200 || strings.Count(first.body, "BEGIN:VEVENT") != 1 || !strings.Contains(first.body, "STATUS:CONFIRMED") || !strings.Contains(first.body, "UID:claim-1-dl-claim-by@claimline\r\n") {
		t.Errorf("feed %d %s", first.status, first.body)
	}
	if _, err := b.pool.Exec(t.Context(), "UPDATE claim_deadline SET state = 'met'"); err != nil {
		t.Fatal(err)
	}
	anna.change("note", url.Values{"note": {"x"}}).want(t, 303)
	sequence := regexp.MustCompile(`SEQUENCE:(\d+)`)
	second := stranger.get(path).body
	if !strings.Contains(second, "STATUS:CANCELLED") || sequence.FindString(second) == sequence.FindString(first.body) {
		t.Errorf("a deadline that was met: %s", second)
	}
	if _, err := b.pool.Exec(t.Context(), "UPDATE claim_deadline SET state = 'void'"); err != nil {
		t.Fatal(err)
	}
	if got := stranger.get(path).body; !strings.Contains(got, "STATUS:CANCELLED") {
		t.Errorf("a deadline that the rules dropped: %s", got)
	}
	anna.get("/claims/1").want(t, 200, "no longer asked for")
	bert := regexp.MustCompile(`/calendar/[^"]+`).FindString(b.named("Bert", "preparer").get("/").body)
	if strings.Contains(stranger.get(bert).body, "VEVENT") {
		t.Error("Bert's feed holds Anna's claims")
	}
	name, _, _ := strings.Cut(path, ".")
	_, mark, _ := strings.Cut(bert, ".")
	for _, forged := range []string{name + "." + mark, name + ".ics", "/calendar/.ics", "/calendar/x", strings.Replace(path, ".ics", "A.ics", 1)} {
		if got := stranger.get(forged); got.status != 404 {
			t.Errorf("%s = %d, want 404", forged, got.status)
		}
	}
}

// A person's address can be renewed and revoked; what held before answers 410
// with a sentence, for that person only.
func TestCalendarAddressEnds(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna, stranger := b.named("Anna", "preparer"), b.visitor()
	anna.change("owner", url.Values{"me": {"1"}}).want(t, 303)
	address := func(v *visitor) string { return regexp.MustCompile(`/calendar/[^"]+\.ics`).FindString(v.get("/").body) }
	first, bert := address(anna), address(b.named("Bert", "preparer"))
	stranger.post("/calendar/renew", nil).want(t, 303) // to the sign-in
	if address(anna) != first {
		t.Error("somebody who has not signed in renewed an address")
	}
	anna.post("/calendar/renew", nil).want(t, 303)
	second := address(anna)
	if second == first || second == "" {
		t.Fatalf("the new address is %q", second)
	}
	stranger.get(first).want(t, 410, "This calendar address was renewed on")
	if got := stranger.get(second); got.status != 200 || !strings.Contains(got.body, "VEVENT") {
		t.Errorf("the new address: %d %s", got.status, got.body)
	}
	anna.post("/calendar/revoke", nil).want(t, 303)
	for _, old := range []string{first, second} {
		stranger.get(old).want(t, 410, "was revoked on", "shows nothing any more")
	}
	anna.get("/").want(t, 200, "Your calendar address is revoked")
	anna.post("/calendar/renew", nil).want(t, 303)
	third := address(anna)
	stranger.get(third).want(t, 200)
	stranger.get(second).want(t, 410)
	stranger.get(bert).want(t, 200)
	var n int
	if err := b.pool.QueryRow(t.Context(), "SELECT count(*) FROM audit WHERE action LIKE 'calendar.%' AND actor = 'Anna' AND subject = 'person:Anna'").Scan(&n); err != nil || n != 3 {
		t.Errorf("%d entries of the audit chain, want 3, %v", n, err)
	}
}
