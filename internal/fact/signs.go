package fact

import "strings"

// signs are the kinds of characters that a text holds. They are found in one
// go, so that readers of rare things need not look through every text.
type signs uint8

const (
	holdsDigit  signs = 1 << iota
	holdsOpener       // may hold a bracket or quote that openerBefore gives
	holdsCut          // may hold a character at which segments cuts
	holdsSpace        // may hold a space that plainSpaces replaces
	holdsColon
	holdsPoint
	holdsAt
	holdsEnd // a mark that may end a sentence
)

// signOf gives what each byte says of a text.
var signOf = func() (of [256]signs) {
	for sign, bytes := range map[signs]string{
		holdsDigit:  "0123456789",
		holdsOpener: "(\"\xe2\xc2", // the last two begin the other quotes
		holdsCut:    "\n\t|\xe2\xc2",
		holdsSpace:  "\xe2\xc2",
		holdsColon:  ":",
		holdsPoint:  ".",
		holdsAt:     "@",
		holdsEnd:    ".!?;",
	} {
		for _, c := range []byte(bytes) {
			of[c] |= sign
		}
	}
	return of
}()

func signsOf(text string) (s signs) {
	for i := range len(text) {
		s |= signOf[text[i]]
	}
	return s
}

func (s signs) has(sign signs) bool { return s&sign != 0 }

// plain writes all spaces of a text with such signs as one.
func (s signs) plain(text string) string {
	if s.has(holdsSpace) && oddSpace(text) {
		return plainSpaces.Replace(text)
	}
	return text
}

// oddSpace tells whether a text holds a space that plainSpaces replaces.
func oddSpace(text string) bool {
	return strings.Contains(text, "\u00a0") || strings.Contains(text, "\u202f") || strings.Contains(text, "\u2009") || strings.Contains(text, "\u2007")
}

// sign notes what the text of a line holds of the signs of its block.
func (l *line) sign() {
	if l.signs != 0 {
		l.signs = signsOf(l.text)
	}
	l.numeric = l.signs.has(holdsDigit)
}
