package web

import (
	"slices"
	"strconv"
	"strings"

	"claimline/internal/sow"
)

// approvalView is what the page of a claim in review says about its approval.
type approvalView struct {
	Shown     bool
	Open      *sow.Approval // the open request
	Have      int           // valid approvals of the present evidence
	Need      int
	Involved  []string // who may not approve
	MayDecide bool     // the visitor may approve
	WhyNot    string   // or why not
	Mine      bool     // the visitor asked, or has approved: may take it back
	All       []sow.Approval
}

func approvalOf(page claimPage, u user) approvalView {
	c := page.Claim
	v := approvalView{Shown: c.Position == sow.At(sow.StageReview), Need: max(c.ApprovalsNeeded, 1), Involved: asWritten(page.Involved, page.Events), All: page.Approvals}
	valid := sow.ValidApprovals(page.Approvals, c.EvidenceSHA256, page.Involved)
	v.Have = len(valid)
	for i, a := range page.Approvals {
		if a.State == sow.ApprovalRequested && a.EvidenceSHA256 == c.EvidenceSHA256 {
			v.Open = &page.Approvals[i]
		}
	}
	v.Mine = v.Open != nil && sameName(v.Open.RequestedBy, u.Name) || slices.ContainsFunc(valid, func(a sow.Approval) bool { return sameName(a.DecidedBy, u.Name) })
	v.WhyNot = whyNotApprove(v, valid, u)
	v.MayDecide = v.WhyNot == ""
	return v
}

// asWritten gives names, which are compared in lower case, as people write them.
func asWritten(names []string, events []sow.ClaimEvent) []string {
	out := slices.Clone(names)
	for i, name := range out {
		if k := slices.IndexFunc(events, func(e sow.ClaimEvent) bool { return sameName(e.Actor.Name, name) }); k >= 0 {
			out[i] = events[k].Actor.Name
		}
	}
	return out
}

func sameName(a, b string) bool { return b != "" && strings.EqualFold(strings.TrimSpace(a), b) }

func whyNotApprove(v approvalView, valid []sow.Approval, u user) string {
	mine := func(name string) bool { return sameName(name, u.Name) }
	switch {
	case v.Open == nil:
		return "No approval is asked for."
	case u.Name == "":
		return "Sign in as a reviewer to decide."
	case slices.ContainsFunc(v.Involved, mine):
		return "You took part in this evidence, so somebody else has to approve it (four eyes)."
	case slices.ContainsFunc(valid, func(a sow.Approval) bool { return mine(a.DecidedBy) }):
		return "You have approved it already; another person's approval is needed."
	case !u.Reviewer():
		return "You signed in to prepare claims; only a reviewer approves."
	}
	return ""
}

// requestApproval asks for an approval of the present evidence.
func (s *site) requestApproval(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	needed, err := strconv.Atoi(orElse(r.field("needed"), "1"))
	if err != nil || needed < 1 || needed > 5 {
		return reply{}, invalid{"One to five approvals can be asked for.", "Choose a number."}
	}
	_, err = s.cfg.Pipeline.RequestApproval(r.Context(), ch, needed)
	return s.changed(r, ch, err, "requested")
}

// approve approves the present evidence.
func (s *site) approve(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	if _, err = s.cfg.Pipeline.Approve(r.Context(), ch, r.field("note")); err != nil {
		return s.refusedAs(r, ch, err, func(page claimPage) (string, string) {
			return orElse(page.Approval.WhyNot, "No approval is asked for."), "The approval was not recorded."
		})
	}
	return s.changed(r, ch, nil, "approved")
}

// withdrawApproval takes back a request or an approval of one's own.
func (s *site) withdrawApproval(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	if _, err = s.cfg.Pipeline.WithdrawApproval(r.Context(), ch, r.field("reason")); err != nil {
		return s.refusedAs(r, ch, err, func(claimPage) (string, string) {
			return "There is no request and no approval of yours to take back.", "The history says what became of it."
		})
	}
	return s.changed(r, ch, nil, "taken-back")
}
