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

// markRunning finds the lines that repeat from page to page at the same
// height, page numbers aside.
func markRunning(items []item, pages []*page) {
	heights := map[int]float64{}
	for _, p := range pages {
		heights[p.number] = p.height
	}
	type key struct {
		text   string
		bottom bool
		y      int
	}
	seen := map[key]map[int]bool{}
	keyOf := func(it *item, shift int) (key, bool) {
		if len(it.lines) == 0 || it.role != "" {
			return key{}, false
		}
		h, y := heights[it.page], it.lines[0].box.centerY()
		top, bottom := y < band*h, y > (1-band)*h
		if !top && !bottom {
			return key{}, false
		}
		text := digits.ReplaceAllString(normal(it.lines[0].text()), "#")
		return key{text, bottom, int(y/6) + shift}, true
	}
	for i := range items {
		if k, ok := keyOf(&items[i], 0); ok {
			if seen[k] == nil {
				seen[k] = map[int]bool{}
			}
			seen[k][items[i].page] = true
		}
	}
	for i := range items {
		it := &items[i]
		k, ok := keyOf(it, 0)
		if !ok {
			continue
		}
		n := 0
		for shift := -1; shift <= 1; shift++ {
			k2, _ := keyOf(it, shift)
			n += len(seen[k2])
		}
		need := 2
		if len(pages) > 4 {
			need = 3
		}
		if n >= need && (len(pages) > 1) || isPageNumber(k.text) {
			it.role = sow.Header
			if k.bottom {
				it.role = sow.Footer
			}
		}
	}
}

var pageNumber = regexp.MustCompile(`(?i)^[-–—| ]*(page|seite|página|pagina|strona|p\.)? ?#( ?(of|von|sur|de|di|z|van|/) ?#)?[-–—| ]*$`)

// isPageNumber reports whether a line, digits replaced by #, is nothing but a
// page number.
func isPageNumber(text string) bool { return pageNumber.MatchString(strings.TrimSpace(text)) }
