package web_test

import (
	"net/url"
	"testing"
	"time"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// The page says who is told, what was told, and that nobody knows whether a
// message in doubt arrived.
func TestMessagesOfAClaim(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", hostile)
	anna := b.named("Anna", "preparer")
	anna.get("/claims/1").want(t, 200, "Nobody to tell: the claim has no owner.")
	anna.change("owner", url.Values{"me": {"1"}}).want(t, 303)
	anna.get("/claims/1").want(t, 200, "Nobody to tell: the owner is not in the address book")
	for i, state := range []sow.MessageState{sow.MessagePending, sow.MessageSent, sow.MessageMaybeSent, sow.MessageFailed} {
		m := sow.Message{ClaimID: 1, Event: string(state), Channel: sow.ChannelMail, Recipient: "anna@partner.example", Template: sow.TemplateReminder, Payload: `{"name":"Anna"}`, NotBefore: b.clock.at}
		if _, err := store.Queue(t.Context(), b.pool, m, b.clock.at); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			continue
		}
		_, err := b.pool.Exec(t.Context(), "UPDATE outbox SET state = $1, finished_at = now(), last_error = $2 WHERE event = $1", string(state), hostile)
		if err != nil {
			t.Fatal(err)
		}
	}
	got := anna.get("/claims/1")
	got.want(t, 200, "reminder to Anna by mail", "waits", "sent", "maybe sent: ask the reader", "not sent")
}

func TestDeadlineIsSeenAndMovesLater(t *testing.T) {
	b := start(t)
	b.document("sow.pdf", "words")
	anna := b.named("Anna", "preparer")
	anna.change("deadlines/DL-CLAIM-BY/later", nil).want(t, 404)
	anna.change("deadlines/DL-NONE/seen", nil).want(t, 404)
	anna.change("deadlines/DL-CLAIM-BY/seen", nil).want(t, 303)
	anna.get("/claims/1").want(t, 200, "seen; reminders rest for one business day, the deadline runs on")
	later := time.Now().UTC().AddDate(0, 0, 30)
	_, err := b.pool.Exec(t.Context(), "UPDATE claim_deadline SET later_on = $1::text::date, later_at = $2, later_rule = 'another rule'", later.Format(time.DateOnly), later.AddDate(0, 0, 1))
	if err != nil {
		t.Fatal(err)
	}
	anna.get("/claims/1").want(t, 200, "It does not count before a person agrees.", "Agree to the later day")
	anna.change("deadlines/DL-CLAIM-BY/later", nil).want(t, 303)
	if d := b.claim().Deadlines[0]; *d.Due != later.Format(time.DateOnly) || d.Later != nil || d.Rule != "another rule" {
		t.Errorf("deadline %+v", d)
	}
}
