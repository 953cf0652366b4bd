package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// moveForm is one move that the table allows from where a claim is, with what
// has to be said for it and what still stands in its way.
type moveForm struct {
	To                            sow.Position
	Label, Why                    string
	Reason, Code, Day, Filed, Ask bool
	Unmet                         []string
	Ends                          bool // the claim ends by it
	Ahead                         bool // it leads to a later stage
}

// moveForms gives the moves from a claim's position. A guard that the form
// itself can meet is a field; any other one that does not hold is words.
func (s *site) moveForms(page claimPage, actor string, now time.Time) []moveForm {
	var forms []moveForm
	for _, m := range sow.NextMoves(page.Claim.Position) {
		f := moveForm{To: m.To, Label: moveLabel(m), Ends: m.To.Outcome != "", Ahead: m.To.Outcome == "" && slices.Index(sow.Stages(), m.To.Stage) > slices.Index(sow.Stages(), page.Claim.Position.Stage)}
		for _, g := range m.Guards {
			f.Reason = f.Reason || g == sow.GuardReason || g == sow.GuardReasonCode
			f.Code = f.Code || g == sow.GuardReasonCode
			f.Day = f.Day || g == sow.GuardDay || g == sow.GuardFiled
			f.Filed = f.Filed || g == sow.GuardFiled
		}
		_, err := page.Claim.Position.MoveTo(m.To, s.moveFacts(page, actor, now))
		if refused, ok := asMoveError(err); ok {
			for _, g := range refused.Failed {
				f.Unmet = append(f.Unmet, unmet(g, page.Claim))
			}
		}
		forms = append(forms, f)
	}
	return forms
}

// moveFacts is what is known about a claim, with everything that a form can
// still say taken as said.
func (s *site) moveFacts(page claimPage, actor string, now time.Time) sow.MoveFacts {
	c, today := page.Claim, now.In(s.cfg.Zone).Format(time.DateOnly)
	return sow.MoveFacts{
		Actor: sow.Person(actor), Today: today, On: today, Reason: "said on the form", ReasonCode: sow.RejectionCodes()[0],
		Owner: c.Owner, TenantID: c.TenantID, Workload: c.Workload, OpenItems: sow.OpenItems(c.Items), Evidence: c.EvidenceSHA256,
		Approvals: page.Approvals, Involved: page.Involved, ApprovalsNeeded: c.ApprovalsNeeded, PartnerCenterID: cmp.Or(c.PartnerCenter, "said on the form"),
		RejectedOn: c.Dates.Rejected, Disputed: c.Dates.Disputed != "", NoticeEnds: c.Dates.NoticeEnds, Assumed: c.Assumed,
	}
}

// unmet says what is missing for a move in the words of the page.
func unmet(g sow.GuardFailure, c sow.Claim) string {
	if g.Guard == sow.GuardChecklist {
		var names []string
		for _, i := range c.Items {
			if i.Need == sow.NeedRequired && !i.Satisfied() {
				names = append(names, i.Name)
			}
		}
		return "Still missing on the checklist: " + strings.Join(names, "; ") + "."
	}
	if words := guardWords[g.Guard]; words != "" {
		return words
	}
	return sentence(g.Why)
}

var guardWords = map[sow.Guard]string{
	sow.GuardOwner:  "Nobody owns the claim yet. Choose an owner under About.",
	sow.GuardTenant: "The customer’s tenant ID (a GUID) is missing. Write it down under About.",
}

var moveLabels = map[string]string{
	"identified>evidence": "Start collecting evidence", "evidence>review": "Send to review", "evidence>identified": "Put back to identified",
	"review>submitted/submitted": "Record the submission to Microsoft", "review>evidence": "Request changes",
	"submitted/submitted>submitted/under_review": "Microsoft reviews it", "submitted/disputed>submitted/under_review": "Microsoft reviews it again",
	"submitted/action_required>submitted/under_review": "The answer to Microsoft was sent",
	"customer_notice>active":                           "The customer’s window is over", "active>customer_notice": "Undo: the customer may still decline",
	"rejected>submitted/disputed": "Record the dispute",
}

func moveLabel(m sow.Move) string {
	if l := moveLabels[m.From.String()+">"+m.To.String()]; l != "" {
		return l
	}
	switch m.To.String() {
	case "submitted/action_required":
		return "Microsoft asks for more"
	case "customer_notice":
		return "Microsoft approved it"
	case "rejected", "rejected_final":
		return "Microsoft rejected it"
	case "declined":
		return "The customer declined"
	case "disassociated":
		return "We gave the customer up"
	case "expired":
		return "The association ended"
	case "withdrawn":
		return "Withdraw the claim"
	case "not_pursued":
		return "Do not pursue it"
	}
	return positionName(m.To)
}

// move moves a claim.
func (s *site) move(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	m := store.MoveRequest{
		Change: ch, On: r.field("on"), Reason: r.field("reason"), ReasonCode: r.field("reason_code"), PartnerCenter: r.field("partner_center_id"),
	}
	if m.To, err = sow.ParsePosition(r.field("to")); err != nil {
		return reply{}, invalid{"That is no stage of a claim.", "Choose a step on the page of the claim."}
	}
	do, done := s.cfg.Pipeline.Move, "moved"
	if m.To == sow.At(sow.StageEvidence) && r.field("from") == string(sow.StageReview) {
		do, done = s.cfg.Pipeline.RequestChanges, "changes"
		if len([]rune(m.Reason)) < leastReason {
			return reply{}, invalid{"Say in at least ten characters what has to change.", "The person who prepares the claim works with these words."}
		}
	}
	_, err = do(r.Context(), m)
	return s.changed(r, ch, err, done)
}

// leastReason is the fewest characters of a request for changes.
const leastReason = 10

// changed leads back to the claim after a change, or shows why it was refused.
func (s *site) changed(r *request, ch store.Change, err error, done string) (reply, error) {
	if err != nil {
		return s.refused(r, ch, err)
	}
	return see(fmt.Sprintf("/claims/%d?done=%s", ch.ClaimID, done)), nil
}
