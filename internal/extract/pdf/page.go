package pdf

import (
	"math"
	"strings"
)

// rect is a rectangle in points with its origin at the top left corner of the
// page as it is shown.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) width() float64   { return r.x1 - r.x0 }
func (r rect) height() float64  { return r.y1 - r.y0 }
func (r rect) centerX() float64 { return (r.x0 + r.x1) / 2 }
func (r rect) centerY() float64 { return (r.y0 + r.y1) / 2 }

func (r rect) union(o rect) rect {
	return rect{min(r.x0, o.x0), min(r.y0, o.y0), max(r.x1, o.x1), max(r.y1, o.y1)}
}

// overlapX is the length that two rectangles share on the x axis; negative is
// the gap between them.
func (r rect) overlapX(o rect) float64 { return min(r.x1, o.x1) - max(r.x0, o.x0) }

func (r rect) overlapY(o rect) float64 { return min(r.y1, o.y1) - max(r.y0, o.y0) }

func (r rect) contains(x, y float64) bool {
	return x >= r.x0 && x <= r.x1 && y >= r.y0 && y <= r.y1
}

// page is what one page shows: words in the producer's order, lines that are
// drawn, and how much of it images cover.
type page struct {
	number        int // from 1
	width, height float64
	sheet         rect // the whole sheet, of which the page shows all or a part
	words         []word
	rules         []rule
	boxes         []rect // framed or shaded areas
	dots          []rect // small filled shapes, as Chromium draws bullets
	images        float64
	drawn         int // paths
	truncated     bool
	chars         int // visible characters
	bad           int // characters without a usable code
	outside       int // words that stand off the sheet

	laid []item   // what the page shows, once it is laid out
	info PageInfo // and what the caller is told of it
}

// view turns PDFium's page space (origin at the bottom left, before rotation)
// into shown space.
type view struct {
	left, bottom, right, top float64 // the visible box in page space
	rotation                 int     // quarter turns clockwise
}

func (v view) size() (width, height float64) {
	w, h := v.right-v.left, v.top-v.bottom
	if v.rotation%2 == 1 {
		return h, w
	}
	return w, h
}

func (v view) point(x, y float64) (float64, float64) {
	switch v.rotation {
	case 1:
		return y - v.bottom, x - v.left
	case 2:
		return v.right - x, y - v.bottom
	case 3:
		return v.top - y, v.right - x
	}
	return x - v.left, v.top - y
}

func (v view) rect(left, top, right, bottom float64) rect {
	xa, ya := v.point(left, top)
	xb, yb := v.point(right, bottom)
	return rect{min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)}
}

// readPage loads one page, draws its annotations and form fields into it and
// collects its words and lines.
func (d *Document) readPage(number int, lim Limits) (*page, error) {
	l := d.lib
	handle := l.call("FPDF_LoadPage", d.handle, i32(number-1))
	if l.err != nil {
		return nil, l.err
	}
	if handle == 0 {
		return nil, ErrFormat
	}
	p := &page{number: number}
	v := d.viewOf(handle)
	p.width, p.height = v.size()
	p.sheet = d.sheetOf(handle, v)
	d.readWords(p, handle, v, lim)
	notes := d.readNotes(handle)
	if len(notes.areas) > 0 {
		handle = d.flatten(handle, number)
	}
	if handle == 0 {
		return nil, ErrFormat
	}
	defer func() {
		if !d.isSmall() {
			l.call("FPDF_ClosePage", handle)
		}
	}()
	if len(notes.areas) > 0 {
		flat := *p
		flat.words, flat.chars, flat.bad, flat.outside = nil, 0, 0, 0
		d.readWords(&flat, handle, v, lim)
		p.addNotes(&flat, notes.areas, v)
		p.addValues(notes.values, notes.ticks, v)
	}
	d.readObjects(p, handle, v, lim)
	p.strike()
	p.addTicks(notes.ticks, v)
	return p, l.err
}

// isSmall reports whether a document has so few pages that these stay open: its
// memory is put back as a whole, and to free it piece by piece takes a fortieth of
// the time. A document that needs more memory than there is at first is not small.
func (d *Document) isSmall() bool {
	return d.pages <= 3 && uint64(d.lib.mod.Memory().Size()) == d.inst.size
}

func (d *Document) viewOf(handle uint64) view {
	l := d.lib
	v := view{right: l.f32("FPDF_GetPageWidthF", handle), top: l.f32("FPDF_GetPageHeightF", handle)}
	v.rotation = l.int("FPDFPage_GetRotation", handle) & 3
	if v.rotation%2 == 1 {
		v.right, v.top = v.top, v.right
	}
	if l.int("FPDF_GetPageBoundingBox", handle, l.scratch) != 0 {
		b := l.floats32(4) // left, top, right, bottom
		if b[2] > b[0] && b[1] > b[3] {
			v.left, v.top, v.right, v.bottom = b[0], b[1], b[2], b[3]
		}
	}
	return v
}

// sheetOf gives the sheet from which a page is cut: what is cropped away is
// kept, because readers show it on request.
func (d *Document) sheetOf(handle uint64, v view) rect {
	l, s := d.lib, d.lib.scratch
	sheet := v.rect(v.left, v.top, v.right, v.bottom)
	if l.int("FPDFPage_GetMediaBox", handle, s, s+4, s+8, s+12) != 0 {
		b := l.floats32(4) // left, bottom, right, top
		sheet = sheet.union(v.rect(b[0], b[3], b[2], b[1]))
	}
	return sheet
}

// badRune reports whether a character of a text layer carries no meaning.
func badRune(r rune) bool {
	return r == 0xFFFD || r >= 0xE000 && r <= 0xF8FF || r < 0x20 && r != '\t' && r != '\r' && r != '\n' && r != hyphenMark ||
		r >= 0x80 && r < 0xA0
}

// hyphenMark is what PDFium puts for a hyphen at the end of a line; builds
// differ, some put hyphenMark2.
const (
	hyphenMark  = 0x02
	hyphenMark2 = 0xFFFE
)

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == 0xA0 || r == '\r' || r == '\n' || r == 0
}

func isBold(fontName string) bool {
	n := strings.ToLower(fontName)
	for _, s := range []string{"bold", "black", "heavy", "semibold", "demi", "-bd"} {
		if strings.Contains(n, s) {
			return true
		}
	}
	return false
}
