package day

import (
	"slices"

	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// withoutBreaks drops the periods that no label explains and that lie between a
// start which a sentence states and the last day of the plan: breaks in the work
// or parts of it. "Work begins on 7 September 2026. No changes are made from 18
// December 2026 to 8 January 2027."
func (rd *Reader) withoutBreaks(starts, ends []moment, planEnd *moment) (begun, ended []moment) {
	if planEnd == nil || !slices.ContainsFunc(starts, bareRange) {
		return starts, ends
	}
	inside := func(m moment) bool {
		return bareRange(m) && written.CompareDays(m.day, planEnd.day) < 0 && slices.ContainsFunc(starts, func(s moment) bool {
			return s.kind == topic.DateStarts && s.weight >= daySays && written.CompareDays(s.day, m.day) < 0
		})
	}
	within := func(m moment) bool {
		return inside(m) && slices.ContainsFunc(starts, func(s moment) bool {
			return s.block == m.block && inside(s) && rd.quote(&s).Quote == rd.quote(&m).Quote
		})
	}
	ended = slices.DeleteFunc(slices.Clone(ends), within)
	return slices.DeleteFunc(starts, inside), ended
}

// bareRange tells whether a day is one of a period that no label explains.
func bareRange(m moment) bool {
	return m.kind == topic.DatePeriodLabel && m.weight < dayPeriod
}
