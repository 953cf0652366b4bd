package ruleset

import (
	"slices"
	"strconv"
	"strings"

	"claimline/internal/sow"
)

func itoa(n int) string { return strconv.Itoa(n) }

// String gives a source as people cite it: "guide, section 7 Azure; S16".
func (s sourceRef) String() string {
	parts := make([]string, 0, 3)
	switch {
	case strings.HasPrefix(s.Guide, "FAQ"):
		parts = append(parts, "guide, "+s.Guide)
	case s.Guide != "":
		parts = append(parts, "guide, section "+s.Guide)
	}
	if len(s.Keys) > 0 {
		parts = append(parts, strings.Join(s.Keys, ", "))
	}
	if s.Note != "" {
		parts = append(parts, s.Note)
	}
	return strings.Join(parts, "; ")
}

// PoE gives the checklist of an association for a document, with the pack's
// strictness applied and conditional items resolved against the document.
func (p *Pack) PoE(a sow.Association, in Input) []sow.PoESpec {
	return p.checklist(poeType(a), in)
}

// PresalesPoE gives the checklist of Microsoft's presales role, which the
// guide does not have.
func (p *Pack) PresalesPoE(in Input) []sow.PoESpec { return p.checklist("presales", in) }

func (p *Pack) checklist(t poeType, in Input) []sow.PoESpec {
	d := newDecision(p, in)
	out := make([]sow.PoESpec, 0, len(p.poe[t]))
	for _, s := range p.poe[t] {
		spec := sow.PoESpec{Code: s.ID, Name: s.Name, Need: s.Need, Applies: true, CompletedBy: string(s.CompletedBy), Finds: s.Finds, MaxAgeMonths: s.MaxAge, Why: s.Why, Source: s.Source.String()}
		if p.manifest.Strictness == microsoft && s.Microsoft != "" {
			spec.Need = s.Microsoft
		}
		if s.cond != nil {
			spec.Applies = s.cond.holds(d.document)
			switch {
			case spec.Applies:
				spec.Need = sow.NeedRequired
			case s.advised.cond != nil && s.advised.cond.holds(d.document):
				spec.Applies, spec.Need = true, sow.NeedAdvised
			}
		}
		out = append(out, spec)
	}
	return out
}

// Calendar gives the calendar that business days are counted in.
func (p *Pack) Calendar() sow.Calendar { return p.calendar }

// Deadlines gives all kinds of deadlines in the order of the file.
func (p *Pack) Deadlines() []sow.DeadlineSpec {
	out := make([]sow.DeadlineSpec, len(p.deadlines))
	for i, d := range p.deadlines {
		out[i] = sow.DeadlineSpec{
			Code: d.Code, Title: d.Title, AppliesTo: string(d.AppliesTo), Stages: texts(d.Stages), Anchor: d.Anchor, Else: d.Else,
			Count: d.Count, ByType: d.ByType, Unit: sow.DeadlineUnit(d.Unit), Dates: d.Dates, Owner: string(d.Owner), Role: d.Role, Passes: d.Passes, Warn: d.Warn,
			InfoOnly: d.InfoOnly, Missed: d.Missed, Text: d.Text, Source: d.Source.String(), Confidence: string(d.Confidence),
		}
	}
	return out
}

// Deadline gives one kind of deadline by its code.
func (p *Pack) Deadline(code string) (sow.DeadlineSpec, bool) {
	all := p.Deadlines()
	i := slices.IndexFunc(all, func(d sow.DeadlineSpec) bool { return d.Code == code })
	if i < 0 {
		return sow.DeadlineSpec{}, false
	}
	return all[i], true
}

// Formulas gives the ways to compute what a claim may be worth.
func (p *Pack) Formulas() []sow.ValueFormula {
	out := make([]sow.ValueFormula, len(p.formulas))
	for i, f := range p.formulas {
		out[i] = sow.ValueFormula{ID: f.ID, Title: f.Title, Text: f.Text, Inputs: f.Inputs, Source: f.Source.String(), Confidence: string(f.Confidence)}
	}
	return out
}

// Rates gives the rates that were typed into the pack. A delivered pack has
// none: Microsoft's rates are confidential.
func (p *Pack) Rates() []sow.ValueRate {
	out := make([]sow.ValueRate, len(p.rates))
	for i, r := range p.rates {
		out[i] = sow.ValueRate{
			Formula: r.Formula, Workload: r.Workload, Association: r.Association, Rate: r.Rate, Currency: r.Currency,
			Cap: r.Cap, From: r.From, To: r.To, Source: r.Source,
		}
	}
	return out
}

// Methods gives what the guide says about the three methods, with all steps.
func (p *Pack) Methods() []sow.MethodSpec {
	out := make([]sow.MethodSpec, len(p.methods))
	for i, m := range p.methods {
		out[i] = sow.MethodSpec{Method: m.Method, Name: m.Name, SetUpBy: m.SetUpBy, Scope: m.Scope, Several: m.Several, Scores: m.Scores, Source: m.Source.String()}
		for _, s := range m.steps {
			out[i].Steps = append(out[i].Steps, s.spec())
		}
		for _, s := range m.verify {
			out[i].Verify = append(out[i].Verify, s.spec())
		}
	}
	return out
}

// Roles gives the Azure roles and what they earn.
func (p *Pack) Roles() []sow.RoleSpec {
	out := make([]sow.RoleSpec, len(p.roles))
	for i, r := range p.roles {
		out[i] = sow.RoleSpec{Role: r.Role, ACR: r.ACR, PEC: r.PEC, Note: r.Note, Source: r.Source.String()}
	}
	return out
}

// UmbrellaQuestion asks which products a suite or family name stands for. It
// gives false when the pack has no such question.
func (p *Pack) UmbrellaQuestion(id, name string, candidates []string) (sow.Question, bool) {
	i := slices.IndexFunc(p.questions, func(q question) bool { return q.Umbrella })
	if i < 0 {
		return sow.Question{}, false
	}
	q := p.questions[i]
	d := newDecision(p, Input{})
	names := make([]string, len(candidates))
	for i, c := range candidates {
		names[i] = d.nameOf(c)
	}
	text := func(s string) string {
		return fill(s, func(hole string) string {
			if hole == "u.name" {
				return name
			}
			return listNames(names)
		})
	}
	return sow.Question{ID: q.ID + "." + id, Text: text(q.Text), Why: text(q.Why), Answers: q.Answers, Fact: q.Fact}, true
}

func texts(list []claimStage) []string {
	var out []string
	for _, s := range list {
		out = append(out, string(s))
	}
	return out
}
