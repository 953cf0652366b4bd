package sow

import "time"

// Message is a message to a person about a claim, on its way through the
// outbox.
type Message struct {
	ID        int64        `json:"id"`
	ClaimID   int64        `json:"claim_id"`
	Event     string       `json:"event"` // what it is about: one message per claim, event and channel
	Channel   Channel      `json:"channel"`
	Recipient string       `json:"recipient"`
	Template  string       `json:"template"`
	Payload   string       `json:"payload"` // JSON for the template
	State     MessageState `json:"state"`
	NotBefore time.Time    `json:"not_before"`
	Attempts  int          `json:"attempts"`
	LastError string       `json:"last_error,omitempty"`
}

// Channel is a way to reach a person.
type Channel string

// Channels of messages.
const (
	ChannelMail  Channel = "mail"
	ChannelTeams Channel = "teams"
	ChannelFile  Channel = "file"
)

// MessageState is how far a message is.
type MessageState string

// States of a message.
const (
	MessagePending   MessageState = "pending"
	MessageSending   MessageState = "sending"
	MessageSent      MessageState = "sent"
	MessageMaybeSent MessageState = "maybe_sent" // the program ended while sending
	MessageFailed    MessageState = "failed"
)
