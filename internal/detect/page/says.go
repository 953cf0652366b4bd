package page

import (
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
)

// May tells whether block i may hold a phrase of a list of its language: mostly
// it does not, and no word has to be looked at.
func (r *Reading) May(i int, l list.ID) bool { return r.Blocks[i].lists.Has(int(l)) }

// SaysIn tells whether a phrase of a list stands within a span of block i, in its
// language.
func (r *Reading) SaysIn(i int, s token.Span, l list.ID) bool {
	return r.May(i, l) && phrase.Within(r.TokensOf(i)[s.From:s.To], r.Blocks[i].Lang.Words[l])
}

// Says is SaysIn for all of block i.
func (r *Reading) Says(i int, l list.ID) bool {
	return r.May(i, l) && phrase.Within(r.TokensOf(i), r.Blocks[i].Lang.Words[l])
}

// SaysOur is SaysIn by the language of the document.
func (r *Reading) SaysOur(i int, s token.Span, l list.ID) bool {
	if info := &r.Blocks[i]; info.Lang == r.Main && !info.lists.Has(int(l)) {
		return false
	}
	return phrase.Within(r.TokensOf(i)[s.From:s.To], r.WordsOf(l))
}

// NamesPartner tells whether a span of block i holds a name by which the document
// calls the partner.
func (r *Reading) NamesPartner(i int, s token.Span) bool {
	if len(r.Partner.Words) == 0 {
		return false
	}
	info, text, tokens := &r.Blocks[i], r.Doc.Blocks[i].Text, r.TokensOf(i)
	if info.partner == NotAsked {
		info.partner = ReplyOf(token.Named(&r.Partner, text, tokens))
	}
	return info.partner == Yes && token.Named(&r.Partner, text, tokens[s.From:s.To])
}
