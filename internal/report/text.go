package report

import (
	"strings"
	"unicode/utf8"

	"claimline/internal/sow"
)

const lineWidth = 110

func writeText(p *printer, a sow.Analysis) {
	title := a.Document.Title
	if title == "" {
		title = a.Document.Name
	}
	p.line("%s", title)
	p.line("%s", strings.Repeat("=", min(utf8.RuneCountInString(title), lineWidth)))
	if a.Status != sow.StatusOK {
		textFailure(p, a)
		return
	}
	textHead(p, a)
	textMethods(p, a)
	textWorkloads(p, a)
	textNext(p, a)
	textClaims(p, a)
	textNotes(p, a)
}

func textFailure(p *printer, a sow.Analysis) {
	state := "NOT READ"
	if a.Status == sow.StatusNeedsOCR {
		state = "NOT READ: needs OCR"
	}
	p.line("%s   %s", state, a.Document.Name)
	if a.Error != nil {
		p.line("  %s: %s", a.Error.Code, a.Error.Message)
		p.line("  Next: %s", a.Error.Hint)
	}
}

func textHead(p *printer, a sow.Analysis) {
	for _, r := range FactRows(a.Facts) {
		value := r.Value
		if r.By == "person" {
			value += "  (answered by a person)"
		}
		p.line("  %-16s %s", r.Label, value)
	}
	p.line("")
}

func textMethods(p *printer, a sow.Analysis) {
	p.line("Recommendation")
	for _, m := range namedAdvice(a.Methods) {
		wrapped(p, "  "+pad(string(m.Method), 5)+pad(string(m.Strength), 15), m.Why)
	}
	p.line("")
}

func textWorkloads(p *printer, a sow.Analysis) {
	inScope, others := Split(a.Workloads)
	p.line("Workloads in scope")
	if len(inScope) == 0 {
		p.line("  none: the document was read to its end and names no Microsoft workload that is delivered under it")
	}
	for _, w := range inScope {
		p.line("  %s %s", pad(w.Name, 44), methodsShort(w))
		if len(w.Evidence) > 0 {
			wrapped(p, "      ", quoted(w.Evidence[0]))
		}
	}
	p.line("")
	if len(others) == 0 {
		return
	}
	p.line("Named, not in scope")
	for _, w := range others {
		p.line("  %s %s", pad(w.Name, 44), polarityName(w.Polarity))
		if len(w.Evidence) > 0 {
			wrapped(p, "      ", quoted(w.Evidence[0]))
		}
	}
	p.line("")
}

func textNext(p *printer, a sow.Analysis) {
	p.line("What to do next")
	for i, s := range NextSteps(a) {
		due := ""
		if s.Due != "" {
			due = "  (by " + s.Due + ")"
		}
		p.line("%3d. %s%s", i+1, s.Title, due)
		if s.Detail != "" {
			wrapped(p, "     ", s.Detail)
		}
	}
	p.line("")
}

func textClaims(p *printer, a sow.Analysis) {
	if len(a.Claims) == 0 {
		return
	}
	p.line("Claims to open")
	for _, c := range a.Claims {
		p.line("  %s, %s", workloadName(a, c.Workload), c.Association)
		for _, d := range c.Deadlines {
			due := "no date yet"
			if d.Due != nil {
				due = *d.Due
			}
			wrapped(p, "    "+pad(d.Code, 20)+pad(due, 12), d.Rule)
		}
		for _, item := range c.PoE {
			p.line("    [%s] %s (%s)", tick(item.Status), item.Name, item.Need)
		}
		if c.ExpectedValue.State == "known" && c.ExpectedValue.Amount != nil && c.ExpectedValue.Currency != nil {
			p.line("    Expected value: %s", Money(sow.Money{Amount: *c.ExpectedValue.Amount, Currency: *c.ExpectedValue.Currency}))
		} else {
			p.line("    Expected value: unknown. %s", c.ExpectedValue.Why)
		}
	}
	p.line("")
}

func textNotes(p *printer, a sow.Analysis) {
	if len(a.Document.Warnings) > 0 {
		p.line("Warnings")
		for _, w := range a.Document.Warnings {
			wrapped(p, "  "+pad(string(w.Code), 22), w.Message)
		}
		p.line("")
	}
	if len(a.Checks) > 0 {
		p.line("Risks")
		for _, c := range a.Checks {
			wrapped(p, "  - ", c.Title+". "+c.Text+" ("+c.Source+")")
		}
		p.line("")
	}
	if len(a.Advisories) > 0 {
		p.line("Where Microsoft's documents differ from the guide")
		for _, ad := range a.Advisories {
			wrapped(p, "  "+pad(ad.Code, 5), ad.Title+": "+ad.Text+" ["+ad.Source+"]")
		}
		p.line("")
	}
	p.line("%s, %s; rules %s %s (%s), reading: %s", a.Document.Name, a.Document.Engine, a.Pack.Name, a.Pack.Version, short(a.Pack.SHA256), a.Pack.Strictness)
}

// Split parts the workloads into those in scope and the others, in order.
func Split(all []sow.Workload) (inScope, others []sow.Workload) {
	for _, w := range all {
		if w.Polarity == sow.InScope && w.Kind == sow.CanonicalWorkload {
			inScope = append(inScope, w)
		} else {
			others = append(others, w)
		}
	}
	return inScope, others
}

func methodsShort(w sow.Workload) string {
	if w.Methods == nil {
		return ""
	}
	parts := []string{}
	for _, m := range []struct {
		name sow.Method
		m    sow.WorkloadMethod
	}{{sow.PAL, w.Methods.PAL}, {sow.DPOR, w.Methods.DPOR}, {sow.CPOR, w.Methods.CPOR}} {
		if m.m.Strength == sow.NotApplicable {
			continue
		}
		text := string(m.name) + " " + string(m.m.Strength)
		if m.m.Association != nil {
			text += " (" + string(*m.m.Association) + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

func quoted(e sow.Evidence) string { return "\"" + oneLine(e.Quote) + "\" (" + Place(e) + ")" }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func polarityName(p sow.Polarity) string { return strings.ReplaceAll(string(p), "_", " ") }

func tick(s sow.PoEStatus) string {
	switch s {
	case sow.PoEFoundAuto, sow.PoEAttached, sow.PoEAccepted:
		return "x"
	case sow.PoEWaived, sow.PoENotApplicable:
		return "-"
	case sow.PoEMissing:
	}
	return " "
}

func short(digest string) string { return digest[:min(12, len(digest))] }

// pad fills s with spaces to n columns and always ends in one.
func pad(s string, n int) string {
	if k := n - utf8.RuneCountInString(s); k > 0 {
		return s + strings.Repeat(" ", k)
	}
	return s + " "
}

// wrapped prints text after prefix, broken at lineWidth and indented like it.
func wrapped(p *printer, prefix, text string) {
	width := utf8.RuneCountInString(prefix)
	line := prefix
	empty := true
	for word := range strings.FieldsSeq(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > lineWidth {
			p.line("%s", strings.TrimRight(line, " "))
			line, empty = strings.Repeat(" ", width), true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	p.line("%s", strings.TrimRight(line, " "))
}
