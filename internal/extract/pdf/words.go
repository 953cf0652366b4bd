package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// word is a run of characters without a space.
type word struct {
	text       string
	box        rect
	base       float64 // y of the baseline
	size       float64 // font size in points
	bold       bool
	stroke     float64 // width of strokes in font sizes, where OCR measured it
	struck     bool    // a line is drawn through it
	turned     bool    // not horizontal: a watermark or a note at the margin
	newLine    bool    // PDFium starts a new line with it
	hyphen     bool    // the line ends here with a hyphen that PDFium marked
	joint      *joint  // what becomes of a hyphen at its end, for all copies of a broken word
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
	defer func() {
		if !d.isSmall() {
			l.call("FPDFText_ClosePage", text)
		}
	}()
	runes, index := d.pageText(text)
	where := d.placer(text, v)
	used, newLine := 0, true
	rest := string(runes) // of which the words are parts
	p.words = slices.Grow(p.words, countWords(runes))
	for i := 0; i < len(runes) && l.err == nil; {
		if isSpace(runes[i]) {
			newLine = newLine || runes[i] == '\n' || runes[i] == '\r'
			rest = rest[utf8.RuneLen(runes[i]):]
			i++
			continue
		}
		j, size := p.wordEnd(runes, i)
		w := word{newLine: newLine, text: rest[:size]}
		w.clean(runes[i:j])
		rest = rest[size:]
		if used += len(w.text) + 1; used > lim.PageText {
			p.truncated = true
			return
		}
		if w.text != "" || w.hyphen {
			w.start, w.end = index(i), index(j-1)+1
			where.place(&w)
			if p.shows(&w) {
				p.words = append(p.words, w)
			} else {
				p.outside++
			}
			newLine = w.hyphen
		}
		i = j
	}
}

// countWords counts the runs of characters without a space.
func countWords(runes []rune) (n int) {
	space := true
	for _, r := range runes {
		s := isSpace(r)
		if space && !s {
			n++
		}
		space = s
	}
	return n
}

// shows reports whether any of a word stands on the sheet. Producers that cut
// one long page into several keep all of its text on each.
func (p *page) shows(w *word) bool {
	return w.box.width() <= 0 || w.box.overlapX(p.sheet) > 0 && w.box.overlapY(p.sheet) > 0
}

// wordEnd gives the end of the word that starts at i and its size in bytes. A
// marked hyphen ends it, because PDFium drops the line break behind one.
func (p *page) wordEnd(runes []rune, i int) (end, size int) {
	for ; i < len(runes) && !isSpace(runes[i]); i++ {
		size += utf8.RuneLen(runes[i])
		if runes[i] == hyphenMark || runes[i] == hyphenMark2 {
			return i + 1, size
		}
		p.chars++
		if badRune(runes[i]) {
			p.bad++
		}
	}
	return i, size
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
	l.runes = appendPage(l.runes[:0], l.bytes(buf, uint64(max(0, min(written-1, 2*n))*2)))
	runes := l.runes
	repairUTF8(runes)
	if len(runes) == n {
		return runes, func(i int) int { return i }
	}
	return runes, func(i int) int { return l.int("FPDFText_GetCharIndexFromTextIndex", text, i32(i)) }
}

// clean drops marks and characters that no reader sees from a word of these
// runes, and notes whether it ends with a marked hyphen.
func (w *word) clean(in []rune) {
	last := in[len(in)-1]
	w.hyphen = last == hyphenMark || last == hyphenMark2
	if !slices.ContainsFunc(in, unseen) {
		return
	}
	var b strings.Builder
	for _, r := range in {
		if !unseen(r) {
			b.WriteRune(r)
		}
	}
	w.text = b.String()
}

func unseen(r rune) bool {
	return r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xAD || r == 0x200B || r == 0xFEFF || r == hyphenMark2
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
