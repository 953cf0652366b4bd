package detect

import (
	"strings"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// guessBlocks is over how many blocks the language of a document is guessed.
const guessBlocks = 200

// guess finds the language by its small words over the first blocks. It gives
// nil for a detector without contexts.
func (r *pageReading) guess() *lexicon.Language {
	if len(r.lex.Order) == 0 {
		return nil
	}
	count := make([]int, len(r.lex.Order))
	for i := range min(len(r.blocks), guessBlocks) {
		r.lex.CountStops(r.tokensOf(i), count)
	}
	best := 0
	for i := range count {
		if count[i] > count[best] {
			best = i
		}
	}
	return r.lex.Order[best]
}

// languageOf tells the language of a block. A long block that plainly reads as
// another language than the document is read in that one.
func (r *pageReading) languageOf(b *sow.Block, tokens []token.Token) *lexicon.Language {
	if b.Language != "" {
		if l := r.lex.Contexts[strings.ToLower(b.Language)]; l != nil {
			return l
		}
	}
	if r.main == nil || len(tokens) < 12 {
		return r.main
	}
	var count [phrase.MaxLanguages]int
	r.lex.CountStops(tokens, count[:])
	best, most, own := r.main, 0, 0
	for i, l := range r.lex.Order {
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
