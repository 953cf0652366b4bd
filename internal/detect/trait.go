package detect

import (
	"cmp"
	"math"
	"slices"

	"claimline/internal/detect/mention"
	"claimline/internal/detect/sense"
	"claimline/internal/detect/table"
	"claimline/internal/sow"
)

// trait is one thing that decides about a product: an index of
// sow.WeightTraits.
type trait int

const (
	always trait = iota
	wordsSay
	rulesSay
	inScopeWeight
	bestWeight
	readInScope
	readExcluded
	readOptional
	readSource
	readLicence
	readFuture
	readPrerequisite
	scopeHeading
	unsaid
	inCompany
	plainAnswer
	namedEarlier
	othersSay
	vendorsShare
	nothingSaid
	traitCount
)

// Traits are what decides about one product, by sow.WeightTraits.
type Traits [traitCount]float64

// sharesOf are the shares of lines that the rules read in some way.
var sharesOf = map[sow.Polarity]trait{
	sow.InScope: readInScope, sow.Excluded: readExcluded, sow.Optional: readOptional, sow.Source: readSource, sow.Licence: readLicence,
	sow.Future: readFuture, sow.Prerequisite: readPrerequisite,
}

// unseen is how many products are taken to be named besides those of a document
// of which nothing is known: of the last of three delivered products not too
// much is made of its being the last.
const unseen = 6

// mostInScope is the weight of lines in scope from which more says nothing.
const mostInScope = 4.0

// deliverable gives the products that can be delivered.
func (r *reading) deliverable(tallies []*tally) []*tally {
	return slices.DeleteFunc(slices.Clone(tallies), func(t *tally) bool { return r.Lex.Entries[t.entry].Kind != sow.CanonicalWorkload })
}

// traits gives what decides about each product, what words say apart.
func (r *reading) traits(tallies []*tally) []Traits {
	out := make([]Traits, len(tallies))
	blocks := map[int]int{} // products named in a block
	first := make([]int, len(tallies))
	for i, t := range tallies {
		first[i] = slices.MinFunc(t.mentions, func(a, b *mention.Mention) int { return a.Block - b.Block }).Block
		seen := -1
		for _, m := range t.mentions {
			if m.Block != seen {
				blocks[m.Block], seen = blocks[m.Block]+1, m.Block
			}
		}
	}
	vendors := r.vendorsShare()
	for i, t := range tallies {
		v := &out[i]
		t.ownTraits(v)
		v[vendorsShare] = vendors
		if slices.ContainsFunc(t.mentions, func(m *mention.Mention) bool { return blocks[m.Block] > 1 }) {
			v[inCompany] = 1
		}
		if others := len(tallies) - 1; others > 0 {
			v[namedEarlier] = float64(below(first[i], first)) / float64(others+unseen)
		}
	}
	return out
}

// below counts the numbers of a list that are smaller.
func below(x int, list []int) (n int) {
	for _, y := range list {
		if y < x {
			n++
		}
	}
	return n
}

// ownTraits sets what the rules say of the product itself.
func (t *tally) ownTraits(v *Traits) {
	best := t.weightiest()
	v[always], v[rulesSay] = 1, -1
	if t.polarity == sow.InScope {
		v[rulesSay] = 1
		v[unsaid] = oneIf(best.Cue == "" && best.Section == "")
		v[scopeHeading] = oneIf(best.Section == deliveredSection)
	}
	if standing(best.Cue) > 0 {
		v[plainAnswer] = v[rulesSay]
	}
	for _, m := range t.mentions {
		if share, ok := sharesOf[m.Polarity]; ok {
			v[share] += 1 / float64(len(t.mentions))
		}
		if m.Polarity == sow.InScope {
			v[inScopeWeight] = min(v[inScopeWeight]+m.Weight, mostInScope)
			v[bestWeight] = max(v[bestWeight], m.Weight)
		}
	}
}

// tickedBox is the cue of a ticked box.
const tickedBox = "box.ticked"

// What a plain yes stands, in log odds, where an answer in a table says it, and where
// a section on what is delivered does.
const (
	answerStands  = 1.5
	sectionStands = 0.5
)

// standing is how much must speak against a plain yes, in log odds: no words
// undo a tick, and few an answer in a table.
func standing(cue string) float64 {
	switch cue {
	case tickedBox:
		return math.Inf(1)
	case table.TableAnswer, table.Marked, table.Ordered:
		return answerStands
	}
	return 0
}

// stands is standing for a line: one in a section on what is delivered stands a little,
// and half as much against what the whole document says, where it says something.
func stands(m *mention.Mention, whole string) float64 {
	switch {
	case m.Section != deliveredSection:
		return standing(m.Cue)
	case whole != "":
		return max(standing(m.Cue), sectionStands/2)
	}
	return max(standing(m.Cue), sectionStands)
}

// deliveredSection is the class of sections on what is delivered.
const deliveredSection = "scope"

// refused tells whether a line of a product is refused by what nobody writes by
// chance: it is struck out, its box is open, or its mark is not the one of what is
// owed. Words around it do not speak against that.
func (t *tally) refused() bool {
	return slices.ContainsFunc(t.mentions, func(m *mention.Mention) bool {
		return m.Polarity == sow.Excluded && outright[m.Cue] || m.Cue == sense.OpenBox
	})
}

// outright are the cues of such lines.
var outright = map[string]bool{"mark.struck": true, table.Marked: true, table.TableAnswer: true, table.Chosen: true, table.Unpriced: true}

func (t *tally) weightiest() *mention.Mention {
	return slices.MaxFunc(t.mentions, func(a, b *mention.Mention) int { return cmp.Compare(a.Weight, b.Weight) })
}

func oneIf(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// Tell notes what the words say of each product of one document, in log odds,
// and of each what they say of the others; nothing is what its beginning says
// for there being none delivered.
func Tell(products []Traits, words []float64, nothing float64) {
	sum := 0.0
	for _, w := range words {
		sum += math.Tanh(w / 2)
	}
	for i, w := range words {
		products[i][wordsSay], products[i][nothingSaid] = w, nothing
		if others := len(words) - 1; others > 0 {
			products[i][othersSay] = (sum - math.Tanh(w/2)) / float64(others+unseen)
		}
	}
}
