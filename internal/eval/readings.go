package eval

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// scoreReadings counts, for every cue and class of section that decided over a
// labelled workload, how often it was right: whoever writes rules sees which
// of them reaches too far.
func (r *Result) scoreReadings(c Case) {
	for _, w := range c.Analysis.Workloads {
		in, out := slices.Contains(c.Label.InScope, w.ID), slices.Contains(c.Label.NotInScope, w.ID)
		if w.Kind != sow.CanonicalWorkload || len(w.Evidence) == 0 || !in && !out {
			continue
		}
		name := string(w.Polarity) + " by " + reason(w.Evidence[0])
		if r.Readings[name] == nil {
			r.Readings[name] = &Share{}
		}
		r.Readings[name].add(in == (w.Polarity == sow.InScope))
	}
}

// reason names what decided over a line: its cue, else its section.
func reason(e sow.Evidence) string {
	switch {
	case e.Cue != nil:
		id, _, _ := strings.Cut(*e.Cue, ":") // what follows names the words of the line
		return id
	case e.Section != "":
		return "section " + e.Section
	}
	return "no cue"
}

// writeReadings prints the readings, the most often wrong first.
func (r Result) writeReadings(b *strings.Builder) {
	names := slices.SortedFunc(maps.Keys(r.Readings), func(x, y string) int {
		wrong := func(s *Share) int { return s.All - s.Right }
		return cmp.Or(cmp.Compare(wrong(r.Readings[y]), wrong(r.Readings[x])), cmp.Compare(r.Readings[y].All, r.Readings[x].All), cmp.Compare(x, y))
	})
	b.WriteString("\nWHAT DECIDED\n")
	for _, n := range names {
		s := r.Readings[n]
		fmt.Fprintf(b, "%-44s right %4d  wrong %3d\n", n, s.Right, s.All-s.Right)
	}
}
