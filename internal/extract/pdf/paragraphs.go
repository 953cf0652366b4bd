package pdf

import (
	"math"
	"regexp"
	"strings"
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
	var out []item
	for start := 0; start < len(run); {
		zone := run[start : start+zoneOf(run[start:])]
		right := 0.0
		for _, it := range zone {
			right = math.Max(right, it.lines[0].box.x1)
		}
		for i, it := range zone {
			if i == 0 || startsParagraph(zone[i-1].lines[0], it.lines[0], right) {
				out = append(out, item{lines: it.lines, page: it.page})
				continue
			}
			last := &out[len(out)-1]
			last.lines = append(append([]line{}, last.lines...), it.lines...)
		}
		start += len(zone)
	}
	return out
}

// zoneOf counts the lines at the front that look the same and stand at one
// distance: a paragraph, or several without space between them.
func zoneOf(run []item) int {
	step := 0.0
	for n := 1; n < len(run); n++ {
		a, b := run[n-1].lines[0], run[n].lines[0]
		d := b.base - a.base
		if step == 0 {
			step = d
		}
		if !near(a.size, b.size, 0.6) || a.bold != b.bold && a.bold || d > 2*b.size || d > step+math.Max(0.15*step, 1.8) {
			return n
		}
		step = math.Min(step, d)
	}
	return len(run)
}

// startsParagraph reports whether b opens a paragraph after a, in a zone that
// ends at right.
func startsParagraph(a, b line, right float64) bool {
	t := b.text()
	if _, ok := splitBullet(t); ok || b.bullet {
		return true
	}
	if n, _ := splitNumber(t); n != "" && !inSentence(a, b) {
		return true
	}
	if isContents(a.text()) || isContents(t) {
		return true
	}
	if a.hyphen {
		return false
	}
	// The first word of b would have stood behind a, had it been meant to.
	return right-a.box.x1 > b.words[0].box.width()+0.6*a.size
}

// inSentence reports whether a number at the front of b belongs to the
// sentence of a: a full line in the same place that does not end a sentence.
func inSentence(a, b line) bool {
	end := a.words[len(a.words)-1].text
	return near(a.box.x0, b.box.x0, 1) && end != "" && !strings.ContainsAny(end[len(end)-1:], ".:;!?")
}

var leaders = regexp.MustCompile(`\s*(?:\.{4,}|(?:\. ){4,}|…{2,}|_{6,})\s*\d{1,3}$`)

// isContents reports whether a line is one of a table of contents.
func isContents(text string) bool { return leaders.MatchString(text) }
