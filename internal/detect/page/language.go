package page

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
func (r *Reading) guess() *lexicon.Language {
	if len(r.Lex.Order) == 0 {
		return nil
	}
	count := make([]int, len(r.Lex.Order))
	for i := range min(len(r.Blocks), guessBlocks) {
		r.Lex.CountStops(r.TokensOf(i), count)
	}
	best := 0
	for i := range count {
		if count[i] > count[best] {
			best = i
		}
	}
	return r.Lex.Order[best]
}

// languageOf tells the language of a block. A long block that plainly reads as
// another language than the document is read in that one.
func (r *Reading) languageOf(b *sow.Block, tokens []token.Token) *lexicon.Language {
	if b.Language != "" {
		if l := r.Lex.Contexts[strings.ToLower(b.Language)]; l != nil {
			return l
		}
	}
	if r.Main == nil || len(tokens) < 12 {
		return r.Main
	}
	var room [phrase.MaxLanguages]int
	count := room[:len(r.Lex.Order)]
	r.Lex.CountStops(tokens, count)
	best, most, own := r.Main, 0, 0
	for i, l := range r.Lex.Order {
		if count[i] > most {
			best, most = l, count[i]
		}
		if l == r.Main {
			own = count[i]
		}
	}
	if most >= 4 && most > 2*own {
		return best
	}
	return r.Main
}
