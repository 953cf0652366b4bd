// Package pdf turns the pages of a PDF into the blocks of a [sow.Document]:
// headings, paragraphs, list items, table cells, running headers and footers.
// It reads with PDFium, compiled to WebAssembly. It trusts nothing in a file,
// but it can be made to run long and to use much memory: callers run it in a
// child process with limits (package extract does).
package pdf

import (
	"errors"

	"claimline/internal/sow"
)

// Errors that callers of this package tell apart.
var (
	// ErrPassword says that the file needs a password.
	ErrPassword = errors.New("the PDF needs a password")
	// ErrFormat says that PDFium does not recognise the file as a PDF.
	ErrFormat = errors.New("not readable as a PDF")
	// ErrMemory says that reading the file took more memory than is allowed.
	ErrMemory = errors.New("the PDF needs more memory than is allowed")
	// ErrPages says that the file has more pages than is allowed.
	ErrPages = errors.New("the PDF has more pages than are allowed")
	// ErrTrap says that PDFium gave up in the middle; the engine's instance is
	// not used again.
	ErrTrap = errors.New("PDFium gave up")
)

// Limits bound the work on one document. The zero value of a field means its
// default, which [Limits.WithDefaults] fills in.
type Limits struct {
	Pages     int // pages of a document, default 2000; more is ErrPages
	PageText  int // bytes of text of one page, default 200 kB; the rest is cut with a warning
	TotalText int // bytes of text of a document, default 2 MB; the rest is cut with a warning
	Objects   int // page objects that are looked at for lines of tables, default 20000 a page
}

// WithDefaults gives l with every zero field replaced by its default.
func (l Limits) WithDefaults() Limits {
	def := func(v *int, d int) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&l.Pages, 2000)
	def(&l.PageText, 200<<10)
	def(&l.TotalText, 2<<20)
	def(&l.Objects, 20000)
	return l
}

// Result is a document with what the reading noticed about single pages.
type Result struct {
	Document sow.Document
	Pages    []PageInfo
}

// PageInfo says how much one page gave, so that a caller can decide about OCR.
type PageInfo struct {
	Chars   int     `json:"chars"`   // visible characters
	Image   float64 `json:"image"`   // share of the page that images cover, 0 to 1
	Garbled bool    `json:"garbled"` // the text layer looks broken, see [Garbled]
	Failed  bool    `json:"failed"`  // the page could not be read at all
	Drawn   bool    `json:"drawn"`   // there is much on it that is neither text nor image
	Words   int     `json:"words"`   // words
	Common  int     `json:"common"`  // words that are frequent in some language
}
