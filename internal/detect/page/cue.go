package page

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// CuesOf gives the cues, pseudo cues and breaks that a hit stands for: one
// wording can reach forward as one cue and backward as another.
func (r *Reading) CuesOf(h phrase.Hit, lang *lexicon.Language) func(func(*lexicon.Cue) bool) {
	return func(yield func(*lexicon.Cue) bool) {
		for p := range r.PhrasesOf(h, phrase.Cue, lang) {
			if c := &r.Lex.Cues[p.Ref]; len(c.Behind) == 0 && !yield(c) {
				return
			}
		}
	}
}

// RefusalWithin gives the first cue of refusal within a span of a block that
// speaks of what was named before it, nil without one.
func (r *Reading) RefusalWithin(i int, s token.Span) *lexicon.Cue {
	for _, h := range r.HitsOf(i, phrase.Cue) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		for c := range r.CuesOf(h, r.Blocks[i].Lang) {
			if c.Kind != lexicon.RealCue || c.Weak || c.Flips || c.Sets == sow.Boilerplate || !lexicon.Refuses(c.Sets) || phrase.Opens(r.TokensOf(i)[h.To:], c.UnlessRuns) {
				continue
			}
			if c.Direction != "forward" || h.From == s.From {
				return c
			}
		}
	}
	return nil
}

// SaysCue tells whether a plain cue within a span of a block says a polarity.
func (r *Reading) SaysCue(block int, s token.Span, p sow.Polarity) bool {
	for _, h := range r.HitsOf(block, phrase.Cue) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		for c := range r.CuesOf(h, r.Blocks[block].Lang) {
			if c.Kind == lexicon.RealCue && c.Sets == p && !c.Weak && !c.Flips {
				return true
			}
		}
	}
	return false
}
