package table

import (
	"cmp"

	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/list"
	"claimline/internal/detect/page"
	"claimline/internal/detect/phrase"
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// readHead reads the head of a column.
func (r *Reading) readHead(text string) *page.Head {
	h := r.HeadOf(text)
	if h.Read || text == "" {
		return h
	}
	h.Read = true
	h.Owner, h.Status = r.WhoseIn(text, h.Tokens), r.SaysAny(h.Tokens, r.WordsOf(list.ColumnStatus)) && !endsNumbered(h.Tokens)
	h.Decides = len(h.Tokens) <= MaxHead && r.SaysAny(h.Tokens, r.WordsOf(list.ColumnDecides))
	short := len(h.Tokens) <= maxAsking
	h.Apart = short && r.SaysAny(h.Tokens, r.WordsOf(list.HeadApart))
	h.Owned, h.When = r.SaysAny(h.Tokens, r.WordsOf(list.HeadOwned)), short && r.SaysAny(h.Tokens, r.WordsOf(list.HeadWhen))
	h.AsksWho = short && !h.Apart && r.SaysAny(h.Tokens, r.WordsOf(list.ColumnOwner))
	if phrase.Opens(h.Tokens, r.WordsOf(list.PartyYours)) {
		h.Owner = page.Customers
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

// HeadOwner tells which party the head of a column, or a label, names.
func (r *Reading) HeadOwner(text string) page.Owner { return r.readHead(text).Owner }

// columnOf gives what the head of a column says of its cells.
func (r *Reading) columnOf(text string) *sow.ColumnClass {
	h := r.HeadOf(text)
	if !h.ColumnRead {
		h.Column, h.ColumnRead = cmp.Or(r.ColumnClass(h.Tokens), r.columnSection(h.Tokens)), true
	}
	return h.Column
}

// rowHeadClass gives the class of a row's head, when it is one that says what
// is delivered.
func (r *Reading) rowHeadClass(text string, lang *lexicon.Language) *sow.SectionClass {
	h := r.HeadOf(text)
	if h.RowRead {
		return h.Row
	}
	h.RowRead = true
	if class, _ := r.ClassOf(h.Tokens, 0, lang); class != nil && !lexicon.Aside(class) {
		h.Row = class
	}
	return h.Row
}
