package page

import (
	"claimline/internal/detect/token"
	"claimline/internal/sow"
)

// Head is what is read of the head of a column or row, each text once.
type Head struct {
	text   string
	Tokens []token.Token

	Read    bool  // the next seven have been
	Owner   Owner // the party that it names
	Status  bool  // the column says how things stand
	Decides bool  // it says what was decided or answered
	AsksWho bool  // it asks who does a line
	Apart   bool  // it asks about something else than the work: licence, acceptance
	Owned   bool  // it asks who owns what a line delivers
	When    bool  // it asks for a day

	party     Owner // that it labels in the data of the order, once it is asked for
	partyRead bool

	Column     *sow.ColumnClass // as the head of a column, once it is asked for
	ColumnRead bool
	Row        *sow.SectionClass // as the head of a row, once it is asked for
	RowRead    bool
}

// recentHeads is how many heads are found again without a look at all of them:
// those of the cells around, mostly.
const recentHeads = 32

// HeadOf gives what is known of the text of a head.
func (r *Reading) HeadOf(text string) *Head {
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
		r.headTokens = r.z.Tokens(text, r.headTokens)
		h = r.newHead()
		h.text, h.Tokens = text, r.headTokens[from:len(r.headTokens):len(r.headTokens)]
		r.heads[text] = h
	}
	*recent = h
	return h
}

// headsAtOnce is for how many heads room is made at once.
const headsAtOnce = 16

// newHead gives an empty head, from the memory of the document before if there
// is some.
func (r *Reading) newHead() *Head {
	at := r.headCount / headsAtOnce
	if at == len(r.headRooms) {
		r.headRooms = append(r.headRooms, new([headsAtOnce]Head))
	}
	h := &r.headRooms[at][r.headCount%headsAtOnce]
	r.headCount++
	return h
}

// manyHeads is how many heads a document may have whose map is kept.
const manyHeads = 2000

// emptied gives an empty map of heads, with the memory of the document before. To
// clear a large map takes its time, however little it holds.
func emptied(heads map[string]*Head) map[string]*Head {
	if heads == nil || len(heads) > manyHeads {
		return map[string]*Head{}
	}
	clear(heads)
	return heads
}

// forgetHeads empties the heads of the document.
func (r *Reading) forgetHeads() {
	for _, room := range r.headRooms[:(r.headCount+headsAtOnce-1)/headsAtOnce] {
		clear(room[:])
	}
}
