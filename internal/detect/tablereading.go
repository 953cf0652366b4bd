package detect

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/sow"
)

// tableReading is a page with sections whose tables have been read.
type tableReading struct {
	sectionReading

	tables    map[int]*table
	lastTable *table                  // of those the one of the last cell
	codes     map[string]sow.Polarity // what codes of lines mean, once they have been asked for
}

// reset makes the reading ready for a document. Of the one before it only the
// memory stays.
func (r *tableReading) reset(lex *lexicon.Lexicon, doc sow.Document) {
	r.sectionReading.reset(lex, doc)
	*r = tableReading{sectionReading: r.sectionReading, tables: map[int]*table{}}
}
