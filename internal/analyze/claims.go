package analyze

import (
	"fmt"
	"slices"
	"time"

	"claimline/internal/deadline"
	"claimline/internal/sow"
)

// claims proposes one CPOR claim for each workload that carries one. Two
// workloads whose claim is made on the same third one share it.
func (r *result) claims() []sow.ClaimProposal {
	claims := []sow.ClaimProposal{}
	seen := map[string]bool{}
	for _, d := range r.out.Workloads {
		association := d.Methods.CPOR.Association
		if d.ClaimOn == "" || association == nil || seen[d.ClaimOn+string(*association)] {
			continue
		}
		seen[d.ClaimOn+string(*association)] = true
		claims = append(claims, sow.ClaimProposal{
			Workload: d.ClaimOn, Association: *association, PoE: r.checklist(*association, d.ID, d.ClaimOn),
			Deadlines: r.deadlines(), ExpectedValue: r.expectedValue(d.ClaimOn, *association),
		})
	}
	return claims
}

// anchors are the days that a deadline of a new claim may count from.
func (r *result) anchor(name string) (day sow.Day, words string, ok bool) {
	fact, words := sow.NoFact[string](), ""
	switch name {
	case "sow_signed":
		fact, words = r.facts.SignedDate, "the signature of the statement of work"
	case "sow_effective":
		fact, words = r.facts.StartDate, "the start of the work"
	case "customer_ack":
		fact, words = r.facts.SignedDate, "the customer's acknowledgement"
	case "analysed":
		return r.today, "the analysis (the document has no date to count from)", !r.today.IsZero()
	}
	value, found := fact.Known()
	day, err := sow.ParseDay(value)
	return day, words, found && err == nil
}

// deadlines are those that run for a claim that has just been identified.
// They are the same for all claims of a document.
func (r *result) deadlines() []sow.DeadlineEntry {
	if r.runs == nil {
		r.runs = r.deadlinesAtStart()
	}
	return slices.Clone(r.runs)
}

func (r *result) deadlinesAtStart() []sow.DeadlineEntry {
	list := []sow.DeadlineEntry{}
	for _, spec := range r.analyzer.atStart {
		list = append(list, r.analyzer.deadlineOf(spec, r.anchor))
	}
	return list
}

func runsAtStart(spec sow.DeadlineSpec) bool {
	return slices.Contains(spec.Stages, string(sow.StageIdentified))
}

// deadlineOf computes one deadline from the first of its events that is known.
func (a *Analyzer) deadlineOf(spec sow.DeadlineSpec, event func(name string) (sow.Day, string, bool)) sow.DeadlineEntry {
	entry := sow.DeadlineEntry{Code: spec.Code, Owner: spec.Owner, Rule: spec.Text}
	if entry.Rule == "" {
		entry.Rule = spec.Title
	}
	for _, name := range append([]string{spec.Anchor}, spec.Else...) {
		day, words, ok := event(name)
		if !ok || spec.Count == nil {
			continue
		}
		due, err := deadline.Compute(a.rule(spec, words), day)
		if err != nil {
			continue
		}
		text := due.Day.String()
		entry.Due, entry.Rule = &text, due.Explain
		return entry
	}
	return entry
}

func (a *Analyzer) rule(spec sow.DeadlineSpec, base string) deadline.Rule {
	return deadline.Rule{
		Code: spec.Code, Base: base, N: *spec.Count, Unit: deadline.Unit(spec.Unit), Zone: a.pack.Calendar().Zone, Calendar: a.calendar,
	}
}

// newCalendar turns the pack's calendar into one that counts.
func newCalendar(c sow.Calendar) (*deadline.Calendar, error) {
	own := map[sow.Day]string{}
	for _, s := range c.Days {
		day, err := sow.ParseDay(s)
		if err != nil {
			return nil, fmt.Errorf("free day of the calendar: %w", err)
		}
		own[day] = "own free day"
	}
	if c.Zone != "" {
		if _, err := time.LoadLocation(c.Zone); err != nil {
			return nil, fmt.Errorf("time zone %q of the calendar is not known", c.Zone)
		}
	}
	return deadline.NewCalendar(c.Holidays, own)
}
