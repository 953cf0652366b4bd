package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// runIn gives the heading that begins a paragraph: its first words in bold, or
// a first sentence of a few words: "3. Term. The work begins …".
func runIn(b *sow.Block) string {
	text := strings.TrimSpace(b.Text)
	for _, m := range b.Marks {
		if m.Kind == sow.Bold && m.Start <= 6 && m.End-m.Start <= 60 && m.End < len(b.Text)-3 {
			return strings.Trim(b.Text[m.Start:m.End], " .:–—-")
		}
	}
	text = strings.TrimLeft(withoutNumber(text), " ")
	end := runInEnd(text[:min(len(text), 60)])
	if end <= 2 || end > 50 || end+2 > len(text) || moreFields(text[:end], 6) || written.HasDigit(text[:end]) {
		return ""
	}
	return text[:end]
}

// withoutNumber cuts off the number of a clause: "§ 3.", "Clause 4.2)", "(a)",
// "Primero.-".
func withoutNumber(text string) string {
	if head := text[:min(len(text), 24)]; !written.HasDigit(head) && strings.IndexByte(head, '.') < 0 && strings.IndexByte(head, ')') < 0 {
		return text
	}
	end := max(behindClause(text), behindLetter(text), behindOrdinalWord(text))
	if end == 0 {
		return text
	}
	return text[plainSpaceEnd(text, end):]
}

// runInEnd gives the place of the first point, colon or dash, -1 for none.
func runInEnd(text string) int {
	for i := range len(text) {
		switch c := text[i]; {
		case c == '.' || c == ':':
			return i
		case c == 0xe2 && (strings.HasPrefix(text[i:], "–") || strings.HasPrefix(text[i:], "—")):
			return i
		}
	}
	return -1
}

// behindClause gives the end of the number of a clause with the mark behind it,
// 0 for none.
func behindClause(text string) int {
	at := 0
	for _, w := range clauseWordsBefore {
		if strings.HasPrefix(text, w) {
			at = len(w)
			break
		}
	}
	at = plainSpaceEnd(text, at)
	n := min(written.DigitRun(text[at:]), 2)
	if n == 0 {
		return 0
	}
	for at += n; at < len(text) && text[at] == '.'; at += 1 + n {
		if n = min(written.DigitRun(text[at+1:]), 2); n == 0 {
			break
		}
	}
	if mark := plainSpaceEnd(text, at); markAt(text, mark, ".):") {
		return mark + 1
	}
	return at
}

// behindLetter gives the end of "a)" or "(a)", 0 for none.
func behindLetter(text string) int {
	at := 0
	if markAt(text, 0, "(") {
		at = 1
	}
	if at+1 < len(text) && lexicon.IsWordASCII(text[at]) && !written.DigitAt(text, at) && text[at+1] == ')' {
		return at + 2
	}
	return 0
}

// behindOrdinalWord gives the end of a word such as "Primera" with a point and
// a dash or space behind it, 0 for none.
func behindOrdinalWord(text string) int {
	at, letters := 0, 0
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) {
			break
		}
		at += size
		if letters++; letters > 8 {
			return 0
		}
	}
	if letters < 5 || !markAt(text, at, ".") {
		return 0
	}
	if at++; markAt(text, at, "-") {
		return at + 1
	}
	dash := plainSpaceEnd(text, at)
	for _, mark := range [...]string{"–", "—"} {
		if strings.HasPrefix(text[dash:], mark) {
			return dash + len(mark)
		}
	}
	if dash > at {
		return at + 1
	}
	return 0
}

// plainSpaceEnd gives the first byte at or behind i that is no white space of
// ASCII.
func plainSpaceEnd(text string, i int) int {
	for markAt(text, i, plainSpace) {
		i++
	}
	return i
}

// markAt tells whether one of the marks stands at byte i.
func markAt(text string, i int, marks string) bool {
	return i < len(text) && strings.IndexByte(marks, text[i]) >= 0
}

// moreFields tells whether a text has more than n parts between white space.
func moreFields(text string, n int) bool {
	for range strings.FieldsSeq(text) {
		if n--; n < 0 {
			return true
		}
	}
	return false
}
