package pdf

// tick is a check box of a form.
type tick struct {
	area
	on bool
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
