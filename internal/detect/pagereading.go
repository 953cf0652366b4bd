package detect

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// pageReading is the state of one pass over a document. Its buffers are reused.
type pageReading struct {
	lex       *lexicon.Lexicon
	doc       sow.Document
	main      *lexicon.Language // of most blocks
	blocks    []blockInfo
	kindOfDoc sow.DocKind   // "" until it has been read
	customer  token.NameSet // folded words by which the document calls the customer
	partner   token.NameSet // and the partner

	tokens      []token.Token // of all blocks
	titleTokens []token.Token // of the document's property

	z      token.Tokenizer
	hits   [phrase.Layers][]phrase.Hit
	parts  []part              // of the document, to read them side by side
	titles [openingRows]reply  // which of the first blocks are titles
	paths  map[int]headingPath // by the innermost heading

	heads      map[string]*head     // of columns and rows, by their text
	recent     [recentHeads]*head   // some of them
	noHead     head                 // of cells without one
	headRooms  []*[headsAtOnce]head // with all heads, and room for more
	headCount  int                  // how many heads there are
	headTokens []token.Token        // of all heads
}

// reset makes the reading ready for a document. Of the one before it only the
// memory stays: nothing that was read there may be seen here.
func (r *pageReading) reset(lex *lexicon.Lexicon, doc sow.Document) {
	hits := r.hits
	for l := range hits {
		hits[l] = hits[l][:0]
	}
	*r = pageReading{
		lex: lex, doc: doc, main: lex.Contexts[strings.ToLower(doc.Language)], z: token.Tokenizer{Words: lex.Trie.Words},
		tokens: r.tokens[:0], hits: hits, blocks: r.blocks[:0], parts: r.parts, headRooms: r.headRooms,
		paths: map[int]headingPath{}, heads: map[string]*head{}, headTokens: r.headTokens[:0],
	}
}

// forget drops what belongs to the document, so that no memory that is kept
// holds its text.
func (r *pageReading) forget() {
	clear(r.blocks)
	r.forgetHeads()
}

// tokenise cuts all blocks into tokens and matches all phrases in them.
func (r *pageReading) tokenise() {
	r.titleTokens = r.z.Tokens(r.doc.Title, nil)
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

// tokensOf gives the tokens of block i.
func (r *pageReading) tokensOf(i int) []token.Token {
	s := r.blocks[i].tokens
	return r.tokens[s.From:s.To]
}

// hitsOf gives the hits of one layer in block i. Their token indices count
// from the start of the block.
func (r *pageReading) hitsOf(i int, l phrase.Layer) []phrase.Hit {
	s := r.blocks[i].hits[l]
	return r.hits[l][s.From:s.To]
}

// phrasesOf gives the phrases of one layer that a hit stands for.
func (r *pageReading) phrasesOf(h phrase.Hit, l phrase.Layer, lang *lexicon.Language) func(func(phrase.Phrase) bool) {
	in := phrase.AnyLang
	if lang != nil {
		in |= lang.Bit
	}
	return func(yield func(phrase.Phrase) bool) {
		for _, p := range r.lex.Trie.Ends[h.Node] {
			if p.Layer == l && p.Lang&in != 0 && !yield(p) {
				return
			}
		}
	}
}

// wordsOf gives a word list of the document's language; nil for a detector
// without contexts.
func (r *pageReading) wordsOf(l list.ID) *phrase.List {
	if r.main == nil {
		return nil
	}
	return r.main.Words[l]
}

// standing tells whether the document deals with what stands already: what is
// operated, reviewed or licensed exists before the work.
func (r *pageReading) standing() bool {
	k := r.kindOfDoc
	return k == sow.KindManaged || k == sow.KindAssessment || k == sow.KindLicensing
}

// isOr tells whether a token is a word for "or".
func (r *pageReading) isOr(t token.Token) bool { return r.lex.Or.Has(t.ID) }
