package web

import (
	"slices"
	"strings"

	"claimline/internal/report"
	"claimline/internal/sow"
)

// addSteps leaves to the list of next steps what stands nowhere else on the
// page: questions have a form, and the steps of a method its own box.
func (page *documentPage) addSteps() {
	refs := make([]sow.ClaimRef, len(page.Claims))
	for i, c := range page.Claims {
		refs[i] = sow.ClaimRef{ID: c.ID, Workload: c.Workload, Association: c.Association, Position: c.Position.String()}
	}
	for _, step := range report.NextSteps(page.A, report.Standings(refs, "")...) {
		if !page.asks(step) && !page.setsUp(step) {
			page.Steps = append(page.Steps, step)
		}
	}
}

func (page *documentPage) asks(step report.Step) bool {
	return slices.ContainsFunc(page.A.Questions, func(q sow.Question) bool { return strings.HasSuffix(step.Title, q.Text) })
}

// setsUp notes the method whose step it is.
func (page *documentPage) setsUp(step report.Step) bool {
	for _, m := range page.Methods {
		if !strings.HasPrefix(step.Title, string(m.Method)+", step ") {
			continue
		}
		if !slices.ContainsFunc(page.SetUp, func(n report.NamedAdvice) bool { return n.Method == m.Method }) {
			page.SetUp = append(page.SetUp, m)
		}
		return true
	}
	return false
}
