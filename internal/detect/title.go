package detect

import (
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// openingRows is the number of blocks at the start that say what a document is.
const openingRows = 12

// isTitle tells whether a heading is the title of the document.
func (r *pageReading) isTitle(i int) bool {
	if i >= openingRows {
		return false
	}
	if r.titles[i] == notAsked {
		r.titles[i] = replyOf(token.FoldText(r.doc.Blocks[i].Text) == token.FoldText(r.doc.Title) || r.doc.Blocks[i].Level <= 1 && r.onlyOne(i))
	}
	return r.titles[i] == yes
}

// onlyOne tells whether a heading is alone on its level while others stand
// below it, as titles do.
func (r *pageReading) onlyOne(i int) bool {
	deeper := 0
	for j := range r.doc.Blocks {
		b := &r.doc.Blocks[j]
		if b.Kind != sow.Heading || j == i {
			continue
		}
		if b.Level <= r.doc.Blocks[i].Level {
			return false
		}
		deeper++
	}
	return deeper > 1
}

// maxPseudo is the longest paragraph, in bytes, that can be a heading.
const maxPseudo = 90

// titleSays looks for words in the title: the document's property, and the
// first lines that read as one.
func (r *pageReading) titleSays(phrases *phrase.List) bool {
	if r.saysAny(r.titleTokens, phrases) {
		return true
	}
	for i := range min(5, len(r.blocks)) {
		b := &r.doc.Blocks[i]
		if b.Kind != sow.Header && (b.Kind == sow.Heading || len(b.Text) <= maxPseudo) && r.saysAny(r.tokensOf(i), phrases) {
			return true
		}
	}
	return false
}
