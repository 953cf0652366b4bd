package sow

import (
	"errors"
	"time"
)

// Message is a message to a person about a claim, a document or a deadline of
// the partner, on its way through the outbox.
type Message struct {
	ID          int64        `json:"id"`
	ClaimID     int64        `json:"claim_id,omitempty"`     // 0 when it is about something else
	DocumentID  int64        `json:"document_id,omitempty"`  // 0 when it is about something else
	PartnerCode string       `json:"partner_code,omitempty"` // of the deadline of the partner that it is about; "" for the others
	Event       string       `json:"event"`                  // what it is about: one message per claim, event and channel
	Channel     Channel      `json:"channel"`
	Recipient   string       `json:"recipient"` // mail address, or the person's name in a channel of many
	Template    string       `json:"template"`
	Payload     string       `json:"payload"` // MessageFacts as JSON
	Digest      bool         `json:"digest,omitempty"`
	State       MessageState `json:"state"`
	NotBefore   time.Time    `json:"not_before"`
	Attempts    int          `json:"attempts"`
	LastError   string       `json:"last_error,omitempty"`
	FinishedAt  *time.Time   `json:"finished_at,omitempty"`
}

// MessageFacts are what the words of a message are made of, as they were when
// it was put into the outbox. Empty fields are unknown or do not belong to it.
type MessageFacts struct {
	Name       string `json:"name"`               // of the recipient
	Language   string `json:"language,omitempty"` // en, de, fr or es; "" is en
	Customer   string `json:"customer,omitempty"`
	Workload   string `json:"workload,omitempty"`
	Stage      string `json:"stage,omitempty"`
	Owner      string `json:"owner,omitempty"`
	Code       string `json:"code,omitempty"`     // of the deadline
	Deadline   string `json:"deadline,omitempty"` // its title in the pack's words
	Due        string `json:"due,omitempty"`      // its last day, YYYY-MM-DD
	Days       int    `json:"days,omitempty"`     // until Due; negative when it has passed
	Rule       string `json:"rule,omitempty"`     // how the day was found
	Missed     string `json:"missed,omitempty"`   // what happens when it passes
	By         string `json:"by,omitempty"`       // who asked or decided
	Reason     string `json:"reason,omitempty"`
	ReasonCode string `json:"reason_code,omitempty"`
	Document   string `json:"document,omitempty"` // file name
}

// Templates of messages.
const (
	TemplateReminder   = "reminder"
	TemplateOverdue    = "overdue"
	TemplateEscalation = "escalation"
	TemplateChanges    = "changes_requested"
	TemplateWanted     = "approval_wanted"
	TemplateApproved   = "approved"
	TemplateFailed     = "document_failed"
	TemplateTest       = "test"
)

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

// ErrUncertain says that nobody knows whether a message went out, such as a
// connection that broke after the last byte. It is not sent again.
var ErrUncertain = errors.New("the message may have been sent")

// TemporaryError is why a message was not sent now; it is tried again.
type TemporaryError struct {
	After time.Duration // how long the other side asks to wait; 0 means a growing wait
	Cause error
}

// Error gives the cause.
func (e *TemporaryError) Error() string { return e.Cause.Error() }

// Unwrap gives the cause.
func (e *TemporaryError) Unwrap() error { return e.Cause }
