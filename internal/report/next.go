package report

import (
	"fmt"
	"slices"

	"claimline/internal/sow"
)

// Step is one thing to do, in the order in which it should be done.
type Step struct {
	Title  string
	Detail string
	Due    string // YYYY-MM-DD, "" without a date
	Link   string // page of the claim that it is about, "" for none
}

// NextSteps says what a person should do after reading the analysis: answer
// the questions first, since an answer can change a method; then file claims,
// nearest deadline first; then set up the other methods. A claim that stands
// already is led to while it is to be filed, and is no step afterwards.
func NextSteps(a sow.Analysis, standing ...Standing) []Step {
	if a.Status != sow.StatusOK || a.Methods == nil {
		return failedSteps(a)
	}
	var steps []Step
	for _, q := range a.Questions {
		steps = append(steps, Step{Title: "Answer: " + q.Text, Detail: q.Why})
	}
	steps = append(steps, claimSteps(a, standing)...)
	for _, m := range namedAdvice(a.Methods) {
		if m.Method == sow.CPOR || !acts(m.Strength) {
			continue
		}
		for i, s := range m.Steps {
			title := fmt.Sprintf("%s, step %d", m.Method, i+1)
			steps = append(steps, Step{Title: title, Detail: s})
		}
	}
	if len(steps) == 0 {
		why := "No Microsoft workload is delivered under this document."
		if len(a.Claims) > 0 {
			why = "The claims of this document are filed or given up; their own pages say more."
		}
		steps = append(steps, Step{Title: "Nothing to do", Detail: why})
	}
	return steps
}

func failedSteps(a sow.Analysis) []Step {
	if a.Error == nil {
		return nil
	}
	return []Step{{Title: a.Error.Message, Detail: a.Error.Hint}}
}

func claimSteps(a sow.Analysis, standing []Standing) []Step {
	claims := slices.Clone(a.Claims)
	slices.SortStableFunc(claims, func(x, y sow.ClaimProposal) int { return compareDue(firstDue(x), firstDue(y)) })
	steps := make([]Step, 0, len(claims))
	for _, c := range claims {
		stands, known := standingOf(standing, c.Workload, c.Association)
		if known && !stands.ToFile {
			continue
		}
		missing := 0
		for _, item := range c.PoE {
			if item.Need == sow.NeedRequired && item.Status == sow.PoEMissing {
				missing++
			}
		}
		steps = append(steps, Step{
			Title:  fmt.Sprintf("File the CPOR claim for %s (%s)", workloadName(a, c.Workload), c.Association),
			Detail: fmt.Sprintf("Still missing: %d of %d proof items.", missing, len(c.PoE)),
			Due:    firstDue(c), Link: stands.Link,
		})
	}
	return steps
}

func firstDue(c sow.ClaimProposal) string {
	due := ""
	for _, d := range c.Deadlines {
		if d.Due != nil && (due == "" || *d.Due < due) {
			due = *d.Due
		}
	}
	return due
}

// compareDue puts a claim without a date last.
func compareDue(x, y string) int {
	switch {
	case x == y:
		return 0
	case x == "":
		return 1
	case y == "" || x < y:
		return -1
	}
	return 1
}

func acts(s sow.MethodStrength) bool {
	return s == sow.Primary || s == sow.Recommended || s == sow.Conditional
}

// NamedAdvice is the advice of one method with the method's name.
type NamedAdvice struct {
	Method sow.Method
	sow.MethodAdvice
}

func namedAdvice(m *sow.MethodsAdvice) []NamedAdvice {
	return []NamedAdvice{{sow.PAL, m.PAL}, {sow.DPOR, m.DPOR}, {sow.CPOR, m.CPOR}}
}

func workloadName(a sow.Analysis, id string) string {
	for _, w := range a.Workloads {
		if w.ID == id {
			return w.Name
		}
	}
	return id
}
