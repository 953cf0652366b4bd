package pdf

import (
	"math"

	"github.com/tetratelabs/wazero/api"
)

// placer asks PDFium where the words of a text page stand and how they look.
// All characters of one text object have the same looks.
type placer struct {
	lib  *lib
	text uint64
	view view
	bold map[uint64]bool // by font

	object uint64 // that of the word before
	looks  looks
}

// looks is what the characters of a text object share.
type looks struct {
	size   float64
	scale  float64 // of the font size, by the matrix of the text
	turned bool
	bold   bool
}

func (d *Document) placer(text uint64, v view) *placer {
	return &placer{lib: d.lib, text: text, view: v, bold: map[uint64]bool{}}
}

// place sets the place and the looks of a word.
func (p *placer) place(w *word) {
	l, s := p.lib, p.lib.scratch
	first, last := i32(w.start), i32(w.end-1)
	if l.runInt(l.often.looseBox, p.text, first, s) != 0 {
		b := l.floats32(4)
		w.box = p.view.rect(b[0], b[1], b[2], b[3])
	}
	if last != first && l.runInt(l.often.looseBox, p.text, last, s) != 0 {
		b := l.floats32(4)
		w.box = w.box.union(p.view.rect(b[0], b[1], b[2], b[3]))
	}
	if l.runInt(l.often.origin, p.text, first, s, s+8) != 0 {
		o := l.floats64(2)
		_, w.base = p.view.point(o[0], o[1])
	}
	if obj := l.run(l.often.textObject, p.text, first); obj == 0 || obj != p.object {
		p.object, p.looks = obj, p.looksOf(first, obj)
	}
	w.size, w.turned, w.bold = p.looks.size, p.looks.turned, p.looks.bold
	w.level(p.looks.scale)
}

// looksOf asks for the looks of a character and its text object, which
// characters that PDFium has made do not have.
func (p *placer) looksOf(char, obj uint64) looks {
	l := p.lib
	out := looks{size: math.Float64frombits(l.run(l.often.fontSize, p.text, char)), scale: 1}
	angle := float64(api.DecodeF32(l.run(l.often.angle, p.text, char))) + float64(p.view.rotation)*math.Pi/2
	out.turned = math.Abs(math.Sin(angle)) > 0.1
	if l.runInt(l.often.matrix, p.text, char, l.scratch) != 0 {
		m := l.floats32(6) // a, b, c, d, e, f
		out.scale = math.Hypot(m[2], m[3])
	}
	if obj != 0 {
		out.bold = p.isBold(l.run(l.often.font, obj))
	}
	return out
}

func (p *placer) isBold(font uint64) bool {
	if font == 0 {
		return false
	}
	bold, known := p.bold[font]
	if !known {
		l := p.lib
		bold = isBold(l.byteString("FPDFFont_GetBaseFontName", font)) || l.int("FPDFFont_GetWeight", font) >= 600
		p.bold[font] = bold
	}
	return bold
}
