package written

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/sow"
)

// Amount is an amount with its currency in Text[Start:End]. Currency is ""
// for a bare "$", which several countries write.
type Amount struct {
	Money      sow.Money
	Start, End int
}

// currencyPairs gives by the first two bytes of forms which of currencyLists has
// them.
var currencyPairs, currencyLists = pairCurrencies()

// mayBeCoin are the pairs of bytes with which forms begin, by the first and as bits
// by the second: one cheap look at each byte of a text, which hardly ever says yes.
var mayBeCoin = func() (in [256][4]uint64) {
	for first, seconds := range currencyPairs {
		for second := 0; seconds != nil && second < 256; second++ {
			if seconds[second] > 0 {
				in[first][second/64] |= 1 << (second % 64)
			}
		}
	}
	return in
}()

// pairCurrencies lists the places in currencies by the first two bytes of the
// form. A form of one byte goes with any second byte.
func pairCurrencies() (pairs [256]*[256]uint16, lists [][]int) {
	lists = append(lists, nil)
	for i, c := range currencies {
		if pairs[c.form[0]] == nil {
			pairs[c.form[0]] = new([256]uint16)
		}
		for second := range 256 {
			if len(c.form) > 1 && c.form[1] != byte(second) {
				continue
			}
			list := &pairs[c.form[0]][second]
			if *list == 0 {
				*list = uint16(len(lists)) //nolint:gosec // a few for each of the forms
				lists = append(lists, nil)
			}
			lists[*list] = append(lists[*list], i)
		}
	}
	return pairs, lists
}

var multiplier = regexp.MustCompile(`^[\s\x{a0}]*(million(?:en|es|s)?|millón|Mio\.?|mln|mn|m|k|K|thousand|Tsd\.?|Tausend|mil|T|lakhs?|lacs?|crores?)\b`)

// quetzals are the amounts that a single Q may stand before: no quarter has
// thousands or cents.
var quetzals = regexp.MustCompile(`^[ \x{a0}]?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d\d)?\b`)

// coin is the written form of a currency in text[start:end].
type coin struct {
	start, end int
	form, code string
}

// nextCoin finds the first written form of a currency that begins at or behind
// byte i.
func nextCoin(text string, i int) (coin, bool) {
	for ; i < len(text); i++ {
		second := byte(0) // at the end of the text: no longer form begins so
		if i+1 < len(text) {
			second = text[i+1]
		}
		if mayBeCoin[text[i]][second/64]&(1<<(second%64)) == 0 {
			continue
		}
		for _, n := range currencyLists[currencyPairs[text[i]][second]] {
			if c := &currencies[n]; strings.HasPrefix(text[i:], c.form) && !goesOn(c.form, text[i+len(c.form):]) {
				return coin{i, i + len(c.form), c.form, c.code}, true
			}
		}
	}
	return coin{}, false
}

// goesOn tells whether what looks like a currency is the beginning of something
// else: "$ CAMPUS", "S/4".
func goesOn(form, rest string) bool {
	switch form {
	case "$ CAN", "$ CA", "$ US":
		return wordGoesOn(rest)
	case "Q": // "Q3 2026" is a quarter
		return !quetzals.MatchString(rest)
	case "R": // "R2" is a requirement, and "R 2" a cell of who is responsible
		at := spaces(rest)
		n := DigitRun(rest[at:])
		return n > 0 && n <= 2 && !continues(rest[at+n:])
	case "S/":
		n := DigitRun(rest)
		return n == 1 && !oneOf(rest, 1, ",.") || wordGoesOn(rest)
	}
	return false
}

// continues tells whether a number goes on behind its first digits: "60 000", "60.50".
func continues(rest string) bool {
	if rest == "" {
		return false
	}
	r, size := utf8.DecodeRuneInString(rest)
	return isSeparator(r) && DigitAt(rest, size)
}

// NamesCurrency tells whether a text holds the letters or the mark of a
// currency.
func NamesCurrency(text string) bool {
	_, ok := nextCoin(text, 0)
	return ok
}

// Amounts finds the amounts in text, in order. An amount is a number with a
// currency right before or behind it.
func Amounts(text string) []Amount {
	var hits []Amount
	for c, ok := nextCoin(text, 0); ok; c, ok = nextCoin(text, c.end) {
		if !standsAlone(text, c.start, c.end) {
			continue
		}
		if h, ok := amountBehind(text, c.start, c.end, c.code); ok {
			hits = appendHit(hits, h)
			continue
		}
		if c.form == "R" { // a letter behind a number is no currency
			continue
		}
		if h, ok := amountBefore(text, c.start, c.end, c.code); ok {
			hits = appendHit(hits, h)
		}
	}
	return hits
}

// appendHit joins a code that repeats the currency of the hit before it, as in
// "$ 500 000 MXN" or "USD $12,000".
func appendHit(hits []Amount, h Amount) []Amount {
	if n := len(hits); n > 0 && h.Start < hits[n-1].End {
		last := &hits[n-1]
		if last.Money.Currency == "" {
			last.Money.Currency = h.Money.Currency
		}
		last.End = max(last.End, h.End)
		return hits
	}
	return append(hits, h)
}

// standsAlone refuses letters that are part of a word, such as EUR in
// "EUROPE".
func standsAlone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	first, _ := utf8.DecodeRuneInString(text[start:])
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	return (!letter(first) || !letter(before)) && (!letter(last) || !letter(after))
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0 && r != utf8.RuneError && r != '–' && r != '—' && r != '’' && r != '€' && r != '₹' && r < 0x2000
}

