// Package section gives each block of a page the class of the section that it
// stands in: by headings, by lines that only read as headings, by the first
// words of a block. By these sections it weighs the words of work and tells by
// rules of what kind the document is.
package section

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/page"
	"claimline/internal/sow"
)

// Reading is a page whose blocks have been given their sections.
type Reading struct {
	page.Reading

	said   []saying     // where words that tell the kind occur, by the number of their list
	worked *Worked      // what the words of work weigh, once it has been asked for
	done   []page.Reply // of the words of work
}

// Reset makes the reading ready for a document. Of the one before it only the
// memory stays.
func (r *Reading) Reset(lex *lexicon.Lexicon, doc sow.Document) {
	r.Reading.Reset(lex, doc)
	*r = Reading{Reading: r.Reading, done: r.done[:0]}
}
