package written

import (
	"strings"
	"time"
)

// romanMonths are the months as they are numbered in letters.
var romanMonths = [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}

// romanMonth reads the month of "2-III-2026", "24.IV.2026" and "3/XII/2026"
// behind the day, which ends at byte i, and gives where the month ends, 0 for
// none. The same mark stands on both sides: "5 I" is no day.
func romanMonth(text string, i int) (time.Month, int) {
	sep, from := betweenNumbers(text, i)
	if from == 0 || !oneOf(text, from, "IVX") {
		return 0, 0
	}
	end := from
	for oneOf(text, end, "IVX") {
		end++
	}
	if behind, year := betweenNumbers(text, end); behind != sep || digits(text, year, 4, 4) == 0 {
		return 0, 0
	}
	for n, roman := range romanMonths {
		if strings.EqualFold(roman, text[from:end]) {
			return time.Month(n + 1), end
		}
	}
	return 0, 0
}
