package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/table"
	"claimline/internal/sow"
)

// mentionReading is a page with sections and tables whose products have been
// found.
type mentionReading struct {
	table.Reading

	mentions []mention
	vendors  []mention // other vendors' products
	near     nearby
	anywhere map[*phrase.List]bool // what of the names' company stands in the document, once it has been asked for
}

// reset makes the reading ready for a document. Of the one before it only the
// memory stays.
func (r *mentionReading) reset(lex *lexicon.Lexicon, doc sow.Document) {
	r.Reading.Reset(lex, doc)
	*r = mentionReading{Reading: r.Reading, mentions: r.mentions[:0], vendors: r.vendors[:0]}
}

// forget drops what belongs to the document, so that no memory that is kept
// holds its text.
func (r *mentionReading) forget() {
	clear(r.mentions)
	clear(r.vendors)
	r.Reading.Forget()
}
