package written

import (
	"iter"
	"strings"
)

// coinWords are the first letters in a row of the forms of currencies, "US" of
// "US dollars", but for those that hold one of coinSigns: "US$".
var coinWords = func() map[string]bool {
	out := map[string]bool{}
	for _, c := range currencies {
		if HoldsCoinSign(c.form) {
			continue
		}
		for word := range letterRuns(c.form) {
			out[word] = true
			break
		}
	}
	return out
}()

// coinSigns are the beginnings of the signs that stand for currencies, the last one
// of those from the euro to the guaraní.
var coinSigns = []string{"$", "£", "¥", "\xe2\x82"}

// HoldsCoinWord tells whether the letters of a currency may stand alone in a word.
func HoldsCoinWord(word string) bool {
	for run := range letterRuns(word) {
		if coinWords[run] {
			return true
		}
	}
	return false
}

// HoldsCoinSign tells whether a text may hold the sign of a currency.
func HoldsCoinSign(text string) bool {
	for _, sign := range coinSigns {
		if at := strings.IndexByte(text, sign[0]); at >= 0 && strings.Contains(text[at:], sign) {
			return true
		}
	}
	return false
}

// letterRuns gives the letters in a row of a text, as standsAlone tells letters.
func letterRuns(text string) iter.Seq[string] {
	return strings.FieldsFuncSeq(text, func(r rune) bool { return !letter(r) })
}
