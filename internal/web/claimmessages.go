package web

import (
	"encoding/json"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// messageLine is a message of the outbox as the page of a claim shows it.
type messageLine struct {
	sow.Message
	Name  string // of the reader
	State string // in words
	Class string
}

// stateWords say how far a message is. "Maybe sent" is a state of its own: the
// page never pretends to know.
var stateWords = map[sow.MessageState][2]string{
	sow.MessagePending: {"waits", ""}, sow.MessageSending: {"is being sent", ""}, sow.MessageSent: {"sent", "ok"},
	sow.MessageMaybeSent: {"maybe sent: ask the reader", "warn"}, sow.MessageFailed: {"not sent", "bad"},
}

func messageLines(list []sow.Message) []messageLine {
	lines := make([]messageLine, 0, len(list))
	for i := range list {
		m := list[len(list)-1-i]
		var facts sow.MessageFacts
		_ = json.Unmarshal([]byte(m.Payload), &facts) // without it the address is shown
		words := stateWords[m.State]
		lines = append(lines, messageLine{Message: m, Name: orElse(facts.Name, m.Recipient), State: words[0], Class: words[1]})
	}
	return lines
}

// seen acknowledges a deadline.
func (s *site) seen(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	_, err = s.cfg.Pipeline.Acknowledge(r.Context(), ch, r.PathValue("code"))
	return s.changed(r, ch, err, "seen")
}

// agreeLater lets a deadline move to a later day.
func (s *site) agreeLater(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	_, err = s.cfg.Pipeline.AgreeLater(r.Context(), ch, r.PathValue("code"))
	return s.changed(r, ch, err, "later")
}

// readMessages adds who is told about the claim, and what was told.
func (s *site) readMessages(r *request, page *claimPage) error {
	list, err := store.Messages(r.Context(), s.cfg.DB, page.Claim.ID)
	if err != nil {
		return err
	}
	page.Messages, page.Told = messageLines(list), s.cfg.Pipeline.WhoIsTold(page.Claim.Owner)
	return nil
}
