package report

import (
	"strings"

	"claimline/internal/sow"
)

func writeMarkdown(p *printer, a sow.Analysis) {
	title := a.Document.Title
	if title == "" {
		title = a.Document.Name
	}
	p.line("# %s", cell(title))
	p.line("")
	if a.Status != sow.StatusOK {
		if a.Error != nil {
			p.line("**Not read (%s).** %s\n\nNext: %s", a.Error.Code, cell(a.Error.Message), cell(a.Error.Hint))
		}
		return
	}
	p.line("| Fact | Value | Line |\n|---|---|---|")
	for _, r := range FactRows(a.Facts) {
		p.line("| %s | %s | %s |", r.Label, cell(r.Value), cell(r.Quote))
	}
	p.line("\n## Recommendation\n\n| Method | Strength | Why |\n|---|---|---|")
	for _, m := range namedAdvice(a.Methods) {
		p.line("| %s | %s | %s |", m.Method, m.Strength, cell(m.Why))
	}
	markdownWorkloads(p, a)
	p.line("\n## What to do next\n")
	for _, s := range NextSteps(a) {
		due := ""
		if s.Due != "" {
			due = " (by " + s.Due + ")"
		}
		p.line("1. **%s**%s %s", cell(s.Title), due, cell(s.Detail))
	}
	markdownClaims(p, a)
	markdownNotes(p, a)
}

func markdownWorkloads(p *printer, a sow.Analysis) {
	inScope, others := Split(a.Workloads)
	p.line("\n## Workloads in scope\n")
	if len(inScope) == 0 {
		p.line("None.")
	} else {
		p.line("| Workload | Methods | Line | Where |\n|---|---|---|---|")
	}
	for _, w := range inScope {
		p.line("| %s | %s | %s | %s |", cell(w.Name), cell(methodsShort(w)), cell(firstQuote(w)), cell(firstPlace(w)))
	}
	if len(others) == 0 {
		return
	}
	p.line("\n## Named, not in scope\n\n| Name | As | Line | Where |\n|---|---|---|---|")
	for _, w := range others {
		p.line("| %s | %s | %s | %s |", cell(w.Name), polarityName(w.Polarity), cell(firstQuote(w)), cell(firstPlace(w)))
	}
}

func markdownClaims(p *printer, a sow.Analysis) {
	for _, c := range a.Claims {
		p.line("\n## Claim: %s, %s\n", cell(workloadName(a, c.Workload)), c.Association)
		for _, d := range c.Deadlines {
			due := "no date yet"
			if d.Due != nil {
				due = *d.Due
			}
			p.line("- %s: **%s** (%s)", d.Code, due, cell(d.Rule))
		}
		for _, item := range c.PoE {
			p.line("- [%s] %s (%s)", tick(item.Status), cell(item.Name), item.Need)
		}
	}
}

func markdownNotes(p *printer, a sow.Analysis) {
	for _, w := range a.Document.Warnings {
		p.line("\n> **%s** %s", w.Code, cell(w.Message))
	}
	for _, c := range a.Checks {
		p.line("\n> **%s** %s (%s)", cell(c.Title), cell(c.Text), cell(c.Source))
	}
	for _, ad := range a.Advisories {
		p.line("\n> **%s %s** %s [%s]", ad.Code, cell(ad.Title), cell(ad.Text), cell(ad.Source))
	}
}

func firstQuote(w sow.Workload) string {
	if len(w.Evidence) == 0 {
		return ""
	}
	return w.Evidence[0].Quote
}

func firstPlace(w sow.Workload) string {
	if len(w.Evidence) == 0 {
		return ""
	}
	return Place(w.Evidence[0])
}

var cellEscapes = strings.NewReplacer("|", "\\|", "<", "&lt;", "*", "\\*", "_", "\\_", "[", "\\[", "`", "\\`")

// cell makes document text safe inside a Markdown table: one line, and no
// character that could end the cell or start markup.
func cell(s string) string { return cellEscapes.Replace(oneLine(s)) }
