// Package detect finds the Microsoft workloads that a document names and says
// in what sense each is named: delivered, excluded, the source of a move,
// optional, a prerequisite, only mentioned. It turns a sow.Document into a
// sow.Detection by vocabulary and context alone; it knows no method and no
// rule. It reads no files and keeps no state: equal input, equal output.
package detect

import (
	"sync"

	"claimline/internal/detect/around"
	"claimline/internal/detect/lexicon"
	"claimline/internal/detect/sense"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Detector holds a compiled lexicon and what has been learnt. It is read only and
// safe for concurrent use.
type Detector struct {
	lex   *lexicon.Lexicon
	scale *scale      // a second opinion, nil without one
	kinds []kindScale // kinds of documents that have been learnt
	pool  sync.Pool   // *reading
}

// New compiles a lexicon and the contexts of its languages. It refuses what
// lexicon.New refuses.
func New(lex sow.Lexicon, contexts []sow.Context) (*Detector, error) {
	compiled, err := lexicon.New(lex, contexts)
	if err != nil {
		return nil, err
	}
	return &Detector{lex: compiled}, nil
}

// Detect reads a document. It does not change doc.
func (d *Detector) Detect(doc sow.Document) sow.Detection {
	r, _ := d.pool.Get().(*reading)
	if r == nil {
		r = &reading{}
	}
	defer d.pool.Put(r)
	r.reset(d, doc)
	r.read()
	out := r.aggregate()
	r.clear()
	return out
}

// reading is the state of one pass over a document: what is read of it, layer
// upon layer, and what has been learnt of such readings. Its buffers are reused.
type reading struct {
	sense.Reading

	d            *Detector
	givenKind    sow.DocKind // what it is to be read as, "" to find that out
	kindEvidence []sow.Evidence

	added map[*weigh.Table]*weigh.Sum // with memory of the documents before
	doing []workPans                  // of the work on products, once it is asked for
	rooms around.Rooms
	seen  []*around.Surroundings // of this document
	begun begun                  // what its beginning weighs
	heard []bool                 // by row of the weights of beginnings: it has been added
}

// reset makes the reading ready for a document. Of the one before it only the
// memory stays: nothing that was read there may be seen here.
func (r *reading) reset(d *Detector, doc sow.Document) {
	r.Reset(d.lex, doc)
	*r = reading{Reading: r.Reading, d: d, added: r.added, heard: r.heard, rooms: r.rooms.Reuse()}
}

// clear drops what belongs to the document, so that the pool holds no text.
func (r *reading) clear() {
	r.Forget()
	r.reset(r.d, sow.Document{})
}

// read finds and judges all mentions.
func (r *reading) read() {
	r.Tokenise()
	r.FindParties()
	r.PlaceSections()
	r.FindWords()
	r.KindOfDoc, r.kindEvidence = r.kind()
	r.ReadTables()
	r.ReadOwners()
	r.ReadReferences()
	r.ReadRemarks()
	r.FindMentions()
	r.Judge()
}
