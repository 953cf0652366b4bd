package fact

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"claimline/internal/sow"
)

// dateHit is a day written in Text[Start:End]. Swapped is the other reading of
// an all-number date such as 03/04/2026; it is the zero Day when there is none.
type dateHit struct {
	Day        sow.Day
	Swapped    sow.Day
	Start, End int
	bare       int // where the day begins behind its weekday
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

// dates finds the days written in text, in order and without overlaps. An
// all-number date is read day first unless monthFirst is set or the other
// order is the only one that is a day.
func dates(text string, monthFirst bool) []dateHit {
	var few [32]int
	starts, enough := numberStarts(few[:0], text)
	if !enough {
		return nil
	}
	var hits []dateHit
	add := func(h dateHit) {
		for i, other := range hits {
			if h.Start < other.End && other.Start < h.End {
				return
			}
			if h.Start < other.Start {
				hits = append(hits[:i], append([]dateHit{h}, hits[i:]...)...)
				return
			}
		}
		hits = append(hits, h)
	}
	for _, read := range dateForms {
		end := 0
		for _, at := range starts {
			if at < end {
				continue
			}
			if h, ok := read(text, at, monthFirst); ok {
				h.bare = h.Start
				h.Start = withWeekday(text, h.Start)
				add(h)
				end = h.End
			}
		}
	}
	return hits
}

func named(year, month, day string) (sow.Day, bool) {
	m, ok := monthNamed(month)
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
func numbered(a, b, year, sep string, monthFirst bool) (dateHit, bool) {
	dayFirst, okDay := civil(year, b, a)
	other, okMonth := civil(year, a, b)
	if sep == "." {
		return dateHit{Day: dayFirst}, okDay
	}
	switch {
	case okDay && okMonth && dayFirst != other && monthFirst:
		return dateHit{Day: other, Swapped: dayFirst}, true
	case okDay && okMonth && dayFirst != other:
		return dateHit{Day: dayFirst, Swapped: other}, true
	case okDay:
		return dateHit{Day: dayFirst}, true
	}
	return dateHit{Day: other}, okMonth
}

const (
	monthWord = `([\p{L}]{3,10})\.?`
	dayWord   = `(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?`
)

var openRange = regexp.MustCompile(`(?i)\b(?:` + dayWord + `\s+(?:de\s+)?` + monthWord + `|` + monthWord + `\s+` + dayWord + `)\s*(?:to|until|through|till|bis(?:\s+zum)?|au|al|–|-|—)\s*$`)

// rangeWords end what openRange matches, in lower case.
var rangeWords = []string{"to", "until", "through", "till", "bis", "zum", "au", "al", "–", "-", "—"}

// opensRange tells whether a text ends in a word or dash of a range: a cheap
// look before openRange.
func opensRange(text string) bool {
	text = strings.TrimRight(text, whiteSpace)
	tail := strings.ToLower(text[max(0, len(text)-8):])
	return slices.ContainsFunc(rangeWords, func(w string) bool { return strings.HasSuffix(tail, w) })
}

// dayBeforeRange is a day without month and year that a word of a range follows.
var dayBeforeRange = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s*(?:to|until|through|bis(?:\s+zum)?|au|al|–|-|—)\s*$`)

// dayRangeBefore reads a range within one month: "5 to 9 October 2026".
func dayRangeBefore(text string, hits []dateHit) (from, to dateHit, ok bool) {
	for _, h := range hits {
		if !opensRange(text[:h.Start]) {
			continue
		}
		m := dayBeforeRange.FindStringSubmatchIndex(text[:h.Start])
		if m == nil || m[0] > 0 && strings.IndexByte("/.", text[m[0]-1]) >= 0 {
			continue
		}
		if d, ok := civil(strconv.Itoa(h.Day.Year), strconv.Itoa(int(h.Day.Month)), sub(text, m, 1)); ok && d.String() < h.Day.String() {
			return dateHit{Day: d, Start: m[0], End: h.Start}, h, true
		}
	}
	return dateHit{}, dateHit{}, false
}

// halfRange reads a range whose first day leaves out the year: "3 August to 25
// September 2026".
func halfRange(text string, hits []dateHit) (from, to dateHit, ok bool) {
	for _, h := range hits {
		if !opensRange(text[:h.Start]) || !hasDigit(text[:h.Start]) {
			continue
		}
		m := openRange.FindStringSubmatchIndex(text[:h.Start])
		if m == nil {
			continue
		}
		day, month := sub(text, m, 1), sub(text, m, 2)
		if day == "" {
			day, month = sub(text, m, 4), sub(text, m, 3)
		}
		for _, year := range []int{h.Day.Year, h.Day.Year - 1} {
			d, ok := named(strconv.Itoa(year), month, day)
			if ok && d.String() < h.Day.String() {
				return dateHit{Day: d, Start: m[0], End: h.Start}, h, true
			}
		}
	}
	return dateHit{}, dateHit{}, false
}
