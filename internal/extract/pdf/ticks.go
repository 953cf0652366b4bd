package pdf

// tick is a check box of a form.
type tick struct {
	left, top, right, bottom float64 // in page space
	on                       bool
}

// annotWidget is PDFium's subtype of a form field on a page.
const annotWidget = 20

// readTicks finds the check boxes and radio buttons of a page. Their state is
// the name of the appearance that is shown; "Off" is the one name that the
// format fixes (ISO 32000-1, 12.7.4.2.3).
func (d *Document) readTicks(handle uint64) []tick {
	l := d.lib
	var out []tick
	n := min(l.int("FPDFPage_GetAnnotCount", handle), 2000)
	for i := 0; i < n && l.err == nil; i++ {
		annot := l.call("FPDFPage_GetAnnot", handle, i32(i))
		if annot == 0 {
			continue
		}
		if l.int("FPDFAnnot_GetSubtype", annot) == annotWidget {
			if t, ok := d.readTick(annot); ok {
				out = append(out, t)
			}
		}
		l.call("FPDFPage_CloseAnnot", annot)
	}
	return out
}

func (d *Document) readTick(annot uint64) (tick, bool) {
	l := d.lib
	state := l.annotString(annot, "AS")
	if state == "" {
		return tick{}, false
	}
	if l.int("FPDFAnnot_GetRect", annot, l.scratch) == 0 {
		return tick{}, false
	}
	b := l.floats32(4) // left, top, right, bottom
	return tick{left: b[0], top: b[1], right: b[2], bottom: b[3], on: state != "Off"}, true
}

// annotString gives a string entry of an annotation's dictionary.
func (l *lib) annotString(annot uint64, key string) string {
	at := l.scratch + 128
	copy(l.bytes(at, uint64(len(key)+1)), key+"\x00")
	return l.utf16String("FPDFAnnot_GetStringValue", annot, at)
}

// addTicks puts a box glyph where a check box stands, before the word that
// follows it on its line.
func (p *page) addTicks(ticks []tick, v view) {
	for _, t := range ticks {
		box := v.rect(t.left, t.top, t.right, t.bottom)
		glyph := "☐"
		if t.on {
			glyph = "☒"
		}
		w := word{text: glyph, box: box, base: box.y1, size: box.height()}
		at, newLine := p.after(box)
		w.newLine = newLine
		if at < len(p.words) && newLine {
			p.words[at].newLine = p.words[at].base < box.y0 || p.words[at].box.x0 < box.x0
		}
		p.words = append(p.words[:at], append([]word{w}, p.words[at:]...)...)
	}
}

// after finds the word that stands right of a box on the same line, else the
// end of the page, and whether the box starts a line there.
func (p *page) after(box rect) (int, bool) {
	best, gap := -1, 1e9
	for i, w := range p.words {
		if w.box.overlapY(box) <= 0.3*min(w.box.height(), box.height()) {
			continue
		}
		if g := w.box.x0 - box.x1; g > -2 && g < gap {
			best, gap = i, g
		}
	}
	if best < 0 {
		return len(p.words), true
	}
	return best, p.words[best].newLine
}
