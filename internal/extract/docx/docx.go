// Package docx reads Word documents (.docx, .docm, .dotx, .dotm, strict and
// transitional OOXML) into blocks with its own streaming reader on archive/zip
// and encoding/xml. It writes nothing, opens no files and follows no links;
// every amount of work is bounded by [Limits].
package docx

import (
	"io"

	"claimline/internal/extract/pack"
	"claimline/internal/sow"
)

// Limits bounds the work on one document.
type Limits = pack.Limits

// Read reads the Word document of the given size. The document has blocks in
// the order in which a person reads them, with headers first and footers last,
// notes and comments behind the paragraph that they belong to. A file that
// cannot be read whole gives a *sow.Failure and no blocks.
func Read(r io.ReaderAt, size int64, lim Limits) (sow.Document, error) {
	lim = lim.WithDefaults()
	pkg, err := openPackage(r, size, lim)
	if err != nil {
		return sow.Document{}, err
	}
	rd := reader{pkg: pkg, lim: lim}
	return rd.document()
}
