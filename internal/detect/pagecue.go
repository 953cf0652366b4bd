package detect

import (
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// cuesOf gives the cues, pseudo cues and breaks that a hit stands for: one
// wording can reach forward as one cue and backward as another.
func (r *pageReading) cuesOf(h phrase.Hit, lang *language) func(func(*cue) bool) {
	return func(yield func(*cue) bool) {
		for p := range r.phrasesOf(h, phrase.Cue, lang) {
			if c := &r.lex.cues[p.Ref]; len(c.behind) == 0 && !yield(c) {
				return
			}
		}
	}
}

// refusalWithin gives the first cue of refusal within a span of a block that
// speaks of what was named before it, nil without one.
func (r *pageReading) refusalWithin(i int, s token.Span) *cue {
	for _, h := range r.hitsOf(i, phrase.Cue) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		for c := range r.cuesOf(h, r.blocks[i].lang) {
			if c.kind != realCue || c.Weak || c.Flips || c.Sets == sow.Boilerplate || !refuses(c.Sets) || phrase.Opens(r.tokensOf(i)[h.To:], c.unless) {
				continue
			}
			if c.Direction != "forward" || h.From == s.From {
				return c
			}
		}
	}
	return nil
}

// saysCue tells whether a plain cue within a span of a block says a polarity.
func (r *pageReading) saysCue(block int, s token.Span, p sow.Polarity) bool {
	for _, h := range r.hitsOf(block, phrase.Cue) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		for c := range r.cuesOf(h, r.blocks[block].lang) {
			if c.kind == realCue && c.Sets == p && !c.Weak && !c.Flips {
				return true
			}
		}
	}
	return false
}
