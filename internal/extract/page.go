package extract

import (
	"context"
	"io"

	"claimline/internal/sow"
)

// PageDPI is the usual resolution of a page image.
const PageDPI = 144

// RenderPage draws one page (from 1) of a PDF as a PNG at a resolution. A page
// that would be larger than 20 million pixels is drawn smaller. Every error is
// a [sow.Failure]. The digest is the SHA-256 of the file, 64 hex digits; with
// it a page of the document that was read last is drawn without sending the
// document again. It may be empty.
func (r *Reader) RenderPage(ctx context.Context, digest string, data io.ReaderAt, size int64, page int, dpi float64) ([]byte, error) {
	out, err := r.pool.do(ctx, request{Op: opPNG, Name: "page.pdf", Digest: digest, Size: size, Page: page, DPI: min(max(dpi, 18), 600), Limits: r.config.PDF}, data)
	if err != nil {
		return nil, sow.AsFailure(err)
	}
	return out.data, nil
}

// Locate gives the rectangles of a quotation on a page (from 1) of a PDF, one
// for each of its lines; none when it is not there, as on a scanned page. The
// quotation is compared without white space and punctuation. Every error is a
// [sow.Failure]. The digest is that of [Reader.RenderPage].
func (r *Reader) Locate(ctx context.Context, digest string, data io.ReaderAt, size int64, page int, quote string) ([]sow.Box, error) {
	const longest = 4000 // bytes of a quotation that are looked for
	out, err := r.pool.do(ctx, request{Op: opFind, Name: "page.pdf", Digest: digest, Size: size, Page: page, Quote: quote[:min(len(quote), longest)], Limits: r.config.PDF}, data)
	if err != nil {
		return nil, sow.AsFailure(err)
	}
	return out.boxes, nil
}
