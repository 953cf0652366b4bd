package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// notes are the annotations and form fields of a page that may hold text.
type notes struct {
	areas  []area
	values []value
	ticks  []tick
	fields bool // some are form fields, which PDFium draws only when the page is flattened
}

// area is a rectangle in page space.
type area struct{ left, top, right, bottom float64 }

// value is what a text or choice field holds, by its dictionary.
type value struct {
	area
	text string
}

// PDFium's subtypes of annotations that matter here. A link and the window of
// a note draw no text of their own.
const (
	annotLink   = 2
	annotPopup  = 16
	annotWidget = 20
)

// maxNotes bounds the annotations of a page that are looked at.
const maxNotes = 2000

// readNotes finds the annotations of a page, and among them the check boxes
// and radio buttons. The state of those is the name of the appearance that is
// shown; "Off" is the one name that the format fixes (ISO 32000-1, 12.7.4.2.3).
func (d *Document) readNotes(handle uint64) notes {
	l := d.lib
	var out notes
	n := min(l.int("FPDFPage_GetAnnotCount", handle), maxNotes)
	for i := 0; i < n && l.err == nil; i++ {
		annot := l.call("FPDFPage_GetAnnot", handle, i32(i))
		if annot == 0 {
			continue
		}
		kind := l.int("FPDFAnnot_GetSubtype", annot)
		if kind != annotLink && kind != annotPopup && l.int("FPDFAnnot_GetRect", annot, l.scratch) != 0 {
			b := l.floats32(4) // left, top, right, bottom
			a := area{left: b[0], top: b[1], right: b[2], bottom: b[3]}
			out.areas = append(out.areas, a)
			out.fields = out.fields || kind == annotWidget
			if v := l.annotString(annot, "V"); kind == annotWidget && v != "" {
				out.values = append(out.values, value{area: a, text: v})
			}
			if state := l.annotString(annot, "AS"); kind == annotWidget && state != "" {
				out.ticks = append(out.ticks, tick{area: a, on: state != "Off"})
			}
		}
		l.call("FPDFPage_CloseAnnot", annot)
	}
	return out
}

// flatten makes form values and annotations part of the page, which is the
// only way that PDFium gives them as text. The page is loaded again after it.
func (d *Document) flatten(handle uint64, number int) uint64 {
	l := d.lib
	l.call("FPDFPage_Flatten", handle, 0)
	l.call("FPDF_ClosePage", handle)
	return l.call("FPDF_LoadPage", d.handle, i32(number-1))
}

// addNotes takes the words of the flattened page, which has those of the
// annotations at their place. Where flattening has spoilt the page's own text
// (it mixes up fonts of one name), only the words in the areas of annotations
// are taken, behind the others.
func (p *page) addNotes(flat *page, areas []area, v view) {
	if flat.keeps(p.words) {
		*p = *flat
		return
	}
	for _, w := range flat.words {
		for _, a := range areas {
			if v.rect(a.left, a.top, a.right, a.bottom).contains(w.box.centerX(), w.box.centerY()) {
				p.words = append(p.words, w)
				break
			}
		}
	}
}

// addValues adds the values of fields whose appearance shows nothing. Forms
// leave it to the viewer to draw them (ISO 32000-1, 12.7.2, NeedAppearances).
func (p *page) addValues(values []value, ticks []tick, v view) {
	for _, f := range values {
		box := v.rect(f.left, f.top, f.right, f.bottom)
		drawn := slices.ContainsFunc(p.words, func(w word) bool { return box.contains(w.box.centerX(), w.box.centerY()) })
		isTick := slices.ContainsFunc(ticks, func(t tick) bool { return t.area == f.area })
		if drawn || isTick {
			continue
		}
		size := min(box.height()*0.8, 10)
		x, base := box.x0, box.centerY()+0.3*size
		for i, t := range strings.Fields(f.text) {
			w := word{text: t, size: size, base: base, newLine: i == 0}
			w.box = rect{x, base - 0.8*size, x + 0.5*size*float64(utf8.RuneCountInString(t)), base + 0.2*size}
			x = w.box.x1 + 0.25*size
			p.words = append(p.words, w)
			p.chars += utf8.RuneCountInString(t)
		}
	}
}

// keeps reports whether a page has nearly all of the words, in any order.
func (p *page) keeps(words []word) bool {
	left := map[string]int{}
	for _, w := range p.words {
		left[w.text]++
	}
	lost := 0
	for _, w := range words {
		if left[w.text]--; left[w.text] < 0 {
			lost++
		}
	}
	return lost*10 <= len(words)
}

// annotString gives a string entry of an annotation's dictionary.
func (l *lib) annotString(annot uint64, key string) string {
	at := l.scratch + 128
	copy(l.bytes(at, uint64(len(key)+1)), key+"\x00")
	return l.utf16String("FPDFAnnot_GetStringValue", annot, at)
}
