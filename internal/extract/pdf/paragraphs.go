package pdf

import (
	"math"
)

// splitParagraphs joins neighbouring lines to paragraphs.
func splitParagraphs(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		it := items[i]
		if it.table != nil || it.role != "" {
			out = append(out, it)
			continue
		}
		run := flow(items[i:])
		out = append(out, paragraphsOf(run)...)
		i += len(run) - 1
	}
	return out
}

// flow gives the items at the front that are lines of one column, one below
// the other.
func flow(items []item) []item {
	n := 1
	for n < len(items) {
		a, b := items[n-1].lines[0], items[n]
		if b.table != nil || b.role != "" || b.page != items[0].page || b.lines[0].turned != a.turned {
			break
		}
		l := b.lines[0]
		if l.base <= a.base || l.base-a.base > 3.5*math.Max(a.size, l.size) || l.box.overlapX(a.box) < -60 {
			break
		}
		n++
	}
	return items[:n]
}

func paragraphsOf(run []item) []item {
	right, leading := margins(run)
	var out []item
	for i, it := range run {
		if i == 0 || startsParagraph(run[i-1].lines[0], it.lines[0], right, leading) {
			out = append(out, item{lines: it.lines, page: it.page})
			continue
		}
		last := &out[len(out)-1]
		last.lines = append(append([]line{}, last.lines...), it.lines...)
	}
	return out
}

// margins gives the right edge and the usual distance of baselines of a flow,
// per font size.
func margins(run []item) (right, leading map[float64]float64) {
	right, leading = map[float64]float64{}, map[float64]float64{}
	steps := map[float64]map[float64]int{}
	for i, it := range run {
		ln := it.lines[0]
		right[ln.size] = math.Max(right[ln.size], ln.box.x1)
		if i == 0 || run[i-1].lines[0].size != ln.size {
			continue
		}
		if steps[ln.size] == nil {
			steps[ln.size] = map[float64]int{}
		}
		steps[ln.size][math.Round((ln.base-run[i-1].lines[0].base)*2)/2]++
	}
	for size, m := range steps {
		// The smallest step that occurs is the distance inside paragraphs.
		for step := range m {
			if leading[size] == 0 || step < leading[size] {
				leading[size] = step
			}
		}
	}
	return right, leading
}

// startsParagraph reports whether b opens a paragraph after a.
func startsParagraph(a, b line, right, leading map[float64]float64) bool {
	step := b.base - a.base
	switch {
	case !near(a.size, b.size, 0.6), a.bold != b.bold && (a.bold && len(a.words) > 0):
		return true
	case step > math.Max(1.2*leading[b.size], leading[b.size]+2), step > 2.2*b.size:
		return true
	}
	t := b.text()
	if _, ok := splitBullet(t); ok {
		return true
	}
	if n, _ := splitNumber(t); n != "" {
		return true
	}
	if a.hyphen {
		return false
	}
	first := b.words[0]
	fits := right[a.size] - a.box.x1 - 0.25*a.size
	if fits > first.box.width()+0.3*a.size {
		return true
	}
	return false
}
