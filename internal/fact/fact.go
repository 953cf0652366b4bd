// Package fact reads what a statement of work states about the engagement:
// who, when, how much, under which agreement. Each fact comes with the line
// that states it; a fact that the text does not state is missing, and one that
// it states in two ways is conflicting. Nothing is guessed.
package fact

import (
	"slices"
	"strings"
	"sync"

	"claimline/internal/fact/day"
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/licence"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/party"
	"claimline/internal/fact/pick"
	"claimline/internal/sow"
)

// Reader reads facts with the word lists of a rule pack. It never changes
// after New and is safe for concurrent use.
type Reader struct {
	lex         *lexicon.Lexicon
	rules       *pick.Rules // learnt, nil for none
	sales       *licence.Sales
	pool, sides sync.Pool // *reading; sides read beside another one and have no lines of their own
}

// reading is the state of one pass over a document.
type reading struct {
	page.Page
	memory pick.Memory // of what weighs values
	r      *Reader
	det    *sow.Detection

	namesMicrosoft bool // some block speaks of Microsoft

	observed bool // to learn from: the weights have no say

	sides party.Sides // the two sides, once they are known
	days  day.Reader
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
	f := rd.read(withoutStruck(doc), wait)
	r.close(rd, &r.pool)
	return f
}

// prepare reads the lines of a document, with the days and amounts in them.
func (rd *reading) prepare(doc sow.Document) {
	rd.Cut(&doc)
	names.Raise(&rd.Page)
	rd.Settle()
	rd.days.Open()
	rd.namesMicrosoft = slices.ContainsFunc(doc.Blocks, func(b sow.Block) bool { return strings.Contains(b.Text, "Microsoft") })
}

// detected notes what the detection found.
func (rd *reading) detected(det sow.Detection) {
	rd.det, rd.sides.Detection, rd.days.Kind = &det, &det, det.Kind
	rd.namesMicrosoft = rd.namesMicrosoft || len(det.Workloads) > 0
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
func (rd *reading) readTerms(adviser *pick.Spots, f *sow.Facts) {
	f.Kind = rd.kind()
	f.TenantID = rd.tenant()
	l := licence.New(&rd.sides, rd.namesMicrosoft)
	f.Agreement, f.AgreementMoves, f.TransactingCSP = l.Read()
	l.Pick(adviser, f)
	if !rd.observed {
		f.TransactingCSP = l.WeighSale(rd.r.sales, f.TransactingCSP, f.Agreement)
		f.Agreement = l.BesideSale(f.Agreement, f.TransactingCSP)
	}
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
		rd = &reading{r: r, Page: page.New(r.lex)}
		rd.join()
	}
	return rd
}

// join lets the readers of sides and days read the page.
func (rd *reading) join() {
	rd.sides.Page, rd.days.Page, rd.days.Sides = &rd.Page, &rd.Page, &rd.sides
}

// close drops what belongs to the document and keeps the memory in the pool.
// What Read gave holds none of it.
func (r *Reader) close(rd *reading, pool *sync.Pool) {
	kept := rd.memory
	kept.Forget(len(rd.Lines))
	rd.Leave()
	*rd = reading{r: r, Page: rd.Page, memory: kept}
	rd.join()
	pool.Put(rd)
}

func (rd *reading) kind() sow.Fact[sow.DocKind] {
	if rd.det.Kind == "" {
		return sow.NoFact[sow.DocKind]()
	}
	return sow.NewFact(rd.det.Kind, rd.det.KindEvidence...)
}
