package sow

import (
	"slices"
	"strings"
	"time"
)

// ActorKind says what kind of hand made a change.
type ActorKind string

// The kinds of actors.
const (
	ActorPerson ActorKind = "person"
	ActorImport ActorKind = "import" // an export of Partner Center that a person loaded
	ActorWorker ActorKind = "worker" // the program by itself
)

// Actor is who made a change. Name is the sign-in name of a person or the
// person who loaded an import; it is compared without regard to case.
type Actor struct {
	Kind ActorKind `json:"kind"`
	Name string    `json:"name"`
}

// Worker is the program itself as an actor.
func Worker() Actor { return Actor{Kind: ActorWorker, Name: "claimline"} }

// Person gives a person as an actor.
func Person(name string) Actor { return Actor{Kind: ActorPerson, Name: name} }

// EventKind says what happened to a claim.
type EventKind string

// Kinds of claim events.
const (
	EventOpened     EventKind = "opened"
	EventMoved      EventKind = "moved"
	EventSkipped    EventKind = "skipped" // a status that was reached while nobody looked
	EventAssigned   EventKind = "assigned"
	EventEdited     EventKind = "edited"
	EventItem       EventKind = "item"       // a checklist item changed
	EventAttached   EventKind = "attached"   // a file was attached
	EventRequested  EventKind = "requested"  // an approval was asked for
	EventApproved   EventKind = "approved"   //
	EventChanges    EventKind = "changes"    // a reviewer asked for changes
	EventRetracted  EventKind = "retracted"  // the request or an approval was taken back
	EventAnalysed   EventKind = "analysed"   // another analysis of its document touched the claim
	EventDeadline   EventKind = "deadline"   // a deadline passed or moved
	EventNote       EventKind = "note"       // words of a person
	EventSuperseded EventKind = "superseded" // a new claim took over
)

// ClaimEvent is one entry of a claim's history. Events are only ever added.
type ClaimEvent struct {
	ID             int64     `json:"id,omitzero"` // absent in the audit chain, where claim and step name the event
	ClaimID        int64     `json:"claim_id"`
	Step           int       `json:"step"` // the claim's version after it, from 1
	Kind           EventKind `json:"kind"`
	At             time.Time `json:"at"` // UTC, whole microseconds
	Actor          Actor     `json:"actor"`
	From           string    `json:"from,omitempty"` // Position.String
	To             string    `json:"to,omitempty"`
	On             string    `json:"on,omitempty"` // day at Microsoft or at the customer
	Reason         string    `json:"reason,omitempty"`
	ReasonCode     string    `json:"reason_code,omitempty"`
	Subject        string    `json:"subject,omitempty"` // the item code, file hash or deadline code it is about
	Assumed        bool      `json:"assumed,omitempty"`
	EvidenceSHA256 string    `json:"evidence_sha256,omitempty"`
	PackSHA256     string    `json:"pack_sha256,omitempty"`
}

// Approval is one reviewer's word about one set of evidence. It counts only
// while the claim's evidence still has that hash.
type Approval struct {
	ID             int64         `json:"id"`
	ClaimID        int64         `json:"claim_id"`
	State          ApprovalState `json:"state"`
	EvidenceSHA256 string        `json:"evidence_sha256"`
	RequestedBy    string        `json:"requested_by"`
	DecidedBy      string        `json:"decided_by,omitempty"`
	ReasonCode     string        `json:"reason_code,omitempty"`
	Reason         string        `json:"reason,omitempty"`
	RequestedAt    time.Time     `json:"requested_at"`
	DecidedAt      *time.Time    `json:"decided_at,omitempty"`
}

// ApprovalState is the state of an approval.
type ApprovalState string

// States of an approval.
const (
	ApprovalRequested  ApprovalState = "requested"
	ApprovalApproved   ApprovalState = "approved"
	ApprovalChanges    ApprovalState = "changes_requested"
	ApprovalWithdrawn  ApprovalState = "withdrawn"
	ApprovalSuperseded ApprovalState = "superseded" // the evidence changed afterwards
)

// ValidApprovals gives the approvals that count for the evidence: given for
// exactly this hash, by different people, none of them involved (OWASP ASVS
// 5.0, 2.3.5).
func ValidApprovals(all []Approval, evidence string, involved []string) []Approval {
	var valid []Approval
	seen := map[string]bool{"": true}
	for _, name := range involved {
		seen[foldName(name)] = true
	}
	for _, a := range all {
		name := foldName(a.DecidedBy)
		if a.State != ApprovalApproved || evidence == "" || a.EvidenceSHA256 != evidence || seen[name] {
			continue
		}
		seen[name] = true
		valid = append(valid, a)
	}
	return valid
}

func foldName(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// RejectionCodes lists the documented reasons why Microsoft rejects a claim or
// asks for more, which are also the reasons a reviewer may give (Partner
// Center, "Manage customer associations" and "Customer association issues",
// 2023-10-10; the last one was observed in 2026). The first five are the checks
// before submission.
func RejectionCodes() []string {
	codes := make([]string, len(rejections))
	for i, r := range rejections {
		codes[i] = r.code
	}
	return codes
}

var rejections = []struct{ code, words string }{
	{"poe_missing", "Proof of execution missing, or the wrong file"},
	{"customer_signature_missing", "Customer's signature missing"},
	{"dates_missing_or_old", "Dates missing or too old"},
	{"partner_service_missing", "Partner's work not described"},
	{"products_missing", "Claimed product not named in the proof"},
	{"no_partner_response", "No answer from us in time"},
	{"customer_declined", "Declined by the customer"},
	{"partner_request", "Asked for by us"},
	{"competing_partner", "Another partner holds the workload"},
	{"tenant_mismatch", "Tenant is not the customer's"},
	{"subscription_csp", "Subscription of a Cloud Solution Provider"},
	{"subscription_unknown", "Subscription not found"},
	{"subscription_not_provisioned", "Subscription not set up yet"},
	{"template_required", "Microsoft's own template is needed"},
}

// RejectionWords gives one of [RejectionCodes] in people's words.
func RejectionWords(code string) string {
	for _, r := range rejections {
		if r.code == code {
			return r.words
		}
	}
	return code
}

// IsRejectionCode tells whether code is one of [RejectionCodes].
func IsRejectionCode(code string) bool { return slices.Contains(RejectionCodes(), code) }
