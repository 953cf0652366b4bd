package sow

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Guard is a condition of a move. Its text is what the stage table prints.
type Guard string

// The guards of the table of moves.
const (
	GuardActor      Guard = "allowed actor"          // who may make the move, see Move.By
	GuardOwner      Guard = "owner"                  // somebody owns the claim
	GuardReason     Guard = "reason"                 // a reason in words
	GuardReasonCode Guard = "reason code"            // one of RejectionCodes, with words
	GuardChecklist  Guard = "checklist complete"     // every required item is satisfied or waived with a reason
	GuardTenant     Guard = "tenant ID"              // the customer's tenant ID is a GUID
	GuardWorkload   Guard = "workload"               // at least one workload is claimed
	GuardApproved   Guard = "approved by others"     // enough approvals of the present evidence by uninvolved people
	GuardFiled      Guard = "filed"                  // submission day and Partner Center claim ID
	GuardDay        Guard = "day"                    // the day on which it happened
	GuardDispute    Guard = "first dispute, in time" // within 30 days of the rejection and never before
	GuardNoticeOver Guard = "notice over"            // the customer's window has ended
	GuardAssumed    Guard = "undoes an assumed move" // only a move that was assumed can be undone
)

// DisputeDays is how many calendar days after a rejection a dispute may be
// filed (Partner Center, "Manage customer associations", 2023-10-10).
const DisputeDays = 30

// MoveFacts is what guards look at. Days are ISO 8601 (YYYY-MM-DD) in the
// partner's zone; an empty day is unknown.
type MoveFacts struct {
	Actor           Actor
	Today           string
	On              string // the day on which it happened at Microsoft or at the customer
	Reason          string
	ReasonCode      string
	Owner           string
	TenantID        string
	Workload        string
	OpenItems       []string // codes of required checklist items that are not satisfied
	Approvals       []Approval
	Evidence        string   // hash of the present evidence set
	Involved        []string // uploaders, who decided items, the last editor and who asked for the approval
	ApprovalsNeeded int      // 0 means 1
	PartnerCenterID string
	RejectedOn      string
	Disputed        bool   // a dispute was filed before
	NoticeEnds      string // last day of the customer's window
	Assumed         bool   // the last move rested on the customer's silence
}

// GuardFailure is a guard that does not hold, and why.
type GuardFailure struct {
	Guard Guard
	Why   string
}

// MoveError says why a move was refused. Without failures the table has no
// such move.
type MoveError struct {
	From, To Position
	Failed   []GuardFailure
}

// Error names the move and every reason.
func (e *MoveError) Error() string {
	if len(e.Failed) == 0 {
		return fmt.Sprintf("a claim cannot move from %s to %s", e.From, e.To)
	}
	why := make([]string, len(e.Failed))
	for i, f := range e.Failed {
		why[i] = f.Why
	}
	return fmt.Sprintf("a claim cannot move from %s to %s yet: %s", e.From, e.To, strings.Join(why, "; "))
}

// Is makes a MoveError an ErrTransition.
func (e *MoveError) Is(target error) bool { return target == ErrTransition }

var guid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// IsTenantID tells whether text is a tenant ID (a GUID, not a domain).
func IsTenantID(text string) bool { return guid.MatchString(text) }

// check gives "" when the guard holds, else the reason in words for a person.
func (g Guard) check(f MoveFacts) string {
	switch g {
	case GuardOwner:
		return unless(f.Owner != "", "the claim has no owner")
	case GuardReason:
		return unless(strings.TrimSpace(f.Reason) != "", "a reason is needed")
	case GuardReasonCode:
		return unless(IsRejectionCode(f.ReasonCode), "a reason code is needed, one of "+strings.Join(RejectionCodes(), ", "))
	case GuardChecklist:
		return unless(len(f.OpenItems) == 0, "required items are open: "+strings.Join(f.OpenItems, ", "))
	case GuardTenant:
		return unless(IsTenantID(f.TenantID), "the customer's tenant ID (a GUID) is missing")
	case GuardWorkload:
		return unless(f.Workload != "", "no workload is claimed")
	case GuardApproved:
		return checkApproved(f)
	case GuardFiled:
		if why := checkDay(f); why != "" {
			return why
		}
		return unless(strings.TrimSpace(f.PartnerCenterID) != "", "the Partner Center claim ID is missing")
	case GuardDay:
		return checkDay(f)
	case GuardDispute:
		return checkDispute(f)
	case GuardNoticeOver:
		return checkNotice(f)
	case GuardAssumed:
		return unless(f.Assumed, "the claim did not become active by assumption")
	case GuardActor:
		return "" // checked against Move.By
	}
	return "unknown guard " + string(g)
}

func checkApproved(f MoveFacts) string {
	need, have := max(f.ApprovalsNeeded, 1), len(ValidApprovals(f.Approvals, f.Evidence, append(f.Involved, f.Actor.Name)))
	return unless(have >= need, fmt.Sprintf("%d of %d approvals of the present evidence by people who took no part in it", have, need))
}

func checkDay(f MoveFacts) string {
	on, today, err := days(f.On, f.Today)
	if err != nil {
		return "the day on which it happened is missing (YYYY-MM-DD)"
	}
	return unless(!on.After(today), "the day "+f.On+" lies in the future")
}

func checkDispute(f MoveFacts) string {
	if f.Disputed {
		return "the claim was disputed before; only a new claim remains"
	}
	rejected, today, err := days(f.RejectedOn, f.Today)
	if err != nil {
		return "the day of the rejection is not known"
	}
	last := rejected.AddDate(0, 0, DisputeDays)
	return unless(!today.After(last), "the dispute was possible until "+last.Format(time.DateOnly))
}

func checkNotice(f MoveFacts) string {
	ends, today, err := days(f.NoticeEnds, f.Today)
	if err != nil {
		return "the end of the customer's window is not known"
	}
	return unless(today.After(ends), "the customer may decline until "+f.NoticeEnds)
}

func days(a, b string) (first, second time.Time, err error) {
	if first, err = time.Parse(time.DateOnly, a); err != nil {
		return first, second, err
	}
	second, err = time.Parse(time.DateOnly, b)
	return first, second, err
}

func unless(holds bool, why string) string {
	if holds {
		return ""
	}
	return why
}
