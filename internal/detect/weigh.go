package detect

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"claimline/internal/detect/around"
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/sense"
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
	table  *weigh.Table
	known  []around.Numbers // by id of a token, also to the tables of works
	counts Traits           // what each trait counts
	works  []workScale      // of the work on a product

	nothing *beginningScale // whether the document delivers nothing of Microsoft's
}

// Weigh makes the detector ask the weights of a pack for a second opinion.
func (d *Detector) Weigh(w sow.Weights) error {
	d.pool = sync.Pool{} // readings keep sums over the weights before
	d.scale = nil
	begins := []sow.BeginningWeights{w.Nothing}
	for _, k := range w.Kinds {
		begins = append(begins, k.Pages)
	}
	words := [][]sow.WordWeight{w.Words}
	for _, one := range w.Works {
		begins, words = append(begins, one.Pages), append(words, one.Words)
	}
	pages, err := d.beginningScales(FirstPages, begins...)
	if err != nil {
		return err
	}
	if pages[0] != nil {
		pages[0].bytes = FirstLines
	}
	d.kinds = kindScales(w.Kinds, pages[1:])
	if len(w.Words) == 0 {
		return nil
	}
	tables, err := weigh.Alike(sow.WeightPlaces, words...)
	if err != nil {
		return err
	}
	works := workScales(w.Works, tables[1:], pages[1+len(w.Kinds):])
	d.scale = &scale{Weights: w, table: tables[0], known: around.NumbersOf(tables[0], d.lex.Trie.Words), works: works, nothing: pages[0]}
	for i, name := range sow.WeightTraits {
		d.scale.counts[i] = w.Traits[name]
	}
	return nil
}

// weigh asks the words around each product whether it is delivered. They and
// what the rules say are put together as has been learnt; where more speaks
// against what the rules say than for it, the outcome changes. A plain yes and
// another vendor's document are not touched.
func (r *reading) weigh(tallies []*tally) {
	w := r.d.scale
	if w == nil || len(r.Blocks) < w.Blocks {
		return
	}
	products := r.deliverable(tallies)
	if len(products) == 0 {
		return
	}
	p := pans{scale: w, r: r, around: r.surroundings(w.table, w.known, false), sum: r.sumOver(w.table), heads: map[int]float64{}}
	all, words := r.traits(products), make([]float64, len(products))
	for i, t := range products {
		words[i] = p.odds(t)
	}
	nothing, begins := r.beginning(w.nothing)
	p.begins = begins
	Tell(all, words, nothing)
	for i, t := range products {
		p.settle(t, all[i])
	}
}

// surroundings gives what reads the words around the products, or plainly those of
// the beginning. All tables that number words alike have the same one, so that a
// word is numbered once.
func (r *reading) surroundings(t *weigh.Table, known []around.Numbers, plain bool) *around.Surroundings {
	for _, s := range r.seen {
		if s.Serves(t, plain) {
			return s
		}
	}
	s := r.rooms.Surroundings(&r.Reading, t, known, plain)
	r.seen = append(r.seen, s)
	return s
}

// sumOver gives the sum over a table, whose memory is kept for the next document.
func (r *reading) sumOver(t *weigh.Table) *weigh.Sum {
	if r.added == nil {
		r.added = map[*weigh.Table]*weigh.Sum{}
	}
	s := r.added[t]
	if s == nil {
		s = weigh.NewSum(t)
		r.added[t] = s
	}
	return s
}

// judge gives the log odds that a product is delivered.
func (s *scale) judge(v Traits) (odds float64) {
	for i, x := range v {
		odds += s.counts[i] * x
	}
	return odds
}

// pans weigh the products of one document.
type pans struct {
	*scale
	r      *reading
	around *around.Surroundings
	sum    *weigh.Sum
	heads  map[int]float64 // what the headings weigh, by the innermost
	begins []int32         // what is said at the beginning, by number of the table for nothing
}

