package ruleset

import (
	"fmt"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"claimline/internal/sow"
)

// poe is a compiled checklist entry.
type poe struct {
	poeSpec
	item
	advised item // without id when it is never advised
}

func (b *builder) addPoE(f packFile, n *yaml.Node) {
	var file poeFile
	places := b.decodeFile(f, n, &file)
	b.claim("checklist", string(file.Association), f.path, places["association"])
	for i, s := range file.Items {
		b.cite(f.path, s.At, s.Source)
		if s.Finds != "" && !slices.Contains(finders, s.Finds) {
			b.ps.add(f.path, places[fmt.Sprintf("items[%d].finds", i)], "E102", "finds %q is not known%s%s", s.Finds, didYouMean(s.Finds, finders), allowed(finders))
		}
		if conditional := s.When.node != nil; conditional != (s.Need == sow.NeedConditional) {
			b.ps.add(f.path, s.At, "E111", "%q: need conditional and when belong together", s.ID)
		}
		it := b.addItem("item of "+string(file.Association), s.ID, f.path, s.At, s.When)
		one := poe{poeSpec: s, item: it}
		if s.AdvisedWhen.node != nil {
			if s.Need != sow.NeedConditional {
				b.ps.add(f.path, s.At, "E111", "%q: need conditional and advised_when belong together", s.ID)
			}
			one.advised = b.addItem("advice of "+string(file.Association), s.ID, f.path, places[fmt.Sprintf("items[%d].advised_when", i)], s.AdvisedWhen)
		}
		b.pack.poe[file.Association] = append(b.pack.poe[file.Association], one)
	}
}

func (b *builder) addDeadlines(f packFile, n *yaml.Node) {
	var file deadlinesFile
	places := b.decodeFile(f, n, &file)
	if b.pack.calendar.Zone != "" {
		b.ps.add(f.path, places["calendar"], "E103", "a second calendar; a pack has one")
	}
	for _, d := range file.Calendar.Days {
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			b.ps.add(f.path, places["calendar.days"], "E110", "%q is not a day such as \"2026-12-24\"", d)
		}
	}
	b.pack.calendar = sow.Calendar(file.Calendar)
	for i, d := range file.Deadlines {
		path := fmt.Sprintf("deadlines[%d]", i)
		b.claim("deadline", d.Code, f.path, places[path+".code"])
		b.cite(f.path, d.At, d.Source)
		for _, a := range append([]string{d.Anchor}, d.Else...) {
			if !slices.Contains(anchors, a) {
				b.ps.add(f.path, places[path+".anchor"], "E102", "anchor %q is not known%s", a, didYouMean(a, anchors))
			}
		}
		b.checkCount(f.path, d)
		if d.Role != "" && !slices.Contains(sow.Roles(), d.Role) {
			b.ps.add(f.path, places[path+".role"], "E102", "role %q is not known%s%s", d.Role, didYouMean(d.Role, sow.Roles()), allowed(sow.Roles()))
		}
		if (d.Role != "" || d.Passes) && d.AppliesTo != "partner" {
			b.ps.add(f.path, d.At, "E111", "%q: role and passes belong to a deadline of the partner", d.Code)
		}
		b.pack.deadlines = append(b.pack.deadlines, d)
	}
}

// checkCount checks that a deadline says how to count.
func (b *builder) checkCount(file string, d deadlineSpec) {
	dates := d.Unit == unit(sow.NextDate)
	if dates != (len(d.Dates) > 0) {
		b.ps.add(file, d.At, "E111", "%q: unit \"next date\" and dates belong together", d.Code)
	}
	for _, day := range d.Dates {
		if _, err := time.Parse("01-02", day); err != nil {
			b.ps.add(file, d.At, "E110", "%q: %q is not a day of the year such as \"08-15\"", d.Code, day)
		}
	}
	if d.Count != nil && len(d.ByType) > 0 {
		b.ps.add(file, d.At, "E111", "%q: count and by_type exclude each other", d.Code)
	}
	if u := d.Unit; d.Count != nil && (u == unit(sow.DayOfMonth) || u == unit(sow.DayOfNextMonth)) && (*d.Count < 1 || *d.Count > 28) {
		b.ps.add(file, d.At, "E110", "%q: day %d is not in every month", d.Code, *d.Count)
	}
}

