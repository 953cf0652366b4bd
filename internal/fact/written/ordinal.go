package written

import (
	"strconv"
	"strings"
)

// ordinals are the words for the days of a month that are no plain numbers,
// folded. German ones are read by their stems.
var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
	"erste": 1, "zweite": 2, "dritte": 3, "siebte": 7, "achte": 8,
	"premier": 1, "primero": 1, "primer": 1,
}

// dayJoins may stand between a day and its month: "9th day of July", "primero
// de marzo", "a los doce días del mes de marzo", "ce 22e jour d'avril".
var dayJoins = map[string]bool{
	"of": true, "the": true, "day": true, "month": true, "de": true, "del": true, "dia": true, "dias": true, "mes": true, "jour": true, "du": true, "d": true, "mois": true,
}

// yearJoins may stand between a month and its year: "marzo del año 2026", "mars
// de l'an deux mille vingt-six".
var yearJoins = map[string]bool{"de": true, "del": true, "of": true, "in": true, "the": true, "year": true, "ano": true, "l": true, "an": true, "annee": true}

// mostJoins is how many such words may stand there.
const mostJoins = 4

// YearAt reads the year that begins at word i of folded words, in digits or
// words, and gives the word behind it, 0 for none.
func YearAt(words []string, i int) (year, to int) {
	for from := i; i < len(words) && i-from < mostJoins && yearJoins[words[i]]; {
		i++
	}
	if i >= len(words) {
		return 0, 0
	}
	if t := words[i]; len(t) == 4 && strings.HasPrefix(t, "20") && DigitRun(t) == 4 {
		year, _ = strconv.Atoi(t)
		return year, i + 1
	}
	if !SaysThousand(words[i]) && (i+1 >= len(words) || !SaysThousand(words[i+1])) {
		return 0, 0
	}
	return spelledYear(words, i)
}

// SaysThousand tells whether a folded word is one of a year in words.
func SaysThousand(word string) bool {
	return word == "thousand" || word == "mille" || word == "mil" || strings.HasPrefix(word, "zweitausend")
}

// spelledYear reads the year in words that begins at word i.
func spelledYear(words []string, i int) (year, to int) {
	for _, language := range []string{"en", "de", "fr", "es"} {
		for end := min(len(words), i+longestYear); end > i; end-- {
			if n, first, ok := Spelled(words, end, language); ok && first == i && n > 2000 && n < 2100 {
				return n, end
			}
		}
	}
	return 0, 0
}

// longestYear is how many words a year takes: "two thousand and twenty six".
const longestYear = 5

// DayBefore reads the day of the month that ends before word i of folded words,
// where the name of the month stands, and gives its first word. The day is 0 for
// none.
func DayBefore(words []string, i int) (dom, from int) {
	for end := i; i > 0 && end-i < mostJoins && dayJoins[words[i-1]]; {
		i--
	}
	if i == 0 {
		return 0, 0
	}
	i = beforeSign(words, i)
	text := words[i-1]
	if DigitRun(text) > 0 {
		return dayNumber(text), i - 1
	}
	if dom = ordinal(text); dom > 0 {
		if tens := tensBefore(words, i-1); dom < 10 && (tens == 20 || tens == 30) {
			return tens + dom, i - 2
		}
		return dom, i - 1
	}
	for _, language := range []string{"fr", "es"} {
		if n, first, ok := Spelled(words, i, language); ok && n <= 31 {
			return n, first
		}
	}
	return 0, 0
}

// beforeSign skips the sign of an ordinal that stands alone behind its number before
// word i: "primero (1.º)".
func beforeSign(words []string, i int) int {
	if i > 1 && words[i-1] == "º" && DigitRun(words[i-2]) > 0 {
		return i - 1
	}
	return i
}

// tensBefore gives 20 or 30 where the word before word i says so in English, 0
// for no number.
func tensBefore(words []string, i int) int {
	if i == 0 {
		return 0
	}
	return numerals["en"][words[i-1]]
}

// dayNumber reads "9", "9th", "1er" or "22e", 0 for none.
func dayNumber(text string) int {
	n := DigitRun(text)
	if n > 2 || len(text) > n && text[n:] != "e" && text[n:] != "eme" && behindOrdinal(text, n) != len(text) {
		return 0
	}
	dom, _ := strconv.Atoi(text[:n])
	return dom
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