// odds gives the log odds that a product is delivered: the mean of what the
// words around its lines say.
func (p *pans) odds(t *tally) float64 {
	sum, n := 0.0, float64(len(t.mentions))
	for _, m := range t.mentions {
		m.Words = p.mention(m)
		sum += m.Words
	}
	return p.Bias + p.Lines*min(n, ManyLines)/ManyLines + sum/n
}

// mention adds up what stands around one mention, each thing once. Headings
// have places of their own and are added up once for all below them.
func (p *pans) mention(m *mention.Mention) float64 {
	say := func(at around.Spot, word, next int32) {
		if word != 0 {
			p.sum.Say(int(at), word, next)
		}
	}
	above := p.around.Above(m)
	heads, done := p.heads[above]
	if !done {
		p.sum.Start()
		p.around.Headings(above, say)
		heads = p.sum.Weight()
		p.heads[above] = heads
	}
	p.sum.Start()
	for _, one := range p.around.SaidOf(m) {
		p.sum.Say(int(one.At), one.Word, one.Next)
	}
	return p.sum.Weight() + heads
}

// settle changes the outcome for a product when more speaks against what the
// rules say than for it. The cue of each line that changes names the words that
// weigh most in it.
func (p *pans) settle(t *tally, v Traits) {
	odds := p.judge(v)
	switch in := t.polarity == sow.InScope; {
	case in && odds < 0:
		if whole := p.byDocument(v, odds); odds < -stands(t.weightiest(), whole) {
			p.against(t, whole)
		}
	case !in && odds > 0 && !t.refused():
		t.polarity = sow.InScope
		best := slices.MaxFunc(t.mentions, func(a, b *mention.Mention) int { return cmp.Compare(a.Words, b.Words) })
		best.Polarity, best.Cue, best.Weight = sow.InScope, weighedFor+because(p.reasons(best, 1)), sense.EnoughOnce
	}
}

// against takes a product for one that is only named. Whole is what of the document
// says so, "" where the words around its lines do.
func (p *pans) against(t *tally, whole string) {
	t.polarity = sow.Supporting
	for _, m := range t.mentions {
		if m.Polarity == sow.InScope {
			m.Polarity, m.Cue, m.Weight = sow.Supporting, weighedAgainst+because(cmp.Or(whole, p.reasons(m, -1))), 0
		}
	}
}

// mostReasons is how many words a cue names.
const mostReasons = 3

// reasons names the words around a mention that weigh most for (1) or against
// (-1) its being delivered: "pilot, handover". Small words are passed over.
func (p *pans) reasons(m *mention.Mention, sign float64) string {
	p.sum.Start()
	p.around.Each(m, func(at around.Spot, word, next int32) { p.sum.Say(int(at), word, next) })
	return strings.Join(p.r.d.heaviest(p.table, p.sum.Numbers(), sign, p.r.Blocks[m.Block].Lang), ", ")
}

// because is what stands behind a cue that has a reason.
func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}

// heaviest gives the words among what is said that weigh most for (1) or against
// (-1). Words that say nothing to a person are passed over.
func (d *Detector) heaviest(t *weigh.Table, said []int32, sign float64, lang *lexicon.Language) (words []string) {
	found := make([]int32, 0, len(said))
	for _, n := range said {
		if sign*t.Weight(n) > 0 && namesWord(&t.Said()[n-1]) {
			found = append(found, n)
		}
	}
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(sign*t.Weight(b), sign*t.Weight(a)), t.Compare(a, b))
	})
	for _, n := range found {
		if len(words) == mostReasons {
			break
		}
		if word := t.Said()[n-1].Word; !slices.Contains(words, word) && d.tells(word, lang) {
			words = append(words, word)
		}
	}
	return words
}

// namesWord tells whether what is said is one word of the text.
func namesWord(said *sow.WordWeight) bool {
	return said.Place != "form" && said.Place != "kind" && said.Next == ""
}

// tells reports whether a word says something to a person: no beginning of a
// word, no small word, no mark.
func (d *Detector) tells(word string, lang *lexicon.Language) bool {
	if len(word) < 3 || strings.HasSuffix(word, "*") {
		return false
	}
	return lang == nil || !lang.Stop.Has(d.lex.Trie.Words.Find([]byte(word)))
}