func (b *builder) addValues(f packFile, n *yaml.Node) {
	var file valuesFile
	places := b.decodeFile(f, n, &file)
	for i, s := range file.Formulas {
		path := fmt.Sprintf("formulas[%d]", i)
		b.claim("formula", s.ID, f.path, places[path+".id"])
		b.cite(f.path, s.At, s.Source)
		inputs, known := formulas[s.ID]
		if !known {
			b.ps.add(f.path, places[path+".id"], "E102", "formula %q is not known%s%s", s.ID, didYouMean(s.ID, sortedKeys(formulas)), allowed(sortedKeys(formulas)))
			continue
		}
		if !slices.Equal(inputs, s.Inputs) {
			b.ps.add(f.path, places[path+".inputs"], "E110", "formula %q takes the inputs %v", s.ID, inputs)
		}
	}
	b.pack.formulas = append(b.pack.formulas, file.Formulas...)
	for _, r := range file.Rates {
		b.addRate(f.path, r)
	}
}

func (b *builder) addRate(file string, r rateSpec) {
	if _, known := formulas[r.Formula]; !known {
		b.ps.add(file, r.At, "E102", "formula %q is not known%s", r.Formula, didYouMean(r.Formula, sortedKeys(formulas)))
	}
	if r.Rate <= 0 || r.Cap != nil && *r.Cap <= 0 {
		b.ps.add(file, r.At, "E110", "a rate and a cap are above 0; leave out what is not known")
	}
	if len(r.Currency) != 3 {
		b.ps.add(file, r.At, "E110", "currency %q is not an ISO 4217 code such as USD", r.Currency)
	}
	for _, day := range []string{r.From, r.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			b.ps.add(file, r.At, "E110", "%q is not a day such as \"2026-07-01\"", day)
		}
	}
	b.needsWorkload(file, r.At, r.Workload)
	b.pack.rates = append(b.pack.rates, r)
}

// needsWorkload checks an id against the lexicon once all files are read.
func (b *builder) needsWorkload(file string, at pos, id string) {
	b.later(func() {
		if id == "" || len(b.pack.lexicon.Entries) == 0 {
			return
		}
		if !slices.ContainsFunc(b.pack.lexicon.Entries, func(e sow.LexiconEntry) bool { return e.ID == id }) {
			b.ps.add(file, at, "E401", "workload %q is not in the lexicon%s", id, didYouMean(id, b.keysOf("lexicon ")))
		}
	})
}

// step is a compiled step of a method.
type step struct {
	stepSpec
	item
}

// method is what the guide says about one method, compiled.
type method struct {
	methodSpec
	steps, verify []step
}

func (b *builder) addMethods(f packFile, n *yaml.Node) {
	var file methodsFile
	b.decodeFile(f, n, &file)
	for _, m := range file.Methods {
		b.claim("method", string(m.Method), f.path, m.At)
		b.cite(f.path, m.At, m.Source)
		one := method{methodSpec: m}
		one.steps = b.steps(f.path, "step of "+string(m.Method), m.Steps)
		one.verify = b.steps(f.path, "verification of "+string(m.Method), m.Verify)
		b.pack.methods = append(b.pack.methods, one)
	}
	for _, r := range file.Roles {
		b.claim("role", r.Role, f.path, r.At)
		b.cite(f.path, r.At, r.Source)
	}
	for _, s := range file.Activities {
		b.claim("stacking", s.ID, f.path, s.At)
		b.cite(f.path, s.At, s.Source)
	}
	for _, a := range file.Types {
		b.claim("association", string(a.ID), f.path, a.At)
		b.cite(f.path, a.At, a.Source)
	}
	b.pack.roles = append(b.pack.roles, file.Roles...)
	b.pack.stacking = append(b.pack.stacking, file.Activities...)
	b.pack.assocTypes = append(b.pack.assocTypes, file.Types...)
	b.pack.score = file.Score
}

func (b *builder) steps(file, kind string, specs []stepSpec) []step {
	out := make([]step, len(specs))
	for i, s := range specs {
		b.cite(file, s.At, s.Source)
		out[i] = step{s, b.addItem(kind, fmt.Sprint(i+1), file, s.At, s.When)}
	}
	return out
}
