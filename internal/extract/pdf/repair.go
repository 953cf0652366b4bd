package pdf

import (
	"slices"

	"claimline/internal/sow"
)

// placeMarkers puts list numbers and bullets that the producer wrote apart
// from their lines (WeasyPrint writes them behind the list) in front of them.
func placeMarkers(items []item) []item {
	out := make([]item, 0, len(items))
	for i, it := range items {
		if it.table != nil || len(it.lines[0].words) != 1 || !isMarker(it.lines[0].words) {
			out = append(out, it)
			continue
		}
		if target := besides(items, i); target >= 0 {
			ln := &items[target].lines[0]
			words := append(slices.Clone(it.lines[0].words), ln.words...)
			*ln = newLine(words, ln.page, ln.column)
			if at := slices.IndexFunc(out, func(o item) bool { return o.lines != nil && &o.lines[0] == ln }); at >= 0 {
				out[at] = items[target]
			}
			continue
		}
		out = append(out, it)
	}
	return out
}

// besides finds the line that stands right of the marker i on its baseline.
func besides(items []item, i int) int {
	m := items[i].lines[0]
	best, gap := -1, 5*m.size
	for j, it := range items {
		if j == i || it.table != nil {
			continue
		}
		ln := it.lines[0]
		g := ln.box.x0 - m.box.x1
		if near(ln.base, m.base, 0.4*m.size) && g > -1 && g < gap {
			best, gap = j, g
		}
	}
	return best
}

// dotted marks the lines that have a drawn bullet in front of them.
func dotted(items []item, dots []rect) {
	if len(dots) > 500 {
		return
	}
	for i := range items {
		if items[i].table != nil {
			continue
		}
		ln := &items[i].lines[0]
		for _, d := range dots {
			gap := ln.box.x0 - d.x1
			if gap > 1 && gap < 2.5*ln.size && d.centerY() > ln.box.y0 && d.centerY() < ln.base && d.height() < 0.8*ln.size {
				ln.bullet = true
			}
		}
	}
}

// boxed marks the lines in a narrow frame: a side box that is no part of the
// text around it.
func boxed(items []item, frames []*table) {
	for i := range items {
		if items[i].table != nil {
			continue
		}
		ln := items[i].lines[0]
		for _, f := range frames {
			if !f.grid && f.narrow && f.box.contains(ln.box.centerX(), ln.box.centerY()) {
				items[i].role = sow.TextBox
			}
		}
	}
}

// placeAsides moves the side boxes that a producer writes in front of a page
// behind the paragraphs that stand above them.
func placeAsides(items []item) []item {
	for from := 0; from < len(items); {
		to := from + 1
		for to < len(items) && items[to].page == items[from].page {
			to++
		}
		placeAside(items[from:to])
		from = to
	}
	return items
}

func placeAside(page []item) {
	page = page[max(0, slices.IndexFunc(page, func(it item) bool { return it.role != sow.Header && it.role != sow.Footer })):]
	n := 0
	for n < len(page) && page[n].role == sow.TextBox && page[n].table == nil {
		n++
	}
	if n == 0 {
		return
	}
	top, above := page[0].lines[0].box.y0, n
	for above < len(page) && page[above].table == nil && page[above].role == "" && page[above].lines[0].box.y1 <= top {
		above++
	}
	copy(page, slices.Concat(page[n:above], page[:n]))
}
