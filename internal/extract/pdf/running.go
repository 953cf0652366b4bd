package pdf

import (
	"regexp"
	"strings"

	"claimline/internal/sow"
)

// band is the share of a page's height at its top and bottom in which running
// headers and footers stand.
const band = 0.13

var digits = regexp.MustCompile(`\d+`)

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
	for i := range items {
		if k, ok := runningOf(&items[i], heights); ok {
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
		k, ok := runningOf(&items[i], heights)
		if !ok {
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
	text := digits.ReplaceAllString(normal(it.lines[0].text()), "#")
	return running{text, y > h/2, int(y / 6)}, true
}

var pageNumber = regexp.MustCompile(`(?i)^[-–—| ]*(page|seite|página|pagina|strona|p\.)? ?#( ?(of|von|sur|de|di|z|van|/) ?#)?[-–—| ]*$`)

// isPageNumber reports whether a line, digits replaced by #, is nothing but a
// page number.
func isPageNumber(text string) bool { return pageNumber.MatchString(strings.TrimSpace(text)) }
