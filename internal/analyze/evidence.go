package analyze

import (
	"encoding/json"
	"slices"

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
		for _, w := range r.det.Workloads {
			if w.ID == g.Workload && len(w.Evidence) > 0 {
				return w.Evidence[:1]
			}
		}
		return nil
	}
	return factEvidence(r.facts, g.Fact)
}

// factEvidence gives the lines of a fact by its JSON name.
func factEvidence(f sow.Facts, name string) []sow.Evidence {
	data, err := json.Marshal(f)
	if err != nil {
		return nil
	}
	var all map[string]struct {
		Evidence []sow.Evidence `json:"evidence"`
	}
	if json.Unmarshal(data, &all) != nil {
		return nil
	}
	return all[name].Evidence
}
