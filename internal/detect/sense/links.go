package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// inLinks tells whether a product that is often only the other end of an
// interface stands in a list of interfaces: "five interfaces are built: X, Y".
func (r *Reading) inLinks(m *mention.Mention, lang *lexicon.Language) bool {
	if !r.peer(m) || r.Standing() {
		return false
	}
	for k := m.From - 1; k > m.Sentence.From; k-- {
		if r.isMark(m.Block, k, ":") {
			return r.SaysIn(m.Block, token.Span{From: m.Sentence.From, To: k}, list.Links)
		}
	}
	intro := r.Blocks[m.Block].Intro
	if intro < 0 || r.verbBefore(m) || m.From > m.Sentence.From+2 {
		return false
	}
	above := r.TokensOf(intro)
	return phrase.Within(above[page.LastSentence(above, r.Doc.Blocks[intro].Text):], lang.Words[list.Links])
}
