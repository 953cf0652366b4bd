package written

import (
	"iter"
	"strings"
)

// MonthFirst tells whether 03/04/2026 is 4 March in a document that holds these
// texts: as its other dates show, else by its dollars and its English month names
// first. Texts without a digit, and those with neither a slash nor the name of a
// month before the number of a day, may be left out.
func MonthFirst(texts iter.Seq[string]) bool {
	month, day, named := 0, 0, 0
	for text := range texts {
		if named > 0 && !strings.Contains(text, "/") { // nothing more to learn
			continue
		}
		for _, h := range Dates(text, false) {
			if d := text[h.bare:h.End]; h.swapped.IsZero() && strings.Contains(d, "/") && allNumbers(d) {
				switch lead := leadingNumber(d); {
				case lead > 12:
					day++
				case lead != leadingNumber(d[strings.IndexByte(d, '/')+1:]): // 7/7 tells nothing
					month++
				}
			}
			if c := text[h.bare]; c < '0' || c > '9' {
				named++
			}
		}
	}
	return month > day || month == day && named > 0
}

// allNumbers tells whether a day is written in the form "2/3/2026".
func allNumbers(day string) bool {
	_, ok := numberDay(day, 0, false)
	return ok
}

func leadingNumber(s string) (n int) {
	for _, r := range s {
		if r < '0' || r > '9' {
			break
		}
		n = 10*n + int(r-'0')
	}
	return n
}
