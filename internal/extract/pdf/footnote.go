package pdf

import (
	"regexp"
	"slices"

	"claimline/internal/sow"
)

// noteMark opens a footnote: a number or a sign.
var noteMark = regexp.MustCompile(`^(\d{1,2}|[*†‡§]{1,3}|\[\d{1,2}\]|\(\d{1,2}\))[.)]?\s*(\p{L}.*|["“„«(].*)$`)

// splitNote takes the mark off a footnote.
func splitNote(text string) (number, rest string) {
	if m := noteMark.FindStringSubmatch(text); m != nil {
		return m[1], m[2]
	}
	return "", text
}

// markFootnotes marks what stands at the foot of a page in smaller type behind
// a number or sign, with no text of full size below it.
func markFootnotes(items []item, pages []*page, body float64) {
	heights := map[int]float64{}
	for _, p := range pages {
		heights[p.number] = p.height
	}
	lowest := map[int]float64{} // baseline of the last line of full size, by page
	for _, it := range items {
		if it.role != "" {
			continue
		}
		if it.table != nil {
			lowest[it.page] = max(lowest[it.page], it.table.box.y1)
			continue
		}
		for _, ln := range it.lines {
			if ln.size > 0.93*body {
				lowest[ln.page] = max(lowest[ln.page], ln.base)
			}
		}
	}
	for i := range items {
		it := &items[i]
		if it.role != "" || it.table != nil {
			continue
		}
		first := it.lines[0]
		if first.base < 0.5*heights[it.page] || first.base < lowest[it.page] {
			continue
		}
		small := !slices.ContainsFunc(it.lines, func(ln line) bool { return ln.size > 0.93*body })
		if small && noteMark.MatchString(it.text()) {
			it.role = sow.Footnote
		}
	}
}
