package ruleset

import (
	"strings"
	"testing"
)

// TestNoMutantSurvives breaks the delivered pack in every way that Survivors
// knows. Each break must make a test of the pack fail.
func TestNoMutantSurvives(t *testing.T) {
	p := deliveredPack(t)
	if left := p.Survivors(); len(left) > 0 {
		t.Errorf("%d breaks of the pack go unnoticed:\n\t%s", len(left), strings.Join(left, "\n\t"))
	}
}

func TestPackTestsReachEverything(t *testing.T) {
	r := deliveredPack(t).Test("")
	t.Logf("%d tests, rules %+v, conditions %+v", r.Run, r.Rules, r.Clauses)
	if len(r.Failures) > 0 || r.Rules.Percent() != 100 || r.Clauses.Percent() != 100 {
		t.Errorf("rules %+v, conditions %+v\n%v", r.Rules, r.Clauses, r.Failures)
	}
}
