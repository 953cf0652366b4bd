package table

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// dropReach is the number of words between the numbers of a sentence and what
// refuses them: "number 3 is not ordered", "without points 2 and 4".
const dropReach = 3

// dropsRows tells whether a sentence refuses the very numbers that it names, which
// stand at some words, by a cue that speaks of what stands before it, or behind.
func (r *Reading) dropsRows(i int, s, at token.Span) bool {
	if at.To == at.From {
		return false
	}
	for _, h := range r.HitsOf(i, phrase.Cue) {
		if h.From < s.From || h.To > s.To {
			continue
		}
		for c := range r.CuesOf(h, r.Blocks[i].Lang) {
			before := h.From > s.From && h.To <= at.From && at.From-h.To <= dropReach
			if plain(c) && (c.Direction != "forward" && r.saidOfNumbers(i, s, at, h) || c.Direction != "backward" && before) {
				return true
			}
		}
	}
	return false
}

// plain tells whether a cue refuses whatever it speaks of.
func plain(c *lexicon.Cue) bool {
	return c.Kind == lexicon.RealCue && c.Sets == sow.Excluded && !c.Weak && !c.Flips && !c.Vendor && c.With == ""
}

// saidOfNumbers tells whether a cue behind the numbers of a sentence, which are its
// subject, ends what the sentence says: "number 3 is not ordered", but not "is lot 1
// not accepted in time, …".
func (r *Reading) saidOfNumbers(i int, s, at token.Span, h phrase.Hit) bool {
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	if h.From < at.To || h.From-at.To > dropReach {
		return false
	}
	for k := s.From; k < at.From; k++ {
		if phrase.Opens(tokens[k:], lang.Words[list.Passive]) || phrase.Opens(tokens[k:], lang.Words[list.PastWhen]) {
			return false
		}
	}
	return at.From-s.From <= dropReach && token.UntilPunct(tokens[h.To:s.To]) <= dropReach
}

// numbersIn gives the words of a sentence from the first word for rows that numbers
// follow up to the last of these.
func (r *Reading) numbersIn(i int, s token.Span) (at token.Span) {
	lang, tokens, text := r.Blocks[i].Lang, r.TokensOf(i), r.Doc.Blocks[i].Text
	for k := s.From; k+1 < s.To; k++ {
		if !phrase.Opens(tokens[k:s.To], lang.Words[list.Rows]) {
			continue
		}
		for n := k + 1; n < s.To; n++ {
			t := tokens[n]
			switch {
			case t.Flags&token.Number != 0, t.End-t.Start == 1 && t.Flags&token.InitialCap != 0:
				at = token.Span{From: k, To: n + 1}
			case !r.linksRows(t, text[t.Start:t.End], lang):
				n = s.To
			}
		}
		if at.To > at.From {
			return at
		}
	}
	return at
}

// doesRows tells whether a sentence says of its numbers, which stand at some words,
// that the partner does them: "we will do numbers 1, 2 and 4".
func (r *Reading) doesRows(i int, s, at token.Span) bool {
	if at.To == at.From || !r.DoesItself(i, token.Span{From: s.From, To: at.From}) {
		return false
	}
	lang, tokens := r.Blocks[i].Lang, r.TokensOf(i)
	k := at.From
	if k > s.From && phrase.Opens(tokens[k-1:], lang.Words[list.ArticlesAny]) {
		k--
	}
	return phrase.EndsIn(tokens[s.From:k], lang.Words[list.DoesRows])
}
