package pdf

import (
	"math"
	"strings"
)

// word is a run of characters without a space.
type word struct {
	text       string
	box        rect
	base       float64 // y of the baseline
	size       float64 // font size in points
	bold       bool
	stroke     float64 // width of strokes in font sizes, where OCR measured it
	turned     bool    // not horizontal: a watermark or a note at the margin
	newLine    bool    // PDFium starts a new line with it
	hyphen     bool    // the line ends here with a hyphen that PDFium marked
	joint      joint   // what becomes of a hyphen at its end
	start, end int     // character indices in PDFium's text page
}

// readWords reads the text of a page in PDFium's order, with the place, size
// and weight of each word. It asks PDFium for two boxes a word, not for one a
// character, which would cost more than the text itself.
func (d *Document) readWords(p *page, handle uint64, v view, lim Limits) {
	l := d.lib
	text := l.call("FPDFText_LoadPage", handle)
	if text == 0 {
		return
	}
	defer l.call("FPDFText_ClosePage", text)
	runes, index := d.pageText(text)
	fonts := map[uint64]bool{}
	used, newLine := 0, true
	for i := 0; i < len(runes) && l.err == nil; {
		if isSpace(runes[i]) {
			newLine = newLine || runes[i] == '\n' || runes[i] == '\r'
			i++
			continue
		}
		j := p.wordEnd(runes, i)
		w := word{newLine: newLine}
		w.text, w.hyphen = cleanWord(runes[i:j])
		if used += len(w.text) + 1; used > lim.PageText {
			p.truncated = true
			return
		}
		if w.text != "" || w.hyphen {
			w.start, w.end = index(i), index(j-1)+1
			d.placeWord(&w, text, v, fonts)
			if p.shows(w) {
				p.words = append(p.words, w)
			} else {
				p.outside++
			}
			newLine = w.hyphen
		}
		i = j
	}
}

// shows reports whether any of a word stands on the sheet. Producers that cut
// one long page into several keep all of its text on each.
func (p *page) shows(w word) bool {
	return w.box.width() <= 0 || w.box.overlapX(p.sheet) > 0 && w.box.overlapY(p.sheet) > 0
}

// wordEnd gives the end of the word that starts at i. A marked hyphen ends it,
// because PDFium drops the line break behind one.
func (p *page) wordEnd(runes []rune, i int) int {
	for ; i < len(runes) && !isSpace(runes[i]); i++ {
		if runes[i] == hyphenMark || runes[i] == hyphenMark2 {
			return i + 1
		}
		p.chars++
		if badRune(runes[i]) {
			p.bad++
		}
	}
	return i
}

// pageText gives the characters of a text page and a function from a position
// among them to PDFium's character index, which differs where characters have
// no code.
func (d *Document) pageText(text uint64) ([]rune, func(int) int) {
	l := d.lib
	n := l.int("FPDFText_CountChars", text)
	if n <= 0 {
		return nil, nil
	}
	n = min(n, 1<<20)
	size := uint64(2*n + 2)
	buf := l.room(size * 2)
	written := l.int("FPDFText_GetText", text, 0, i32(n), buf)
	runes := decodePage(l.bytes(buf, uint64(max(0, min(written-1, 2*n))*2)))
	repairUTF8(runes)
	if len(runes) == n {
		return runes, func(i int) int { return i }
	}
	return runes, func(i int) int { return l.int("FPDFText_GetCharIndexFromTextIndex", text, i32(i)) }
}

// cleanWord drops marks and characters that no reader sees, and reports
// whether the word ends with a marked hyphen.
func cleanWord(in []rune) (string, bool) {
	hyphen := false
	var b strings.Builder
	for i, r := range in {
		switch {
		case r == hyphenMark || r == hyphenMark2:
			hyphen = i == len(in)-1
		case r == 0xAD, r == 0x200B, r == 0xFEFF, r < 0x20, r >= 0x7F && r < 0xA0:
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), hyphen
}

func (d *Document) placeWord(w *word, text uint64, v view, fonts map[uint64]bool) {
	l := d.lib
	first, last := i32(w.start), i32(w.end-1)
	s := l.scratch
	if l.int("FPDFText_GetLooseCharBox", text, first, s) != 0 {
		b := l.floats32(4)
		w.box = v.rect(b[0], b[1], b[2], b[3])
	}
	if last != first && l.int("FPDFText_GetLooseCharBox", text, last, s) != 0 {
		b := l.floats32(4)
		w.box = w.box.union(v.rect(b[0], b[1], b[2], b[3]))
	}
	if l.int("FPDFText_GetCharOrigin", text, first, s, s+8) != 0 {
		o := l.floats64(2)
		_, w.base = v.point(o[0], o[1])
	}
	w.size = l.f64("FPDFText_GetFontSize", text, first)
	angle := l.f32("FPDFText_GetCharAngle", text, first) + float64(v.rotation)*math.Pi/2
	w.turned = math.Abs(math.Sin(angle)) > 0.1
	scale := 1.0
	if l.int("FPDFText_GetMatrix", text, first, s) != 0 {
		m := l.floats32(6) // a, b, c, d, e, f
		scale = math.Hypot(m[2], m[3])
	}
	w.level(scale)
	obj := l.call("FPDFText_GetTextObject", text, first)
	if obj == 0 {
		return
	}
	font := l.call("FPDFTextObj_GetFont", obj)
	bold, known := fonts[font]
	if !known && font != 0 {
		name := l.byteString("FPDFFont_GetBaseFontName", font)
		bold = isBold(name) || l.int("FPDFFont_GetWeight", font) >= 600
		fonts[font] = bold
	}
	w.bold = bold
}

// level sets the height of a word from its baseline and font size. PDFium's
// boxes are those of the glyphs, which differ from word to word.
func (w *word) level(scale float64) {
	if scale > 0.01 && scale < 100 {
		w.size *= scale
	}
	if w.turned {
		return
	}
	if w.size <= 0 {
		w.size = max(1, w.box.height())
	}
	w.box.y0, w.box.y1 = w.base-0.8*w.size, w.base+0.2*w.size
}
