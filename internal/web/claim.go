package web

import (
	"time"

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
	Figures   []sow.Figure  // what imported reports say it used and earned
	Planned   *sow.Quantity // what the document says of the workload; nil nothing
	Approvals []sow.Approval
	Involved  []string // who may not approve, in lower case
	Approval  approvalView
	Moves     []moveForm
	Codes     []string // of rejections and requests for changes
	Today     string
	Editable  bool // the evidence may change
	Me        user
	Packet    bool // a submission packet can be made
	Warnings  []sow.ClaimWarning
	Filed     bool          // it was handed in, so warnings come too late to be heeded before
	Delay     *sow.Delay    // nil when the value is not known or the claim is filed
	Told      []string      // who is reminded, in their order; empty for nobody
	Messages  []messageLine // newest first
	Problem   *problem      // why the last form was refused
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
	return s.renderClaim(r, page)
}

func (s *site) renderClaim(r *request, page claimPage) (reply, error) {
	return s.render(r, "claim", frame{Title: s.workloadName(page.Claim.Workload) + ", " + orElse(page.Claim.Customer, "unknown customer"), Section: "claims"}, page)
}

func (s *site) readClaim(r *request, id int64) (claimPage, error) {
	ctx, db := r.Context(), s.cfg.DB
	c, err := store.ClaimByID(ctx, db, id)
	if err != nil {
		return claimPage{}, err
	}
	page := claimPage{Claim: c, Left: s.left(c.DueAt, r.now), Stages: stageSteps(c.Position), Me: r.user, Packet: s.cfg.Packet != nil, Codes: sow.RejectionCodes()}
	page.Today, page.Editable = r.now.In(s.cfg.Zone).Format(time.DateOnly), editable(c.Position)
	for _, d := range c.Deadlines {
		line := deadlineLine{ClaimDeadline: d, Left: urgency{closedWords(d.State), "none"}}
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
	if page.Files, err = store.Attachments(ctx, db, id); err != nil {
		return page, err
	}
	if page.Figures, err = store.Figures(ctx, db, id); err != nil {
		return page, err
	}
	if page.Planned, err = s.planned(r, page); err != nil {
		return page, err
	}
	if page.Approvals, err = store.Approvals(ctx, db, id); err != nil {
		return page, err
	}
	if page.Involved, err = store.Involved(ctx, db, id); err != nil {
		return page, err
	}
	page.Filed = c.Dates.Submitted != ""
	if page.Warnings, err = s.warnings(r, c); err != nil {
		return page, err
	}
	if d, known := sow.DelayOf(c, sow.DayOf(r.now.In(s.cfg.Zone))); known {
		page.Delay = &d
	}
	if err := s.readMessages(r, &page); err != nil {
		return page, err
	}
	page.Approval = approvalOf(page, r.user)
	page.Moves = s.moveForms(page, orElse(r.user.Name, "somebody"), r.now)
	return page, nil
}

// planned gives what the document says of the workload's users, to stand beside
// what a usage report says; nil without either.
func (s *site) planned(r *request, page claimPage) (*sow.Quantity, error) {
	if _, reported := sow.LastUsage(page.Figures); !reported {
		return nil, nil //nolint:nilnil // nothing to stand beside
	}
	record, err := store.AnalysisByID(r.Context(), s.cfg.DB, page.Claim.AnalysisID)
	if err != nil {
		return nil, err
	}
	for _, w := range record.Analysis.Workloads {
		if w.ID == page.Claim.Workload {
			return w.Quantity, nil
		}
	}
	return nil, nil //nolint:nilnil // the claim is made on another workload
}

// closedWords says what became of a deadline that no longer runs.
func closedWords(state sow.DeadlineState) string {
	if state == sow.DeadlineVoid {
		return "no longer asked for"
	}
	return plain(state)
}

// editable tells where people may change the evidence of a claim; the store
// holds to the same rule.
func editable(p sow.Position) bool {
	return p.Open() && (p.Stage == sow.StageIdentified || p.Stage == sow.StageEvidence || p.Stage == sow.StageReview || p.Sub == sow.SubActionRequired)
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
