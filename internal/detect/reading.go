package detect

import (
	"math/bits"
	"slices"
	"strings"

	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// reading is the state of one pass over a document. Its buffers are reused.
type reading struct {
	d         *Detector
	doc       sow.Document
	main      *language // of most blocks
	z         tokenizer
	tokens    []token
	hits      [layerCount][]hit
	blocks    []blockInfo
	parts     []part // of the document, to read them side by side
	tables    map[int]*table
	lastTable *table // of those the one of the last cell

	kindOfDoc    sow.DocKind
	said         []saying           // where words that tell the kind occur, by the number of their list
	titleTokens  []token            // of the document's property
	titles       [openingRows]reply // which of the first blocks are titles
	worked       *worked            // what the words of work weigh, once it has been asked for
	teaching     *bool
	paths        map[int]headingPath     // by the innermost heading
	heads        map[string]*head        // of columns and rows, by their text
	recent       [recentHeads]*head      // some of them
	noHead       head                    // of cells without one
	headRooms    []*[headsAtOnce]head    // with all heads, and room for more
	headCount    int                     // how many heads there are
	headTokens   []token                 // of all heads
	codes        map[string]sow.Polarity // what codes of lines mean, once they have been asked for
	done         []reply                 // of the words of work
	shares       []lineShare             // by the block of a heading and 1, once they are asked for
	early        int                     // first block of a section that follows the scope in most documents
	neutral      float64                 // weight of a section without a class
	kindEvidence []sow.Evidence
	givenKind    sow.DocKind // what it is to be read as, "" to find that out

	added    map[*weigh.Table]*weigh.Sum // with memory of the documents before
	doing    []workPans                  // of the work on products, once it is asked for
	rooms    []*numbered                 // for surroundings
	around   int                         // how many of them are in use
	mentions []mention
	vendors  []mention // other vendors' products
	near     nearby
	anywhere map[*wordList]bool // what of the names' company stands in the document, once it has been asked for
	customer nameSet            // folded words by which the document calls the customer
	partner  nameSet            // and the partner
}

// span is a range of indices of a shared slice.
type span struct{ from, to int32 }

// blockInfo is what is known about one block.
type blockInfo struct {
	lang     *language
	tokens   span
	hits     [layerCount]span
	class    *sow.SectionClass // of the innermost heading that has one
	classed  int               // block of that heading, -1
	heading  int               // innermost heading block above, -1
	runIn    int32             // tokens of a heading at the start of the block itself
	pseudo   bool              // reads as a heading although it is a paragraph
	intro    int               // block that introduces this list item, -1
	rowClass *sow.SectionClass // of the head of the row
	row      cellValueAt       // what decision cells of the row say
	column   *sow.ColumnClass
	value    cellValue
	valued   valued
	answer   bool // a cell that only holds an answer
}

// cellValueAt is a polarity with the reason for it.
type cellValueAt struct {
	polarity sow.Polarity
	cue      string
}

// reset makes the reading ready for a document. Of the one before it only the
// memory stays: nothing that was read there may be seen here.
func (r *reading) reset(d *Detector, doc sow.Document) {
	hits := r.hits
	for l := range hits {
		hits[l] = hits[l][:0]
	}
	*r = reading{
		d: d, doc: doc, main: d.contexts[strings.ToLower(doc.Language)], z: tokenizer{words: d.trie.words},
		tokens: r.tokens[:0], hits: hits, blocks: r.blocks[:0], parts: r.parts, mentions: r.mentions[:0], vendors: r.vendors[:0], done: r.done[:0], added: r.added, rooms: r.rooms, headRooms: r.headRooms,
		tables: map[int]*table{}, paths: map[int]headingPath{}, heads: map[string]*head{}, headTokens: r.headTokens[:0],
	}
}

// clear drops what belongs to the document, so that the pool holds no text.
func (r *reading) clear() {
	clear(r.blocks)
	clear(r.mentions)
	clear(r.vendors)
	r.forgetHeads()
	r.reset(r.d, sow.Document{})
}

// guessBlocks is over how many blocks the language of a document is guessed.
const guessBlocks = 200

// guess finds the language by its small words over the first blocks. It gives
// nil for a detector without contexts.
func (r *reading) guess() *language {
	if len(r.d.order) == 0 {
		return nil
	}
	count := make([]int, len(r.d.order))
	for i := range min(len(r.blocks), guessBlocks) {
		r.d.countStops(r.tokensOf(i), count)
	}
	best := 0
	for i := range count {
		if count[i] > count[best] {
			best = i
		}
	}
	return r.d.order[best]
}

// countStops adds to count, by language, the small words of each language.
func (d *Detector) countStops(tokens []token, count []int) {
	for _, t := range tokens {
		if int(t.id) >= len(d.stops) {
			continue
		}
		for of := uint32(d.stops[t.id]); of != 0; of &= of - 1 {
			count[bits.TrailingZeros32(of)]++
		}
	}
}

// tokenise cuts all blocks into tokens and matches all phrases in them.
func (r *reading) tokenise() {
	r.titleTokens = r.z.tokens(r.doc.Title, nil)
	r.blocks = slices.Grow(r.blocks, len(r.doc.Blocks))[:len(r.doc.Blocks)]
	r.divide()
	r.eachPart(r.cutPart)
	r.joinTokens()
	if r.main == nil {
		r.main = r.guess()
	}
	r.eachPart(r.matchPart)
	r.joinHits()
}

// languageOf tells the language of a block. A long block that plainly reads as
// another language than the document is read in that one.
func (r *reading) languageOf(b *sow.Block, tokens []token) *language {
	if b.Language != "" {
		if l := r.d.contexts[strings.ToLower(b.Language)]; l != nil {
			return l
		}
	}
	if r.main == nil || len(tokens) < 12 {
		return r.main
	}
	var count [maxLanguages]int
	r.d.countStops(tokens, count[:])
	best, most, own := r.main, 0, 0
	for i, l := range r.d.order {
		if count[i] > most {
			best, most = l, count[i]
		}
		if l == r.main {
			own = count[i]
		}
	}
	if most >= 4 && most > 2*own {
		return best
	}
	return r.main
}

// tokensOf gives the tokens of block i.
func (r *reading) tokensOf(i int) []token {
	s := r.blocks[i].tokens
	return r.tokens[s.from:s.to]
}

// hitsOf gives the hits of one layer in block i. Their token indices count
// from the start of the block.
func (r *reading) hitsOf(i int, l layer) []hit {
	s := r.blocks[i].hits[l]
	return r.hits[l][s.from:s.to]
}

// phrasesOf gives the phrases of one layer that a hit stands for.
func (r *reading) phrasesOf(h hit, l layer, lang *language) func(func(phrase) bool) {
	in := anyLang
	if lang != nil {
		in |= lang.bit
	}
	return func(yield func(phrase) bool) {
		for _, p := range r.d.trie.ends[h.node] {
			if p.layer == l && p.lang&in != 0 && !yield(p) {
				return
			}
		}
	}
}

// hasRun tells whether ids stand in tokens one after the other.
func hasRun(tokens []token, ids []int32) bool { return findRun(tokens, ids) >= 0 }

func findRun(tokens []token, ids []int32) int {
	if len(ids) == 0 {
		return -1
	}
	for i := 0; i+len(ids) <= len(tokens); i++ {
		if startsWith(tokens[i:], ids) {
			return i
		}
	}
	return -1
}

func startsWith(tokens []token, ids []int32) bool {
	if len(tokens) < len(ids) {
		return false
	}
	for i, id := range ids {
		if tokens[i].id != id {
			return false
		}
	}
	return true
}
