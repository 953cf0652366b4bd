package sense

import (
	"slices"

	"claimline/internal/detect/list"
	"claimline/internal/detect/mention"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// remadeGap is the number of words that may stand between the word for making
// again and the other vendor's product.
const remadeGap = 2

// remadeFor tells whether the sentence makes what was in the product again in
// another vendor's: "the reports in Power BI are rebuilt in Looker".
func (r *Reading) remadeFor(m *mention.Mention) bool {
	lang := r.Blocks[m.Block].Lang
	if lang == nil || !r.SaysIn(m.Block, m.Sentence, list.Remade) {
		return false
	}
	return slices.ContainsFunc(mention.InBlock(r.Vendors, m.Block), func(v mention.Mention) bool {
		return v.From > m.To && v.To <= m.Sentence.To && r.remadeIn(m, &v)
	})
}

// remadeIn tells whether a product follows a word such as "in" with the word for
// making again before it, or, at the end of a German sentence, behind the product.
func (r *Reading) remadeIn(m, v *mention.Mention) bool {
	words, tokens := r.Blocks[m.Block].Lang.Words, r.TokensOf(m.Block)
	if !phrase.EndsIn(tokens[:v.From], words[list.RemadeIn]) {
		return false
	}
	before := token.Span{From: max(m.To, v.From-1-remadeGap), To: v.From - 1}
	after := token.Span{From: v.To, To: min(m.Sentence.To, v.To+remadeGap)}
	return phrase.Within(tokens[before.From:before.To], words[list.Remade]) || phrase.Within(tokens[after.From:after.To], words[list.Remade])
}
