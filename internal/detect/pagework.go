package detect

import (
	"slices"

	"claimline/internal/sow"
)

// saysVerbAt tells whether a word of work stands at token k of a block.
func (r *pageReading) saysVerbAt(block int, k int32) bool {
	return insideHit(r.hitsOf(block, layerVerb), k)
}

// verbWithin tells whether a word of work lies within a span of a block.
func (r *pageReading) verbWithin(block int, s span) bool {
	return slices.ContainsFunc(r.hitsOf(block, layerVerb), func(h hit) bool { return h.from >= s.from && h.to <= s.to })
}

// saysVerb tells whether a word of a kind of work lies within a span of a block.
func (r *pageReading) saysVerb(block int, s span, a sow.Activity) bool {
	for _, h := range r.hitsOf(block, layerVerb) {
		if h.from < s.from || h.to > s.to {
			continue
		}
		for p := range r.phrasesOf(h, layerVerb, r.blocks[block].lang) {
			if r.lex.verbs[p.ref].activity == a {
				return true
			}
		}
	}
	return false
}

// works tells whether a hit is a word of building, moving or teaching.
func (r *pageReading) works(block int, h hit) bool {
	s := span{h.from, h.to}
	for _, a := range []sow.Activity{sow.Deployment, sow.Migration, sow.CustomDevelopment, sow.Training, sow.Adoption} {
		if r.saysVerb(block, s, a) {
			return true
		}
	}
	return false
}

// worksIn tells whether a word of building, moving or teaching lies within a
// span of a block.
func (r *pageReading) worksIn(block int, s span) bool {
	return slices.ContainsFunc(r.hitsOf(block, layerVerb), func(h hit) bool { return h.from >= s.from && h.to <= s.to && r.works(block, h) })
}

// doesItself is saysSelf without a "we" that is no subject: "trusted us with
// its move to X".
func (r *pageReading) doesItself(block int, s span) bool {
	lang := r.blocks[block].lang
	tokens := r.tokensOf(block)
	for k := s.from; lang != nil && k < s.to; k++ {
		if opens(tokens[k:k+1], lang.words[listSelfObject]) && (k == 0 || !opens(tokens[k-1:k], lang.words[listAgent])) {
			return false
		}
	}
	return r.saysSelf(block, s)
}

// liftable are the senses of a section that a sentence about the partner's own
// work overrules: whoever does it will do it, wherever it is said. What is
// optional, later or excluded is described in the same words and is not lifted.
var liftable = []sow.Polarity{sow.Prerequisite, sow.Background, sow.Integration, sow.Tool, sow.Licence}
