package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// maxVerdict is the number of tokens of a sentence of an item that can be the
// last word on its topic without taking it up by a pronoun.
const maxVerdict = 9

// topicRefused reads the later sentences of an item or cell that names one
// product only: there all of it speaks of that product. "Somebody asked for X.
// Somebody else laughed. It isn't part."
func (r *senseReading) topicRefused(m *mention) (sow.Polarity, string) {
	k, lang := r.Doc.Blocks[m.block].Kind, r.Blocks[m.block].Lang
	if k != sow.ListItem && k != sow.Cell || lang == nil || !r.onlyProduct(m) {
		return "", ""
	}
	tokens := r.TokensOf(m.block)
	for from := m.sentence.To; int(from) < len(tokens); {
		s := r.Sentence(m.block, phrase.Hit{From: from, To: from + 1})
		if r.WorksIn(m.block, s) && !r.SaysCue(m.block, s, sow.Excluded) {
			return "", ""
		}
		if phrase.Opens(tokens[from:], lang.Words[list.Anaphora]) || s.To-from <= maxVerdict {
			if c := r.RefusalWithin(m.block, token.Span{From: from, To: s.To}); c != nil {
				return c.Sets, c.ID + ".next"
			}
		}
		from = max(s.To, from+1)
	}
	return "", ""
}

// onlyProduct tells whether the block of a mention names no other product.
func (r *senseReading) onlyProduct(m *mention) bool {
	for _, h := range r.HitsOf(m.block, phrase.Name) {
		for p := range r.PhrasesOf(h, phrase.Name, r.Blocks[m.block].Lang) {
			if n := &r.Lex.Names[p.Ref]; n.Kind != lexicon.Foreign && n.Entry != m.name.Entry {
				return false
			}
		}
	}
	return true
}
