package page

// Signs are the kinds of characters that a text holds. They are found in one
// go, so that readers of rare things need not look through every text.
type Signs uint8

// What a text may hold.
const (
	holdsDigit  Signs = 1 << iota
	HoldsOpener       // may hold a bracket or quote behind which a name is defined
	holdsCut          // may hold a character at which segments cuts
	holdsSpace        // may hold a space that plainSpaces replaces
	holdsColon
	HoldsPoint
	HoldsAt
	holdsEnd // a mark that may end a sentence
)

// signOf gives what each byte says of a text.
var signOf = func() (of [256]Signs) {
	for sign, bytes := range map[Signs]string{
		holdsDigit:  "0123456789",
		HoldsOpener: "(\"\xe2\xc2", // the last two begin the other quotes
		holdsCut:    "\n\t|\xe2\xc2",
		holdsSpace:  "\xe2\xc2",
		holdsColon:  ":",
		HoldsPoint:  ".",
		HoldsAt:     "@",
		holdsEnd:    ".!?;",
	} {
		for _, c := range []byte(bytes) {
			of[c] |= sign
		}
	}
	return of
}()

// SignsOf finds what a text holds.
func SignsOf(text string) (s Signs) {
	for i := range len(text) {
		s |= signOf[text[i]]
	}
	return s
}

// Has tells whether a text with such signs holds one.
func (s Signs) Has(sign Signs) bool { return s&sign != 0 }

// Plain writes all spaces of a text with such signs as one.
func (s Signs) Plain(text string) string {
	if s.Has(holdsSpace) && oddSpace(text) {
		return plainSpaces.Replace(text)
	}
	return text
}

// sign notes what the text of a line holds of the signs of its block.
func (l *Line) sign() {
	if l.Signs != 0 {
		l.Signs = SignsOf(l.Text)
	}
	l.Numeric = l.Signs.Has(holdsDigit)
}
