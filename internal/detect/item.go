package detect

import (
	"claimline/internal/sow"
)

// maxVerdict is the number of tokens of a sentence of an item that can be the
// last word on its topic without taking it up by a pronoun.
const maxVerdict = 9

// topicRefused reads the later sentences of an item or cell that names one
// product only: there all of it speaks of that product. "Somebody asked for X.
// Somebody else laughed. It isn't part."
func (r *senseReading) topicRefused(m *mention) (sow.Polarity, string) {
	k, lang := r.doc.Blocks[m.block].Kind, r.blocks[m.block].lang
	if k != sow.ListItem && k != sow.Cell || lang == nil || !r.onlyProduct(m) {
		return "", ""
	}
	tokens := r.tokensOf(m.block)
	for from := m.sentence.to; int(from) < len(tokens); {
		s := r.sentence(m.block, hit{from: from, to: from + 1})
		if r.worksIn(m.block, s) && !r.saysCue(m.block, s, sow.Excluded) {
			return "", ""
		}
		if opens(tokens[from:], lang.words[listAnaphora]) || s.to-from <= maxVerdict {
			if c := r.refusalWithin(m.block, span{from, s.to}); c != nil {
				return c.Sets, c.ID + ".next"
			}
		}
		from = max(s.to, from+1)
	}
	return "", ""
}

// onlyProduct tells whether the block of a mention names no other product.
func (r *senseReading) onlyProduct(m *mention) bool {
	for _, h := range r.hitsOf(m.block, layerName) {
		for p := range r.phrasesOf(h, layerName, r.blocks[m.block].lang) {
			if n := &r.lex.names[p.ref]; n.kind != foreign && n.entry != m.name.entry {
				return false
			}
		}
	}
	return true
}
