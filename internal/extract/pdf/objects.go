package pdf

import "math"

// rule is a line that is drawn on a page, horizontal or vertical.
type rule struct {
	horizontal bool
	at         float64 // y of a horizontal rule, x of a vertical one
	from, to   float64
}

// PDFium's page object types.
const (
	objPath  = 2
	objImage = 3
	objForm  = 5
)

// readObjects collects what could be the lines of a table, and the area that
// images cover.
func (d *Document) readObjects(p *page, handle uint64, v view, lim Limits) {
	l := d.lib
	n := min(l.int("FPDFPage_CountObjects", handle), lim.Objects)
	left := lim.Objects
	for i := 0; i < n && l.err == nil; i++ {
		obj := l.run(l.often.object, handle, i32(i))
		d.readObject(p, obj, v, identity, &left, 0)
	}
}

// matrix maps the space of a form to the page.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

func (m matrix) point(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// then gives the matrix that applies m and then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		a: m.a*n.a + m.b*n.c, b: m.a*n.b + m.b*n.d, c: m.c*n.a + m.d*n.c, d: m.c*n.b + m.d*n.d,
		e: m.e*n.a + m.f*n.c + n.e, f: m.e*n.b + m.f*n.d + n.f,
	}
}

func (d *Document) readObject(p *page, obj uint64, v view, m matrix, left *int, depth int) {
	l := d.lib
	if obj == 0 || *left <= 0 {
		return
	}
	*left--
	kind := l.runInt(l.often.kind, obj)
	switch kind {
	case objForm:
		if depth < 4 {
			d.readForm(p, obj, v, m, left, depth)
		}
	case objPath, objImage:
		s := l.scratch
		if l.int("FPDFPageObj_GetBounds", obj, s, s+4, s+8, s+12) == 0 {
			return
		}
		b := l.floats32(4) // left, bottom, right, top
		xa, ya := m.point(b[0], b[1])
		xb, yb := m.point(b[2], b[3])
		r := v.rect(min(xa, xb), max(ya, yb), max(xa, xb), min(ya, yb))
		if kind == objImage {
			p.addImage(r)
			return
		}
		p.drawn++
		d.readPath(p, obj, r)
	}
}

func (d *Document) readForm(p *page, obj uint64, v view, m matrix, left *int, depth int) {
	l := d.lib
	if l.int("FPDFPageObj_GetMatrix", obj, l.scratch) != 0 {
		f := l.floats32(6)
		m = matrix{f[0], f[1], f[2], f[3], f[4], f[5]}.then(m)
	}
	n := l.int("FPDFFormObj_CountObjects", obj)
	for i := 0; i < n && *left > 0 && l.err == nil; i++ {
		d.readObject(p, l.call("FPDFFormObj_GetObject", obj, i32(i)), v, m, left, depth+1)
	}
}

func (p *page) addImage(r rect) {
	whole := rect{0, 0, p.width, p.height}
	w, h := r.overlapX(whole), r.overlapY(whole)
	if w > 0 && h > 0 && p.width > 0 && p.height > 0 {
		p.images = math.Min(1, p.images+w*h/(p.width*p.height))
	}
}

// thin is the height up to which a filled rectangle counts as a line.
const thin = 3.0

// readPath takes a path apart into rules. A thin rectangle is a rule, a larger
// one is a box whose edges are rules.
func (d *Document) readPath(p *page, obj uint64, r rect) {
	l := d.lib
	s := l.scratch
	if l.int("FPDFPath_GetDrawMode", obj, s, s+4) == 0 {
		return
	}
	fill, stroke := l.uint32At(0) != 0, l.uint32At(4) != 0
	if !fill && !stroke {
		return
	}
	p.addShape(r)
}

// addShape keeps a shape as a rule, a bullet or a box, by its size.
func (p *page) addShape(r rect) {
	switch {
	case max(r.width(), r.height()) < 2*thin && min(r.width(), r.height()) < 1:
	case r.height() <= thin && r.width() > 2*thin:
		p.rules = append(p.rules, rule{horizontal: true, at: r.centerY(), from: r.x0, to: r.x1})
	case r.width() <= thin && r.height() > 2*thin:
		p.rules = append(p.rules, rule{at: r.centerX(), from: r.y0, to: r.y1})
	case r.width() < 9 && r.height() < 9 && r.width() > 1 && near(r.width(), r.height(), 1):
		p.dots = append(p.dots, r)
	case r.width() > 15 && r.height() > 6 && (r.width() < .98*p.width || r.height() < .98*p.height):
		p.boxes = append(p.boxes, r)
	}
}
