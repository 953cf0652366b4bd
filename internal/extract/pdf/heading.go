package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isHeading reports whether a paragraph is a heading: larger than the body,
// bold and short, or named in the outline.
func (s *styles) isHeading(it *item) bool {
	if len(it.lines) == 0 || len(it.lines) > 3 || it.role != "" || it.lines[0].bullet || it.lines[0].turned {
		return false
	}
	text := it.text()
	n := utf8.RuneCountInString(text)
	if n < 2 || n > 160 || !hasLetter(text) || isContents(text) {
		return false
	}
	if _, ok := s.outline[text]; ok {
		return true
	}
	if _, ok := splitBullet(text); ok || strings.HasSuffix(text, ";") || strings.HasSuffix(text, ",") {
		return false
	}
	return s.stands(it, text, n)
}

// stands reports whether a text of n runes stands out from the body as a
// heading does.
func (s *styles) stands(it *item, text string, n int) bool {
	switch {
	case it.lines[0].size >= 1.15*s.body && n <= 120:
		// A sentence stands out by more: OCR measures the size of a line only roughly.
		return !strings.HasSuffix(text, ".") || it.lines[0].size >= 1.4*s.body
	case allBold(it.lines) && n <= 110 && !strings.HasSuffix(text, "."):
		return true
	}
	number, rest := splitNumber(text)
	return depth(number) >= 1 && isUpper(rest) && n <= 90 && !strings.HasSuffix(text, ".") && len(it.lines) == 1
}

func allBold(lines []line) bool {
	for _, ln := range lines {
		if !ln.bold {
			return false
		}
	}
	return true
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// isUpper reports whether a text is written in capitals.
func isUpper(s string) bool { return hasLetter(s) && strings.ToUpper(s) == s }

// level is the depth of a heading: by its number, by the outline, else by the
// rank of its style among the headings of the document.
func (s *styles) level(it *item, number string) int {
	if l, ok := s.outline[it.text()]; ok {
		return l
	}
	if d := depth(number); d > 0 {
		return d
	}
	return min(max(1, slices.Index(s.ranks, styleOf(it))+1), deepest)
}

// deepest is the lowest level that a style alone gives a heading: forms and
// posters have a dozen sizes of type.
const deepest = 6

func sortStyles(styles []style) {
	slices.SortFunc(styles, func(a, b style) int {
		if c := cmp.Compare(b.size, a.size); c != 0 {
			return c
		}
		if a.bold == b.bold {
			return 0
		}
		if a.bold {
			return -1
		}
		return 1
	})
}
