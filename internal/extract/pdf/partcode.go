package pdf

import "claimline/internal/extract/wire"

// encoder writes pages with every bit of their numbers.
type encoder struct{ wire.Encoder }

func (e *encoder) rect(r rect) { e.Floats(r.x0, r.y0, r.x1, r.y1) }

func (e *encoder) page(p *page) {
	e.Int(p.number)
	e.Floats(p.width, p.height, p.images)
	e.rect(p.sheet)
	e.Int(p.drawn)
	e.Bools(p.truncated)
	e.Int(p.chars)
	e.Int(p.bad)
	e.Int(p.outside)
	e.Int(len(p.words))
	for i := range p.words {
		e.word(&p.words[i])
	}
	e.Int(len(p.rules))
	for _, r := range p.rules {
		e.Bools(r.horizontal)
		e.Floats(r.at, r.from, r.to)
	}
	for _, list := range [][]rect{p.boxes, p.dots} {
		e.Int(len(list))
		for _, r := range list {
			e.rect(r)
		}
	}
}

func (e *encoder) word(w *word) {
	e.String(w.text)
	e.rect(w.box)
	e.Floats(w.base, w.size, w.stroke)
	e.Bools(w.bold, w.struck, w.turned, w.newLine, w.hyphen)
	e.Int(w.start)
	e.Int(w.end)
}

// decoder is the reverse of encoder. After an error it gives zeros.
type decoder struct{ *wire.Decoder }

func (d *decoder) rect() rect { return rect{d.Float(), d.Float(), d.Float(), d.Float()} }

func (d *decoder) page() *page {
	p := &page{number: d.Int()}
	p.width, p.height, p.images = d.Float(), d.Float(), d.Float()
	p.sheet = d.rect()
	p.drawn = d.Int()
	d.Bools(&p.truncated)
	p.chars, p.bad, p.outside = d.Int(), d.Int(), d.Int()
	if n := d.Count(minWord); n > 0 {
		p.words = make([]word, n)
		for i := range p.words {
			d.word(&p.words[i])
		}
	}
	if n := d.Count(minRule); n > 0 {
		p.rules = make([]rule, n)
		for i := range p.rules {
			d.Bools(&p.rules[i].horizontal)
			p.rules[i].at, p.rules[i].from, p.rules[i].to = d.Float(), d.Float(), d.Float()
		}
	}
	for _, list := range []*[]rect{&p.boxes, &p.dots} {
		for range d.Count(minRect) {
			*list = append(*list, d.rect())
		}
	}
	return p
}

// The fewest bytes of what a page has many of.
const (
	minRect = 4 * 8
	minRule = 3*8 + 1
	minWord = 7*8 + 4
)

func (d *decoder) word(w *word) {
	w.text = d.String()
	w.box = d.rect()
	w.base, w.size, w.stroke = d.Float(), d.Float(), d.Float()
	d.Bools(&w.bold, &w.struck, &w.turned, &w.newLine, &w.hyphen)
	w.start, w.end = d.Int(), d.Int()
}
