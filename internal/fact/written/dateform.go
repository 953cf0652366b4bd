package written

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// dateForms read a day whose first number begins at byte i. They are tried in
// this order on the whole text; a later form never overlaps an earlier one.
var dateForms = []func(text string, i int, monthFirst bool) (Date, bool){isoDay, dayMonth, monthDay, numberDay}

// NumberStarts appends the places where a number begins that no letter joins.
// Enough tells whether the numbers may make up a day: there is one of four
// digits, or there are three.
func NumberStarts(out []int, text string) (starts []int, enough bool) {
	runs := 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < '0' || c > '9' {
			continue
		}
		n := DigitRun(text[i:])
		if i == 0 || !wordByte(text[i-1]) {
			out = append(out, i)
		}
		runs++
		enough = enough || n == 4 || runs == 3 || runs == 2 && n == 2 && monthBefore(text[:i])
		i += n - 1
	}
	return out, enough
}

// monthBefore tells whether a text ends in the name of a month, and what may
// stand before a year of two digits.
func monthBefore(text string) bool {
	text = strings.TrimRight(text, whiteSpace+".,-/'’\u00a0")
	name := text[max(0, len(text)-longestMonth):]
	_, ok := Month(name[len(strings.TrimRightFunc(name, unicode.IsLetter)):])
	return ok
}

// wordByte tells an ASCII letter, digit or underscore.
func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// digits gives the end of a number of least to most digits at byte i, 0 for
// none.
func digits(text string, i, least, most int) int {
	if i > len(text) {
		return 0
	}
	if n := DigitRun(text[i:]); n >= least && n <= most {
		return i + n
	}
	return 0
}

// ends tells whether no letter joins the number that ends at byte i.
func ends(text string, i int) bool { return i >= len(text) || !wordByte(text[i]) }

// isoDay reads "2026-03-02".
func isoDay(text string, i int, _ bool) (Date, bool) {
	year := digits(text, i, 4, 4)
	if year == 0 || !oneOf(text, year, "-/.") {
		return Date{}, false
	}
	month := digits(text, year+1, 1, 2)
	if month == 0 || !oneOf(text, month, "-/.") {
		return Date{}, false
	}
	end := digits(text, month+1, 1, 2)
	if end == 0 || !ends(text, end) && !timeAt(text, end) {
		return Date{}, false
	}
	d, ok := civil(text[i:year], text[year+1:month], text[month+1:end])
	return Date{Day: d, Start: i, End: end}, ok
}

// timeAt tells whether the time of a day follows: "2026-03-02T14:08Z".
func timeAt(text string, i int) bool {
	return oneOf(text, i, "T") && digits(text, i+1, 2, 2) > 0
}

func oneOf(text string, i int, marks string) bool {
	return i < len(text) && strings.IndexByte(marks, text[i]) >= 0
}

// numberDay reads "02.03.2026", "2/3/26" and "2. 3. 2026".
func numberDay(text string, i int, monthFirst bool) (Date, bool) {
	first := digits(text, i, 1, 2)
	if first == 0 {
		return Date{}, false
	}
	sep, from := betweenNumbers(text, first)
	second := digits(text, from, 1, 2)
	if from == 0 || second == 0 {
		return Date{}, false
	}
	_, year := betweenNumbers(text, second)
	if year == 0 {
		return Date{}, false
	}
	end := digits(text, year, 2, 4)
	if end == 0 || end-year == 3 || !ends(text, end) {
		return Date{}, false
	}
	h, ok := numbered(text[i:first], text[from:second], text[year:end], sep, monthFirst)
	h.Start, h.End = i, end
	return h, ok
}

// betweenNumbers reads the mark between two numbers of a day, with a space on
// either side, and gives where the next number begins, 0 for no mark.
func betweenNumbers(text string, i int) (sep string, next int) {
	if oneOf(text, i, whiteSpace) {
		i++
	}
	if !oneOf(text, i, "./-") {
		return "", 0
	}
	sep = text[i : i+1]
	if i++; oneOf(text, i, whiteSpace) {
		i++
	}
	return sep, i
}

const whiteSpace = " \t\n\f\r"

// behindSpaces gives the first byte at or behind i that is no white space.
func behindSpaces(text string, i int) int {
	for i < len(text) {
		switch {
		case oneOf(text, i, whiteSpace):
			i++
		case strings.HasPrefix(text[i:], "\u00a0"):
			i += len("\u00a0")
		default:
			return i
		}
	}
	return i
}

// behindOrdinal skips what may follow the number of a day: "2nd", "1er", "3.".
func behindOrdinal(text string, i int) int {
	for _, suffix := range [...]string{"st", "nd", "rd", "th", "er", ".º", "º", "°", "ª", "."} {
		if strings.HasPrefix(text[i:], suffix) {
			return i + len(suffix)
		}
	}
	return i
}

// behindLink skips one of the words or marks that may join the parts of a day,
// with the white space around it.
func behindLink(text string, i int, words ...string) int {
	i = behindSpaces(text, i)
	for _, w := range words {
		end := i + len(w)
		if !strings.HasPrefix(text[i:], w) || w[0] >= 'a' && !oneOf(text, end, whiteSpace) {
			continue
		}
		return behindSpaces(text, end)
	}
	return i
}

// noDays are the marks behind a number that no month follows.
const noDays = ",)%:;"

