package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"claimline/internal/deadline"
	"claimline/internal/pipeline"
	"claimline/internal/sow"
	"claimline/internal/store"
)

// partnerWorld is a world whose rules have deadlines of the partner: an audit of
// finance, which ed and dora do, and a day on which a score is refreshed, which
// is nobody's in particular.
func partnerWorld(t *testing.T) *world {
	t.Helper()
	return worldOf(t, func(w *world, c *pipeline.Config) {
		c.Pack = func() sow.PackInfo { return sow.PackInfo{SHA256: w.basis} }
		c.People = pipeline.People{Chain: people, Role: func(role string) [][]pipeline.Recipient {
			if role == "finance" {
				return [][]pipeline.Recipient{people("ed"), people("dora")}
			}
			return [][]pipeline.Recipient{people("sue")}
		}}
		specs := map[string]sow.DeadlineSpec{
			"DL-AUDIT": {Code: "DL-AUDIT", Title: "Audit", Role: "finance", Unit: sow.CalendarDays, Warn: []int{7, 0}},
			"DL-SCORE": {Code: "DL-SCORE", Title: "Score", Role: "incentives", Passes: true, Warn: []int{0}},
		}
		c.Words.Deadline = func(code string) (sow.DeadlineSpec, *deadline.Calendar, bool) { return specs[code], nil, true }
		c.PartnerDeadlines = func(at time.Time) []sow.DeadlineEntry {
			var list []sow.DeadlineEntry
			for code, days := range map[string][]string{"DL-AUDIT": {w.due, "2026-12-16"}, "DL-SCORE": {"2026-11-20", "2026-12-21"}} {
				for _, d := range days {
					if d >= at.Format(time.DateOnly) {
						list = append(list, sow.DeadlineEntry{Code: code, Due: &d, Rule: "by the calendar", Owner: "partner"})
						break
					}
				}
			}
			return list
		}
	})
}

func (w *world) partner(t *testing.T) string {
	t.Helper()
	list, err := store.PartnerDeadlines(t.Context(), w.pool, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, d := range list {
		said = append(said, d.Code+" "+d.Due+" "+string(d.State)+d.DoneBy)
	}
	return strings.Join(said, ", ")
}

// Deadlines of the partner remind everybody with their role, once each, in the
// hours and the way of each, until somebody says that they are done.
func TestPartnerDeadlinesRemind(t *testing.T) {
	w := partnerWorld(t)
	w.start(t)
	// A week before the 16th was the 9th: the warning is still worth something.
	want(t, w.until(t, "2026-11-10 10:00", "2026-11-10 11:00"),
		"11-10 10:00 mail ed@partner.example: reminder DL-AUDIT 2026-11-16 7 ed", "11-10 10:00 mail dora@partner.example: reminder DL-AUDIT 2026-11-16 7 dora")
	want(t, w.until(t, "2026-11-16 09:00", "2026-11-16 09:30"),
		"11-16 09:00 mail ed@partner.example: reminder DL-AUDIT 2026-11-16 0 ed", "11-16 09:00 mail dora@partner.example: reminder DL-AUDIT 2026-11-16 0 dora")
	if got := w.partner(t); got != "DL-AUDIT 2026-11-16 open, DL-SCORE 2026-11-20 open" {
		t.Errorf("deadlines: %s", got)
	}
	got := w.until(t, "2026-11-17 09:00", "2026-11-17 10:00")
	want(t, got, "11-17 09:00 mail ed@partner.example: overdue DL-AUDIT 2026-11-16 0 ed", "11-17 09:00 teams sue: escalation DL-AUDIT 2026-11-16 1 sue",
		"11-17 09:00 mail dora@partner.example: overdue DL-AUDIT 2026-11-16 0 dora")
	if got := w.partner(t); got != "DL-AUDIT 2026-11-16 missed, DL-SCORE 2026-11-20 open, DL-AUDIT 2026-12-16 open" {
		t.Errorf("deadlines: %s", got)
	}
	// Ed has seen it: his reminders rest for a day, and Dora's go on.
	if _, err := w.SeePartnerDeadline(t.Context(), "DL-AUDIT", "2026-11-16", "ed"); err != nil {
		t.Fatal(err)
	}
	want(t, w.until(t, "2026-11-18 09:00"), "11-18 09:00 mail dora@partner.example: overdue DL-AUDIT 2026-11-16 1 dora")
	if _, err := w.EndPartnerDeadline(t.Context(), "DL-AUDIT", "2026-11-16", "dora"); err != nil {
		t.Fatal(err)
	}
	want(t, w.until(t, "2026-11-19 09:00"))
	// The refreshed score ends by itself: a word on the day, and none after it.
	want(t, w.until(t, "2026-11-20 09:00"), "11-20 09:00 teams sue: reminder DL-SCORE 2026-11-20 0 sue")
	want(t, w.until(t, "2026-11-23 09:00"))
	if got := w.partner(t); got != "DL-AUDIT 2026-11-16 metdora, DL-SCORE 2026-11-20 lapsed, DL-AUDIT 2026-12-16 open, DL-SCORE 2026-12-21 open" {
		t.Errorf("deadlines: %s", got)
	}
	if _, err := w.EndPartnerDeadline(t.Context(), "DL-AUDIT", "2026-11-16", "ed"); err == nil {
		t.Error("ended twice")
	}
	if names := w.ConcernedBy("DL-AUDIT"); strings.Join(names, " ") != "ed dora" || !w.Concerns("DL-AUDIT", "Dora") || w.Concerns("DL-AUDIT", "sue") {
		t.Errorf("concerns %v", names)
	}
	if rows, err := store.RecentMessages(t.Context(), w.pool, 0); err != nil || rows[0].PartnerCode != "DL-SCORE" || rows[0].ClaimID != 0 {
		t.Errorf("messages %+v, %v", rows, err)
	}
}

// Other rules give another day: the one until then is closed, and nobody is
// reminded of it.
func TestPartnerDeadlinesFollowTheRules(t *testing.T) {
	w := partnerWorld(t)
	w.start(t)
	w.until(t, "2026-11-10 10:00")
	w.due, w.basis = "2026-12-01", "2"
	want(t, w.until(t, "2026-11-16 09:00", "2026-11-17 09:00"))
	if got := w.partner(t); got != "DL-AUDIT 2026-11-16 void, DL-SCORE 2026-11-20 open, DL-AUDIT 2026-12-01 open" {
		t.Errorf("deadlines: %s", got)
	}
	w.due, w.basis = "2026-11-18", "3"
	got := w.until(t, "2026-11-17 10:00")
	if len(got) != 2 || !strings.Contains(got[0], "reminder DL-AUDIT 2026-11-18 7 ed") {
		t.Errorf("sent %q", got)
	}
}
