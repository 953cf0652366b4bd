package fact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// part is a range of bytes.
type part struct{ start, end int }

// segments cuts a text at line breaks, at the bars that stand between
// unrelated data on one line, and where one of the labels begins.
func (rd *reading) segments(text string, signs signs, labels []int) []part {
	out := rd.pieces[:0]
	start := 0
	cut := func(end, next int) {
		if p, ok := trimmed(text, start, end); ok {
			out = append(out, p)
		}
		start = next
	}
	if len(labels) == 0 && !signs.has(holdsCut) {
		cut(len(text), len(text))
		rd.pieces = out
		return out
	}
	for i, c := range text {
		if len(labels) > 0 && i == labels[0] {
			cut(i, i)
			labels = labels[1:]
		}
		switch c {
		case '\n':
			if !rd.formGoesOn(text, i) {
				cut(i, i+1)
			}
		case '\t', '|', '·', '•', '¦':
			cut(i, i+utf8.RuneLen(c))
		}
	}
	cut(len(text), len(text))
	rd.pieces = out
	return out
}

// formGoesOn tells whether the line break at i stands within a legal form:
// "Sociedad" at the end of one line, "Cooperativa Andaluza" on the next.
func (rd *reading) formGoesOn(text string, i int) bool {
	if i > 0 && text[i-1] == '.' { // "S.A.", "À l'attention de"
		return false
	}
	if start, end := lastWord(text[:i]); start == end || !rd.lex.formWords[fold(text[start:end])] {
		return false
	}
	low, high := boundary(text, max(0, i-24)), min(len(text), i+32)
	if low >= i { // no space near
		return false
	}
	ws := words(text[low:high])
	for _, h := range rd.lex.phrases.find(ws) {
		if h.topic == topic.PartyForm && ws[h.from].end+low <= i && ws[h.to-1].start+low > i && ws[h.from].capital {
			return true
		}
	}
	return false
}

// joinsName tells whether a word goes on with the next one: "Name of the
// Client".
func joinsName(w *word) bool {
	return len(w.text) <= 3 && !w.capital
}

func trimmed(text string, start, end int) (part, bool) {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += n
	}
	for end > start {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= n
	}
	return part{start, end}, end > start
}

// sentences cuts a piece of text with such signs at sentence ends and
// semicolons.
func (rd *reading) sentences(out []part, text string, signs signs) []part {
	start := 0
	if !signs.has(holdsEnd) {
		return appendBounded(out, text, start, len(text))
	}
	for i := range len(text) {
		switch c := text[i]; c {
		case '.', '!', '?', ';':
			if c != ';' && !rd.sentenceEnd(text, i) {
				continue
			}
			out = appendBounded(out, text, start, i+1)
			start = i + 1
		}
	}
	return appendBounded(out, text, start, len(text))
}

// longestLine is how many bytes a sentence may have. A longer text without an
// end is cut, so that the work on it does not grow with the square.
const longestLine = 4000

// appendBounded appends text[start:end] in pieces of bounded length.
func appendBounded(out []part, text string, start, end int) []part {
	for end-start > longestLine {
		at := boundary(text, start+longestLine)
		if at >= end {
			break
		}
		if p, ok := trimmed(text, start, at); ok {
			out = append(out, p)
		}
		start = at
	}
	if p, ok := trimmed(text, start, end); ok {
		out = append(out, p)
	}
	return out
}

// sentenceEnd tells whether the mark at i ends a sentence: white space and a
// capital, digit or quote follow, and no abbreviation or ordinal stands before.
func (rd *reading) sentenceEnd(text string, i int) bool {
	if i+1 < len(text) && isWordASCII(text[i+1]) {
		return false
	}
	rest := strings.TrimLeft(text[i+1:], "\"'”’»)")
	space := strings.TrimLeft(rest, " \u00a0")
	if space == "" {
		return true
	}
	if len(space) == len(rest) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(space)
	if !unicode.IsUpper(next) && !unicode.IsDigit(next) && !strings.ContainsRune("\"“„«¿¡‘’'", next) {
		return false
	}
	return text[i] != '.' || pointEnds(rd.lex.abbreviations, text, i, space)
}

// pointEnds tells whether the point at i, before the text next, ends a
// sentence: not behind an abbreviation, a letter or the day of a month.
func pointEnds(abbreviations map[string]bool, text string, i int, next string) bool {
	at := i
	for at > 0 {
		p, n := utf8.DecodeLastRuneInString(text[:at])
		if !unicode.IsLetter(p) && !unicode.IsDigit(p) {
			break
		}
		at -= n
	}
	before := fold(text[at:i])
	if before == "" || abbreviations[before] {
		return before == ""
	}
	if number := strings.Trim(before, "0123456789") == ""; number {
		return len(before) > 2 || !months1(next)
	}
	return utf8.RuneCountInString(before) > 1
}

// months1 tells whether text begins with the name of a month: "2. März" is a
// day and no sentence end.
func months1(text string) bool {
	ws := words(text[:min(len(text), 40)])
	if len(ws) == 0 {
		return false
	}
	_, ok := written.Month(text[ws[0].start:ws[0].end])
	return ok
}
