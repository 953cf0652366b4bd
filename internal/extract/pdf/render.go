package pdf

import (
	"fmt"
	"image"
	"math"
)

// maxPixels bounds a page image: an A3 page at 300 dpi.
const maxPixels = 20_000_000

// PDFium's bitmap formats and the flag that draws annotations.
const (
	bitmapGray = 1
	bitmapBGRx = 3
	drawAnnots = 1
)

// raster draws a page at a resolution into a bitmap of the guest and gives its
// rows as they lie there, with the bytes of one row.
func (d *Document) raster(number int, dpi float64, format int) (pix []byte, w, h, stride int, err error) {
	l := d.lib
	if number < 1 || number > d.pages {
		return nil, 0, 0, 0, fmt.Errorf("page %d of %d: %w", number, d.pages, ErrFormat)
	}
	page := l.call("FPDF_LoadPage", d.handle, i32(number-1))
	if page != 0 && d.readNotes(page).fields {
		page = d.flatten(page, number)
	}
	if l.err != nil {
		return nil, 0, 0, 0, l.err
	}
	if page == 0 {
		return nil, 0, 0, 0, fmt.Errorf("load page %d: %w", number, ErrFormat)
	}
	defer func() { l.call("FPDF_ClosePage", page) }()
	pw, ph := l.f32("FPDF_GetPageWidthF", page), l.f32("FPDF_GetPageHeightF", page)
	w, h = pixels(pw, ph, dpi)
	bitmap := l.call("FPDFBitmap_CreateEx", i32(w), i32(h), i32(format), 0, 0)
	if l.err == nil && bitmap == 0 {
		return nil, 0, 0, 0, fmt.Errorf("draw page %d: %w", number, ErrMemory)
	}
	defer func() { l.call("FPDFBitmap_Destroy", bitmap) }()
	l.call("FPDFBitmap_FillRect", bitmap, 0, 0, i32(w), i32(h), 0xFFFFFFFF)
	l.call("FPDF_RenderPageBitmap", bitmap, page, 0, 0, i32(w), i32(h), 0, drawAnnots)
	stride = l.int("FPDFBitmap_GetStride", bitmap)
	at := l.call("FPDFBitmap_GetBuffer", bitmap)
	pix = append([]byte(nil), l.bytes(at, size(stride*h))...)
	return pix, w, h, stride, l.err
}

// pixels gives the size of a page image, made smaller when it would be too
// large.
func pixels(width, height, dpi float64) (w, h int) {
	scale := dpi / 72
	if area := width * height * scale * scale; area > maxPixels {
		scale *= math.Sqrt(maxPixels / area)
	}
	return max(1, int(width*scale+.5)), max(1, int(height*scale+.5))
}

// Gray draws a page (from 1) in grey at a resolution.
func (d *Document) Gray(number int, dpi float64) (*image.Gray, error) {
	pix, w, h, stride, err := d.raster(number, dpi, bitmapGray)
	if err != nil {
		return nil, err
	}
	return &image.Gray{Pix: pix, Stride: stride, Rect: image.Rect(0, 0, w, h)}, nil
}

// Colour draws a page (from 1) at a resolution.
func (d *Document) Colour(number int, dpi float64) (*image.RGBA, error) {
	pix, w, h, stride, err := d.raster(number, dpi, bitmapBGRx)
	if err != nil {
		return nil, err
	}
	for i := 0; i+3 < len(pix); i += 4 {
		pix[i], pix[i+2], pix[i+3] = pix[i+2], pix[i], 0xFF
	}
	return &image.RGBA{Pix: pix, Stride: stride, Rect: image.Rect(0, 0, w, h)}, nil
}
