package sense

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/page"
	"claimline/internal/detect/token"
)

// offered tells whether a product stands in the list of what a framework or a
// catalogue comprises or allows: "The framework comprises five lots: ...". Which of
// it is ordered is said elsewhere.
func (r *Reading) offered(m *mention.Mention) bool {
	if r.comprises(m.Block, token.Span{From: m.Sentence.From, To: m.From}) {
		return true
	}
	intro := r.Blocks[m.Block].Intro
	if intro < 0 || r.Blocks[intro].Lang == nil {
		return false
	}
	tokens := r.TokensOf(intro)
	from := int32(page.LastSentence(tokens, r.Doc.Blocks[intro].Text))
	return r.comprises(intro, token.Span{From: from, To: int32(len(tokens))})
}

// comprises tells whether a span says that a framework has parts to order from,
// and nothing of this order.
func (r *Reading) comprises(block int, s token.Span) bool {
	if s.To <= s.From {
		return false
	}
	return r.SaysIn(block, s, list.Framework) && r.SaysIn(block, s, list.FrameworkHas) &&
		r.SaysIn(block, s, list.FrameworkParts) && !r.SaysIn(block, s, list.ThisDocument)
}
