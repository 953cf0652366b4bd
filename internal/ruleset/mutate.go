package ruleset

import (
	"slices"
)

// EachMutant breaks the pack on purpose, one break at a time, and calls f with
// the kind of the break, its name and whether a test of the pack notices it: a
// rule or an item of a list is taken away, or one condition of a rule is left
// out so that other decisions follow. A pack whose tests can be trusted has
// none that goes unnoticed.
func (p *Pack) EachMutant(f func(kind, what string, noticed bool)) {
	for gi, g := range p.groups {
		for ri, r := range g.rules {
			f("rules", "without rule "+r.ID, p.withRules(gi, slices.Delete(slices.Clone(g.rules), ri, ri+1)).fails(true))
			for ci, cl := range r.cond.clauses {
				loose := *r
				loose.cond = &compiled{clauses: slices.Delete(slices.Clone(r.cond.clauses), ci, ci+1), loops: r.cond.loops}
				rules := slices.Clone(g.rules)
				rules[ri] = &loose
				if p.sameDecisions(g, rules) {
					continue
				}
				f("rules, conditions", "rule "+r.ID+" without the condition "+cl.text, p.withRules(gi, rules).fails(true))
			}
		}
	}
	for _, l := range p.listed() {
		f(l.kind, "without "+l.name(), p.without(l).fails(false))
		if l.cond == nil {
			continue
		}
		for ci, cl := range l.cond.clauses {
			loose := l.item
			loose.cond = &compiled{clauses: slices.Delete(slices.Clone(l.cond.clauses), ci, ci+1), loops: l.cond.loops}
			f(l.kind+", conditions", l.name()+" without the condition "+cl.text, p.replace(l, loose).fails(false))
		}
	}
}

// fails tells whether a test of the pack fails. Only the rules or only the
// lists are asked, whichever the break is in.
func (p *Pack) fails(rules bool) bool {
	t := tester{pack: p, won: map[*rule]bool{}, said: map[string]bool{}, rulesOnly: rules, listsOnly: !rules}
	for _, c := range p.cases {
		if t.run(c); len(t.report.Failures) > 0 {
			return true
		}
	}
	return false
}

// sameDecisions tells whether other rules decide like those of g in every
// possible combination of facts. Such a break is none: a condition may be
// there to say what the rule means, while a rule above already takes care.
func (p *Pack) sameDecisions(g *group, rules []*rule) bool {
	s := newSpace(p, g.about, append(rulesConditions(g.rules), rulesConditions(rules)...))
	n := len(g.rules)
	first := func(from int, point []int) string {
		for i := range n {
			if s.holds(from+i, point) {
				return g.rules[i].ID
			}
		}
		return ""
	}
	for point := range s.all {
		if first(0, point) != first(n, point) {
			return false
		}
	}
	return true
}

func (p *Pack) withRules(group int, rules []*rule) *Pack {
	broken := *p
	broken.groups = slices.Clone(p.groups)
	g := *p.groups[group]
	g.rules = rules
	broken.groups[group] = &g
	return &broken
}

// without gives the pack without one item of its lists.
func (p *Pack) without(l listedItem) *Pack {
	return p.replace(l, item{})
}

// replace gives the pack with another item in the place of l; an item without
// id takes it away.
func (p *Pack) replace(l listedItem, by item) *Pack {
	broken := *p
	same := func(it item) bool { return it.id == l.id && it.file == l.file && it.at == l.at }
	broken.scenarios = replaced(p.scenarios, same, by, func(s *scenario) *item { return &s.item })
	broken.advisories = replaced(p.advisories, same, by, func(a *advisory) *item { return &a.item })
	broken.questions = replaced(p.questions, same, by, func(q *question) *item { return &q.item })
	broken.checks = replaced(p.checks, same, by, func(c *check) *item { return &c.item })
	broken.poe = map[poeType][]poe{}
	for t, list := range p.poe {
		list = replaced(list, same, by, func(s *poe) *item { return &s.item })
		broken.poe[t] = replaced(list, same, by, func(s *poe) *item { return &s.advised })
	}
	broken.methods = slices.Clone(p.methods)
	for i := range broken.methods {
		m := &broken.methods[i]
		m.steps = replaced(m.steps, same, by, func(s *step) *item { return &s.item })
		m.verify = replaced(m.verify, same, by, func(s *step) *item { return &s.item })
	}
	return &broken
}

func replaced[T any](list []T, same func(item) bool, by item, of func(*T) *item) []T {
	out := make([]T, 0, len(list))
	for _, one := range list {
		if it := of(&one); same(*it) {
			if by.id == "" {
				continue
			}
			*it = by
		}
		out = append(out, one)
	}
	return out
}
