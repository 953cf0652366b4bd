package day

import (
	"slices"

	"claimline/internal/fact/page"
	"claimline/internal/fact/pick"
)

// dayGroup is a table, or a block outside of tables.
type dayGroup struct{ table, block int }

func groupOf(l *page.Line) dayGroup {
	if l.Table > 0 {
		return dayGroup{table: l.Table}
	}
	return dayGroup{block: l.Block}
}

// span is the first and the last of several days.
type span struct {
	first, last string
	days        int
}

// spans gives the first and the last day of each table and block.
func spans(list []*pick.Choice[string]) map[dayGroup]span {
	out := map[dayGroup]span{}
	for _, c := range list {
		for _, at := range c.At {
			g := groupOf(at.Line)
			s := out[g]
			if s.days == 0 || c.Value < s.first {
				s.first = c.Value
			}
			s.last = max(s.last, c.Value)
			s.days++
			out[g] = s
		}
	}
	return out
}

// placeDays notes for each day whether it is the first or the last of those in
// its table or block.
func placeDays(list []*pick.Choice[string]) {
	by := spans(list)
	for _, c := range list {
		for _, at := range c.At {
			g := groupOf(at.Line)
			if trait := by[g].trait(c.Value, g.table > 0); !slices.Contains(c.Traits, trait) {
				c.Traits = append(c.Traits, trait)
			}
		}
	}
}

// trait tells where a day stands among those of its table or block.
func (s span) trait(day string, table bool) string {
	switch {
	case s.days < 2:
		return "single"
	case table && day == s.first:
		return "table-first"
	case table && day == s.last:
		return "table-last"
	case table:
		return "table-inner"
	case day == s.first:
		return "block-first"
	case day == s.last:
		return "block-last"
	}
	return "block-inner"
}
