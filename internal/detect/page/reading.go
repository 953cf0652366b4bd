// Package page reads a document block by block: its tokens and sentences, the
// phrases in them, the language of each block, titles, quotes with the headings
// above them, and what words by themselves say: who the two parties are, whose
// something is, whether somebody works there, whether that is past. Every later
// reading embeds the reading of this package and adds to it.
package page

import (
	"slices"
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Reading is the state of one pass over a document. Its buffers are reused.
type Reading struct {
	Lex       *lexicon.Lexicon
	Doc       sow.Document
	Main      *lexicon.Language // of most blocks
	Blocks    []Block
	KindOfDoc sow.DocKind   // "" until it has been read
	customer  token.NameSet // folded words by which the document calls the customer
	Partner   token.NameSet // and the partner

	Tokens      []token.Token // of all blocks
	TitleTokens []token.Token // of the document's property

	z      token.Tokenizer
	Hits   [phrase.Layers][]phrase.Hit
	parts  []part              // of the document, to read them side by side
	title  string              // the document's property, folded
	titles [OpeningRows]Reply  // which of the first blocks are titles
	paths  map[int]headingPath // by the innermost heading

	heads      map[string]*Head     // of columns and rows, by their text
	recent     [recentHeads]*Head   // some of them
	noHead     Head                 // of cells without one
	headRooms  []*[headsAtOnce]Head // with all heads, and room for more
	headCount  int                  // how many heads there are
	headTokens []token.Token        // of all heads
}

// Reset makes the reading ready for a document. Of the one before it only the
// memory stays: nothing that was read there may be seen here.
func (r *Reading) Reset(lex *lexicon.Lexicon, doc sow.Document) {
	hits := r.Hits
	for l := range hits {
		hits[l] = hits[l][:0]
	}
	*r = Reading{
		Lex: lex, Doc: doc, Main: lex.Contexts[strings.ToLower(doc.Language)], z: token.Tokenizer{Words: lex.Trie.Words},
		Tokens: r.Tokens[:0], Hits: hits, Blocks: r.Blocks[:0], parts: r.parts, headRooms: r.headRooms,
		paths: map[int]headingPath{}, heads: emptied(r.heads), headTokens: r.headTokens[:0],
	}
}

// Forget drops what belongs to the document, so that no memory that is kept
// holds its text.
func (r *Reading) Forget() {
	clear(r.Blocks)
	r.forgetHeads()
}

// Tokenise cuts all blocks into tokens and matches all phrases in them.
func (r *Reading) Tokenise() {
	r.TitleTokens, r.title = r.z.Tokens(r.Doc.Title, nil), token.FoldText(r.Doc.Title)
	r.Blocks = slices.Grow(r.Blocks, len(r.Doc.Blocks))[:len(r.Doc.Blocks)]
	r.divide()
	r.eachPart(r.cutPart)
	r.joinTokens()
	if r.Main == nil {
		r.Main = r.guess()
	}
	r.eachPart(r.matchPart)
	r.joinHits()
}

// TokensOf gives the tokens of block i.
func (r *Reading) TokensOf(i int) []token.Token {
	s := r.Blocks[i].tokens
	return r.Tokens[s.From:s.To]
}

// HitsOf gives the hits of one layer in block i. Their token indices count
// from the start of the block.
func (r *Reading) HitsOf(i int, l phrase.Layer) []phrase.Hit {
	s := r.Blocks[i].Hits[l]
	return r.Hits[l][s.From:s.To]
}

// PhrasesOf gives the phrases of one layer that a hit stands for.
func (r *Reading) PhrasesOf(h phrase.Hit, l phrase.Layer, lang *lexicon.Language) func(func(phrase.Phrase) bool) {
	in := phrase.AnyLang
	if lang != nil {
		in |= lang.Bit
	}
	return func(yield func(phrase.Phrase) bool) {
		for _, p := range r.Lex.Trie.Ends[h.Node] {
			if p.Layer == l && p.Lang&in != 0 && !yield(p) {
				return
			}
		}
	}
}

// WordsOf gives a word list of the document's language; nil for a detector
// without contexts.
func (r *Reading) WordsOf(l list.ID) *phrase.List {
	if r.Main == nil {
		return nil
	}
	return r.Main.Words[l]
}

// Standing tells whether the document deals with what stands already: what is
// operated, reviewed or licensed exists before the work.
func (r *Reading) Standing() bool {
	k := r.KindOfDoc
	return k == sow.KindManaged || k == sow.KindAssessment || k == sow.KindLicensing
}

// IsOr tells whether a token is a word for "or".
func (r *Reading) IsOr(t token.Token) bool { return r.Lex.Or.Has(t.ID) }
