package web

import (
	"fmt"
	"strings"
	"time"

	"claimline/internal/calendar"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// calendar gives the deadlines of a claim for a calendar program.
func (s *site) calendar(r *request) (reply, error) {
	id, err := r.id()
	if err != nil {
		return reply{}, err
	}
	c, err := store.ClaimByID(r.Context(), s.cfg.DB, id)
	if err != nil {
		return reply{}, err
	}
	file := calendar.File{Events: s.events(c)}
	rep := content("text/calendar; charset=utf-8", file.Bytes())
	rep.header["Content-Disposition"] = fmt.Sprintf(`attachment; filename="claim-%d.ics"`, id)
	return rep, nil
}

// events are the deadlines of a claim as days. What is no longer asked for stays
// as cancelled, so that calendars take it out.
func (s *site) events(c sow.Claim) []calendar.Event {
	var list []calendar.Event
	for _, d := range c.Deadlines {
		if d.DueAt == nil {
			continue
		}
		asked := d.State == sow.DeadlineOpen || d.State == sow.DeadlineMissed
		list = append(list, calendar.Event{
			UID: fmt.Sprintf("claim-%d-%s@claimline", c.ID, strings.ToLower(d.Code)), Stamp: c.UpdatedAt, Sequence: c.Version,
			Day:     sow.DayOf(d.DueAt.Add(-time.Second).In(s.cfg.Zone)),
			Summary: s.deadlineTitle(d.Code) + ": " + s.briefName(c.Workload) + ", " + orElse(c.Customer, "unknown customer"),
			URL:     fmt.Sprintf("%s/claims/%d", strings.TrimRight(s.cfg.BaseURL, "/"), c.ID), Description: d.Rule, Cancelled: !asked,
		})
	}
	return list
}