// dayMonth reads "2 March 2026", "2. März 2026", "1er mars 2026", "2 de marzo
// de 2026" and "2-III-2026".
func dayMonth(text string, i int, _ bool) (Date, bool) {
	day := digits(text, i, 1, 2)
	if day == 0 || day == len(text) || strings.IndexByte(noDays, text[day]) >= 0 {
		return Date{}, false
	}
	from := behindLink(text, behindOrdinal(text, day), "of", "de", "-", "/")
	month, to := monthAt(text, from)
	if month == 0 {
		month, to = romanMonth(text, day)
	}
	if month == 0 {
		return Date{}, false
	}
	if oneOf(text, to, ".") {
		to++
	}
	year := behindLink(text, to, ",", "del", "de", "-", "/")
	end := digits(text, year, 4, 4)
	if end == 0 {
		year, end = shortYear(text, behindLink(text, to, "-", "/"))
	}
	if end == 0 || !ends(text, end) {
		return Date{}, false
	}
	d, ok := civilMonth(text[year:end], month, text[i:day])
	return Date{Day: d, Start: i, End: end}, ok
}

// shortYear reads the two digits of a year behind a month: "5 Jan 26", "30 Jun
// '26". A word behind them says that they count something.
func shortYear(text string, i int) (start, end int) {
	for _, quote := range [...]string{"'", "’"} {
		i += len(text[i:]) - len(strings.TrimPrefix(text[i:], quote))
	}
	end = digits(text, i, 2, 2)
	if end == 0 || text[i:end] < "20" || text[i:end] > "45" {
		return 0, 0
	}
	if month, _ := monthAt(text, behindLink(text, behindOrdinal(text, end), "of", "de")); month != 0 { // "12 January - 27 March 2026"
		return 0, 0
	}
	if next := behindSpaces(text, end); next < len(text) && (next > end && text[next] >= 'a' && text[next] <= 'z' || text[next] == '%') {
		return 0, 0
	}
	return i, end
}

// monthDay reads "March 2, 2026" by its day.
func monthDay(text string, i int, _ bool) (Date, bool) {
	day := digits(text, i, 1, 2)
	if day == 0 {
		return Date{}, false
	}
	to := strings.TrimRight(text[max(0, i-longestMonth):i], whiteSpace+"\u00a0")
	if len(to) == min(i, longestMonth) {
		return Date{}, false
	}
	to = strings.TrimSuffix(to, ".")
	name := to[len(strings.TrimRightFunc(to, unicode.IsLetter)):]
	month, ok := Month(name)
	if !ok {
		return Date{}, false
	}
	next := behindOrdinal(text, day)
	if oneOf(text, next, ",") {
		next++
	}
	year := behindSpaces(text, next)
	end := digits(text, year, 4, 4)
	if year == next || end == 0 || !ends(text, end) {
		return Date{}, false
	}
	start := max(0, i-longestMonth) + len(to) - len(name)
	d, ok := civilMonth(text[year:end], month, text[i:day])
	return Date{Day: d, Start: start, End: end}, ok
}

// longestMonth is how many bytes the name of a month and the white space behind
// it take.
const longestMonth = 24

// monthAt reads the name of a month that begins at byte i and gives its end.
func monthAt(text string, i int) (time.Month, int) {
	if i >= len(text) || !monthLetters[text[i]] {
		return 0, 0
	}
	end := i
	for end < len(text) && end-i < longestMonth {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) {
			break
		}
		end += size
	}
	m, ok := Month(text[i:end])
	if !ok {
		return 0, 0
	}
	return m, end
}

// monthLetters are the letters with which names of months begin.
var monthLetters = func() (in [256]bool) {
	for name := range months {
		in[name[0]], in[name[0]-'a'+'A'] = true, true
	}
	return in
}()

// Month gives the month of a name, in any case.
func Month(name string) (time.Month, bool) {
	if len(name) < 3 || len(name) > longestMonth || !monthLetters[name[0]] {
		return 0, false
	}
	m, ok := months[name]
	if !ok {
		m, ok = months[strings.ToLower(name)]
	}
	return m, ok
}

func civilMonth(year string, month time.Month, day string) (sow.Day, bool) {
	return civil(year, strconv.Itoa(int(month)), day)
}

// monthNumber reads the month of "19.10." and "23/03" behind the day, which ends
// at byte i, 0 for a decimal, a share or the number of a clause.
func monthNumber(text string, i int) (time.Month, int) {
	if !oneOf(text, i, "./") {
		return 0, 0
	}
	end := digits(text, i+1, 2, 2)
	if end == 0 || text[i] == '.' && !oneOf(text, end, ".") || text[i] == '/' && (oneOf(text, end, "/") || !ends(text, end)) {
		return 0, 0
	}
	if next := end + 1; text[i] == '.' && next < len(text) && text[next] >= '0' && text[next] <= '9' {
		return 0, 0
	}
	n, _ := strconv.Atoi(text[i+1 : end])
	if n < 1 || n > 12 {
		return 0, 0
	}
	if text[i] == '.' {
		end++
	}
	return time.Month(n), end
}

// BareDay reads "18 May", "18. Mai", "18 de mayo", "18.05.", "18/05" and "May 18"
// by its day, without a year behind it.
func BareDay(text string, i int) (Date, bool) {
	day := digits(text, i, 1, 2)
	if day == 0 {
		return Date{}, false
	}
	start, end := i, day
	month, to := monthAt(text, behindLink(text, behindOrdinal(text, day), "of", "de"))
	if month == 0 {
		month, to = monthNumber(text, day)
	}
	if month != 0 {
		end = to
	} else if h, ok := monthDay(text[:day]+" 2000", i, true); ok { // the month stands before
		month, start = h.Day.Month, h.Start
	}
	if month == 0 || digits(text, behindLink(text, end, ",", "de", "del"), 4, 4) > 0 {
		return Date{}, false
	}
	d, ok := civilMonth("2000", month, text[i:day])
	return Date{Day: d, Start: start, End: end}, ok
}
