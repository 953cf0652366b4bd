package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OneSpace writes all white space in a text as single spaces.
func OneSpace(text string) string {
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c == ' ' && last == ' ' || beginsSpace[c] {
			return strings.Join(strings.Fields(text), " ")
		}
		last = c
	}
	return strings.TrimSuffix(text, " ")
}

// maxSpace is the last character of white space.
const maxSpace = '\u3000'

// beginsSpace are the first bytes of white space beyond ASCII.
var beginsSpace = func() (in [256]bool) {
	for r := rune(utf8.RuneSelf); r <= maxSpace; r++ {
		if unicode.IsSpace(r) {
			in[string(r)[0]] = true
		}
	}
	return in
}()

// plainSpaces writes all kinds of space as one, so that a phrase or a date does
// not depend on how its words were kept together.
var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ")

// Plain writes all spaces of a text as one.
func Plain(text string) string {
	if (strings.IndexByte(text, '\xc2') >= 0 || strings.IndexByte(text, '\xe2') >= 0) && oddSpace(text) {
		return plainSpaces.Replace(text)
	}
	return text
}

// oddSpace tells whether a text holds a space that plainSpaces replaces.
func oddSpace(text string) bool {
	return strings.Contains(text, "\u00a0") || strings.Contains(text, "\u202f") || strings.Contains(text, "\u2009") || strings.Contains(text, "\u2007")
}
