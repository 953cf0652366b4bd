package written

import (
	"strconv"
	"unicode/utf8"

	"claimline/internal/octet"
)

// Number reads a written number at the start of s: digits grouped by comma,
// point, apostrophe or space, with at most two decimals. It gives the value,
// the bytes read and whether there is a number. Grouping decides what a
// separator means: three digits after the only separator are a group
// ("1.234" is one thousand two hundred and thirty-four), one or two digits at
// the end are decimals.
func Number(s string) (value float64, n int, ok bool) {
	var room [4]separator // few numbers have more
	digits, seps := scanDigits(s, room[:0])
	if digits == "" {
		return 0, 0, false
	}
	end := len(digits)
	whole, cents := split(digits, seps)
	value, ok = wholeUnits(whole)
	if !ok {
		return 0, 0, false
	}
	if cents != "" {
		c, _ := strconv.ParseFloat("0."+cents, 64)
		value += c
	}
	return value, end, true
}

type separator struct {
	at   int // byte offset of the separator in the scanned text
	size int
	r    rune
}

// scanDigits takes digits and the separators between them, which it appends to
// seps.
func scanDigits(s string, seps []separator) (string, []separator) {
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r >= '0' && r <= '9' {
			i++
			continue
		}
		if i == 0 || !isSeparator(r) || !DigitAt(s, i+size) || !grouping(s, i, size, r) {
			break
		}
		seps = append(seps, separator{i, size, r})
		i += size
	}
	return s[:i], seps
}

func isSeparator(r rune) bool {
	switch r {
	case '.', ',', '\'', '’', ' ', '\u00a0', '\u202f', '\u2009':
		return true
	}
	return false
}

// grouping refuses a space that does not separate three digits: "5 000" is one
// number, "5 12" are two.
func grouping(s string, i, size int, r rune) bool {
	run := DigitRun(s[i+size:])
	if r == ',' || r == '.' {
		return run == 3 || run == 1 || run == 2 || run == 4
	}
	return run == 3
}

// DigitRun counts the digits of ASCII with which a text begins.
func DigitRun(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// DigitAt tells whether byte i of a text is a digit of ASCII.
func DigitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// split parts digits into whole units, with what separates them, and decimals.
func split(s string, seps []separator) (whole, cents string) {
	if len(seps) == 0 {
		return s, ""
	}
	last := seps[len(seps)-1]
	tail := s[last.at+last.size:]
	decimals := len(tail) <= 2 && (last.r == '.' || last.r == ',')
	if len(tail) == 3 && len(seps) > 1 && seps[len(seps)-2].r != last.r && (last.r == '.' || last.r == ',') {
		decimals = true // "486,750.000" of a rial or dinar: two signs never part groups
	}
	if decimals {
		return s[:last.at], tail
	}
	return s, ""
}

// mostDigits is how many digits a number has at most.
const mostDigits = 15

// wholeUnits gives the value of the digits in s, without what separates
// them. It is not ok for too many.
func wholeUnits(s string) (value float64, ok bool) {
	digits, sum := 0, 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		if digits++; digits > mostDigits {
			return 0, false
		}
		sum = 10*sum + int(s[i]-'0')
	}
	return float64(sum), true
}

// HasDigit tells whether a text holds a digit of ASCII.
func HasDigit(text string) bool {
	return octet.NextDigit(text, 0) >= 0
}
