package ruleset

import (
	"strings"
	"testing"

	"claimline/internal/mutant"
)

// TestNoMutantSurvives breaks the delivered pack in every way that EachMutant
// knows. Each break must make a test of the pack fail. What has no condition,
// such as deadlines, roles and plain items of checklists, is held by the tables
// of guide_test.go, which name every line.
func TestNoMutantSurvives(t *testing.T) {
	tally := mutant.NewTally(t.Logf)
	deliveredPack(t).EachMutant(tally.Add)
	if left := tally.Left(); len(left) > 0 {
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
