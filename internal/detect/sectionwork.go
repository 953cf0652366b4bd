package detect

import (
	"slices"

	"claimline/internal/detect/phrase"
	"claimline/internal/sow"
)

// eachWork calls f for the words of work in sections that count, with the
// weight of the section, until f says no more.
func (r *sectionReading) eachWork(f func(block int, h phrase.Hit, a sow.Activity, weight float64)) {
	for i := range r.blocks {
		info := &r.blocks[i]
		k := r.doc.Blocks[i].Kind
		if k == sow.Header || k == sow.Footer || k == sow.Comment {
			continue
		}
		w := 0.5
		if info.class != nil {
			w = info.class.Weight
		}
		if w < 0.5 || info.class != nil && info.class.Polarity != sow.InScope {
			continue
		}
		for n, h := range r.hitsOf(i, phrase.Verb) {
			if r.doneAt(i, n) {
				continue
			}
			said := make([]sow.Activity, 0, 4) // each kind of work once: "set up" is two forms of one verb
			for p := range r.phrasesOf(h, phrase.Verb, info.lang) {
				a := r.lex.Verbs[p.Ref].Activity
				if !slices.Contains(said, a) {
					said = append(said, a)
					f(i, h, a, w)
				}
			}
		}
	}
}

// doneAt is wasDone for hit n of the words of work in a block, each asked once.
func (r *sectionReading) doneAt(block, n int) bool {
	if len(r.done) == 0 {
		r.done = slices.Grow(r.done, len(r.hits[phrase.Verb]))[:len(r.hits[phrase.Verb])]
		clear(r.done)
	}
	known := &r.done[int(r.blocks[block].hits[phrase.Verb].From)+n]
	if *known == notAsked {
		*known = no // should the question come up again on the way to its answer
		*known = replyOf(r.wasDone(block, r.hitsOf(block, phrase.Verb)[n]))
	}
	return *known == yes
}

// worked are the weights of the words of work in sections that count.
type worked struct {
	count                     int // words of work
	build, run, teach, advise float64
	by                        map[sow.Activity]float64
}

// sums weighs the words of work, once for a document.
func (r *sectionReading) sums() worked {
	if r.worked != nil {
		return *r.worked
	}
	w := worked{by: map[sow.Activity]float64{}}
	r.eachWork(func(_ int, _ phrase.Hit, a sow.Activity, weight float64) {
		w.by[a] += weight
		w.count++
		switch a {
		case sow.Deployment, sow.Migration, sow.CustomDevelopment:
			w.build += weight
		case sow.ManagedServices, sow.Support:
			w.run += weight
		case sow.Training, sow.Adoption:
			w.teach += weight
		case sow.Assessment:
			w.advise += weight
		case sow.StaffAugmentation: // who does the work says nothing about which
		}
	})
	r.worked = &w
	return w
}

// bear tells whether the words of work fit a kind: a document that mostly
// builds is no assessment because it says "review" somewhere.
func (w worked) bear(k sow.DocKind, titled bool, signs int) bool {
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
		return w.run >= part*w.build
	}
	return k != sow.KindAssessment && k != sow.KindLicensing || w.advise >= part*w.build
}
