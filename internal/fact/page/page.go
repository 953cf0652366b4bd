// Package page cuts a document into lines and tells where each of them stands. A
// document and the compiled word lists go in; lines come out, each with its words,
// the phrases, days and amounts in it, its label, its place in a table, the topics
// of the headings above it, and the language of its block. What a line says about
// the engagement is for those who read the page.
package page

import (
	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// Page is a document as its readers see it: cut into lines, each with its label,
// its place in a table, the headings above it, and the phrases, days and amounts
// in it. It is filled by [Page.Cut] and then by [Page.Settle].
type Page struct {
	Doc        *sow.Document
	Lexicon    *lexicon.Lexicon
	Lines      []Line
	Scanned    [][]lexicon.Word // by block, its words; nil for one that is not read
	Terms      lexicon.Terms
	Tables     map[int]*Grid
	Edges      []int // the lines of running headers and footers
	MonthFirst bool  // all-number dates are month first
	HasTerm    bool  // some heading announces dates

	coinage coinage // what amounts are in
	known   coinage // likewise, to readers of amounts who know it
	knows   bool    // the reader does

	Language       uint8               // of the document, by number
	blockLanguages []uint8             // of its blocks, once they are known
	inTables       map[int][]int       // the lines of each table, once they are asked for
	Marks          []lexicon.TermMarks // of the words in each block
	gists          gists
	paths          *headPaths
	scan           scan
	lastLabel      Line
	heads          []columnHead // by column, of the last table
	titled         bool         // the title has been read as a heading

	kept
}

// kept is what a page leaves to the next one in its place. Words point at terms,
// so none of it holds a document.
type kept struct {
	peekWords []lexicon.Word
	peekHits  []lexicon.Hit
	pieces    []part
	parts     []part
	labels    []int  // where labels begin inside a block
	bolds     []part // the roles in bold letters in it that are labels
	ends      []part // between the words of a block, where a sentence may end
	tally     []tally
	counts    []count // of the tallies
	hitShelf  shelf[lexicon.Hit]
	wordShelf shelf[lexicon.Word]
	keyShelf  shelf[string]
	headPaths headPaths
}

// New gives an empty page.
func New(lex *lexicon.Lexicon) Page { return Page{Lexicon: lex} }

// Cut cuts a document into lines and finds the phrases in them.
func (pg *Page) Cut(doc *sow.Document) {
	pg.Doc = doc
	pg.Marks = make([]lexicon.TermMarks, len(doc.Blocks))
	pg.Terms.Know(pg.Lexicon)
	pg.paths = &pg.headPaths
	pg.paths.place(doc)
	pg.split()
}

// Settle finds the languages of the page, which lines stand below which headings,
// and the days and amounts in the lines.
func (pg *Page) Settle() {
	pg.chooseLanguages()
	pg.placeHeadings()
	pg.MonthFirst = written.MonthFirst(pg.monthOrderTexts())
	pg.leaveOtherLots()
	pg.readNumbers()
	pg.coinage = pg.readCoinage()
	pg.readCoins()
}

// Share makes the page ready to be read from several sides at once. Nobody may
// write to its lines from then on.
func (pg *Page) Share() {
	pg.paths.make(pg.Doc)
	pg.placeTables()
}

// Beside gives a page with the lines, words and headings of another one, which
// has been shared, and a memory of its own: that of a page that was left.
func (pg *Page) Beside(shared *Page) Page {
	terms, own := pg.Terms, pg.kept
	side := *shared
	side.Terms, side.kept = terms, own
	side.Terms.Know(side.Lexicon)
	return side
}

// Unshare drops what a page that Beside gave has of the other one, before it is left.
func (pg *Page) Unshare() { pg.Lines, pg.Scanned, pg.gists = nil, nil, gists{} }

// Leave drops what belongs to the document and keeps the memory.
func (pg *Page) Leave() {
	clear(pg.Lines)
	clear(pg.Scanned)
	pg.headPaths.forget()
	pg.hitShelf.clear()
	pg.wordShelf.clear()
	pg.keyShelf.clear()
	pg.Terms.Forget()
	pg.gists.forget()
	*pg = Page{Lexicon: pg.Lexicon, Lines: pg.Lines[:0], Scanned: pg.Scanned, Terms: pg.Terms, gists: pg.gists, kept: pg.kept}
}

// Peek cuts a text into words, which stay until the next text is cut.
func (pg *Page) Peek(text string) []lexicon.Word {
	pg.peekWords = pg.Terms.AppendWords(pg.peekWords[:0], text)
	return pg.peekWords
}

// HeadAbove gives the last heading before a block, -1 for none.
func (pg *Page) HeadAbove(block int) int { return pg.paths.last[block] }

// HeadOver gives the heading above a heading, -1 for none.
func (pg *Page) HeadOver(head int) int { return pg.paths.parent[head] }

// HeadingPath gives the headings above a block, as sow.Document.HeadingPath does.
func (pg *Page) HeadingPath(block int) string { return pg.paths.above(pg.Doc, block) }
