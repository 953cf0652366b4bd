package ruleset

import (
	"slices"

	"claimline/internal/sow"
)

// openFacts are the facts that can be otherwise for the same work: what a
// document does not say, or what can be agreed differently. What the workload
// is, and which others are in scope, is not one of them.
var openFacts = []*fact{
	mustFact("doc.agreement"), mustFact("doc.csp"), mustFact("doc.mode"), mustFact("doc.seats"), mustFact("doc.deploys"), mustFact("w.work"),
}

// strengthOrder are the strengths from weakest to strongest.
var strengthOrder = []sow.MethodStrength{sow.NotApplicable, sow.OptionalUse, sow.Conditional, sow.Recommended, sow.Primary}

// turns gives the smallest changes of open facts that would make the group
// decide more than it did, or another association: all single ones, and pairs
// only when no single one is enough.
func (g *group) turns(d *decision, v verdict, on *view) []sow.TraceTurn {
	if g.space == nil {
		return nil
	}
	point, ok := g.space.here(d, on.w)
	if !ok {
		return nil
	}
	for _, known := range d.searched {
		if known.group == g && known.decided == v.winner && slices.Equal(known.point, point) {
			return known.found // another workload with the same facts
		}
	}
	s := turnSearch{group: g, decided: v.winner, point: point}
	s.search()
	d.searched = append(d.searched, s)
	return s.found
}

// search tries the open facts one by one, then in pairs.
func (s *turnSearch) search() {
	open := make([]int, 0, len(openFacts))
	for i, dim := range s.group.space.dims {
		if dim.open {
			open = append(open, i)
		}
	}
	for _, i := range open {
		s.try([]int{i}, []int{s.point[i]})
	}
	if len(s.found) > 0 {
		return
	}
	for k, i := range open {
		for _, j := range open[:k] {
			s.try([]int{j, i}, []int{s.point[j], s.point[i]})
		}
	}
}

// here gives the point of the space at which the facts of a decision are.
func (s *space) here(d *decision, w *WorkloadFacts) ([]int, bool) {
	point := make([]int, len(s.dims))
	for i, dim := range s.dims {
		if dim.fact == nil {
			return nil, false
		}
		value := d.text(dim.fact, w)
		if dim.fact.isBool {
			value = map[string]string{"yes": "true", "no": "false"}[value]
		}
		point[i] = slices.Index(dim.values, value)
		if point[i] < 0 { // a workload that no condition names
			point[i] = slices.Index(dim.values, otherWorkload)
		}
		if point[i] < 0 {
			return nil, false
		}
	}
	return point, true
}

// turnSearch tries changes around a point.
type turnSearch struct {
	group   *group
	decided *rule
	point   []int
	found   []sow.TraceTurn
}

// try goes through all other values of some open facts.
func (s *turnSearch) try(dims, from []int) {
	space := s.group.space
	var walk func(k int)
	walk = func(k int) {
		if k == len(dims) {
			s.look(dims, from)
			return
		}
		i := dims[k]
		for v, text := range space.dims[i].values {
			if v != from[k] && text != "unknown" {
				s.point[i] = v
				walk(k + 1)
			}
		}
		s.point[i] = from[k]
	}
	walk(0)
}

// look notes the point when another decision comes out there.
func (s *turnSearch) look(dims, from []int) {
	space := s.group.space
	first := 0
	for first < len(s.group.rules) && !space.holds(first, s.point) {
		first++
	}
	if first == len(s.group.rules) || !more(s.decided, s.group.rules[first]) || !space.possible(s.point) {
		return
	}
	turn := sow.TraceTurn{Rule: s.group.rules[first].ID, Decides: s.group.rules[first].result()}
	for k, i := range dims {
		d := space.dims[i]
		turn.Changes = append(turn.Changes, sow.TraceChange{Fact: d.fact.name, From: d.values[from[k]], To: d.values[s.point[i]]})
	}
	s.found = append(s.found, turn)
}

// more tells whether b decides more than a, or another association.
func more(a, b *rule) bool {
	if b.Then.Association != "" {
		return a.Then.Association != b.Then.Association
	}
	return slices.Index(strengthOrder, b.Then.Strength) > slices.Index(strengthOrder, a.Then.Strength)
}
