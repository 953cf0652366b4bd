package page

import (
	"slices"

	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// SaysVerbAt tells whether a word of work stands at token k of a block.
func (r *Reading) SaysVerbAt(block int, k int32) bool {
	return phrase.Inside(r.HitsOf(block, phrase.Verb), k)
}

// VerbWithin tells whether a word of work lies within a span of a block.
func (r *Reading) VerbWithin(block int, s token.Span) bool {
	return slices.ContainsFunc(r.HitsOf(block, phrase.Verb), func(h phrase.Hit) bool { return h.From >= s.From && h.To <= s.To })
}

// SaysVerb tells whether a word of a kind of work lies within a span of a block.
func (r *Reading) SaysVerb(block int, s token.Span, a sow.Activity) bool {
	for _, h := range r.HitsOf(block, phrase.Verb) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		for p := range r.PhrasesOf(h, phrase.Verb, r.Blocks[block].Lang) {
			if r.Lex.Verbs[p.Ref].Activity == a {
				return true
			}
		}
	}
	return false
}

// Works tells whether a hit is a word of building, moving or teaching.
func (r *Reading) Works(block int, h phrase.Hit) bool {
	s := token.Span{From: h.From, To: h.To}
	for _, a := range []sow.Activity{sow.Deployment, sow.Migration, sow.CustomDevelopment, sow.Training, sow.Adoption} {
		if r.SaysVerb(block, s, a) {
			return true
		}
	}
	return false
}

// WorksIn tells whether a word of building, moving or teaching lies within a
// span of a block.
func (r *Reading) WorksIn(block int, s token.Span) bool {
	return slices.ContainsFunc(r.HitsOf(block, phrase.Verb), func(h phrase.Hit) bool { return h.From >= s.From && h.To <= s.To && r.Works(block, h) })
}

// DoesItself is SaysSelf without a "we" that is no subject: "trusted us with
// its move to X".
func (r *Reading) DoesItself(block int, s token.Span) bool {
	lang := r.Blocks[block].Lang
	tokens := r.TokensOf(block)
	for k := s.From; lang != nil && k < s.To; k++ {
		if phrase.Opens(tokens[k:k+1], lang.Words[list.SelfObject]) && (k == 0 || !phrase.Opens(tokens[k-1:k], lang.Words[list.Agent])) {
			return false
		}
	}
	return r.SaysSelf(block, s)
}

// Liftable are the senses of a section that a sentence about the partner's own
// work overrules: whoever does it will do it, wherever it is said. What is
// optional, later or excluded is described in the same words and is not lifted.
var Liftable = []sow.Polarity{sow.Prerequisite, sow.Background, sow.Integration, sow.Tool, sow.Licence}
