package ruleset

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Bump is the part of the version that a change of a pack calls for.
type Bump string

// Bumps. A removed rule or workload, or a decision that comes out otherwise,
// is major; something new is minor; words and phrases are patch.
const (
	BumpNone  Bump = "none"
	BumpPatch Bump = "patch"
	BumpMinor Bump = "minor"
	BumpMajor Bump = "major"
)

var bumpOrder = []Bump{BumpNone, BumpPatch, BumpMinor, BumpMajor}

// PackDiff says how two packs differ.
type PackDiff struct {
	Bump     Bump
	Proposed string // the version that the new pack should have
	Changes  []PackChange
}

// PackChange is one difference between two packs.
type PackChange struct {
	Bump Bump
	What string // "rule cpor.csp", "workload teams", "deadline DL-OPTOUT", ...
	How  string // removed, added, decides otherwise, says otherwise
}

// part is one named thing of a pack: what it does, and how it says it.
type part struct {
	does string
	says string
}

// Diff compares two packs and proposes the version of the new one. What a
// change does to documents is for Compare to show.
func Diff(before, after *Pack) PackDiff {
	was, is := before.parts(), after.parts()
	var d PackDiff
	for _, name := range sortedKeys(was) {
		now, kept := is[name]
		switch {
		case !kept:
			d.add(removed(name), name, "removed")
		case now.does != was[name].does:
			d.add(BumpMajor, name, "decides otherwise")
		case now.says != was[name].says:
			d.add(BumpPatch, name, "says otherwise")
		}
	}
	for _, name := range sortedKeys(is) {
		if _, old := was[name]; !old {
			d.add(added(name), name, "added")
		}
	}
	d.Bump = BumpNone
	for _, c := range d.Changes {
		if slices.Index(bumpOrder, c.Bump) > slices.Index(bumpOrder, d.Bump) {
			d.Bump = c.Bump
		}
	}
	d.Proposed = bumped(before.manifest.Version, d.Bump)
	return d
}

func (d *PackDiff) add(b Bump, what, how string) {
	d.Changes = append(d.Changes, PackChange{b, what, how})
}

func isWords(name string) bool {
	return strings.HasPrefix(name, "phrase ") || strings.HasPrefix(name, "test ") || strings.HasPrefix(name, "source ")
}

func removed(name string) Bump {
	switch {
	case strings.HasPrefix(name, "phrase "):
		return BumpMinor
	case isWords(name):
		return BumpPatch
	}
	return BumpMajor
}

func added(name string) Bump {
	if isWords(name) {
		return BumpPatch
	}
	return BumpMinor
}

func bumped(old string, b Bump) string {
	v, ok := parseVersion(old)
	if !ok {
		return old
	}
	switch b {
	case BumpMajor:
		v = version{v[0] + 1, 0, 0}
	case BumpMinor:
		v = version{v[0], v[1] + 1, 0}
	case BumpPatch:
		v[2]++
	case BumpNone:
	}
	return fmt.Sprintf("%d.%d.%d", v[0], v[1], v[2])
}

// parts lists everything of a pack by name.
func (p *Pack) parts() map[string]part {
	out := map[string]part{"the side that decides (strictness)": {does: string(p.manifest.Strictness)}}
	for _, g := range p.groups {
		for _, r := range g.rules {
			out["rule "+r.ID] = part{
				does: fmt.Sprint(g.about, g.Method, g.Decides, r.Priority, r.Then, r.none, conditionText(r.cond)),
				says: fmt.Sprint(r.Why, r.Source.String(), r.Since),
			}
		}
	}
	p.listParts(out)
	p.wordParts(out)
	for _, c := range p.cases {
		out["test "+c.file+": "+c.Name] = part{says: fmt.Sprint(c.input, c.Expect, c.Says, c.Silent, c.Strictness)}
	}
	for _, l := range p.lines {
		out["test "+l.file+": "+l.source] = part{says: fmt.Sprint(l.todo)}
	}
	return out
}

func conditionText(c *compiled) string {
	if c == nil {
		return ""
	}
	texts := make([]string, len(c.clauses))
	for i, cl := range c.clauses {
		texts[i] = cl.text
	}
	return strings.Join(texts, " and ")
}

func (p *Pack) listParts(out map[string]part) {
	for _, s := range p.scenarios {
		out["scenario "+s.ID] = part{conditionText(s.cond), s.Title + s.Text}
	}
	for _, a := range p.advisories {
		out["advisory "+a.Code] = part{conditionText(a.cond), fmt.Sprint(a.Title, a.Text, a.Guide, a.Microsoft, a.Source, a.Date, a.Confidence, a.Severity)}
	}
	for _, q := range p.questions {
		out["question "+q.ID] = part{conditionText(q.cond) + q.Fact, fmt.Sprint(q.Text, q.Why, q.Answers)}
	}
	for _, c := range p.checks {
		out["check "+c.ID] = part{conditionText(c.cond), c.Title + c.Text}
	}
	for t, list := range p.poe {
		for _, s := range list {
			out["checklist "+string(t)+" "+s.ID] = part{fmt.Sprint(s.Need, s.Microsoft, conditionText(s.cond), conditionText(s.advised.cond), s.Finds, s.MaxAge, s.CompletedBy), s.Name + s.Why}
		}
	}
	for _, d := range p.Deadlines() {
		count := "unknown"
		if d.Count != nil {
			count = fmt.Sprint(*d.Count)
		}
		out["deadline "+d.Code] = part{fmt.Sprint(d.Anchor, d.Else, count, d.ByType, d.Unit, d.Dates, d.Owner, d.Role, d.Passes, d.Warn, d.Stages, d.InfoOnly, p.calendar), d.Title + d.Text + d.Missed}
	}
	for _, f := range p.formulas {
		out["formula "+f.ID] = part{fmt.Sprint(f.Inputs), f.Title + f.Text}
	}
	for _, r := range p.rates {
		name := fmt.Sprintf("rate %s %s %s from %s", r.Formula, r.Workload, r.Association, r.From)
		out[name] = part{does: fmt.Sprint(r.Rate, r.Currency, r.Cap, r.To)}
	}
	for _, m := range p.methods {
		for i, s := range append(slices.Clone(m.steps), m.verify...) {
			out[fmt.Sprintf("step %s %d", m.Method, i+1)] = part{conditionText(s.cond), fmt.Sprint(s.What, s.Who, s.Where, s.ShowsAfter)}
		}
	}
	for _, s := range p.sources {
		out["source "+s.Key] = part{says: fmt.Sprint(s)}
	}
}

