// Package table reads what tables say of their rows: answers, codes and their
// legends, who does a line, decisions, notes; and the sentences outside that
// order rows by their numbers or speak of a whole list.
package table

import (
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/section"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Reading is a page with sections whose tables have been read.
type Reading struct {
	section.Reading

	tables    map[int]*table
	ordered   []*table                // by their numbers, once they are asked for
	lastTable *table                  // of those the one of the last cell
	markOpens *token.Openings         // the beginnings of marks that claims may name
	codes     map[string]sow.Polarity // what codes of lines mean, once they have been asked for
}

// Reset makes the reading ready for a document. Of the one before it only the
// memory stays.
func (r *Reading) Reset(lex *lexicon.Lexicon, doc sow.Document) {
	r.Reading.Reset(lex, doc)
	*r = Reading{Reading: r.Reading, tables: map[int]*table{}}
}
