package detect

import (
	"cmp"

	"claimline/internal/sow"
)

// head is what is read of the head of a column or row, each text once.
type head struct {
	text   string
	tokens []token

	read    bool  // the next four have been
	owner   owner // the party that it names
	status  bool  // the column says how things stand
	decides bool  // it says what was decided or answered
	asksWho bool  // it asks who does a line

	party     owner // that it labels in the data of the order, once it is asked for
	partyRead bool

	column     *sow.ColumnClass // as the head of a column, once it is asked for
	columnRead bool
	row        *sow.SectionClass // as the head of a row, once it is asked for
	rowRead    bool
}

// recentHeads is how many heads are found again without a look at all of them:
// those of the cells around, mostly.
const recentHeads = 32

// headOf gives what is known of the text of a head.
func (r *reading) headOf(text string) *head {
	if text == "" {
		return &r.noHead
	}
	recent := &r.recent[(len(text)*7+int(text[0])+3*int(text[len(text)-1]))%recentHeads]
	if h := *recent; h != nil && h.text == text {
		return h
	}
	h := r.heads[text]
	if h == nil {
		from := len(r.headTokens)
		r.headTokens = r.z.tokens(text, r.headTokens)
		h = r.newHead()
		h.text, h.tokens = text, r.headTokens[from:len(r.headTokens):len(r.headTokens)]
		r.heads[text] = h
	}
	*recent = h
	return h
}

// headsAtOnce is for how many heads room is made at once.
const headsAtOnce = 16

// newHead gives an empty head, from the memory of the document before if there
// is some.
func (r *reading) newHead() *head {
	at := r.headCount / headsAtOnce
	if at == len(r.headRooms) {
		r.headRooms = append(r.headRooms, new([headsAtOnce]head))
	}
	h := &r.headRooms[at][r.headCount%headsAtOnce]
	r.headCount++
	return h
}

// forgetHeads empties the heads of the document.
func (r *reading) forgetHeads() {
	for _, room := range r.headRooms[:(r.headCount+headsAtOnce-1)/headsAtOnce] {
		clear(room[:])
	}
}

// readHead reads the head of a column.
func (r *reading) readHead(text string) *head {
	h := r.headOf(text)
	if h.read || text == "" {
		return h
	}
	h.read = true
	h.owner, h.status = r.whoseIn(text, h.tokens), r.saysAny(h.tokens, r.wordsOf(listColumnStatus)) && !endsNumbered(h.tokens)
	h.decides = len(h.tokens) <= maxHead && r.saysAny(h.tokens, r.wordsOf(listColumnDecides))
	h.asksWho = len(h.tokens) <= maxAsking && r.saysAny(h.tokens, r.wordsOf(listColumnOwner))
	if opens(h.tokens, r.wordsOf(listPartyYours)) {
		h.owner = customers
	}
	return h
}

// endsNumbered tells whether a head ends with a number: "Stage 2" is no state.
func endsNumbered(tokens []token) bool {
	n := len(tokens)
	return n > 1 && tokens[n-1].flags&number != 0
}

// maxAsking is the number of words of a head that asks who does a line.
const maxAsking = 5

// headOwner tells which party the head of a column, or a label, names.
func (r *reading) headOwner(text string) owner { return r.readHead(text).owner }

// columnOf gives what the head of a column says of its cells.
func (r *reading) columnOf(text string) *sow.ColumnClass {
	h := r.headOf(text)
	if !h.columnRead {
		h.column, h.columnRead = cmp.Or(r.columnClass(h.tokens), r.columnSection(h.tokens)), true
	}
	return h.column
}

// rowHeadClass gives the class of a row's head, when it is one that says what
// is delivered.
func (r *reading) rowHeadClass(text string, lang *language) *sow.SectionClass {
	h := r.headOf(text)
	if h.rowRead {
		return h.row
	}
	h.rowRead = true
	if class, _ := r.classOf(h.tokens, 0, lang); class != nil && !aside(class) {
		h.row = class
	}
	return h.row
}
