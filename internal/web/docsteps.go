package web

import (
	"fmt"
	"slices"
	"strings"

	"claimline/internal/report"
	"claimline/internal/sow"
)

// docStep is one thing to do about a document.
type docStep struct {
	report.Step
	Link string // where it is done, "" nowhere on these pages
}

// addSteps leaves to the list of next steps what stands nowhere else on the
// page: questions have a form, and the steps of a method its own box. A step
// about a claim leads to the claim, and is gone when the claim was filed.
func (page *documentPage) addSteps() {
	for _, step := range report.NextSteps(page.A) {
		if page.asks(step) || page.setsUp(step) {
			continue
		}
		c, found := page.claimOf(step)
		switch {
		case !found:
			page.Steps = append(page.Steps, docStep{Step: step})
		case c.Position.Open() && slices.Index(sow.Stages(), c.Position.Stage) < slices.Index(sow.Stages(), sow.StageSubmitted):
			page.Steps = append(page.Steps, docStep{step, fmt.Sprintf("/claims/%d", c.ID)})
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

// claimOf finds the claim that a step is about.
func (page *documentPage) claimOf(step report.Step) (dueLine, bool) {
	i := slices.IndexFunc(page.Claims, func(c dueLine) bool {
		w := slices.IndexFunc(page.A.Workloads, func(w sow.Workload) bool { return w.ID == c.Workload })
		return w >= 0 && strings.HasSuffix(step.Title, fmt.Sprintf(" for %s (%s)", page.A.Workloads[w].Name, c.Association))
	})
	if i < 0 {
		return dueLine{}, false
	}
	return page.Claims[i], true
}
