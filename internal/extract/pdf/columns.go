package pdf

import (
	"slices"
)

// rowTables finds tables that have lines between their rows but not between
// their columns: the columns are where all rows have a gap.
func (p *page) rowTables(found []*table) []*table {
	var out []*table
	for _, group := range p.ruledRows(found) {
		box := rect{group[0].from, group[0].at, group[0].to, group[len(group)-1].at}
		ys := positions(group)
		var inside []word
		for _, w := range p.words {
			if box.contains(w.box.centerX(), w.box.centerY()) && !w.turned {
				inside = append(inside, w)
			}
		}
		xs := gaps(inside, box)
		if len(xs) < 3 || len(ys) < 3 {
			continue
		}
		t := &table{xs: xs, ys: ys, box: box}
		t.owner = make([]int, t.rows()*t.cols())
		for i := range t.owner {
			t.owner[i] = i
		}
		out = append(out, t)
	}
	return out
}

// ruledRows gives groups of at least three horizontal rules of one extent that
// belong to no grid.
func (p *page) ruledRows(found []*table) [][]rule {
	var free []rule
	for _, r := range p.rules {
		if !r.horizontal || r.to-r.from < 80 {
			continue
		}
		if !slices.ContainsFunc(found, func(t *table) bool { return t.cols() > 1 && t.box.contains((r.from+r.to)/2, r.at) }) {
			free = append(free, r)
		}
	}
	slices.SortStableFunc(free, func(a, b rule) int {
		if a.at < b.at {
			return -1
		}
		return 1
	})
	var groups [][]rule
	for _, r := range free {
		i := slices.IndexFunc(groups, func(g []rule) bool {
			last := g[len(g)-1]
			return near(last.from, r.from, touch) && near(last.to, r.to, touch) && r.at-last.at < 150
		})
		if i < 0 {
			groups = append(groups, []rule{r})
			continue
		}
		groups[i] = append(groups[i], r)
	}
	return slices.DeleteFunc(groups, func(g []rule) bool { return len(positions(g)) < 3 })
}

// gaps gives the edges of columns: the middle of each vertical strip of a
// least width in which no word stands.
func gaps(words []word, box rect) []float64 {
	if len(words) < 4 {
		return nil
	}
	spans := make([][2]float64, 0, len(words))
	for _, w := range words {
		spans = append(spans, [2]float64{w.box.x0, w.box.x1})
	}
	slices.SortFunc(spans, func(a, b [2]float64) int {
		if a[0] < b[0] {
			return -1
		}
		return 1
	})
	edges := []float64{box.x0}
	end := spans[0][1]
	for _, s := range spans[1:] {
		if s[0]-end > 6 {
			edges = append(edges, (s[0]+end)/2)
		}
		end = max(end, s[1])
	}
	return append(edges, box.x1)
}
