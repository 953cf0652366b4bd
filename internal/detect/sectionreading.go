package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/sow"
)

// sectionReading is a page whose blocks have been given their sections.
type sectionReading struct {
	pageReading

	said   []saying // where words that tell the kind occur, by the number of their list
	worked *worked  // what the words of work weigh, once it has been asked for
	done   []reply  // of the words of work
}

// reset makes the reading ready for a document. Of the one before it only the
// memory stays.
func (r *sectionReading) reset(lex *lexicon.Lexicon, doc sow.Document) {
	r.pageReading.reset(lex, doc)
	*r = sectionReading{pageReading: r.pageReading, done: r.done[:0]}
}
