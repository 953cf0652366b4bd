package sow

import (
	"fmt"
	"slices"
	"strings"
)

// Stage is one of the six stages that carry a claim to credit. The first three
// lie inside the partner's organisation, the others follow Partner Center.
type Stage string

// The stages in their order (docs/ARCHITECTURE.md shows the moves between them).
const (
	StageIdentified     Stage = "identified"      // a document matched an eligible workload
	StageEvidence       Stage = "evidence"        // the proof of execution is being collected
	StageReview         Stage = "review"          // the partner's own approval, four eyes, before submission
	StageSubmitted      Stage = "submitted"       // Microsoft has it; the sub-state says who acts
	StageCustomerNotice Stage = "customer_notice" // approved; the customer may still decline
	StageActive         Stage = "active"          // associated and evaluated for incentives
)

// Stages lists the six stages in their order.
func Stages() []Stage {
	return []Stage{StageIdentified, StageEvidence, StageReview, StageSubmitted, StageCustomerNotice, StageActive}
}

// SubState tells the situations of [StageSubmitted] apart; it is empty in every
// other stage.
type SubState string

// The sub-states of StageSubmitted, under Partner Center's names.
const (
	SubSubmitted      SubState = "submitted"
	SubUnderReview    SubState = "under_review"
	SubActionRequired SubState = "action_required" // Microsoft asked the partner for more
	SubDisputed       SubState = "disputed"        // the partner disputed a rejection
)

// Outcome says how a claim ended. The empty outcome is a claim that is open.
type Outcome string

// The outcomes. Only a rejected claim can go on, through its one dispute.
const (
	OutcomeRejected      Outcome = "rejected"       // by Microsoft; disputable once within 30 days
	OutcomeRejectedFinal Outcome = "rejected_final" // after the dispute; only a new claim remains
	OutcomeDeclined      Outcome = "declined"       // by the customer
	OutcomeDisassociated Outcome = "disassociated"  // the partner gave the customer up
	OutcomeExpired       Outcome = "expired"        // the association ended
	OutcomeWithdrawn     Outcome = "withdrawn"      // the partner stopped the claim
	OutcomeNotPursued    Outcome = "not_pursued"    // decided not to claim, with a reason
)

// Outcomes lists all outcomes.
func Outcomes() []Outcome {
	return []Outcome{
		OutcomeRejected, OutcomeRejectedFinal, OutcomeDeclined, OutcomeDisassociated,
		OutcomeExpired, OutcomeWithdrawn, OutcomeNotPursued,
	}
}

// Position is where a claim stands. An ended claim keeps the stage and
// sub-state in which it ended; in the table of moves, and as the target of a
// move, an outcome stands alone.
type Position struct {
	Stage   Stage    `json:"stage"`
	Sub     SubState `json:"sub_state,omitempty"`
	Outcome Outcome  `json:"outcome,omitempty"`
}

// At gives the open position of a stage that has no sub-states.
func At(s Stage) Position { return Position{Stage: s} }

// AtSubmitted gives the open position of a sub-state of StageSubmitted.
func AtSubmitted(s SubState) Position { return Position{Stage: StageSubmitted, Sub: s} }

// Ended gives the position that stands for an outcome, whatever the stage.
func Ended(o Outcome) Position { return Position{Outcome: o} }

// Open tells whether the claim goes on without a dispute.
func (p Position) Open() bool { return p.Outcome == "" }

// String gives the name of the position in the table of moves: "review",
// "submitted/under_review" or, for an ended claim, its outcome. It is the text
// of claim_event and of the command line; [ParsePosition] reads it.
func (p Position) String() string {
	switch {
	case p.Outcome != "":
		return string(p.Outcome)
	case p.Sub != "":
		return string(p.Stage) + "/" + string(p.Sub)
	}
	return string(p.Stage)
}

// Valid tells whether stage, sub-state and outcome go together.
func (p Position) Valid() bool {
	if p.Outcome != "" && !slices.Contains(Outcomes(), p.Outcome) {
		return false
	}
	if p.Stage == "" && p.Sub == "" && p.Outcome != "" {
		return true
	}
	p.Outcome = ""
	return slices.Contains(Positions(), p)
}

// Positions lists every place of the table of moves: the nine open ones in
// order, then the seven outcomes.
func Positions() []Position {
	all := []Position{
		At(StageIdentified), At(StageEvidence), At(StageReview),
		AtSubmitted(SubSubmitted), AtSubmitted(SubUnderReview), AtSubmitted(SubActionRequired), AtSubmitted(SubDisputed),
		At(StageCustomerNotice), At(StageActive),
	}
	for _, o := range Outcomes() {
		all = append(all, Ended(o))
	}
	return all
}

// ParsePosition reads the text of [Position.String]. "submitted" alone means
// submitted/submitted. The error names the choices.
func ParsePosition(text string) (Position, error) {
	if text == string(StageSubmitted) {
		return AtSubmitted(SubSubmitted), nil
	}
	names := make([]string, 0, len(Positions()))
	for _, p := range Positions() {
		if p.String() == text {
			return p, nil
		}
		names = append(names, p.String())
	}
	return Position{}, fmt.Errorf("unknown stage %q: choose one of %s", text, strings.Join(names, ", "))
}

// PartnerCenterStatus gives the status that Partner Center shows for a claim
// at p, or "" when it shows none.
func (p Position) PartnerCenterStatus() string {
	switch p.Outcome {
	case OutcomeRejected, OutcomeDeclined:
		return "Rejected"
	case OutcomeRejectedFinal, OutcomeDisassociated:
		return "Rejected final"
	case OutcomeExpired, OutcomeWithdrawn, OutcomeNotPursued:
		return ""
	}
	switch p.Stage {
	case StageIdentified:
		return ""
	case StageEvidence, StageReview:
		return "Draft"
	case StageSubmitted:
		return p.Sub.partnerCenter()
	case StageCustomerNotice, StageActive:
		return "Approved"
	}
	return ""
}

func (s SubState) partnerCenter() string {
	switch s {
	case SubSubmitted:
		return "Submitted"
	case SubUnderReview:
		return "Under review"
	case SubActionRequired:
		return "Partner action required"
	case SubDisputed:
		return "Dispute"
	}
	return ""
}
