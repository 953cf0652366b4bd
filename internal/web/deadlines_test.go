package web_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// The partner's own deadlines stand on a page and in the calendar of the people
// whom they concern; who has signed in says that one is done.
func TestPartnerDeadlines(t *testing.T) {
	b := start(t)
	b.visitor().get("/deadlines").want(t, 200, "No deadline of the partner stands here yet")
	due := b.clock.at.UTC().AddDate(0, 0, 3).Format(time.DateOnly)
	err := pgx.BeginFunc(t.Context(), b.pool, func(tx pgx.Tx) error {
		return store.PutPartnerDeadlines(t.Context(), tx, []sow.DeadlineEntry{{Code: "DL-PAL-AUDIT", Due: &due, Rule: "3 months after " + hostile, Owner: "partner"}}, time.UTC, b.clock.at)
	})
	if err != nil {
		t.Fatal(err)
	}
	path := "/deadlines/DL-PAL-AUDIT/" + due
	b.visitor().post(path+"/done", nil).want(t, 303)
	b.visitor().get("/deadlines").want(t, 200, "DL-PAL-AUDIT", "in 3 days", "Anna", "Sign in")
	anna, bert := b.named("Anna", "preparer"), b.named("Bert", "preparer")
	feed := func(v *visitor) string {
		address := v.get("/").body
		at := strings.Index(address, "/calendar/")
		return b.visitor().get(address[at : at+strings.Index(address[at:], ".ics")+4]).body
	}
	if got := feed(anna); !strings.Contains(got, "UID:partner-dl-pal-audit-"+due+"@claimline") || !strings.Contains(got, "STATUS:CONFIRMED") {
		t.Errorf("Anna's calendar: %s", got)
	}
	if got := feed(bert); strings.Contains(got, "VEVENT") {
		t.Errorf("Bert's calendar: %s", got)
	}
	anna.post(path+"/seen", nil).want(t, 303)
	if got := anna.get("/deadlines").body; strings.Contains(got, "<script") {
		t.Error("the rule's words are not escaped")
	}
	anna.post("/deadlines/DL-PAL-AUDIT/2020-01-01/done", nil).want(t, 404)
	anna.post(path+"/done", nil).want(t, 303)
	anna.post(path+"/done", nil).want(t, 404)
	anna.get("/deadlines").want(t, 200, "done by Anna")
	if got := feed(anna); !strings.Contains(got, "STATUS:CANCELLED") {
		t.Errorf("Anna's calendar: %s", got)
	}
	var entries string
	if err := b.pool.QueryRow(t.Context(), "SELECT string_agg(action || ' ' || actor, ', ' ORDER BY id) FROM audit WHERE subject = 'deadline:DL-PAL-AUDIT'").Scan(&entries); err != nil || entries != "partner.seen Anna, partner.done Anna" {
		t.Errorf("audit: %s, %v", entries, err)
	}
}
