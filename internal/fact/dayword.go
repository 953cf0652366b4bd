package fact

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"claimline/internal/sow"
)

// ordinals are the words for the days of a month that are no plain numbers,
// folded. German ones are read by their stems.
var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
	"erste": 1, "zweite": 2, "dritte": 3, "siebte": 7, "achte": 8,
	"premier": 1, "primero": 1, "primer": 1,
}

// dayJoins may stand between a day and its month: "9th day of July", "primero
// de marzo".
var dayJoins = map[string]bool{"of": true, "day": true, "de": true, "dia": true, "jour": true}

// yearJoins may stand between a month and its year.
var yearJoins = map[string]bool{"de": true, "del": true, "of": true, "in": true}

// spelledDays adds the days of a line of which the day or the year is written
// in words: "the first of September 2026", "premier mai deux mille vingt-six".
func (rd *reading) spelledDays(l *line, hits []dateHit) []dateHit {
	for i := 1; i < len(l.ws); i++ {
		w := &l.ws[i]
		if w.marks&isMonth == 0 || slices.ContainsFunc(hits, func(h dateHit) bool { return h.Start < w.end && w.start < h.End }) {
			continue
		}
		month, _ := monthNamed(w.spelling)
		year, to := l.yearBehind(i + 1)
		dom, from := l.dayBefore(i)
		if year == 0 || dom == 0 {
			continue
		}
		day := sow.Day{Year: year, Month: month, Dom: dom}
		if sow.DayOf(day.At(time.UTC)) != day {
			continue
		}
		h := dateHit{Day: day, Start: l.ws[from].start, End: l.ws[to-1].end}
		if slices.ContainsFunc(hits, func(o dateHit) bool { return o.Start < h.End && h.Start < o.End }) {
			continue
		}
		at := 0
		for at < len(hits) && hits[at].Start < h.Start {
			at++
		}
		hits = slices.Insert(slices.Clone(hits), at, h)
	}
	return hits
}

// yearBehind reads the year that begins at word i, in digits or words, and
// gives the word behind it, 0 for none.
func (l *line) yearBehind(i int) (year, to int) {
	if i < len(l.ws) && yearJoins[l.ws[i].text] {
		i++
	}
	if i >= len(l.ws) {
		return 0, 0
	}
	if t := l.ws[i].text; len(t) == 4 && strings.HasPrefix(t, "20") && digitRun(t) == 4 {
		year, _ = strconv.Atoi(t)
		return year, i + 1
	}
	if l.ws[i].marks&isThousand == 0 && (i+1 >= len(l.ws) || l.ws[i+1].marks&isThousand == 0) {
		return 0, 0
	}
	return l.spelledYear(i)
}

// spelledYear reads the year in words that begins at word i.
func (l *line) spelledYear(i int) (year, to int) {
	for _, language := range []string{"en", "de", "fr", "es"} {
		for end := min(len(l.ws), i+longestYear); end > i; end-- {
			if n, first, ok := spelled(l.ws, end, language); ok && first == i && n > 2000 && n < 2100 {
				return n, end
			}
		}
	}
	return 0, 0
}

// longestYear is how many words a year takes: "two thousand and twenty six".
const longestYear = 5

// dayBefore reads the day of the month that ends before word i, where the name
// of the month stands, and gives its first word. The day is 0 for none.
func (l *line) dayBefore(i int) (dom, from int) {
	for end := i; i > 0 && end-i < 2 && dayJoins[l.ws[i-1].text]; {
		i--
	}
	if i == 0 {
		return 0, 0
	}
	text := l.ws[i-1].text
	if digitRun(text) > 0 {
		return dayNumber(text), i - 1
	}
	if dom = ordinal(text); dom > 0 {
		if tens := numerals["en"][l.before(i-1)]; dom < 10 && (tens == 20 || tens == 30) {
			return tens + dom, i - 2
		}
		return dom, i - 1
	}
	for _, language := range []string{"fr", "es"} {
		if n, first, ok := spelled(l.ws, i, language); ok && n <= 31 {
			return n, first
		}
	}
	return 0, 0
}

// dayNumber reads "9", "9th" or "1er", 0 for none.
func dayNumber(text string) int {
	n := digitRun(text)
	if n > 2 || len(text) > n && behindOrdinal(text, n) != len(text) {
		return 0
	}
	dom, _ := strconv.Atoi(text[:n])
	return dom
}

// before gives the text of the word before word i, "" for none.
func (l *line) before(i int) string {
	if i == 0 {
		return ""
	}
	return l.ws[i-1].text
}

// ordinal gives the number of an ordinal in English or German, or of one of the
// first days in French or Spanish, 0 for any other word.
func ordinal(text string) int {
	if n := ordinals[text]; n > 0 {
		return n
	}
	stem := strings.TrimRight(text, "nrms")
	if n := ordinals[stem]; n > 0 {
		return n
	}
	stem, ok := strings.CutSuffix(stem, "te")
	if !ok || !strings.ContainsAny(text[len(text)-1:], "enrms") {
		return 0
	}
	return germanNumber(strings.TrimSuffix(stem, "s"))
}
