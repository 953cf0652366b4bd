package pdf

import (
	"math"
	"slices"
)

// touch is the distance in points at which two rules count as meeting.
const touch = 3.0

// findTables finds the grids that are drawn on a page, the smallest first, so
// that a word in a nested table is found in the inner one.
func (p *page) findTables() []*table {
	rules := slices.Clone(p.rules)
	for _, b := range p.boxes {
		rules = append(rules,
			rule{horizontal: true, at: b.y0, from: b.x0, to: b.x1}, rule{horizontal: true, at: b.y1, from: b.x0, to: b.x1},
			rule{at: b.x0, from: b.y0, to: b.y1}, rule{at: b.x1, from: b.y0, to: b.y1})
	}
	const most = 8000 // more lines than this are a drawing
	if len(rules) > most {
		return nil
	}
	var tables []*table
	for _, group := range connected(rules) {
		if t := gridOf(group); t != nil {
			t.narrow = t.box.width() < 0.6*p.width && t.box.height() < 0.6*p.height
			tables = append(tables, t)
		}
	}
	tables = append(tables, p.rowTables(tables)...)
	slices.SortStableFunc(tables, func(a, b *table) int {
		return int(math.Round(a.box.width()*a.box.height() - b.box.width()*b.box.height()))
	})
	return tables
}

// extent is the area that a rule covers.
func (r rule) extent() rect {
	if r.horizontal {
		return rect{r.from, r.at, r.to, r.at}
	}
	return rect{r.at, r.from, r.at, r.to}
}

// connected groups rules that meet.
func connected(rules []rule) [][]rule {
	slices.SortFunc(rules, func(a, b rule) int {
		x, y := a.extent(), b.extent()
		if x.y0 != y.y0 {
			return int(math.Copysign(1, x.y0-y.y0))
		}
		return int(math.Copysign(1, x.x0-y.x0))
	})
	parent := make([]int, len(rules))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i := range rules {
		a := rules[i].extent()
		for j := i + 1; j < len(rules); j++ {
			b := rules[j].extent()
			if b.y0 > a.y1+touch {
				break // sorted by their upper end
			}
			if a.overlapX(b) >= -touch && a.overlapY(b) >= -touch {
				parent[find(j)] = find(i)
			}
		}
	}
	groups := map[int][]rule{}
	var order []int
	for i := range rules {
		root := find(i)
		if groups[root] == nil {
			order = append(order, root)
		}
		groups[root] = append(groups[root], rules[i])
	}
	out := make([][]rule, 0, len(order))
	for _, root := range order {
		out = append(out, groups[root])
	}
	return out
}

// gridOf makes a table of rules that meet; nil when they enclose
// nothing.
func gridOf(rules []rule) *table {
	var across, down []rule
	for _, r := range rules {
		if r.horizontal {
			across = append(across, r)
		} else {
			down = append(down, r)
		}
	}
	xs, ys := positions(down), positions(across)
	if len(xs) < 2 || len(ys) < 2 || len(xs)*len(ys) > 20000 {
		return nil
	}
	t := &table{xs: xs, ys: ys, box: rect{xs[0], ys[0], xs[len(xs)-1], ys[len(ys)-1]}}
	t.merge(across, down)
	return t
}

// positions gives the distinct places of rules, in order.
func positions(rules []rule) []float64 {
	at := make([]float64, 0, len(rules))
	for _, r := range rules {
		at = append(at, r.at)
	}
	slices.Sort(at)
	var out []float64
	for _, v := range at {
		if len(out) == 0 || v-out[len(out)-1] > touch {
			out = append(out, v)
		}
	}
	return out
}

// merge joins the fields of the grid that no rule separates.
func (t *table) merge(across, down []rule) {
	t.owner = make([]int, t.rows()*t.cols())
	for i := range t.owner {
		t.owner[i] = i
	}
	for r := range t.rows() {
		for c := range t.cols() {
			y, x := (t.ys[r]+t.ys[r+1])/2, (t.xs[c]+t.xs[c+1])/2
			if c > 0 && !separates(down, t.xs[c], y) {
				t.join(r, c-1, r, c)
			}
			if r > 0 && !separates(across, t.ys[r], x) {
				t.join(r-1, c, r, c)
			}
		}
	}
}

// separates reports whether one of the rules stands at a place and covers the
// other coordinate.
func separates(rules []rule, at, other float64) bool {
	for _, r := range rules {
		if near(r.at, at, touch+0.5) && r.from-1 <= other && other <= r.to+1 {
			return true
		}
	}
	return false
}

func (t *table) rows() int { return len(t.ys) - 1 }
func (t *table) cols() int { return len(t.xs) - 1 }

// join makes two fields one cell, owned by the upper left one.
func (t *table) join(r1, c1, r2, c2 int) {
	a, b := t.owner[r1*t.cols()+c1], t.owner[r2*t.cols()+c2]
	if a == b {
		return
	}
	keep, drop := min(a, b), max(a, b)
	for i, o := range t.owner {
		if o == drop {
			t.owner[i] = keep
		}
	}
}