// amountBehind reads "EUR 1.234,00".
func amountBehind(text string, start, end int, code string) (Amount, bool) {
	at := end
	for second := true; second; { // a second form: "USD $12,000"
		at += spaces(text[at:])
		second = false
		if at < len(text) && text[at] == '$' && code != "" {
			at++
			second = true
		}
	}
	value, n, ok := Number(text[at:])
	if !ok {
		return Amount{}, false
	}
	value, m := scaled(value, text[at+n:])
	return Amount{sow.Money{Amount: value, Currency: code}, start, at + n + m}, true
}

// amountBefore reads "1.234,00 EUR".
func amountBefore(text string, start, end int, code string) (Amount, bool) {
	at := start - trailingSpaces(text[:start])
	scale, from := 1.0, at
	if m := scaleBefore.FindStringIndex(text[max(0, at-14):at]); m != nil {
		from = max(0, at-14) + m[0]
		scale = scaleOf(text[from:at])
	}
	begin := from - trailingSpaces(text[:from])
	if d := dashTail.FindStringIndex(text[max(0, begin-6):begin]); d != nil {
		begin = max(0, begin-6) + d[0]
	}
	first := numberStart(text, begin)
	value, n, ok := Number(text[first:begin])
	if !ok || first+n != begin {
		return Amount{}, false
	}
	return Amount{sow.Money{Amount: value * scale, Currency: code}, first, end}, true
}

var (
	scaleBefore = regexp.MustCompile(`(?:million(?:en|es|s)?(?: de| d')?|millones de|Mio\.?|mln|mn|thousand|Tsd\.?|Tausend|mil|k|K|lakhs?|lacs?|crores?)\s*$`)
	dashTail    = regexp.MustCompile(`[.,]\s?[-–—]{1,2}\s*$`)
)

// scaled applies a word such as "million" behind a number and skips a Swiss
// dash for no cents.
func scaled(value float64, rest string) (float64, int) {
	if m := multiplier.FindStringSubmatchIndex(rest); m != nil && !wordGoesOn(rest[m[1]:]) {
		return value * scaleOf(rest[m[2]:m[3]]), m[1]
	}
	for _, dash := range []string{".–", ".-", ",-", ",–", ".--", ",--", ".—", ",—"} {
		if strings.HasPrefix(rest, dash) {
			return value, len(dash)
		}
	}
	return value, 0
}

// wordGoesOn tells whether a letter follows: the "m" of "más" scales nothing.
func wordGoesOn(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r)
}

func scaleOf(word string) float64 {
	word = strings.ToLower(strings.TrimSpace(word))
	switch {
	case strings.HasPrefix(word, "mil") && !strings.HasPrefix(word, "mill"), strings.HasPrefix(word, "k"), word == "t",
		strings.HasPrefix(word, "thousand"), strings.HasPrefix(word, "tsd"), strings.HasPrefix(word, "tausend"):
		return 1e3
	case strings.HasPrefix(word, "la"): // of India
		return 1e5
	case strings.HasPrefix(word, "crore"):
		return 1e7
	}
	return 1e6
}

// numberStart walks back over digits and separators to where the number that
// ends at end begins.
func numberStart(text string, end int) int {
	start := end
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if (r < '0' || r > '9') && !isSeparator(r) {
			break
		}
		start -= size
	}
	for ; start < end; start++ {
		if !DigitAt(text, start) {
			continue
		}
		if _, n, ok := Number(text[start:end]); ok && start+n == end {
			return start
		}
		start += DigitRun(text[start:end])
	}
	return end
}

func spaces(s string) int {
	return len(s) - len(strings.TrimLeft(s, " \u00a0\u202f\u2009"))
}

func trailingSpaces(s string) int {
	return len(s) - len(strings.TrimRight(s, " \u00a0\u202f\u2009"))
}

// CurrencyIn finds a currency in the head of a column.
func CurrencyIn(head string) (string, bool) {
	c, ok := nextCoin(head, 0)
	if !ok || !standsAlone(head, c.start, c.end) {
		return "", false
	}
	return c.code, true
}

// dollars are the currencies that are written with "$".
var dollars = map[string]bool{"USD": true, "AUD": true, "CAD": true, "NZD": true, "SGD": true, "HKD": true, "MXN": true, "COP": true, "CLP": true, "ARS": true, "DOP": true, "UYU": true, "JMD": true, "TTD": true, "BBD": true, "BSD": true, "BZD": true, "XCD": true, "FJD": true, "TWD": true}

// AppendCurrencies appends the codes of the currencies in a text, "" for a bare
// "$". An "R" without a number is whoever is responsible, and no rand.
func AppendCurrencies(codes []string, text string) []string {
	for c, ok := nextCoin(text, 0); ok; c, ok = nextCoin(text, c.end) {
		if standsAlone(text, c.start, c.end) && !drawing(text, c) && (c.form != "R" || DigitAt(text, c.end+spaces(text[c.end:]))) {
			codes = append(codes, c.code)
		}
	}
	return codes
}

// drawing tells whether "CAD" is the design by computer and no currency: a word
// follows it, and no number or "in" stands before.
func drawing(text string, c coin) bool {
	if c.code != "CAD" || text[c.start:c.end] != "CAD" || c.end+1 >= len(text) {
		return false
	}
	before, next := strings.TrimRight(text[:c.start], " \u00a0"), text[c.end+1]
	return text[c.end] == ' ' && letter(rune(next)) && (before == "" || !DigitAt(before, len(before)-1)) && !strings.HasSuffix(before, " in") && !strings.HasSuffix(before, "(")
}

// IsDollar tells whether a currency is written with "$".
func IsDollar(code string) bool { return dollars[code] }
