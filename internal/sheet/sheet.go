// Package sheet writes tables that a spreadsheet opens, as CSV and XLSX, and
// reads the ones that people export from elsewhere. What it writes is never
// taken for a formula; what it reads is bounded. It knows nothing about claims.
package sheet

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// Table is one sheet: a line of column names and the rows below it.
type Table struct {
	Name   string // of the sheet, at most 31 characters; "" is "Sheet1"
	Header []string
	Rows   [][]Value
}

// Value is one cell: text or a number. The zero value is an empty cell.
type Value struct {
	text   string
	number *float64
}

// Text is a cell that holds the words of somebody, whatever they look like.
func Text(s string) Value { return Value{text: s} }

// Number is a cell that a spreadsheet can add up.
func Number(n float64) Value { return Value{number: &n} }

// Int is a cell with a whole number.
func Int[T ~int | ~int64](n T) Value { return Number(float64(n)) }

// String gives the value as a person would type it, without any guard.
func (v Value) String() string {
	if v.number != nil {
		return strconv.FormatFloat(*v.number, 'f', -1, 64)
	}
	return v.text
}

// starts are the characters with which a spreadsheet begins a formula, in half
// and full width (OWASP ASVS 5.0, 1.2.10).
const starts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20"

var (
	plainNumber = regexp.MustCompile(`^-?[0-9]+([.,][0-9]+)?$`)
	// A spreadsheet that expects another separator than the comma splits there.
	innerStart = regexp.MustCompile(`([;\t|][\s\p{Z}]*)([=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}])`)
)

// Safe gives text that no spreadsheet takes for a formula when it stands in a
// CSV file: an apostrophe goes before a beginning that is one, also behind
// white space and invisible characters. A number stays a number.
func Safe(text string) string {
	text = printable(text)
	if plainNumber.MatchString(text) {
		return text
	}
	text = innerStart.ReplaceAllString(text, "$1'$2")
	rest := strings.TrimLeftFunc(text, invisible)
	if rest != "" && strings.ContainsRune(starts, []rune(rest)[0]) || text != "" && strings.ContainsRune("\t\r\n", rune(text[0])) {
		return "'" + text
	}
	return text
}

func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// printable drops the control characters that no file format can hold.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, text)
}