// wordParts lists the lexicon, the contexts and the words of facts.
func (p *Pack) wordParts(out map[string]part) {
	for _, e := range p.lexicon.Entries {
		out["workload "+e.ID] = part{fmt.Sprint(e.Kind, e.Family, e.Plane, e.ExpandsTo, e.RollsUpTo, e.Claimable), e.Name + e.Note}
		phraseParts(out, e.ID, e.Signals)
		for _, pr := range e.Products {
			out["product "+e.ID+"/"+pr.ID] = part{"", pr.Name + pr.Note}
			phraseParts(out, e.ID+"/"+pr.ID, pr.Signals)
		}
	}
	for _, c := range p.lexicon.Competitors {
		for _, ph := range c.Names {
			out["phrase "+c.ID+" "+ph.Text] = part{says: fmt.Sprint(ph)}
		}
	}
	for _, lang := range sortedKeys(p.contexts) {
		wordFields(out, "phrase context "+lang, reflect.ValueOf(p.contexts[lang]))
	}
	if w := p.weights; len(w.Words) > 0 {
		out["weights"] = part{says: fmt.Sprint(w)}
	}
	for _, pick := range p.picks {
		out["pick "+pick.Fact] = part{says: fmt.Sprint(pick)}
	}
	for _, w := range p.sales {
		out[fmt.Sprintf("sales %t", w.Sells)] = part{says: fmt.Sprint(w)}
	}
	for _, w := range p.facts {
		wordFields(out, "phrase facts "+w.Language, reflect.ValueOf(w))
	}
}

func phraseParts(out map[string]part, id string, s sow.Signals) {
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		list, ok := reflect.TypeAssert[[]sow.Phrase](v.Field(i))
		if !ok {
			continue
		}
		for _, ph := range list {
			out["phrase "+id+" "+v.Type().Field(i).Tag.Get("yaml")+" "+ph.Text+" "+ph.Lang] = part{says: fmt.Sprint(ph)}
		}
	}
}

// wordFields lists each field of a file of words as one part.
func wordFields(out map[string]part, prefix string, v reflect.Value) {
	for i := range v.NumField() {
		text, err := json.Marshal(v.Field(i).Interface())
		if err == nil {
			out[prefix+" "+v.Type().Field(i).Tag.Get("yaml")] = part{says: string(text)}
		}
	}
}

// DecisionChange is one decision of a document that comes out otherwise.
type DecisionChange struct {
	Document string
	Decision string // cpor:teams, document:PAL, workload:teams, advisory, ...
	Before   string
	After    string
}

// Compare lists the decisions that differ between two analyses of one
// document.
func Compare(document string, before, after sow.Analysis) []DecisionChange {
	was, is := decisionsOf(before), decisionsOf(after)
	names := map[string]bool{}
	for n := range was {
		names[n] = true
	}
	for n := range is {
		names[n] = true
	}
	var out []DecisionChange
	for _, n := range sortedKeys(names) {
		if was[n] != is[n] {
			out = append(out, DecisionChange{document, n, cmp.Or(was[n], "nothing"), cmp.Or(is[n], "nothing")})
		}
	}
	return out
}

func decisionsOf(a sow.Analysis) map[string]string {
	out := map[string]string{}
	for _, w := range a.Workloads {
		out["workload:"+w.ID] = string(w.Polarity)
		if w.Methods == nil {
			continue
		}
		for _, m := range []sow.Method{sow.PAL, sow.DPOR, sow.CPOR} {
			one := methodOf(w.Methods, m)
			text := string(one.Strength)
			if one.Association != nil {
				text += ", " + string(*one.Association)
			}
			out[strings.ToLower(string(m))+":"+w.ID] = text
		}
	}
	if a.Methods != nil {
		out["document:PAL"], out["document:DPOR"], out["document:CPOR"] = string(a.Methods.PAL.Strength), string(a.Methods.DPOR.Strength), string(a.Methods.CPOR.Strength)
	}
	out["scenarios"] = strings.Join(a.Scenarios, ", ")
	for _, v := range a.Advisories {
		out["advisory:"+v.Code] = "said"
	}
	for _, q := range a.Questions {
		out["question:"+q.ID] = "asked"
	}
	for _, c := range a.Checks {
		out["check:"+c.ID] = "shown"
	}
	return out
}
