package section

import (
	"slices"

	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// EachWork calls f for the words of work in sections that count, with the
// weight of the section, until f says no more.
func (r *Reading) EachWork(f func(block int, h phrase.Hit, a sow.Activity, weight float64)) {
	for i := range r.Blocks {
		info := &r.Blocks[i]
		k := r.Doc.Blocks[i].Kind
		if k == sow.Header || k == sow.Footer || k == sow.Comment {
			continue
		}
		w := 0.5
		if info.Class != nil {
			w = info.Class.Weight
		}
		if w < 0.5 || info.Class != nil && info.Class.Polarity != sow.InScope {
			continue
		}
		for n, h := range r.HitsOf(i, phrase.Verb) {
			if r.doneAt(i, n) {
				continue
			}
			said := make([]sow.Activity, 0, 4) // each kind of work once: "set up" is two forms of one verb
			for p := range r.PhrasesOf(h, phrase.Verb, info.Lang) {
				a := r.Lex.Verbs[p.Ref].Activity
				if !slices.Contains(said, a) {
					said = append(said, a)
					f(i, h, a, w)
				}
			}
		}
	}
}

// doneAt is WasDone for hit n of the words of work in a block, each asked once.
func (r *Reading) doneAt(block, n int) bool {
	if len(r.done) == 0 {
		r.done = slices.Grow(r.done, len(r.Hits[phrase.Verb]))[:len(r.Hits[phrase.Verb])]
		clear(r.done)
	}
	known := &r.done[int(r.Blocks[block].Hits[phrase.Verb].From)+n]
	if *known == page.NotAsked {
		*known = page.No // should the question come up again on the way to its answer
		*known = page.ReplyOf(r.WasDone(block, r.HitsOf(block, phrase.Verb)[n]))
	}
	return *known == page.Yes
}

// Worked are the weights of the words of work in sections that count.
type Worked struct {
	Build, Run, Teach, Advise float64
	By                        map[sow.Activity]float64
}

// Sums weighs the words of work, once for a document.
func (r *Reading) Sums() Worked {
	if r.worked != nil {
		return *r.worked
	}
	w := Worked{By: map[sow.Activity]float64{}}
	var sums []workSum
	r.EachWork(func(_ int, _ phrase.Hit, a sow.Activity, weight float64) {
		at := slices.IndexFunc(sums, func(s workSum) bool { return s.of == a })
		if at < 0 {
			at, sums = len(sums), append(sums, workSum{of: a})
		}
		sums[at].sum += weight
		switch a {
		case sow.Deployment, sow.Migration, sow.CustomDevelopment:
			w.Build += weight
		case sow.ManagedServices, sow.Support:
			w.Run += weight
		case sow.Training, sow.Adoption:
			w.Teach += weight
		case sow.Assessment:
			w.Advise += weight
		case sow.StaffAugmentation: // who does the work says nothing about which
		}
	})
	for _, s := range sums {
		w.By[s.of] = s.sum
	}
	r.worked = &w
	return w
}

// workSum is the weight of one kind of work.
type workSum struct {
	of  sow.Activity
	sum float64
}

// bear tells whether the words of work fit a kind: a document that mostly
// builds is no assessment because it says "review" somewhere.
func (w Worked) bear(k sow.DocKind, titled bool, signs int) bool {
	part := 0.6
	switch {
	case titled && signs > 1:
		part = 0.1
	case titled || signs == signsCap:
		part = 0.3
	}
	if k == sow.KindManaged {
		if signs == 0 {
			part = 1 // no rhythm, no level, no ticket: a title alone runs nothing
		}
		return w.Run >= part*w.Build
	}
	return k != sow.KindAssessment && k != sow.KindLicensing || w.Advise >= part*w.Build
}
