package page

import (
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// OpeningRows is the number of blocks at the start that say what a document is.
const OpeningRows = 12

// IsTitle tells whether a heading is the title of the document.
func (r *Reading) IsTitle(i int) bool {
	if i >= OpeningRows {
		return false
	}
	if r.titles[i] == NotAsked {
		r.titles[i] = ReplyOf(token.FoldsTo(r.Doc.Blocks[i].Text, r.title) || r.Doc.Blocks[i].Level <= 1 && r.onlyOne(i))
	}
	return r.titles[i] == Yes
}

// onlyOne tells whether a heading is alone on its level while others stand
// below it, as titles do.
func (r *Reading) onlyOne(i int) bool {
	deeper := 0
	for j := range r.Doc.Blocks {
		b := &r.Doc.Blocks[j]
		if b.Kind != sow.Heading || j == i {
			continue
		}
		if b.Level <= r.Doc.Blocks[i].Level {
			return false
		}
		deeper++
	}
	return deeper > 1
}

// MaxPseudo is the longest paragraph, in bytes, that can be a heading.
const MaxPseudo = 90

// TitleSays looks for words in the title: the document's property, and the
// first lines that read as one.
func (r *Reading) TitleSays(phrases *phrase.List) bool {
	if r.SaysAny(r.TitleTokens, phrases) {
		return true
	}
	for i := range min(5, len(r.Blocks)) {
		b := &r.Doc.Blocks[i]
		if b.Kind != sow.Header && (b.Kind == sow.Heading || len(b.Text) <= MaxPseudo) && r.SaysAny(r.TokensOf(i), phrases) {
			return true
		}
	}
	return false
}
