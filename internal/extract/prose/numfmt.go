package prose

import (
	"fmt"
	"strconv"
	"strings"
)

// FormatNumber prints n in a number format of ECMA-376 17.18.59. A format that
// is not listed here prints as decimal.
func FormatNumber(format string, n int) string {
	switch format {
	case "none", "bullet":
		return ""
	case "lowerLetter":
		return strings.ToLower(letters(n))
	case "upperLetter":
		return letters(n)
	case "lowerRoman":
		return strings.ToLower(upperRoman(n))
	case "upperRoman":
		return upperRoman(n)
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "ordinal":
		return strconv.Itoa(n) + ordinalEnd(n)
	case "decimalEnclosedCircle":
		return circled(n)
	case "decimalEnclosedParen":
		return "(" + strconv.Itoa(n) + ")"
	case "decimalEnclosedFullstop":
		return strconv.Itoa(n) + "."
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "hex":
		return strings.ToUpper(strconv.FormatInt(int64(n), 16))
	}
	return spelled(format, n)
}

// spelled prints n in words, which Word has for small numbers in contracts.
func spelled(format string, n int) string {
	switch format {
	case "cardinalText":
		return inWords(n, cardinals[:], strconv.Itoa(n))
	case "ordinalText":
		return inWords(n, ordinals[:], strconv.Itoa(n)+ordinalEnd(n))
	}
	return strconv.Itoa(n)
}

func circled(n int) string {
	if n < 1 || n > 20 {
		return strconv.Itoa(n)
	}
	return string(rune('①' + n - 1))
}

// letters counts A to Z, then AA to ZZ, then AAA, as Word does.
func letters(n int) string {
	if n < 1 || n > 26*64 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func upperRoman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, step := range romanSteps {
		for n >= step.value {
			out.WriteString(step.text)
			n -= step.value
		}
	}
	return out.String()
}

var romanSteps = []struct {
	value int
	text  string
}{
	{1000, "M"},
	{900, "CM"},
	{500, "D"},
	{400, "CD"},
	{100, "C"},
	{90, "XC"},
	{50, "L"},
	{40, "XL"},
	{10, "X"},
	{9, "IX"},
	{5, "V"},
	{4, "IV"},
	{1, "I"},
}

func ordinalEnd(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

func inWords(n int, words []string, otherwise string) string {
	if n < 0 || n >= len(words) {
		return otherwise
	}
	return words[n]
}

var cardinals = [...]string{
	"Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
	"Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty",
}

var ordinals = [...]string{
	"Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth",
	"Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth", "Twentieth",
}
