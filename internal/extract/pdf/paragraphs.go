package pdf

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// splitParagraphs joins neighbouring lines to paragraphs.
func splitParagraphs(items []item) []item {
	var out []item
	for i := 0; i < len(items); i++ {
		it := items[i]
		if it.table != nil || it.role == sow.Header || it.role == sow.Footer {
			out = append(out, it)
			continue
		}
		run := column(items[i:])
		out = append(out, paragraphsOf(run)...)
		i += len(run) - 1
	}
	return out
}

// column gives the items at the front that are lines of one column, one below
// the other.
func column(items []item) []item {
	n := 1
	for n < len(items) {
		a, b := items[n-1].lines[0], items[n]
		if b.table != nil || b.role != items[0].role || b.page != items[0].page || b.lines[0].turned != a.turned {
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
		right := edge(zone)
		if len(zone) == 2 && deliberate(zone, edge(run)) {
			right = edge(run)
		}
		for i, it := range zone {
			if i == 0 || startsParagraph(&zone[i-1].lines[0], &it.lines[0], right) || labelled(&out[len(out)-1], &it.lines[0]) {
				out = append(out, item{lines: it.lines, page: it.page, role: it.role})
				continue
			}
			last := &out[len(out)-1]
			last.lines = append(last.lines, it.lines...) // of which the capacity is its own
		}
		start += len(zone)
	}
	return out
}

func edge(items []item) float64 {
	right := 0.0
	for _, it := range items {
		right = math.Max(right, it.lines[0].box.x1)
	}
	return right
}

// deliberate reports whether two lines that look like a paragraph are lines of
// their own, as those of an address: both end far from the edge of the text.
func deliberate(zone []item, right float64) bool {
	b := zone[1].lines[0]
	r, _ := utf8.DecodeRuneInString(b.words[0].text)
	return right-edge(zone) > 0.25*(right-b.box.x0) && !unicode.IsLower(r)
}

// label opens a line such as "Technicians: 95".
var label = regexp.MustCompile(`^\p{Lu}[\p{L}\d/&-]*(?: [\p{L}\d/&-]+){0,3}:(?:\s|$)`)

// labelled reports whether a paragraph and the line after it both open with a
// label.
func labelled(it *item, ln *line) bool {
	return strings.Contains(ln.joined, ":") && label.MatchString(ln.text()) && label.MatchString(it.lines[0].text()) && !it.lines[len(it.lines)-1].hyphen
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
func startsParagraph(a, b *line, right float64) bool {
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
func inSentence(a, b *line) bool {
	end := a.words[len(a.words)-1].text
	start := a.words[0].box.x0
	if len(a.words) > 1 && isMarker(a.words[:1]) {
		start = a.words[1].box.x0 // the text of an item hangs behind its mark
	}
	return near(start, b.box.x0, 1.5) && end != "" && !strings.ContainsAny(end[len(end)-1:], ".:;!?")
}

var leaders = regexp.MustCompile(`\s*(?:\.{4,}|(?:\. ){4,}|…{2,}|_{6,})\s*\d{1,3}$`)

// isContents reports whether a line is one of a table of contents.
func isContents(text string) bool {
	if text == "" || text[len(text)-1] < '0' || text[len(text)-1] > '9' {
		return false
	}
	if !strings.Contains(text, "..") && !strings.Contains(text, ". .") && !strings.Contains(text, "…") && !strings.Contains(text, "__") {
		return false // nearly all lines; the expression is slow
	}
	return leaders.MatchString(text)
}

// joinAcross joins a paragraph that goes on in the next column or on the next
// page with its first part, past the running lines and tables between them.
func joinAcross(items []item) []item {
	out := make([]item, 0, len(items))
	open := -1 // index in out of the last paragraph
	for _, it := range items {
		switch {
		case it.table != nil, it.role != "":
		case open >= 0 && goesOn(out[open].lines, it.lines) && onlyRunning(out[open+1:]):
			out[open].lines = append(out[open].lines, it.lines...)
			continue
		default:
			open = len(out)
		}
		out = append(out, it)
	}
	return out
}

func onlyRunning(items []item) bool {
	for _, it := range items {
		if it.role != sow.Header && it.role != sow.Footer {
			return false
		}
	}
	return true
}

// alike reports whether two lines may be of one paragraph by their looks.
func alike(a, b *line) bool {
	return near(a.size, b.size, 0.6) && a.bold == b.bold && !b.bullet && !isContents(a.text())
}

// opensItem reports whether a line opens with a bullet or a number.
func opensItem(text string) bool {
	if _, ok := splitBullet(text); ok {
		return true
	}
	number, _ := splitNumber(text)
	return number != ""
}

// goesOn reports whether b, at the top of a column or page, is the rest of the
// paragraph a: a breaks off in a sentence at the end of a full line.
func goesOn(a, b []line) bool {
	last, first := &a[len(a)-1], &b[0]
	if last.page == first.page && first.base > last.base || first.page > last.page+1 || !alike(last, first) {
		return false
	}
	t := first.text()
	if opensItem(t) {
		return false
	}
	end := last.words[len(last.words)-1].text
	if last.hyphen {
		return true
	}
	if end == "" || strings.ContainsAny(end[len(end)-1:], ".:;!?") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(t)
	if unicode.IsLower(r) {
		return true
	}
	if len(a) < 2 {
		return false
	}
	right := 0.0
	for _, ln := range a {
		right = math.Max(right, ln.box.x1)
	}
	return right-last.box.x1 < 2*last.size
}
