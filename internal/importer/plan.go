package importer

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// World is what an export is compared with.
type World struct {
	Claims    []sow.Claim       // every claim that a row can be about
	Workloads map[string]string // id by name, as the pack has them
	Today     string            // YYYY-MM-DD
	On        string            // day of statuses without one, as a person said; "" none
	By        string            // who confirms the import
}

// Plan is what follows from an export.
type Plan struct {
	Kind      Kind
	Rows      int
	Same      int    // rows whose claim stands where the export says
	Moves     []Move // allowed and not, in the order of the file
	Notes     []Note // what is written into the history of claims
	Figures   []Figure
	Unmatched []Unmatched
}

// Move is a change of status that the export shows.
type Move struct {
	Line   int
	Claim  sow.Claim
	Status string // as printed
	To     sow.Position
	On     string
	Reason string
	Why    string // why an import may not make it; "" it may
}

// Note is what usage or earnings rows say about a claim.
type Note struct {
	Claim sow.Claim
	Text  string
	Rows  []NoteRow
}

// NoteRow is a row behind a note, with a key that tells it from others: a row
// that was imported before is not noted again.
type NoteRow struct {
	Line int
	Key  string
}

// Unmatched is a row that is about no claim of ours, or about several.
type Unmatched struct {
	Line int
	What string // the row in a few words
	Why  string
}

// Allowed lists the moves that an import may make.
func (p Plan) Allowed() []Move {
	return slices.DeleteFunc(slices.Clone(p.Moves), func(m Move) bool { return m.Why != "" })
}

// Plan compares the export with the world.
func (e Export) Plan(w World, m Mapping) Plan {
	p := Plan{Kind: e.Kind, Rows: len(e.Records)}
	if e.Kind == Claims {
		e.planMoves(&p, w, m)
		return p
	}
	e.planNotes(&p, w, m)
	return p
}

// positions are the statuses of Partner Center as places of our stages. Draft
// says nothing that we do not know better.
var positions = map[string]sow.Position{
	"draft": {}, "submitted": sow.AtSubmitted(sow.SubSubmitted), "under_review": sow.AtSubmitted(sow.SubUnderReview), "action_required": sow.AtSubmitted(sow.SubActionRequired),
	"disputed": sow.AtSubmitted(sow.SubDisputed), "approved": sow.At(sow.StageCustomerNotice), "rejected": sow.Ended(sow.OutcomeRejected), "rejected_final": sow.Ended(sow.OutcomeRejectedFinal),
}

func statusNames() []string { return slices.Sorted(maps.Keys(positions)) }

// statusWords are the words of exports for the statuses, folded.
var statusWords = map[string]string{
	"draft": "draft", "editing": "draft", "submitted": "submitted", "pending": "submitted", "underreview": "under_review", "inreview": "under_review", "partneractionrequired": "action_required",
	"actionrequired": "action_required", "dispute": "disputed", "disputed": "disputed", "indispute": "disputed", "approved": "approved", "rejected": "rejected", "rejectedfinal": "rejected_final", "finalrejected": "rejected_final",
}

func statusOf(text string, m Mapping) (string, bool) {
	for word, s := range m.Statuses {
		if fold(word) == fold(text) {
			return s, true
		}
	}
	s, ok := statusWords[fold(text)]
	return s, ok
}

// seen is the newest row about a claim.
type seen struct {
	record Record
	claim  sow.Claim
	status string
}

func (e Export) planMoves(p *Plan, w World, m Mapping) {
	newest := map[int64]seen{}
	for _, r := range e.Records {
		status, ok := statusOf(r.Status, m)
		if !ok {
			p.Unmatched = append(p.Unmatched, Unmatched{r.Line, r.words(), fmt.Sprintf("the status %q is not known; name it under statuses in a mapping file", r.Status)})
			continue
		}
		claims, why := w.match(r, m)
		if why != "" {
			p.Unmatched = append(p.Unmatched, Unmatched{r.Line, r.words(), why})
			continue
		}
		for _, c := range claims {
			old, twice := newest[c.ID]
			if twice && old.record.Day >= r.Day {
				if old.record.Day == r.Day && old.status != status {
					p.Unmatched = append(p.Unmatched, Unmatched{r.Line, r.words(), fmt.Sprintf("line %d says something else about the same claim and day", old.record.Line)})
				}
				continue
			}
			newest[c.ID] = seen{r, c, status}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(newest)) {
		if move, ok := w.move(newest[id]); ok {
			p.Moves = append(p.Moves, move)
		} else {
			p.Same++
		}
	}
	slices.SortStableFunc(p.Moves, func(a, b Move) int { return cmp.Compare(a.Line, b.Line) })
}

// move gives the move that a row shows; false when the claim stands there
// already.
func (w World) move(s seen) (Move, bool) {
	c, to := s.claim, positions[s.status]
	there := s.status == "draft" || c.Position.String() == to.String() || s.status == "approved" && c.Position.Open() && c.Position.Stage == sow.StageActive
	if there {
		return Move{}, false
	}
	mv := Move{Line: s.record.Line, Claim: c, Status: s.record.Status, To: to, On: s.record.Day, Reason: s.record.Reason}
	if s.record.DayText == "" {
		mv.On = w.On
	}
	_, err := c.Position.MoveTo(to, sow.MoveFacts{
		Actor: sow.Actor{Kind: sow.ActorImport, Name: w.By}, Today: w.Today, On: mv.On, Reason: "import", Owner: c.Owner, TenantID: c.TenantID, Workload: c.Workload,
		Evidence: c.EvidenceSHA256, PartnerCenterID: c.PartnerCenter, RejectedOn: c.Dates.Rejected, Disputed: c.Dates.Disputed != "", NoticeEnds: c.Dates.NoticeEnds, Assumed: c.Assumed,
	})
	if err != nil {
		mv.Why = whyNot(err, c, s.record, mv.On)
	}
	return mv, true
}

// lacks says in the words of an import what a guard lacks.
func lacks(f sow.GuardFailure, r Record, on string) string {
	switch {
	case f.Guard == sow.GuardActor:
		return "only a person may make this step"
	case f.Guard == sow.GuardDay && r.DayText != "" && r.Day == "":
		return fmt.Sprintf("the day %q cannot be read for certain", r.DayText)
	case f.Guard == sow.GuardDay && on == "":
		return "the row has no day (give --on, or a column)"
	}
	return f.Why
}

func whyNot(err error, c sow.Claim, r Record, on string) string {
	refused, ok := errors.AsType[*sow.MoveError](err)
	before := c.Position.Open() && slices.Contains([]sow.Stage{sow.StageIdentified, sow.StageEvidence, sow.StageReview}, c.Position.Stage)
	switch {
	case !ok:
		return err.Error()
	case before:
		return "our record stands before the submission: a person records the submission first, with approval and claim ID"
	case len(refused.Failed) == 0:
		return "the table of moves has no such step: a person looks at what happened in between"
	}
	var parts []string
	for _, f := range refused.Failed {
		parts = append(parts, lacks(f, r, on))
	}
	return strings.Join(parts, "; ")
}
