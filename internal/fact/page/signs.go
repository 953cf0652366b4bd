package page

import "claimline/internal/fact/lexicon"

// Signs are the kinds of characters that a text holds. They are found in one
// go, so that readers of rare things need not look through every text.
type Signs uint8

// What a text may hold.
const (
	holdsDigit  Signs = 1 << iota
	HoldsOpener       // may hold a bracket or quote behind which a name is defined
	holdsCut          // may hold a character at which segments cuts
	holdsCoin         // may hold the sign of a currency
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
		holdsCoin:   "$\xe2\xc2",
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

// signsIn finds what a text with these words holds: all but digits stands between
// the words, and mostly that is a space.
func signsIn(text string, ws []lexicon.Word) (s Signs) {
	prev := 0
	for i := range ws {
		w := &ws[i]
		if w.Marks&lexicon.HoldsDigit != 0 {
			s |= holdsDigit
		}
		if w.Start != prev+1 || text[prev] != ' ' {
			s |= SignsOf(text[prev:w.Start])
		}
		prev = w.End
	}
	return s | SignsOf(text[prev:])
}

// Has tells whether a text with such signs holds one.
func (s Signs) Has(sign Signs) bool { return s&sign != 0 }
