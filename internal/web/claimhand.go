package web

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"claimline/internal/sow"
	"claimline/internal/store"
)

// byHand reads what a person says about a claim to be opened.
func (s *site) byHand(r *request) (store.ByHand, error) {
	h := store.ByHand{
		Workload: r.field("workload"), Association: sow.Association(r.field("association")), Reason: r.field("reason"), Actor: sow.Person(r.user.Name),
	}
	if !slices.Contains([]sow.Association{sow.AssocDeployment, sow.AssocUsage, sow.AssocRevenue}, h.Association) {
		return h, invalid{"That is no association.", "Choose deployment, usage or revenue."}
	}
	if known := s.words().Workloads; len(known) > 0 && known[h.Workload] == "" {
		return h, invalid{fmt.Sprintf("Workload %q is not known.", h.Workload), "Choose one that the field offers, or write its id, such as teams-phone."}
	}
	if h.Workload == "" || h.Reason == "" {
		return h, invalid{"A workload and a reason are needed.", "Say why the claim is made although the document did not lead to it."}
	}
	return h, nil
}

// openByHand opens a claim on a document.
func (s *site) openByHand(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	if err := r.form(); err != nil {
		return reply{}, err
	}
	h, err := s.byHand(r)
	if err != nil {
		return reply{}, err
	}
	h.DocumentID, h.Owner = id, r.user.Name
	c, err := s.cfg.Pipeline.OpenByHand(r.Context(), h)
	if err != nil {
		return reply{}, err
	}
	return see(fmt.Sprintf("/claims/%d?done=opened", c.ID)), nil
}

// split opens another claim out of one.
func (s *site) split(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	h, err := s.byHand(r)
	if err != nil {
		return reply{}, err
	}
	c, err := s.cfg.Pipeline.Split(r.Context(), ch, h)
	if err != nil {
		return s.refused(r, ch, err)
	}
	return see(fmt.Sprintf("/claims/%d?done=split", c.ID)), nil
}

// merge ends a claim in favour of another one.
func (s *site) merge(r *request) (reply, error) {
	ch, err := r.change()
	if err != nil {
		return reply{}, err
	}
	into, err := strconv.ParseInt(r.field("into"), 10, 64)
	if err != nil || into < 1 {
		return reply{}, invalid{"That is no claim.", "Write the number of the claim that goes on."}
	}
	c, err := s.cfg.Pipeline.Merge(r.Context(), ch, into, r.field("reason"))
	if err != nil {
		return s.refusedAs(r, ch, err, func(page claimPage) (string, string) { return whyNoMerge(page.Claim, into, err) })
	}
	return see(fmt.Sprintf("/claims/%d?done=merged", c.ID)), nil
}

// whyNoMerge says why two claims do not become one.
func whyNoMerge(c sow.Claim, into int64, err error) (title, next string) {
	switch {
	case errors.Is(err, sow.ErrNotFound):
		return fmt.Sprintf("There is no claim %d.", into), "The list of claims shows the numbers."
	case c.ID == into:
		return "A claim cannot be merged into itself.", "Write the number of the other claim."
	case errors.Is(err, sow.ErrTransition):
		return fmt.Sprintf("This claim cannot be merged into claim %d.", into), "Both must be before review, for the same workload and the same partner ID."
	}
	return "", ""
}

// warnings are what a person should know before filing the claim.
func (s *site) warnings(r *request, c sow.Claim) ([]sow.ClaimWarning, error) {
	if !c.Position.Open() {
		return nil, nil
	}
	record, err := store.AnalysisByID(r.Context(), s.cfg.DB, c.AnalysisID)
	if err != nil {
		return nil, err
	}
	others, err := store.OtherClaims(r.Context(), s.cfg.DB, c)
	if err != nil {
		return nil, err
	}
	return sow.ClaimWarnings(c, &record.Analysis, others), nil
}
