// Package fact reads what a statement of work states about the engagement:
// who, when, how much, under which agreement. Each fact comes with the line
// that states it; a fact that the text does not state is missing, and one that
// it states in two ways is conflicting. Nothing is guessed.
package fact

import (
	"slices"
	"strings"
	"sync"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
	"claimline/internal/weigh"
)

// Reader reads facts with the word lists of a rule pack. It never changes
// after New and is safe for concurrent use.
type Reader struct {
	lex         *lexicon.Lexicon
	picks       map[string]sow.Pick // by fact, without their words
	table       *weigh.Table        // of these words
	pool, sides sync.Pool           // *reading; sides read beside another one and have no lines of their own
}

// memory is what one reading leaves to the next. Words point at terms, so none
// of it holds a document.
type memory struct {
	lines     []line
	scanned   [][]lexicon.Word // by block, its words; nil for one that is not read
	terms     lexicon.Terms
	peekWords []lexicon.Word
	peekHits  []lexicon.Hit
	pieces    []part
	parts     []part
	labels    []int  // where labels begin inside a block
	bolds     []part // the roles in bold letters in it that are labels
	tally     []tally
	counts    []int32 // of the tallies
	hitShelf  shelf[lexicon.Hit]
	wordShelf shelf[lexicon.Word]
	keyShelf  shelf[string]
	sum       *weigh.Sum
	overs     map[overKey]odds // what stands over values weighs
	headPaths headPaths
}

// reading is the state of one pass over a document.
type reading struct {
	memory
	r         *Reader
	lex       *lexicon.Lexicon
	doc       *sow.Document
	det       *sow.Detection
	tables    map[int]*grid
	inTables  map[int][]int       // the lines of each table, once they are asked for
	signTable map[int]bool        // tables of signatures, once they are known
	edges     []int               // the lines of running headers and footers
	marks     []lexicon.TermMarks // of the words in each block
	paths     *headPaths
	scan      scan
	lastLabel line
	heads     map[string][]lexicon.Hit // of columns
	us        bool                     // all-number dates are month first
	hasTerm   bool                     // some heading announces dates
	titled    bool                     // the title has been read as a heading
	coinage   coinage                  // what amounts are in
	anchor    sow.Day                  // of the letter, from which days without a year count
	dollar    string                   // as of the coinage, once amounts are read
	currency  string                   // likewise

	isOrder        bool // the customer writes the document
	namesMicrosoft bool // some block speaks of Microsoft

	language       uint8   // of the document, by number
	blockLanguages []uint8 // of its blocks, once they are known

	observed bool // to learn from: the weights have no say

	parties  parties
	thread   thread
	issued   *line   // of the one who orders, nil for none
	gathered *survey // the names of organisations, once they are known
}

// Read gives what doc states. The detection says what kind of document it is
// and which work it names. Read does not change its arguments.
func (r *Reader) Read(doc sow.Document, det sow.Detection) sow.Facts {
	return r.ReadBeside(doc, func() sow.Detection { return det })
}

// ReadBeside is Read beside the detection, which wait waits for and gives: all
// that does not depend on it is read before. Wait may be called more than once,
// and from more than one goroutine. The document must stay as it is meanwhile.
func (r *Reader) ReadBeside(doc sow.Document, wait func() sow.Detection) sow.Facts {
	rd := r.open(&r.pool)
	f := rd.read(doc, wait)
	r.close(rd, &r.pool)
	return f
}

// prepare reads the lines of a document, with the days and amounts in them.
func (rd *reading) prepare(doc sow.Document) {
	rd.doc = &doc
	rd.heads = map[string][]lexicon.Hit{}
	rd.marks = make([]lexicon.TermMarks, len(doc.Blocks))
	rd.terms.Know(rd.lex)
	rd.paths = &rd.headPaths
	rd.paths.place(&doc)
	rd.split()
	rd.raiseNames()
	rd.chooseLanguages()
	rd.placeHeadings()
	rd.us = written.MonthFirst(doc.Blocks)
	rd.readNumbers()
	rd.anchor = rd.findAnchor()
	rd.coinage = rd.readCoinage()
	rd.namesMicrosoft = slices.ContainsFunc(doc.Blocks, func(b sow.Block) bool { return strings.Contains(b.Text, "Microsoft") })
}

// detected notes what the detection found.
func (rd *reading) detected(det sow.Detection) {
	rd.det = &det
	rd.namesMicrosoft = rd.namesMicrosoft || len(det.Workloads) > 0
}

// readNumbers reads the days and amounts of all lines.
func (rd *reading) readNumbers() {
	for i := range rd.lines {
		if l := &rd.lines[i]; l.numeric {
			rd.dateHits(l)
			l.moneys()
		}
	}
}

// read reads a document.
func (rd *reading) read(doc sow.Document, wait func() sow.Detection) (f sow.Facts) {
	rd.prepare(doc)
	if rd.mayPart() {
		rd.readParted(wait, &f)
	} else {
		rd.readInTurn(wait, &f)
	}
	f.Country = rd.country(f)
	return f
}

// readTerms reads all that is neither a figure nor one of the two sides, which
// must be known.
func (rd *reading) readTerms(adviser *spots, f *sow.Facts) {
	f.Kind = rd.kind()
	f.Agreement, f.AgreementMoves, f.TransactingCSP = rd.licensing()
	rd.pickAgreement(adviser, f)
	f.Engagement = rd.engagement()
	f.Access = rd.access()
	f.PublicSector, f.Cloud, f.PartnerClause = rd.public(f.Customer), rd.cloud(), rd.clause()
	f.Contacts = rd.contacts()
}

// New makes a reader with the word lists, one per language. It returns an error
// for a phrase that can never match.
func New(list []sow.FactWords) (*Reader, error) {
	lex, err := lexicon.New(list)
	if err != nil {
		return nil, err
	}
	return &Reader{lex: lex}, nil
}

// open gives a reading, with the memory of one from the pool that is over if
// there is one.
func (r *Reader) open(pool *sync.Pool) *reading {
	rd, _ := pool.Get().(*reading)
	if rd == nil {
		rd = &reading{r: r, lex: r.lex}
	}
	return rd
}

// manyLines is how many lines a document may have whose memory is kept whole.
const manyLines = 10_000

// close drops what belongs to the document and keeps the memory in the pool.
// What Read gave holds none of it.
func (r *Reader) close(rd *reading, pool *sync.Pool) {
	clear(rd.lines)
	clear(rd.scanned)
	kept := memory{
		terms: rd.terms, peekWords: rd.peekWords, peekHits: rd.peekHits,
		hitShelf: rd.hitShelf, wordShelf: rd.wordShelf, keyShelf: rd.keyShelf, lines: rd.lines[:0], scanned: rd.scanned, pieces: rd.pieces, parts: rd.parts, labels: rd.labels, bolds: rd.bolds,
		tally: rd.tally, counts: rd.counts, sum: rd.sum, overs: rd.overs, headPaths: rd.headPaths,
	}
	if clear(kept.overs); len(rd.lines) > manyLines {
		kept.overs = nil // to clear a large map takes its time, however little it holds
	}
	kept.headPaths.forget()
	kept.hitShelf.clear()
	kept.wordShelf.clear()
	kept.keyShelf.clear()
	kept.terms.Forget()
	*rd = reading{r: r, lex: r.lex, memory: kept}
	pool.Put(rd)
}

func (rd *reading) kind() sow.Fact[sow.DocKind] {
	if rd.det.Kind == "" {
		return sow.NoFact[sow.DocKind]()
	}
	return sow.NewFact(rd.det.Kind, rd.det.KindEvidence...)
}
