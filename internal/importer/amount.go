package importer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"claimline/internal/sheet"
)

// mark is the sign before the decimals of amounts; 0 is not clear.
type mark byte

// decimalMark looks through all amounts of the file: one that can be read in
// one way only tells how all are written. When none does and some could be read
// in two ways ("1.234"), none is guessed.
func (e *Export) decimalMark(rows []sheet.Row, m Mapping) mark {
	if m.Decimal != "" {
		return mark(m.Decimal[0])
	}
	votes, unclear := map[mark]bool{}, false
	for i, c := range e.Columns {
		if c.Field != FieldAmount {
			continue
		}
		for _, row := range rows {
			if i >= len(row.Cells) || noAmount(row.Cells[i]) {
				continue
			}
			vote, open := markOf(bare(row.Cells[i]))
			if vote != 0 {
				votes[vote] = true
			}
			unclear = unclear || open
		}
	}
	switch {
	case len(votes) == 1 && votes['.']:
		return '.'
	case len(votes) == 1:
		return ','
	case unclear || len(votes) > 1:
		e.Warnings = append(e.Warnings, `Amounts such as 1.234 can be read in two ways and no row tells which: write decimal: "." or decimal: "," into the mapping file.`)
		return 0
	}
	return '.' // whole numbers only
}

// bare is an amount without currency, spaces and signs of grouping that are no
// point and no comma.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '.' || r == ',' || r == '-' || r == '(' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// markOf tells which sign stands before the decimals of an amount; open when it
// could be either.
func markOf(text string) (m mark, open bool) {
	point, comma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	switch {
	case point >= 0 && comma >= 0:
		return mark(text[max(point, comma)]), false
	case point < 0 && comma < 0:
		return 0, false
	}
	at := max(point, comma)
	sign, other := text[at], mark(',')
	if sign == ',' {
		other = '.'
	}
	before := strings.TrimLeft(text[:at], "-(")
	switch {
	case strings.Count(text, string(sign)) > 1:
		return other, false
	case len(text)-at-1 != 3, len(before) > 3, before == "0", before == "":
		return mark(sign), false
	}
	return 0, true
}

// noAmount tells what has digits and is no amount as people write them.
func noAmount(text string) bool {
	return strings.ContainsAny(text, "%;") || exponent.MatchString(text)
}

var exponent = regexp.MustCompile(`\d[eE][+-]?\d`)

var decimal = regexp.MustCompile(`^-?\d{1,13}(?:\.\d+)?$`)

// read gives an amount as a decimal number with a point; false when it is none.
// Brackets are a minus, as in bookkeeping.
func (m mark) read(text string) (string, bool) {
	if noAmount(text) {
		return "", false
	}
	number := bare(text)
	if rest, negative := strings.CutPrefix(number, "("); negative {
		number = "-" + rest
	}
	if m == 0 && strings.ContainsAny(number, ".,") {
		return "", false
	}
	group := ","
	if m == ',' {
		group = "."
	}
	number = strings.ReplaceAll(number, group, "")
	number = strings.ReplaceAll(number, ",", ".")
	return number, decimal.MatchString(number)
}

var grouped = regexp.MustCompile(`^\d{1,3}(?:[.,' \x{a0}\x{202f}]\d{3})+$`)

// count gives a whole number; nil when the text is none.
func count(text string) *int {
	text = strings.TrimSuffix(strings.TrimSpace(text), ".0")
	if grouped.MatchString(text) {
		text = strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return r
			}
			return -1
		}, text)
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 0 {
		return nil
	}
	whole := int(n)
	return &whole
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)
