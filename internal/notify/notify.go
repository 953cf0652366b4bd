// Package notify tells people: it turns messages of the outbox into mail and
// Teams cards in the language of their reader and sends them. It decides
// neither who is told nor when. A sending ends in one of four ways: it went
// out, it will be tried again ([sow.TemporaryError]), nobody knows
// ([sow.ErrUncertain]), or it is refused for good.
package notify

import (
	"context"
	"errors"
	"fmt"

	"claimline/internal/sow"
)

// Notifier sends messages of the outbox. A channel that is nil is not set up:
// its messages are refused.
type Notifier struct {
	Mail    *Mail
	Teams   *Teams
	BaseURL string // address of the pages, for links
}

// errNoMessages cannot happen in a run of the outbox.
var errNoMessages = errors.New("no messages to send")

// Send sends messages to one recipient as one: a single message as it is,
// several as a digest. All of them share the outcome.
func (n Notifier) Send(ctx context.Context, batch []sow.Message) error {
	if len(batch) == 0 {
		return errNoMessages
	}
	letter, err := Compose(batch, n.BaseURL)
	if err != nil {
		return err
	}
	switch channel := batch[0].Channel; channel {
	case sow.ChannelMail:
		if n.Mail == nil {
			return errors.New("no mail server is set up")
		}
		return n.Mail.Send(ctx, batch[0].Recipient, letter)
	case sow.ChannelTeams:
		if n.Teams == nil {
			return errors.New("no Teams webhook is set up")
		}
		return n.Teams.Send(ctx, letter)
	case sow.ChannelFile:
		return errors.New("messages to files are not sent")
	default:
		return fmt.Errorf("channel %q is not known", channel)
	}
}
