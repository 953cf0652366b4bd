package detect

import (
	"slices"

	"claimline/internal/sow"
)

// selfReach is the number of words between the partner and its word of work:
// "we for our part build", "ehe wir mit der Umstellung auf X beginnen".
const selfReach = 5

// lifts tells whether a mention in a section of some sense is the partner's own
// work by its sentence.
func (r *senseReading) lifts(m *mention, p sow.Polarity) bool {
	before := p == sow.Background && r.orderBefore(m)
	if slices.Contains(liftable, p) && !before && r.ownWork(m, r.clause(m)) {
		return true
	}
	return r.onlyWork(m)
}

// orderBefore tells whether a sentence of a change order opens with the order
// that it changes: "Under the SOW we are moving 40 servers".
func (r *senseReading) orderBefore(m *mention) bool {
	lang := r.blocks[m.block].lang
	return r.kindOfDoc == sow.KindChangeOrder && lang != nil && saysWithin(r.tokensOf(m.block)[m.sentence.from:min(m.from, m.sentence.from+actReach)], lang.words[listOrderBefore])
}

// ownWork tells whether the partner works on a product within a span of its
// block: a word of building, moving or teaching near the product, and the
// partner near that word.
func (r *senseReading) ownWork(m *mention, s span) bool {
	for _, h := range r.hitsOf(m.block, layerVerb) {
		if h.from < s.from || h.to > s.to || h.from < m.to && h.to > m.from || !r.works(m.block, h) || r.wasDone(m.block, h) {
			continue
		}
		if r.fromVerb(m, h) > governs+2 || h.from >= m.to && r.commaIn(m.block, span{m.to, h.from}) >= 0 {
			continue
		}
		if r.byOther(m.block, h) {
			return false // "is adjusted by head office on our written request"
		}
		near := r.nearWork(m.block, h, s)
		if r.doesItself(m.block, near) || r.whoseIn(r.doc.Blocks[m.block].Text, r.tokensOf(m.block)[near.from:near.to]) == partners {
			return true
		}
	}
	return false
}

// nearWork gives the words of a span around a word of work among which its
// subject stands.
func (r *senseReading) nearWork(block int, h hit, s span) span {
	near := span{max(s.from, h.from-selfReach), min(s.to, h.to+selfReach)}
	if k := r.commaIn(block, span{near.from, h.from}); k >= 0 && near.from > s.from {
		near.from = k + 1 // "of our PMO, files are moved" has another subject
	}
	return near
}

// byOther tells whether a word of work is followed by an agent that is not the
// partner.
func (r *senseReading) byOther(block int, h hit) bool {
	lang, tokens, text := r.blocks[block].lang, r.tokensOf(block), r.doc.Blocks[block].Text
	if lang == nil || !opens(tokens[h.to:], lang.words[listAgentBy]) {
		return false
	}
	near := tokens[h.to+1 : min(int32(len(tokens)), h.to+5)]
	who := r.actor(text, near[:untilPunct(near)])
	return who == customers || who == thirds
}

// onlyWork tells whether a sentence says that the work is about nothing but the
// product: "this order only covers X", "l'objet de la consultation est la seule
// téléphonie : X".
func (r *senseReading) onlyWork(m *mention) bool {
	lang := r.blocks[m.block].lang
	if lang == nil {
		return false
	}
	tokens := r.tokensOf(m.block)
	if saysWithin(tokens[m.sentence.from:m.from], lang.words[listOrderOnly]) {
		return true
	}
	c := r.clause(m)
	n := opening(tokens[c.from:m.from], lang.words[listThisOrder])
	if n > 0 && c.from+n < m.from && r.doc.Blocks[m.block].Text[tokens[c.from+n].start] == ':' {
		return true // "This contract: X", among others
	}
	class := r.blocks[m.block].class // "only the screens in X are redone", below what is left out
	return class != nil && class.Polarity == sow.Excluded && opens(tokens[c.from:m.from], lang.words[listOnly]) && r.worksIn(m.block, c)
}

// commaIn gives the token of the last comma in a span, -1 without one.
func (r *senseReading) commaIn(block int, s span) int32 {
	tokens, text := r.tokensOf(block), r.doc.Blocks[block].Text
	for k := s.to - 1; k >= s.from; k-- {
		if text[tokens[k].start] == ',' {
			return k
		}
	}
	return -1
}

// ownClause gives the part of a mention's sentence between commas.
func (r *senseReading) ownClause(m *mention) span {
	s := m.sentence
	tokens, text := r.tokensOf(m.block), r.doc.Blocks[m.block].Text
	for k := s.from; k < m.from; k++ {
		if text[tokens[k].start] == ',' {
			s.from = k + 1
		}
	}
	for k := m.to; k < s.to; k++ {
		if text[tokens[k].start] == ',' {
			s.to = k
		}
	}
	return s
}
