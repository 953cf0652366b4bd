package sense

import (
	"slices"

	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Minutes tell who said what, and then what was resolved: "Ms Adair proposed X.
// Agreed.", "Mr Boyle showed Y. Resolved: not taken up."

// agreedCue is the cue of what is agreed in a word.
const agreedCue = "resolved"

// resolutionWords is the number of tokens of a sentence that only says that
// something was agreed or was not.
const resolutionWords = 4

// resolves tells whether a sentence is a resolution, by the label that it opens
// with: "Resolved: the supplier sets up X".
func (r *Reading) resolves(block int, s token.Span) bool {
	lang, tokens := r.Blocks[block].Lang, r.TokensOf(block)
	if lang == nil {
		return false
	}
	n := s.From + phrase.Opening(tokens[s.From:s.To], lang.Words[list.Resolved])
	return n > s.From && n < s.To && r.isMark(block, n, ":")
}

// agreedNext tells whether the next sentence says in a word that what was said of
// a mention is agreed.
func (r *Reading) agreedNext(m *mention.Mention) bool {
	return r.onlySays(m.Block, r.afterSpan(m.Block, m.Sentence), list.Resolved)
}

// notResolved tells whether the next sentence says in a word that what was said of
// a mention is not agreed, or a resolution that follows, in its block or the next,
// refuses it and names no product of its own.
func (r *Reading) notResolved(m *mention.Mention) bool {
	next := r.afterSpan(m.Block, m.Sentence)
	if r.onlySays(m.Block, next, list.ResolvedNot) {
		return true
	}
	for s := next; s.To > s.From; s = r.afterSpan(m.Block, s) {
		if r.resolves(m.Block, s) {
			return r.refusesSaid(m.Block, s)
		}
	}
	below := m.Block + 1
	if below >= len(r.Blocks) || r.Doc.Blocks[below].Kind != sow.Paragraph || r.Doc.Blocks[m.Block].Kind != sow.Paragraph {
		return false
	}
	s := r.afterSpan(below, token.Span{})
	return r.resolves(below, s) && r.refusesSaid(below, s)
}

// refusesSaid tells whether a resolution refuses what was said before it, and not a
// thing that it names itself: "Resolved: printers are not included".
func (r *Reading) refusesSaid(block int, s token.Span) bool {
	lang, k := r.Blocks[block].Lang, r.colonIn(block, s)
	for _, h := range r.HitsOf(block, phrase.Cue) {
		if h.From > k && h.To <= s.To && r.RefusalWithin(block, token.Span{From: h.From, To: h.To}) != nil {
			return !slices.ContainsFunc(r.TokensOf(block)[k+1:h.From], func(t token.Token) bool { return !lang.Stop.Has(t.ID) })
		}
	}
	return false
}

// onlySays tells whether a sentence consists of a word of a list alone.
func (r *Reading) onlySays(block int, s token.Span, words list.ID) bool {
	lang := r.Blocks[block].Lang
	if lang == nil || s.To-s.From < 2 || s.To-s.From > resolutionWords {
		return false
	}
	n := s.From + phrase.Opening(r.TokensOf(block)[s.From:s.To], lang.Words[words])
	return n > s.From && n == s.To-1 && r.isMark(block, n, ".!")
}

// afterSpan gives the sentence of a block that follows another, an empty one
// without any.
func (r *Reading) afterSpan(block int, s token.Span) token.Span {
	if int(s.To) >= len(r.TokensOf(block)) {
		return token.Span{From: s.To, To: s.To}
	}
	return r.Sentence(block, phrase.Hit{From: s.To, To: s.To + 1})
}
