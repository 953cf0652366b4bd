package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
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
func (r *Reading) topicRefused(m *mention.Mention) (sow.Polarity, string) {
	k, lang := r.Doc.Blocks[m.Block].Kind, r.Blocks[m.Block].Lang
	if k != sow.ListItem && k != sow.Cell || lang == nil || !r.onlyProduct(m) {
		return "", ""
	}
	tokens := r.TokensOf(m.Block)
	for from := m.Sentence.To; int(from) < len(tokens); {
		s := r.Sentence(m.Block, phrase.Hit{From: from, To: from + 1})
		if r.WorksIn(m.Block, s) && !r.SaysCue(m.Block, s, sow.Excluded) {
			return "", ""
		}
		if phrase.Opens(tokens[from:], lang.Words[list.Anaphora]) || s.To-from <= maxVerdict {
			if c := r.RefusalWithin(m.Block, token.Span{From: from, To: s.To}); c != nil {
				return c.Sets, c.ID + ".next"
			}
		}
		from = max(s.To, from+1)
	}
	return "", ""
}

// onlyProduct tells whether the block of a mention names no other product.
func (r *Reading) onlyProduct(m *mention.Mention) bool {
	for _, h := range r.HitsOf(m.Block, phrase.Name) {
		for p := range r.PhrasesOf(h, phrase.Name, r.Blocks[m.Block].Lang) {
			if n := &r.Lex.Names[p.Ref]; n.Kind != lexicon.Foreign && n.Entry != m.Name.Entry {
				return false
			}
		}
	}
	return true
}
