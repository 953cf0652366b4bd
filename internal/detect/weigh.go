package detect

import (
	"cmp"
	"slices"
	"strings"

	"claimline/internal/sow"
)

// Cues of what the weights of words decided against the rules.
const (
	weighedFor     = "words.for"
	weighedAgainst = "words.against"
)

// ManyLines is the number of lines from which one more says nothing.
const ManyLines = 8

// scale holds compiled weights. It is read only.
type scale struct {
	*Around
	sow.Weights
	weight []float64 // by the number of what is said
}

// Weigh makes the detector ask the weights of a pack for a second opinion.
func (d *Detector) Weigh(w sow.Weights) error {
	if len(w.Words) == 0 {
		d.scale = nil
		return nil
	}
	s, err := newScale(w)
	if err != nil {
		return err
	}
	d.scale = s
	return nil
}

func newScale(w sow.Weights) (*scale, error) {
	s := &scale{Around: NewAround(), Weights: w, weight: []float64{0}}
	for _, one := range w.Words {
		p, err := spotOf(one.Place)
		if err != nil {
			return nil, err
		}
		s.add(p, s.word([]byte(one.Word)), s.word([]byte(one.Next)), one)
		s.weight = append(s.weight, one.Weight)
	}
	s.open = false
	return s, nil
}

// weigh asks the words around each product whether it is delivered. Where they
// speak more plainly than the rules count, they change the outcome; what a
// line excludes by name, and another vendor's document, they do not touch.
func (r *reading) weigh(tallies []*tally) {
	w := r.d.scale
	if w == nil || len(r.blocks) < w.Blocks {
		return
	}
	p := pans{scale: w, around: r.surroundings(w.Around), said: make([]uint32, len(w.weight))}
	for _, t := range tallies {
		if r.d.lex.Entries[t.entry].Kind == sow.CanonicalWorkload {
			p.settle(r, t)
		}
	}
}

// pans weigh the products of one document.
type pans struct {
	*scale
	around *surroundings
	said   []uint32 // by number of what is said: the last mention around which it stood
	now    uint32
}

// odds gives the log odds that a product is delivered: the mean of what the
// words around its lines say.
func (p *pans) odds(t *tally) float64 {
	sum, n := 0.0, float64(len(t.mentions))
	for _, m := range t.mentions {
		m.words = p.mention(m)
		sum += m.words
	}
	return p.Bias + p.Lines*min(n, ManyLines)/ManyLines + sum/n
}

// mention adds up what stands around one mention, each thing once.
func (p *pans) mention(m *mention) (sum float64) {
	p.now++
	p.around.each(m, func(at spot, word, next int32) {
		if n := p.number(at, word, next); n > 0 && p.said[n] != p.now {
			p.said[n] = p.now
			sum += p.weight[n]
		}
	})
	return sum
}

// settle changes the outcome for a product when the words say the contrary
// more plainly than the rules count. The cue of each line that changes names
// the words that weigh most in it.
func (p *pans) settle(r *reading, t *tally) {
	odds := p.odds(t)
	switch in := t.polarity == sow.InScope; {
	case in && odds < -r.counts(t):
		t.polarity = sow.Supporting
		for _, m := range t.mentions {
			if m.polarity == sow.InScope {
				m.polarity, m.cue, m.weight = sow.Supporting, weighedAgainst+p.reasons(m, -1), 0
			}
		}
	case !in && odds > p.Balance:
		t.polarity = sow.InScope
		best := slices.MaxFunc(t.mentions, func(a, b *mention) int { return cmp.Compare(a.words, b.words) })
		best.polarity, best.cue, best.weight = sow.InScope, weighedFor+p.reasons(best, 1), enoughOnce
	}
}

// mostReasons is how many words a cue names.
const mostReasons = 3

// reasons names the words around a mention that weigh most for (1) or against
// (-1) its being delivered: ": pilot, before set, heading deliverables".
func (p *pans) reasons(m *mention, sign float64) string {
	var found []int32
	p.now++
	p.around.each(m, func(at spot, word, next int32) {
		if n := p.number(at, word, next); n > 0 && p.said[n] != p.now && at != inForm && at != inKind {
			p.said[n] = p.now
			found = append(found, n)
		}
	})
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(sign*p.weight[b], sign*p.weight[a]), cmp.Compare(a, b))
	})
	var said []string
	for _, n := range found {
		one := p.Around.said[n-1]
		word := strings.TrimSpace(strings.TrimSuffix(one.Word, "*") + " " + one.Next)
		known := slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, word) || strings.Contains(word, s) })
		if sign*p.weight[n] > 0 && !known && len(word) > 1 {
			said = append(said, word)
		}
		if len(said) == mostReasons {
			break
		}
	}
	if len(said) == 0 {
		return ""
	}
	return ": " + strings.Join(said, ", ")
}

// counts is what it counts that the rules take a product for delivered: little
// when its weightiest line stands under no heading that says so, and has no
// cue.
func (r *reading) counts(t *tally) float64 {
	best := slices.MaxFunc(t.mentions, func(a, b *mention) int { return cmp.Compare(a.weight, b.weight) })
	if best.cue == "" && best.section == "" {
		return r.d.scale.Silent
	}
	return r.d.scale.Balance
}
