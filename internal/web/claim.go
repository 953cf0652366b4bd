package web

import (
	"claimline/internal/sow"
	"claimline/internal/store"
)

type claimPage struct {
	Claim     sow.Claim
	Left      urgency
	Stages    []stageStep
	Deadlines []deadlineLine
	Doc       sow.DocumentRecord
	Events    []sow.ClaimEvent
	Files     []sow.Attachment
	SignedIn  bool
}

// stageStep is one stage of the line at the top of a claim.
type stageStep struct {
	Stage sow.Stage
	State string // done, now or later
}

type deadlineLine struct {
	sow.ClaimDeadline
	Left urgency
}

// claim shows one claim.
func (s *site) claim(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	page, err := s.readClaim(r, id)
	if err != nil {
		return reply{}, err
	}
	return s.render(r, "claim", frame{Title: s.workloadName(page.Claim.Workload) + ", " + orElse(page.Claim.Customer, "unknown customer"), Section: "claims"}, page)
}

func (s *site) readClaim(r *request, id int64) (claimPage, error) {
	ctx, db := r.Context(), s.cfg.DB
	c, err := store.ClaimByID(ctx, db, id)
	if err != nil {
		return claimPage{}, err
	}
	page := claimPage{Claim: c, Left: s.left(c.DueAt, r.now), Stages: stageSteps(c.Position), SignedIn: r.user.Name != ""}
	for _, d := range c.Deadlines {
		line := deadlineLine{ClaimDeadline: d, Left: urgency{plain(d.State), "none"}}
		if d.State == sow.DeadlineOpen || d.State == sow.DeadlineMissed {
			line.Left = s.left(d.DueAt, r.now)
		}
		page.Deadlines = append(page.Deadlines, line)
	}
	if page.Doc, err = store.DocumentByID(ctx, db, c.DocumentID); err != nil {
		return page, err
	}
	if page.Events, err = store.ClaimEvents(ctx, db, id); err != nil {
		return page, err
	}
	page.Files, err = store.Attachments(ctx, db, id)
	return page, err
}

func stageSteps(p sow.Position) []stageStep {
	steps, state := make([]stageStep, 0, len(sow.Stages())), "done"
	for _, st := range sow.Stages() {
		if st == p.Stage {
			steps = append(steps, stageStep{st, "now"})
			state = "later"
			continue
		}
		steps = append(steps, stageStep{st, state})
	}
	return steps
}
