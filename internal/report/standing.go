package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Standing is the claim that stands for a proposal of an analysis. It may rest
// on an earlier version of the document, or on another document that called
// for it first.
type Standing struct {
	Workload    string
	Association sow.Association
	Link        string // its page
	ToFile      bool   // it was not filed yet, and people still mean to
	Words       string // what it is called and where it stands
}

// Standings gives the newest claim for each workload and association. Base is
// what the addresses of their pages begin with.
func Standings(claims []sow.ClaimRef, base string) []Standing {
	claims = slices.Clone(claims)
	slices.SortFunc(claims, func(x, y sow.ClaimRef) int { return cmp.Compare(y.ID, x.ID) })
	var list []Standing
	for _, c := range claims {
		if _, known := standingOf(list, c.Workload, c.Association); known {
			continue
		}
		at, err := sow.ParsePosition(c.Position)
		list = append(list, Standing{
			Workload: c.Workload, Association: c.Association, Link: fmt.Sprintf("%s/claims/%d", base, c.ID), ToFile: err == nil && toFile(at),
			Words: fmt.Sprintf("claim %d, %s", c.ID, strings.NewReplacer("_", " ", "/", ", ", "submitted/submitted", "submitted").Replace(c.Position)),
		})
	}
	return list
}

func toFile(p sow.Position) bool {
	return p.Open() && slices.Index(sow.Stages(), p.Stage) < slices.Index(sow.Stages(), sow.StageSubmitted)
}

func standingOf(list []Standing, workload string, association sow.Association) (Standing, bool) {
	i := slices.IndexFunc(list, func(s Standing) bool { return s.Workload == workload && s.Association == association })
	if i < 0 {
		return Standing{}, false
	}
	return list[i], true
}
