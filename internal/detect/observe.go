package detect

import (
	"fmt"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Observation is what stands around one workload that a document names, for
// learning.
type Observation struct {
	ID    string
	Lines int             // how many lines name it
	Said  map[int]float64 // by number, from 0: the share of these lines around which it stands
}

// Observe gives what stands around each workload that a document names,
// without asking the weights. It adds what is new to around.
func (d *Detector) Observe(doc sow.Document, around *Around) (out []Observation) {
	r := &reading{}
	r.reset(d, doc)
	r.read()
	s := r.surroundings(around)
	for _, t := range r.tally() {
		e := &d.lex.Entries[t.entry]
		if e.Kind != sow.CanonicalWorkload {
			continue
		}
		o := Observation{ID: e.ID, Lines: len(t.mentions), Said: map[int]float64{}}
		for _, m := range t.mentions {
			seen := map[int32]bool{}
			s.each(m, func(p spot, word, next int32) {
				if n := around.take(p, word, next); n > 0 && !seen[n] {
					seen[n] = true
					o.Said[int(n)-1] += 1 / float64(len(t.mentions))
				}
			})
		}
		out = append(out, o)
	}
	return out
}

// take gives the number of a word, or of two in a row, in a spot; a new one if
// need be.
func (a *Around) take(p spot, word, next int32) int32 {
	if word == 0 || (p == pairInSentence || p == pairInHeading) && next == 0 {
		return 0
	}
	if n := a.number(p, word, next); n > 0 {
		return n
	}
	return a.add(p, word, next, sow.WordWeight{Place: sow.WeightPlaces[p], Word: a.name(word), Next: a.name(next)})
}

// name gives the word of a number, "" for 0.
func (a *Around) name(word int32) string {
	if word == 0 {
		return ""
	}
	return a.list[word-1]
}

// spotOf gives the spot with a name.
func spotOf(name string) (spot, error) {
	if i := slices.Index(sow.WeightPlaces, name); i >= 0 {
		return spot(i), nil
	}
	return 0, fmt.Errorf("compile weights: place %q is not known; places are %s", name, strings.Join(sow.WeightPlaces, ", "))
}
