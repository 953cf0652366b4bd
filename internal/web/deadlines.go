package web

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"claimline/internal/calendar"
	"claimline/internal/sow"
	"claimline/internal/store"
)

type partnerPage struct {
	Lines    []partnerLine
	SignedIn bool
}

// partnerLine is a deadline of the partner as the page shows it.
type partnerLine struct {
	store.PartnerDeadline
	Left   urgency
	Asked  bool     // it is open or missed
	Missed string   // what happens when it passes
	Who    []string // is reminded
}

// endedShown is for how long deadlines of the partner that ended are shown.
const endedShown = 90 * 24 * time.Hour

// deadlines shows the deadlines that belong to the partner and to no claim.
func (s *site) deadlines(r *request) (reply, error) {
	list, err := store.PartnerDeadlines(r.Context(), s.cfg.DB, r.now.Add(-endedShown))
	if err != nil {
		return reply{}, err
	}
	page := partnerPage{SignedIn: r.user.Name != ""}
	for _, d := range list {
		line := partnerLine{PartnerDeadline: d, Asked: asked(d.State), Missed: s.words().Deadlines[d.Code].Missed, Who: s.cfg.Pipeline.ConcernedBy(d.Code)}
		line.Left = urgency{closedWords(d.State), "none"}
		switch {
		case line.Asked:
			line.Left = s.left(&d.DueAt, r.now)
		case d.DoneBy != "":
			line.Left = urgency{"done by " + d.DoneBy, "none"}
		}
		page.Lines = append(page.Lines, line)
	}
	return s.render(r, "deadlines", frame{Title: "Deadlines of the partner", Section: "home"}, page)
}

func asked(state sow.DeadlineState) bool {
	return state == sow.DeadlineOpen || state == sow.DeadlineMissed
}

// partnerDone records that a deadline of the partner is done.
func (s *site) partnerDone(r *request) (reply, error) {
	return s.endPartner(r, "partner-done", s.cfg.Pipeline.EndPartnerDeadline)
}

// partnerSeen records that who has signed in has seen a deadline of the partner.
func (s *site) partnerSeen(r *request) (reply, error) {
	return s.endPartner(r, "seen", s.cfg.Pipeline.SeePartnerDeadline)
}

// partnerEvents are the deadlines of the partner that concern a person, for the
// person's calendar.
func (s *site) partnerEvents(r *request, name string) ([]calendar.Event, error) {
	list, err := store.PartnerDeadlines(r.Context(), s.cfg.DB, r.now.Add(-endedShown))
	if err != nil {
		return nil, err
	}
	var events []calendar.Event
	for _, d := range list {
		if !s.cfg.Pipeline.Concerns(d.Code, name) {
			continue
		}
		day, err := sow.ParseDay(d.Due)
		if err != nil {
			return nil, fmt.Errorf("read the day of %s: %w", d.Code, err)
		}
		events = append(events, calendar.Event{
			UID: fmt.Sprintf("partner-%s-%s@claimline", strings.ToLower(d.Code), d.Due), Stamp: d.ChangedAt, Sequence: sequenceOf(d.State),
			Day: day, Summary: s.deadlineTitle(d.Code), Description: d.Rule, URL: strings.TrimRight(s.cfg.BaseURL, "/") + "/deadlines", Cancelled: !asked(d.State),
		})
	}
	return events, nil
}

// sequenceOf grows with what becomes of a deadline.
func sequenceOf(state sow.DeadlineState) int {
	return max(0, slices.Index([]sow.DeadlineState{sow.DeadlineOpen, sow.DeadlineMissed, sow.DeadlineLapsed, sow.DeadlineVoid, sow.DeadlineMet}, state))
}

// endPartner runs a change of the deadline of the partner that the path names.
func (s *site) endPartner(r *request, done string, do func(ctx context.Context, code, due, by string) (store.PartnerDeadline, error)) (reply, error) {
	if err := r.form(); err != nil {
		return reply{}, err
	}
	if _, err := do(r.Context(), r.PathValue("code"), r.PathValue("due"), r.user.Name); err != nil {
		return reply{}, err
	}
	return see("/deadlines?done=" + done), nil
}
