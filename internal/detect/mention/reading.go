// Package mention finds the products that a document names: of the wordings in
// it those that are spelt as a name and have beside them what they need.
package mention

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/table"
	"claimline/internal/sow"
)

// Reading is a page with sections and tables whose products have been
// found.
type Reading struct {
	table.Reading

	Mentions []Mention
	Vendors  []Mention // other vendors' products
	Near     Nearby
	anywhere map[*phrase.List]bool // what of the names' company stands in the document, once it has been asked for
}

// Reset makes the reading ready for a document. Of the one before it only the
// memory stays.
func (r *Reading) Reset(lex *lexicon.Lexicon, doc sow.Document) {
	r.Reading.Reset(lex, doc)
	*r = Reading{Reading: r.Reading, Mentions: r.Mentions[:0], Vendors: r.Vendors[:0]}
}

// Forget drops what belongs to the document, so that no memory that is kept
// holds its text.
func (r *Reading) Forget() {
	clear(r.Mentions)
	clear(r.Vendors)
	r.Reading.Forget()
}
