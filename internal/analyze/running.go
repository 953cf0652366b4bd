package analyze

import (
	"slices"

	"claimline/internal/deadline"
	"claimline/internal/sow"
)

// ClaimDeadlines gives the deadlines that run for a claim where it stands now,
// by the pack's rules: those of its stage, its sub-state or its outcome. A
// deadline whose event is not known yet has no day.
func (a *Analyzer) ClaimDeadlines(c sow.Claim) []sow.DeadlineEntry {
	list := []sow.DeadlineEntry{}
	for _, spec := range a.pack.Deadlines() {
		if spec.AppliesTo == "claim" && runsAt(spec, c.Position) {
			list = append(list, a.deadlineOf(spec, func(name string) (sow.Day, string, bool) { return eventOf(c, name) }))
		}
	}
	return list
}

// PartnerDeadlines gives the deadlines that belong to the partner and to no
// claim, each the next time that it comes round from today on.
func (a *Analyzer) PartnerDeadlines(today sow.Day) []sow.DeadlineEntry {
	list := []sow.DeadlineEntry{}
	for _, spec := range a.pack.Deadlines() {
		if spec.AppliesTo != "partner" {
			continue
		}
		if day, explain, ok := deadline.Round(spec, a.calendar, today); ok {
			due := day.String()
			list = append(list, sow.DeadlineEntry{Code: spec.Code, Due: &due, Rule: explain, Owner: spec.Owner})
		}
	}
	return list
}

func runsAt(spec sow.DeadlineSpec, at sow.Position) bool {
	if at.Outcome != "" {
		return slices.Contains(spec.Stages, string(at.Outcome))
	}
	if slices.Contains(spec.Stages, at.String()) {
		return true
	}
	if at.Sub != "" && slices.Contains(spec.Stages, string(at.Sub)) {
		return true
	}
	return slices.Contains(spec.Stages, string(at.Stage)) && (at.Sub == "" || string(at.Stage) != string(at.Sub))
}

// eventOf is the day of an event in a claim's life, with the words for it.
func eventOf(c sow.Claim, name string) (sow.Day, string, bool) {
	d := c.Dates
	events := map[string]struct{ day, words string }{
		"sow_signed":      {d.Signed, "the signature of the statement of work"},
		"customer_ack":    {d.Signed, "the customer's acknowledgement"},
		"sow_effective":   {d.Effective, "the start of the work"},
		"analysed":        {d.Analysed, "the analysis (the document has no date to count from)"},
		"submitted":       {d.Submitted, "the submission"},
		"action_required": {d.Action, "Microsoft's question"},
		"approved":        {d.Approved, "the approval"},
		"rejected":        {d.Rejected, "the rejection"},
		"disputed":        {d.Disputed, "the dispute"},
		"claim_attached":  {d.Approved, "the association of the claim"},
		"last_poe":        {d.Signed, "the newest proof of execution"},
	}
	e := events[name]
	day, err := sow.ParseDay(e.day)
	return day, e.words, err == nil
}
