// Package docx reads Word documents (.docx, .docm, .dotx, .dotm, strict and
// transitional OOXML) into blocks with its own streaming reader on archive/zip
// and encoding/xml. It writes nothing, opens no files and follows no links;
// every amount of work is bounded by [Limits].
package docx

import (
	"io"

	"claimline/internal/sow"
)

// Limits bounds the work on one document. A zero field has the default that
// its comment names.
type Limits struct {
	Entries    int   // files in the package: 4,096
	EntryBytes int64 // unpacked bytes of one file: 64 MiB
	TotalBytes int64 // unpacked bytes of all files together: 128 MiB
	Ratio      int64 // unpacked to packed bytes of a part larger than 1 MiB: 100
	Depth      int   // nesting of XML elements: 256
	Tokens     int   // XML tokens of all parts together: 5 million
	TextBytes  int   // text of the document: 8 MiB
}

func (l Limits) withDefaults() Limits {
	set(&l.Entries, 4096)
	set(&l.EntryBytes, 64<<20)
	set(&l.TotalBytes, 128<<20)
	set(&l.Ratio, 100)
	set(&l.Depth, 256)
	set(&l.Tokens, 5_000_000)
	set(&l.TextBytes, 8<<20)
	return l
}

func set[T int | int64](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// Read reads the Word document of the given size. The document has blocks in
// the order in which a person reads them, with headers first and footers last,
// notes and comments behind the paragraph that they belong to. A file that
// cannot be read whole gives a *sow.Failure and no blocks.
func Read(r io.ReaderAt, size int64, lim Limits) (sow.Document, error) {
	lim = lim.withDefaults()
	pkg, err := openPackage(r, size, lim)
	if err != nil {
		return sow.Document{}, err
	}
	rd := reader{pkg: pkg, lim: lim}
	return rd.document()
}
