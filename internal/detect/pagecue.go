package detect

import (
	"claimline/internal/sow"
)

// cuesOf gives the cues, pseudo cues and breaks that a hit stands for: one
// wording can reach forward as one cue and backward as another.
func (r *pageReading) cuesOf(h hit, lang *language) func(func(*cue) bool) {
	return func(yield func(*cue) bool) {
		for p := range r.phrasesOf(h, layerCue, lang) {
			if c := &r.lex.cues[p.ref]; len(c.behind) == 0 && !yield(c) {
				return
			}
		}
	}
}

// refusalWithin gives the first cue of refusal within a span of a block that
// speaks of what was named before it, nil without one.
func (r *pageReading) refusalWithin(i int, s span) *cue {
	for _, h := range r.hitsOf(i, layerCue) {
		if h.from < s.from || h.to > s.to {
			continue
		}
		for c := range r.cuesOf(h, r.blocks[i].lang) {
			if c.kind != realCue || c.Weak || c.Flips || c.Sets == sow.Boilerplate || !refuses(c.Sets) || opens(r.tokensOf(i)[h.to:], c.unless) {
				continue
			}
			if c.Direction != "forward" || h.from == s.from {
				return c
			}
		}
	}
	return nil
}

// saysCue tells whether a plain cue within a span of a block says a polarity.
func (r *pageReading) saysCue(block int, s span, p sow.Polarity) bool {
	for _, h := range r.hitsOf(block, layerCue) {
		if h.from < s.from || h.to > s.to {
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
