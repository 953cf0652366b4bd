package ruleset

import (
	"slices"

	"claimline/internal/sow"
)

// Facts that hang together with others.
var (
	familyFact, planeFact, idFact, kindFact = mustFact("w.family"), mustFact("w.plane"), mustFact("w.id"), mustFact("w.kind")
	deploysFact                             = mustFact("doc.deploys")
	licensedFacts                           = []*fact{
		mustFact("doc.security_azure"), mustFact("doc.security_m365"), mustFact("doc.modern_work"),
		mustFact("doc.dynamics"), mustFact("doc.power_platform"), mustFact("doc.power_bi"),
	}
)

// mustFact is for the names of this package alone.
func mustFact(name string) *fact {
	f, ok := lookFact(name)
	if !ok {
		panic("ruleset: no fact " + name)
	}
	return f
}

// planes are the planes on which a family's workloads are consumed.
var planes = map[string][]string{
	"azure": {"azure"}, "modern-work": {"m365"}, "security": {"azure", "m365"}, "business-applications": {"d365", "power-platform"},
}

// boundDims are the dimensions of the facts that hang together, -1 for those
// that a space does not have.
type boundDims struct {
	family, plane, id, kind, deploys int

	licensed []int
	entries  []*sow.LexiconEntry // by the value of id: the workload, nil for one that is not in the lexicon
}

// bind finds these dimensions once the space has all that it gets.
func (s *space) bind() {
	s.bound = boundDims{family: s.dimOf(familyFact), plane: s.dimOf(planeFact), id: s.dimOf(idFact), kind: s.dimOf(kindFact), deploys: s.dimOf(deploysFact)}
	for _, f := range licensedFacts {
		s.bound.licensed = append(s.bound.licensed, s.dimOf(f))
	}
	if s.bound.id < 0 {
		return
	}
	entries := s.pack.lexicon.Entries
	for _, id := range s.dims[s.bound.id].values {
		var entry *sow.LexiconEntry
		if i := slices.IndexFunc(entries, func(e sow.LexiconEntry) bool { return e.ID == id }); i >= 0 && id != otherWorkload {
			entry = &entries[i]
		}
		s.bound.entries = append(s.bound.entries, entry)
	}
}

func (s *space) dimOf(f *fact) int {
	return slices.IndexFunc(s.dims, func(d dim) bool { return d.fact == f })
}

// value gives the value of a dimension at a point, or "" when the space does
// not have it.
func (s *space) value(dim int, point []int) string {
	if dim < 0 {
		return ""
	}
	return s.dims[dim].values[point[dim]]
}

// possible tells whether a combination can occur: facts hang together.
func (s *space) possible(point []int) bool {
	b := &s.bound
	family, plane := s.value(b.family, point), s.value(b.plane, point)
	if family != "" && plane != "" && !slices.Contains(planes[family], plane) {
		return false
	}
	if b.id >= 0 {
		if e := b.entries[point[b.id]]; e != nil {
			return (family == "" || family == string(e.Family)) && (plane == "" || plane == string(e.Plane)) && s.value(b.kind, point) != "product"
		}
	}
	return s.value(b.deploys, point) != "true" || s.someLicensed(point)
}

// someLicensed tells whether a workload outside the azure family may be in
// scope, which a named deployment needs.
func (s *space) someLicensed(point []int) bool {
	all := true
	for _, dim := range s.bound.licensed {
		switch s.value(dim, point) {
		case "true":
			return true
		case "":
			all = false
		}
	}
	return !all
}
