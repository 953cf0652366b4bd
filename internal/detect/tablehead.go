package detect

import (
	"cmp"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// readHead reads the head of a column.
func (r *tableReading) readHead(text string) *head {
	h := r.headOf(text)
	if h.read || text == "" {
		return h
	}
	h.read = true
	h.owner, h.status = r.whoseIn(text, h.tokens), r.saysAny(h.tokens, r.wordsOf(list.ColumnStatus)) && !endsNumbered(h.tokens)
	h.decides = len(h.tokens) <= maxHead && r.saysAny(h.tokens, r.wordsOf(list.ColumnDecides))
	h.asksWho = len(h.tokens) <= maxAsking && r.saysAny(h.tokens, r.wordsOf(list.ColumnOwner))
	if phrase.Opens(h.tokens, r.wordsOf(list.PartyYours)) {
		h.owner = customers
	}
	return h
}

// endsNumbered tells whether a head ends with a number: "Stage 2" is no state.
func endsNumbered(tokens []token.Token) bool {
	n := len(tokens)
	return n > 1 && tokens[n-1].Flags&token.Number != 0
}

// maxAsking is the number of words of a head that asks who does a line.
const maxAsking = 5

// headOwner tells which party the head of a column, or a label, names.
func (r *tableReading) headOwner(text string) owner { return r.readHead(text).owner }

// columnOf gives what the head of a column says of its cells.
func (r *tableReading) columnOf(text string) *sow.ColumnClass {
	h := r.headOf(text)
	if !h.columnRead {
		h.column, h.columnRead = cmp.Or(r.columnClass(h.tokens), r.columnSection(h.tokens)), true
	}
	return h.column
}

// rowHeadClass gives the class of a row's head, when it is one that says what
// is delivered.
func (r *tableReading) rowHeadClass(text string, lang *lexicon.Language) *sow.SectionClass {
	h := r.headOf(text)
	if h.rowRead {
		return h.row
	}
	h.rowRead = true
	if class, _ := r.classOf(h.tokens, 0, lang); class != nil && !lexicon.Aside(class) {
		h.row = class
	}
	return h.row
}
