// Package sense judges each mention of a product: in what sense the product is
// named there, by which cue, and how much the line counts. It asks opinions from what speaks most plainly to what
// speaks least; see polarity.go.
package sense

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/mention"
	"claimline/internal/sow"
)

// Reading is a page with sections and tables whose products have been
// found and judged.
type Reading struct {
	mention.Reading

	teaching *bool
	shares   []lineShare // by the block of a heading and 1, once they are asked for
	early    int         // first block of a section that follows the scope in most documents
	neutral  float64     // weight of a section without a class
}

// Reset makes the reading ready for a document. Of the one before it only the
// memory stays.
func (r *Reading) Reset(lex *lexicon.Lexicon, doc sow.Document) {
	r.Reading.Reset(lex, doc)
	*r = Reading{Reading: r.Reading}
}
