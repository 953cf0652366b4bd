// Package written turns what is written in a text into values: days and ranges
// of days, amounts of money with their currency, numbers in digits and in words.
// A text goes in; values come out with the bytes that they take. What a value is
// about, and whether it is a fact, is not decided here.
package written

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"time"

	"claimline/internal/sow"
)

// Date is a day written in text[Start:End], the name of its weekday included.
type Date struct {
	Day        sow.Day
	Start, End int

	swapped sow.Day // the other reading of "03/04/2026", zero for none
	bare    int     // where the day begins behind its weekday
}

// months are the names and abbreviations of the months in the languages that
// the reader knows, lower case and without a final point.
var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"januar": 1, "jänner": 1, "februar": 2, "feber": 2, "märz": 3, "maerz": 3, "mrz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12, "okt": 10, "dez": 12,
	"janvier": 1, "février": 2, "fevrier": 2, "mars": 3, "avril": 4, "juin": 6, "juillet": 7, "août": 8, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12, //nolint:misspell // French without accents
	"janv": 1, "févr": 2, "avr": 4, "juil": 7, "déc": 12,
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
	"ene": 1, "abr": 4, "ago": 8, "dic": 12,
}

// Dates finds the days written in text, in order and without overlaps. An
// all-number date is read day first unless MonthFirst is set or the other
// order is the only one that is a day.
func Dates(text string, monthFirst bool) []Date {
	var few [32]int
	starts, enough := NumberStarts(few[:0], text)
	if !enough {
		return nil
	}
	var hits []Date
	add := func(h Date) { // in their order, and the first one read of those that overlap
		i := sort.Search(len(hits), func(i int) bool { return hits[i].End > h.Start })
		if i == len(hits) || hits[i].Start >= h.End {
			hits = slices.Insert(hits, i, h)
		}
	}
	for _, read := range dateForms {
		end := 0
		for _, at := range starts {
			if at < end {
				continue
			}
			if h, ok := read(text, at, monthFirst); ok {
				h.bare = h.Start
				h.Start = WithWeekday(text, h.Start)
				add(h)
				end = h.End
			}
		}
	}
	return hits
}

func named(year, month, day string) (sow.Day, bool) {
	m, ok := Month(month)
	if !ok {
		return sow.Day{}, false
	}
	return civilMonth(year, m, day)
}

func sub(text string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return text[m[2*n]:m[2*n+1]]
}

func civil(year, month, day string) (sow.Day, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if len(year) == 2 {
		y += 2000
	}
	if y < 1990 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31 {
		return sow.Day{}, false
	}
	got := sow.Day{Year: y, Month: time.Month(m), Dom: d}
	return got, sow.DayOf(got.At(time.UTC)) == got // refuses 31 February
}

// numbered reads "a.b.year". A point is written where the day comes first.
func numbered(a, b, year, sep string, monthFirst bool) (Date, bool) {
	dayFirst, okDay := civil(year, b, a)
	other, okMonth := civil(year, a, b)
	if sep == "." {
		return Date{Day: dayFirst}, okDay
	}
	switch {
	case okDay && okMonth && dayFirst != other && monthFirst:
		return Date{Day: other, swapped: dayFirst}, true
	case okDay && okMonth && dayFirst != other:
		return Date{Day: dayFirst, swapped: other}, true
	case okDay:
		return Date{Day: dayFirst}, true
	}
	return Date{Day: other}, okMonth
}

// CompareDays gives less than 0 for a before b, more for a behind b.
func CompareDays(a, b sow.Day) int {
	return cmp.Or(a.Year-b.Year, int(a.Month-b.Month), a.Dom-b.Dom)
}
