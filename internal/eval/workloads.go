package eval

import (
	"slices"

	"claimline/internal/sow"
)

func (r *Result) scoreWorkloads(c Case, families map[string]sow.Family) {
	found := map[string]sow.Workload{}
	for _, w := range c.Analysis.Workloads {
		if w.Polarity == sow.InScope && w.Kind == sow.CanonicalWorkload {
			found[w.ID] = w
		}
	}
	counts := []*Counts{&r.Workloads, at(r.ByLanguage, c.Label.Language)}
	for _, id := range c.Label.InScope {
		all := append(slices.Clone(counts), at(r.ByFamily, string(families[id])))
		if _, ok := found[id]; ok {
			add(all, Counts{TP: 1})
			continue
		}
		add(all, Counts{FN: 1})
		w := named(c.Analysis, id)
		r.miss(c, "workload missed", id, string(w.Polarity), quoteOf(w))
	}
	for _, w := range c.Analysis.Workloads {
		if _, ok := found[w.ID]; !ok || slices.Contains(c.Label.InScope, w.ID) {
			continue
		}
		add(append(slices.Clone(counts), at(r.ByFamily, string(w.Family))), Counts{FP: 1})
		want := "not named"
		if slices.Contains(c.Label.NotInScope, w.ID) {
			want = "not in scope"
		}
		r.miss(c, "workload too many", want, w.ID, quoteOf(w))
	}
	r.NotInScope += len(c.Label.NotInScope)
	for _, id := range c.Label.NotInScope {
		if _, ok := found[id]; ok {
			r.TakenInScope++
		}
	}
	if len(c.Label.InScope) == 0 {
		r.Silent.add(len(found) == 0)
	}
}

func (r *Result) scoreMethods(c Case) {
	got := map[sow.Method]sow.MethodStrength{}
	if m := c.Analysis.Methods; m != nil {
		got[sow.PAL], got[sow.DPOR], got[sow.CPOR] = m.PAL.Strength, m.DPOR.Strength, m.CPOR.Strength
	}
	want := map[sow.Method]sow.MethodStrength{sow.PAL: c.Label.Methods.PAL, sow.DPOR: c.Label.Methods.DPOR, sow.CPOR: c.Label.Methods.CPOR}
	all := true
	for _, m := range []sow.Method{sow.PAL, sow.DPOR, sow.CPOR} {
		right := got[m] == want[m]
		r.MethodOf[m].add(right)
		if !right {
			all = false
			r.miss(c, "method "+string(m), string(want[m]), string(got[m]), "")
		}
	}
	r.Methods.add(all)
}

func (r *Result) scoreAssociation(c Case) {
	for _, w := range c.Analysis.Workloads {
		want, labelled := c.Label.Association[w.ID]
		if !labelled || w.Methods == nil {
			continue // a workload that was not found counts as missed, not here again
		}
		got := sow.Association("none")
		if w.Methods.CPOR.Association != nil {
			got = *w.Methods.CPOR.Association
		}
		r.Association.add(got == want)
		if got != want {
			r.miss(c, "association of "+w.ID, string(want), string(got), quoteOf(w))
		}
	}
}

func at[T any](m map[string]*T, key string) *T {
	if m[key] == nil {
		m[key] = new(T)
	}
	return m[key]
}

func add(all []*Counts, d Counts) {
	for _, c := range all {
		c.TP += d.TP
		c.FP += d.FP
		c.FN += d.FN
	}
}

func (s *Share) add(right bool) {
	s.All++
	if right {
		s.Right++
	}
}

func named(a sow.Analysis, id string) sow.Workload {
	for _, w := range a.Workloads {
		if w.ID == id {
			return w
		}
	}
	return sow.Workload{Polarity: "not named"}
}

func quoteOf(w sow.Workload) string {
	if len(w.Evidence) == 0 {
		return ""
	}
	return w.Evidence[0].Quote
}
