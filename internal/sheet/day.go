package sheet

import (
	"strconv"
	"strings"
	"time"
)

// SerialDay gives the day (YYYY-MM-DD) of an Excel serial number such as
// "46346" or "46346.5". It takes serial numbers of the years 1982 to 2119 only,
// so that no claim number or amount becomes a day by accident.
func SerialDay(text string) (string, bool) {
	whole, _, _ := strings.Cut(text, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n < 30_000 || n > 80_000 {
		return "", false
	}
	// Excel counts a 29 February 1900 that never was; day 60 and later are off by one.
	return time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format(time.DateOnly), true
}
