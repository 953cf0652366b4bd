package analyze

import (
	"strconv"
	"strings"
)

// holdsNumber tells whether a number stands in the text, whatever marks its
// thousands: 1200, 1,200, 1.200, 1 200, 1'200.
func holdsNumber(text string, n int) bool {
	want := strconv.Itoa(n)
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		end := numberEnd(text, i)
		if sameDigits(text[i:end], want) {
			return true
		}
		i = end - 1
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// digits counts the digits that a text begins with.
func digits(text string) (n int) {
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n
}

// thousandsMarks may stand before three digits of a number.
var thousandsMarks = []string{".", ",", "'", "’", " ", "\u00a0", "\u202f"}

// numberEnd gives where the number that begins at text[from:] ends: after its
// digits, or after its last group of thousands.
func numberEnd(text string, from int) int {
	n := digits(text[from:])
	end := from + n
	for n <= 3 {
		mark := markLength(text[end:])
		if mark == 0 || digits(text[end+mark:]) < 3 {
			break
		}
		end += mark + 3
	}
	return end
}

// markLength gives the length of the mark that a text begins with, 0 without one.
func markLength(text string) int {
	for _, mark := range thousandsMarks {
		if strings.HasPrefix(text, mark) {
			return len(mark)
		}
	}
	return 0
}

// sameDigits tells whether a number written with marks has some digits.
func sameDigits(written, want string) bool {
	n := 0
	for i := range len(written) {
		if !isDigit(written[i]) {
			continue
		}
		if n == len(want) || written[i] != want[n] {
			return false
		}
		n++
	}
	return n == len(want)
}
