package written

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// opensRange tells whether a text ends in one of the words or dashes of a range: a
// cheap look before openRange.
func opensRange(text string, words []string) bool {
	text = strings.TrimRight(text, whiteSpace+"\u00a0")
	tail := strings.ToLower(text[max(0, len(text)-8):])
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(tail, w) })
}

// behindYear tells whether a year stands before the last word or dash of a text: a
// day before it leaves nothing out.
func behindYear(text string) bool {
	text = strings.TrimRight(text, whiteSpace)
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsLetter(r) || r == '–' || r == '-' || r == '—' })
	text = strings.TrimRight(text, whiteSpace)
	digits := 0
	for i := len(text) - 1; i >= 0 && text[i] >= '0' && text[i] <= '9'; i-- {
		digits++
	}
	return digits > 2
}

// longestRange is more bytes than the first day of a range takes with all the words
// around it.
const longestRange = 80

// rangeTail gives where the words at the end of a text begin in which the first day
// of a range may stand.
func rangeTail(text string) int {
	at := max(0, len(text)-longestRange)
	if space := strings.IndexByte(text[at:], ' '); at > 0 && space >= 0 {
		return at + space
	}
	return at
}

var openRange = regexp.MustCompile(`(?i)\b(?:` + dayWord + `\s+(?:de\s+)?` + monthWord + `|` + monthWord + `\s+` + dayWord + `)\s*(?:to|until|through|till|bis(?:\s+zum)?|au|al|–|-|—)\s*$`)

// betweenRange is the first day of a range that "between" opens: "entre le 2
// février et le".
var betweenRange = regexp.MustCompile(`(?i)\b(?:between|zwischen|entre)\s+(?:dem\s+|le\s+|el\s+)?(?:` + dayWord + `\s+(?:de\s+|of\s+)?` + monthWord + `|` + monthWord + `\s+` + dayWord + `),?\s+(?:and|und|et|y)(?:\s+(?:dem|le|el))?\s*$`)

// What openRange and dayBeforeRange, and what betweenRange ends in, in lower case.
var (
	openWords    = []string{"to", "until", "through", "till", "bis", "zum", "au", "al", "–", "-", "—"}
	betweenWords = []string{"and", "und", "et", " y", "dem", "le", "el"}
	rangeWords   = slices.Concat(openWords, betweenWords)
)

const (
	monthWord = `([\p{L}]{3,10})\.?`
	dayWord   = `(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?`
)

// dayBeforeRange is a day without month and year that a word of a range follows.
var dayBeforeRange = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s*(?:to|until|through|bis(?:\s+zum)?|au|al|–|-|—)\s*$`)

// RangeWithinMonth reads a range within one month: "5 to 9 October 2026".
func RangeWithinMonth(text string, hits []Date) (from, to Date, ok bool) {
	for _, h := range hits {
		if !opensRange(text[:h.Start], openWords) || behindYear(text[:h.Start]) {
			continue
		}
		at := rangeTail(text[:h.Start])
		tail := text[at:h.Start]
		m := dayBeforeRange.FindStringSubmatchIndex(tail)
		if m == nil || m[0] > 0 && strings.IndexByte("/.", tail[m[0]-1]) >= 0 {
			continue
		}
		if d, ok := civil(strconv.Itoa(h.Day.Year), strconv.Itoa(int(h.Day.Month)), sub(tail, m, 1)); ok && d.String() < h.Day.String() {
			return Date{Day: d, Start: at + m[0], End: h.Start}, h, true
		}
	}
	return Date{}, Date{}, false
}

// RangeAcrossMonths reads a range whose first day leaves out the year: "3 August to 25
// September 2026".
func RangeAcrossMonths(text string, hits []Date) (from, to Date, ok bool) {
	return rangeWithoutYear(text, hits, openRange, openWords)
}

// RangeBetween reads a range that "between" opens and whose first day leaves out
// the year: "between 3 August and 25 September 2026".
func RangeBetween(text string, hits []Date) (from, to Date, ok bool) {
	return rangeWithoutYear(text, hits, betweenRange, betweenWords)
}

// rangeWithoutYear reads a range whose first day leaves out the year and stands
// before one of the days as form, which ends in one of the words, has it.
func rangeWithoutYear(text string, hits []Date, form *regexp.Regexp, words []string) (from, to Date, ok bool) {
	for _, h := range hits {
		if !opensRange(text[:h.Start], words) || behindYear(text[:h.Start]) {
			continue
		}
		at := rangeTail(text[:h.Start])
		tail := text[at:h.Start]
		if !endsNearDigit(tail) {
			continue
		}
		m := form.FindStringSubmatchIndex(tail)
		if m == nil {
			continue
		}
		day, month := sub(tail, m, 1), sub(tail, m, 2)
		if day == "" {
			day, month = sub(tail, m, 4), sub(tail, m, 3)
		}
		for _, year := range []int{h.Day.Year, h.Day.Year - 1} {
			d, ok := named(strconv.Itoa(year), month, day)
			if ok && d.String() < h.Day.String() {
				return Date{Day: d, Start: at + m[0], End: h.Start}, h, true
			}
		}
	}
	return Date{}, Date{}, false
}

// mostBehindDay is how many words may stand between the first day of a range and its
// last one: "entre el 2 de febrero y el".
const mostBehindDay = 6

// endsNearDigit tells whether few words stand behind the last digit of a text: a cheap
// look before the expressions for ranges.
func endsNearDigit(text string) bool {
	at := strings.LastIndexAny(text, "0123456789")
	if at < 0 {
		return false
	}
	words, inside := 0, false
	for _, c := range text[at+1:] {
		if white := unicode.IsSpace(c); white == inside {
			if inside = !white; inside {
				words++
			}
		}
	}
	return words <= mostBehindDay
}

// RangeInNumbers reads a range of all-number days whose first leaves out the year:
// "16/02 al 13/03/2026".
func RangeInNumbers(text string, hits []Date) (from Date, ok bool) {
	if len(hits) != 1 || !opensRange(text[:hits[0].Start], rangeWords) {
		return Date{}, false
	}
	var few [8]int
	starts, _ := NumberStarts(few[:0], text[:hits[0].Start])
	for _, at := range starts {
		first := digits(text, at, 1, 2)
		if first == 0 || !oneOf(text, first, "./") {
			continue
		}
		end := digits(text, first+1, 1, 2)
		if end == 0 {
			continue
		}
		d, ok := civil(strconv.Itoa(hits[0].Day.Year), text[first+1:end], text[at:first])
		if ok && CompareDays(d, hits[0].Day) > 0 {
			d.Year--
		}
		if ok {
			return Date{Day: d, Start: at, End: end}, true
		}
	}
	return Date{}, false
}
