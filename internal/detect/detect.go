// Package detect finds the Microsoft workloads that a document names and says
// in what sense each is named: delivered, excluded, the source of a move,
// optional, a prerequisite, only mentioned. It turns a sow.Document into a
// sow.Detection by vocabulary and context alone; it knows no method and no
// rule. It reads no files and keeps no state: equal input, equal output.
package detect

import (
	"sync"

	"claimline/internal/sow"
)

// Detector holds a compiled vocabulary. It is read only and safe for
// concurrent use.
type Detector struct {
	lex      sow.Lexicon
	trie     *trie
	names    []name
	cues     []cue
	verbs    []verb
	contexts map[string]*language // by ISO 639-1 code
	order    []*language          // in the order they were given
	entries  map[string]int       // workload, umbrella and product id to entry
	brandsOf map[string][]string  // workload id to the umbrellas that are brands of single products
	misspelt [256][]productWord   // by their first letter
	values   map[string]cellValue // by folded text: those of all languages, of equal ones the first
	opens    *openings            // how these begin
	stops    []langs              // by token id: the languages of which it is a small word
	scale    *scale               // a second opinion, nil without one
	kinds    []kindScale          // kinds of documents that have been learnt
	and      int32                // id of the word
	or       idSet                // and of those for "or"
	pool     sync.Pool            // *reading
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

// read finds and judges all mentions.
func (r *reading) read() {
	r.tokenise()
	r.findParties()
	r.placeSections()
	r.kindOfDoc, r.kindEvidence = r.kind()
	r.readTables()
	r.readOwners()
	r.readReferences()
	r.readRemarks()
	r.findMentions()
	r.judge()
}
