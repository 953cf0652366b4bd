package pdf

import (
	"encoding/binary"
	"errors"
	"math"
)

// encoder writes pages with every bit of their numbers.
type encoder struct{ buf []byte }

func (e *encoder) int(v int) { e.buf = binary.AppendVarint(e.buf, int64(v)) }

func (e *encoder) floats(values ...float64) {
	for _, v := range values {
		e.buf = binary.LittleEndian.AppendUint64(e.buf, math.Float64bits(v))
	}
}

func (e *encoder) rect(r rect) { e.floats(r.x0, r.y0, r.x1, r.y1) }

func (e *encoder) bools(values ...bool) {
	bits := 0
	for i, v := range values {
		if v {
			bits |= 1 << i
		}
	}
	e.int(bits)
}

func (e *encoder) string(s string) {
	e.int(len(s))
	e.buf = append(e.buf, s...)
}

func (e *encoder) page(p *page) {
	e.int(p.number)
	e.floats(p.width, p.height, p.images)
	e.rect(p.sheet)
	e.int(p.drawn)
	e.bools(p.truncated)
	e.int(p.chars)
	e.int(p.bad)
	e.int(p.outside)
	e.int(len(p.words))
	for i := range p.words {
		e.word(&p.words[i])
	}
	e.int(len(p.rules))
	for _, r := range p.rules {
		e.bools(r.horizontal)
		e.floats(r.at, r.from, r.to)
	}
	for _, list := range [][]rect{p.boxes, p.dots} {
		e.int(len(list))
		for _, r := range list {
			e.rect(r)
		}
	}
}

func (e *encoder) word(w *word) {
	e.string(w.text)
	e.rect(w.box)
	e.floats(w.base, w.size, w.stroke)
	e.bools(w.bold, w.turned, w.newLine, w.hyphen)
	e.int(w.start)
	e.int(w.end)
}

// decoder is the reverse of encoder. After an error it gives zeros.
type decoder struct {
	buf []byte
	err error
}

var errPart = errors.New("damaged part")

func (d *decoder) int() int {
	v, n := binary.Varint(d.buf)
	if n <= 0 {
		d.buf, d.err = nil, errPart
		return 0
	}
	d.buf = d.buf[n:]
	return int(v)
}

// count is the number of things that follow, each of at least size bytes.
func (d *decoder) count(size int) int {
	n := d.int()
	if n < 0 || n > len(d.buf)/size {
		d.buf, d.err = nil, errPart
		return 0
	}
	return n
}

func (d *decoder) float() float64 {
	if len(d.buf) < 8 {
		d.buf, d.err = nil, errPart
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(d.buf))
	d.buf = d.buf[8:]
	return v
}

func (d *decoder) rect() rect { return rect{d.float(), d.float(), d.float(), d.float()} }

func (d *decoder) bools(values ...*bool) {
	bits := d.int()
	for i, v := range values {
		*v = bits&(1<<i) != 0
	}
}

func (d *decoder) string() string {
	n := d.count(1)
	s := string(d.buf[:n])
	d.buf = d.buf[n:]
	return s
}

func (d *decoder) page() *page {
	p := &page{number: d.int()}
	p.width, p.height, p.images = d.float(), d.float(), d.float()
	p.sheet = d.rect()
	p.drawn = d.int()
	d.bools(&p.truncated)
	p.chars, p.bad, p.outside = d.int(), d.int(), d.int()
	if n := d.count(minWord); n > 0 {
		p.words = make([]word, n)
		for i := range p.words {
			d.word(&p.words[i])
		}
	}
	if n := d.count(minRule); n > 0 {
		p.rules = make([]rule, n)
		for i := range p.rules {
			d.bools(&p.rules[i].horizontal)
			p.rules[i].at, p.rules[i].from, p.rules[i].to = d.float(), d.float(), d.float()
		}
	}
	for _, list := range []*[]rect{&p.boxes, &p.dots} {
		for range d.count(minRect) {
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
	w.text = d.string()
	w.box = d.rect()
	w.base, w.size, w.stroke = d.float(), d.float(), d.float()
	d.bools(&w.bold, &w.turned, &w.newLine, &w.hyphen)
	w.start, w.end = d.int(), d.int()
}
