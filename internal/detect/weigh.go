package detect

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/weigh"
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
	sow.Weights
	table *weigh.Table
	known []wordNumbers // by id of a token
}

// Weigh makes the detector ask the weights of a pack for a second opinion.
func (d *Detector) Weigh(w sow.Weights) error {
	if len(w.Words) == 0 {
		d.scale = nil
		return nil
	}
	t, err := weigh.Of(sow.WeightPlaces, w.Words)
	if err != nil {
		return err
	}
	d.scale = &scale{w, t, d.trie.words.numbered(t)}
	return nil
}

// numbered gives the numbers of words in a table, by their ids: none for words
// that share an id.
func (v *vocabulary) numbered(t *weigh.Table) []wordNumbers {
	out := make([]wordNumbers, v.count+1)
	shared := make([]bool, v.count+1)
	for i, s := range v.slots {
		if s.id == 0 {
			continue
		}
		shared[s.id] = out[s.id].known
		out[s.id] = wordNumbers{word: t.Word(v.words[i]), stem: t.StemOf(v.words[i]), known: true}
	}
	for id := range out {
		if shared[id] {
			out[id] = wordNumbers{}
		}
	}
	return out
}

// weigh asks the words around each product whether it is delivered. Where they
// speak more plainly than the rules count, they change the outcome; what a
// line excludes by name, and another vendor's document, they do not touch.
func (r *reading) weigh(tallies []*tally) {
	w := r.d.scale
	if w == nil || len(r.blocks) < w.Blocks {
		return
	}
	if r.sum == nil || r.sum.Table() != w.table {
		r.sum = weigh.NewSum(w.table)
	}
	p := pans{scale: w, around: r.surroundings(w.table, w.known), sum: r.sum, heads: map[int]float64{}}
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
	sum    *weigh.Sum
	heads  map[int]float64 // what the headings weigh, by the innermost
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

// mention adds up what stands around one mention, each thing once. Headings
// have places of their own and are added up once for all below them.
func (p *pans) mention(m *mention) float64 {
	say := func(at spot, word, next int32) {
		if word != 0 {
			p.sum.Say(int(at), word, next)
		}
	}
	above := p.around.r.blocks[m.block].heading
	heads, done := p.heads[above]
	if !done {
		p.sum.Start()
		p.around.headings(above, say)
		heads = p.sum.Weight()
		p.heads[above] = heads
	}
	p.sum.Start()
	p.around.own(m, say)
	return p.sum.Weight() + heads
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
// (-1) its being delivered: ": pilot, handover". Small words are passed over.
func (p *pans) reasons(m *mention, sign float64) string {
	p.sum.Start()
	p.around.each(m, func(at spot, word, next int32) { p.sum.Say(int(at), word, next) })
	found := slices.Clone(p.sum.Numbers())
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(sign*p.table.Weight(b), sign*p.table.Weight(a)), cmp.Compare(a, b))
	})
	small := p.around.r.blocks[m.block].lang
	var said []string
	for _, n := range found {
		one := p.table.Said()[n-1]
		if sign*p.table.Weight(n) <= 0 || len(said) == mostReasons {
			break
		}
		if one.Place != "form" && one.Place != "kind" && one.Next == "" && !slices.Contains(said, one.Word) && p.tells(one.Word, small) {
			said = append(said, one.Word)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return ": " + strings.Join(said, ", ")
}

// tells tells whether a word says something to a person: no beginning of a
// word, no small word, no mark.
func (p *pans) tells(word string, lang *language) bool {
	if len(word) < 3 || strings.HasSuffix(word, "*") {
		return false
	}
	return lang == nil || !lang.stop.has(p.around.r.d.trie.words.find([]byte(word)))
}

// counts is what it counts that the rules take a product for delivered: little
// when its weightiest line stands under no heading that says so, and has no
// cue.
func (r *reading) counts(t *tally) float64 {
	best := slices.MaxFunc(t.mentions, func(a, b *mention) int { return cmp.Compare(a.weight, b.weight) })
	switch {
	case best.cue == "box.ticked":
		return math.Inf(1) // a plain yes
	case best.cue == "table.answer":
		return plainYes * r.d.scale.Balance
	case best.cue == "" && best.section == "":
		return r.d.scale.Silent
	}
	return r.d.scale.Balance
}

// plainYes is how often the balance an answer in a table counts.
const plainYes = 2
