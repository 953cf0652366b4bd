package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	second "github.com/ledongthuc/pdf"

	"claimline/internal/sow"
)

// ReadSecond reads a PDF with the second engine, ledongthuc/pdf. It knows
// fewer files than PDFium and sees no form fields, no text in form objects and
// no drawn lines. It can hang or run out of memory on hostile files in ways
// that Go code cannot stop: the caller's process must have limits.
func ReadSecond(data []byte, lim Limits) (res Result, err error) {
	defer func() {
		if r := recover(); r != nil {
			res, err = Result{}, fmt.Errorf("%w: %v", ErrFormat, r)
		}
	}()
	lim = lim.WithDefaults()
	r, err := second.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if strings.Contains(err.Error(), "encrypt") || strings.Contains(err.Error(), "password") {
			return Result{}, ErrPassword
		}
		return Result{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	n := r.NumPage()
	if n <= 0 {
		return Result{}, fmt.Errorf("no pages: %w", ErrFormat)
	}
	if n > lim.Pages {
		return Result{}, fmt.Errorf("%d pages: %w", n, ErrPages)
	}
	res = Result{Document: sow.Document{Format: "pdf", Engine: "ledongthuc", Pages: n}}
	var pages []*page
	total := 0
	for i := 1; i <= n && total < lim.TotalText; i++ {
		p := secondPage(r, i, lim)
		if p.truncated {
			res.warn(sow.WarnTruncatedText, i, fmt.Sprintf("Page %d holds more text than is read; the rest of it is missing here.", i))
		}
		for _, w := range p.words {
			total += len(w.text) + 1
		}
		p.lay()
		pages = append(pages, p)
		res.Pages = append(res.Pages, p.info)
	}
	if total >= lim.TotalText {
		res.warn(sow.WarnTruncatedText, len(pages), fmt.Sprintf("The text is cut after page %d, because it is longer than a document may be.", len(pages)))
	}
	res.Document.Blocks = layout(pages, nil)
	return res, nil
}

// secondPage reads one page; what fails in it leaves the page empty, so that
// the others are not lost.
func secondPage(r *second.Reader, number int, lim Limits) (p *page) {
	p = &page{number: number, width: 595, height: 842}
	defer func() { _ = recover() }()
	src := r.Page(number)
	if box := inherited(src.V, "MediaBox"); box.Len() == 4 {
		p.width, p.height = box.Index(2).Float64()-box.Index(0).Float64(), box.Index(3).Float64()-box.Index(1).Float64()
	}
	used := 0
	var cur *word
	for _, t := range src.Content().Text {
		if used += len(t.S); used > lim.PageText {
			p.truncated = true
			break
		}
		cur = p.addGlyphs(cur, t)
	}
	return p
}

// inherited looks for an entry in a page and the nodes above it, of which a
// hostile file may have an endless chain.
func inherited(v second.Value, key string) second.Value {
	for range 32 {
		if found := v.Key(key); !found.IsNull() {
			return found
		}
		if v = v.Key("Parent"); v.IsNull() {
			break
		}
	}
	return second.Value{}
}

// addGlyphs adds a run of glyphs to the word that it continues, or starts a
// word with it.
func (p *page) addGlyphs(cur *word, t second.Text) *word {
	size := math.Abs(t.FontSize)
	if size < 1 || size > 200 {
		size = 10
	}
	base := p.height - t.Y
	for i, part := range strings.Fields(t.S) {
		box := rect{t.X, base - 0.8*size, t.X + t.W, base + 0.2*size}
		joins := i == 0 && cur != nil && !strings.HasPrefix(t.S, " ") && near(cur.base, base, 0.3*size) &&
			t.X-cur.box.x1 < 0.18*size && t.X-cur.box.x1 > -0.5*size
		if joins {
			cur.text += part
			cur.box = cur.box.union(box)
		} else {
			newLine := cur == nil || !near(cur.base, base, 0.3*size) || t.X < cur.box.x1-size
			p.words = append(p.words, word{text: part, box: box, base: base, size: size, bold: isBold(t.Font), newLine: newLine})
			cur = &p.words[len(p.words)-1]
		}
		for _, c := range part {
			p.chars++
			if badRune(c) {
				p.bad++
			}
		}
	}
	if strings.HasSuffix(t.S, " ") {
		return nil
	}
	return cur
}
