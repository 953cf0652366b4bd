package analyze

import (
	"reflect"
	"slices"
	"strings"

	"claimline/internal/ruleset"
	"claimline/internal/sow"
)

// evidence gives at most n lines that a decision rests on, without repeats.
func (r *result) evidence(grounds []ruleset.Ground, n int) []sow.Evidence {
	lines := []sow.Evidence{}
	for _, g := range grounds {
		for _, e := range r.linesOf(g) {
			same := func(other sow.Evidence) bool { return other.Location == e.Location && other.Quote == e.Quote }
			if len(lines) < n && !slices.ContainsFunc(lines, same) {
				lines = append(lines, e)
			}
		}
	}
	return lines
}

func (r *result) linesOf(g ruleset.Ground) []sow.Evidence {
	if g.Workload != "" {
		for i := range r.det.Workloads {
			if w := &r.det.Workloads[i]; w.ID == g.Workload && len(w.Evidence) > 0 {
				return w.Evidence[:1]
			}
		}
		return nil
	}
	return factEvidence(&r.facts, g.Fact)
}

// factFields are the places of the facts in sow.Facts by their JSON names.
var factFields = func() map[string]int {
	fields := map[string]int{}
	for i := range reflect.TypeFor[sow.Facts]().NumField() {
		name, _, _ := strings.Cut(reflect.TypeFor[sow.Facts]().Field(i).Tag.Get("json"), ",")
		fields[name] = i
	}
	return fields
}()

// factEvidence gives the lines of a fact by its JSON name, none for a name that
// no fact has.
func factEvidence(f *sow.Facts, name string) []sow.Evidence {
	i, ok := factFields[name]
	if !ok {
		return nil
	}
	lines, _ := reflect.TypeAssert[[]sow.Evidence](reflect.ValueOf(f).Elem().Field(i).FieldByName("Evidence"))
	return lines
}
