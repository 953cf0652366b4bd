package detect

import (
	"slices"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// saysVerbAt tells whether a word of work stands at token k of a block.
func (r *pageReading) saysVerbAt(block int, k int32) bool {
	return phrase.Inside(r.hitsOf(block, phrase.Verb), k)
}

// verbWithin tells whether a word of work lies within a span of a block.
func (r *pageReading) verbWithin(block int, s token.Span) bool {
	return slices.ContainsFunc(r.hitsOf(block, phrase.Verb), func(h phrase.Hit) bool { return h.From >= s.From && h.To <= s.To })
}

// saysVerb tells whether a word of a kind of work lies within a span of a block.
func (r *pageReading) saysVerb(block int, s token.Span, a sow.Activity) bool {
	for _, h := range r.hitsOf(block, phrase.Verb) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		for p := range r.phrasesOf(h, phrase.Verb, r.blocks[block].lang) {
			if r.lex.Verbs[p.Ref].Activity == a {
				return true
			}
		}
	}
	return false
}

// works tells whether a hit is a word of building, moving or teaching.
func (r *pageReading) works(block int, h phrase.Hit) bool {
	s := token.Span{From: h.From, To: h.To}
	for _, a := range []sow.Activity{sow.Deployment, sow.Migration, sow.CustomDevelopment, sow.Training, sow.Adoption} {
		if r.saysVerb(block, s, a) {
			return true
		}
	}
	return false
}

// worksIn tells whether a word of building, moving or teaching lies within a
// span of a block.
func (r *pageReading) worksIn(block int, s token.Span) bool {
	return slices.ContainsFunc(r.hitsOf(block, phrase.Verb), func(h phrase.Hit) bool { return h.From >= s.From && h.To <= s.To && r.works(block, h) })
}

// doesItself is saysSelf without a "we" that is no subject: "trusted us with
// its move to X".
func (r *pageReading) doesItself(block int, s token.Span) bool {
	lang := r.blocks[block].lang
	tokens := r.tokensOf(block)
	for k := s.From; lang != nil && k < s.To; k++ {
		if phrase.Opens(tokens[k:k+1], lang.Words[list.SelfObject]) && (k == 0 || !phrase.Opens(tokens[k-1:k], lang.Words[list.Agent])) {
			return false
		}
	}
	return r.saysSelf(block, s)
}

// liftable are the senses of a section that a sentence about the partner's own
// work overrules: whoever does it will do it, wherever it is said. What is
// optional, later or excluded is described in the same words and is not lifted.
var liftable = []sow.Polarity{sow.Prerequisite, sow.Background, sow.Integration, sow.Tool, sow.Licence}
