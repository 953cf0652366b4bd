package pdf

import (
	"regexp"
	"strings"

	"claimline/internal/sow"
)

// band is the share of a page's height at its top and bottom in which running
// headers and footers stand.
const band = 0.13

// withoutDigits puts # for each number.
func withoutDigits(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		isDigit := '0' <= s[i] && s[i] <= '9'
		if isDigit && i > 0 && '0' <= s[i-1] && s[i-1] <= '9' {
			continue
		}
		if isDigit {
			out = append(out, '#')
		} else {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// running is a line as it repeats from page to page: its words without page
// numbers, and its height on the page in steps of six points.
type running struct {
	text   string
	bottom bool
	y      int
}

// markRunning finds the lines that repeat from page to page at the same
// height, page numbers aside.
func markRunning(items []item, pages []*page) {
	heights := map[int]float64{}
	for _, p := range pages {
		heights[p.number] = p.height
	}
	seen := map[running]map[int]bool{}
	keys := make([]*running, len(items)) // nil where an item is not in the band
	for i := range items {
		if k, ok := runningOf(&items[i], heights); ok {
			keys[i] = &k
			if seen[k] == nil {
				seen[k] = map[int]bool{}
			}
			seen[k][items[i].page] = true
		}
	}
	need := 2
	if len(pages) > 4 {
		need = 3
	}
	for i := range items {
		k := keys[i]
		if k == nil {
			continue
		}
		n := 0
		for y := k.y - 1; y <= k.y+1; y++ {
			n += len(seen[running{k.text, k.bottom, y}])
		}
		if n >= need && len(pages) > 1 || isPageNumber(k.text) {
			items[i].role = sow.Header
			if k.bottom {
				items[i].role = sow.Footer
			}
		}
	}
}

func runningOf(it *item, heights map[int]float64) (running, bool) {
	if len(it.lines) == 0 || it.role != "" {
		return running{}, false
	}
	h, y := heights[it.page], it.lines[0].box.centerY()
	if y >= band*h && y <= (1-band)*h {
		return running{}, false
	}
	text := withoutDigits(normal(it.lines[0].text()))
	return running{text, y > h/2, int(y / 6)}, true
}

var pageNumber = regexp.MustCompile(`(?i)^[-–—| ]*(page|seite|página|pagina|strona|p\.)? ?#( ?(of|von|sur|de|di|z|van|/) ?#)?[-–—| ]*$`)

// isPageNumber reports whether a line, digits replaced by #, is nothing but a
// page number.
func isPageNumber(text string) bool { return pageNumber.MatchString(strings.TrimSpace(text)) }
