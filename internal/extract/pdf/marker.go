package pdf

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// bullets are the characters that open a list item. The private ones are how
// the symbol fonts of office programs reach a PDF without a code table.
const bullets = "•▪●◦‣∙·■□▫○◆◇►▶➢➤✓✔✗❖❑–—-*o§\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0e0\uf02d\uf0b0"

func isBullet(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && n > 0 && strings.ContainsRune(bullets, r)
}

// splitBullet takes the bullet off the front of a line.
func splitBullet(s string) (string, bool) {
	mark, rest, found := strings.Cut(s, " ")
	if !found || !isBullet(mark) || rest == "" {
		return s, false
	}
	return rest, true
}

var (
	clause = regexp.MustCompile(`^((?:\d{1,3}\.){1,6}\d{0,3}|\d{1,2}[.)]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})\)|[A-Z]\.\d{0,2}(?:\.\d{1,2})*|[IVX]{1,5}\.|§ ?\d{1,3}[a-z]?)\s+(\S.*)$`)
	named  = regexp.MustCompile(`^((?:` + strings.Join(namedParts, "|") + `)\s+(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,5}))\s*[:.–—-]\s*(\S.*)$`)
	// bareNumber is a number that may count a heading or a list item without a
	// mark behind it.
	bareNumber = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2}){0,4}$`)
	bareCount  = regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2}){0,4})\s+(\p{Lu}.*)$`)
)

// namedParts are the words for a part of a document that its number follows.
var namedParts = []string{
	"Section", "Article", "Annex", "Appendix", "Exhibit", "Schedule", "Attachment", "Part", "Phase",
	"Abschnitt", "Anlage", "Anhang", "Artikel", "Annexe",
}

// splitNumber takes a clause or list number off the front of a line: "4.2",
// "(a)", "IV.", "§ 3", "Annex A". The number is empty when there is none.
func splitNumber(s string) (number, rest string) {
	if !mayBeNumbered(s) {
		return "", s
	}
	for _, re := range []*regexp.Regexp{clause, named} {
		if m := re.FindStringSubmatch(s); m != nil {
			return m[1], m[2]
		}
	}
	return "", s
}

// mayBeNumbered rejects nearly all lines that bear no number, without the
// expressions.
func mayBeNumbered(s string) bool {
	head, rest, found := strings.Cut(s, " ")
	if !found || head == "" {
		return false
	}
	if endsAsNumber(head) {
		return true
	}
	second, _, _ := strings.Cut(rest, " ")
	return len(second) <= 8 && (mayBeNamed(head) || head[0] >= 'A' && head[0] <= 'Z' && strings.ContainsAny(head, "\n\t\r\f"))
}

// endsAsNumber reports whether a word begins or ends as all of them do that are
// clause or list numbers.
func endsAsNumber(word string) bool {
	if word == "" {
		return false
	}
	last := word[len(word)-1]
	return last == '.' || last == ')' || '0' <= last && last <= '9' || strings.HasPrefix(word, "§")
}

// mayBeNamed reports whether a word is one that has a number behind it, as in
// "Annex A:".
func mayBeNamed(word string) bool {
	switch word[0] {
	case 'S', 'A', 'E', 'P':
		return slices.ContainsFunc(namedParts, func(name string) bool { return strings.HasPrefix(word, name) })
	}
	return false
}

// splitHeadingNumber is splitNumber for text that is a heading for other
// reasons, where "3 Scope" has a number too.
func splitHeadingNumber(s string) (number, rest string) {
	if number, rest = splitNumber(s); number != "" {
		return number, rest
	}
	if m := bareCount.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return "", s
}

// depth is the level that a number gives: 1 for "4", 2 for "4.2".
func depth(number string) int {
	if number == "" || number[0] < '0' || number[0] > '9' {
		return 0
	}
	return strings.Count(strings.TrimSuffix(number, "."), ".") + 1
}
