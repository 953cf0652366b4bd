package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/sow"
)

// senseReading is a page with sections and tables whose products have been
// found and judged.
type senseReading struct {
	mentionReading

	teaching *bool
	shares   []lineShare // by the block of a heading and 1, once they are asked for
	early    int         // first block of a section that follows the scope in most documents
	neutral  float64     // weight of a section without a class
}

// reset makes the reading ready for a document. Of the one before it only the
// memory stays.
func (r *senseReading) reset(lex *lexicon.Lexicon, doc sow.Document) {
	r.mentionReading.reset(lex, doc)
	*r = senseReading{mentionReading: r.mentionReading}
}
