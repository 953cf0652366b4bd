package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// FormGoesOn tells whether the line break at i stands within a legal form:
// "Sociedad" at the end of one line, "Cooperativa Andaluza" on the next.
func (x *Lexicon) FormGoesOn(text string, i int) bool {
	if i > 0 && text[i-1] == '.' { // "S.A.", "À l'attention de"
		return false
	}
	if start, end := lastWord(text[:i]); start == end || !x.formWords[Fold(text[start:end])] {
		return false
	}
	low, high := Boundary(text, max(0, i-24)), min(len(text), i+32)
	if low >= i { // no space near
		return false
	}
	ws := Words(text[low:high])
	for _, h := range x.Find(ws) {
		if h.Topic == topic.PartyForm && ws[h.From].End+low <= i && ws[h.To-1].Start+low > i && ws[h.From].Capital {
			return true
		}
	}
	return false
}

// SentenceEnd tells whether the mark at i ends a sentence: white space and a
// capital, digit or quote follow, and no abbreviation or ordinal stands before.
func (x *Lexicon) SentenceEnd(text string, i int) bool {
	if i+1 < len(text) && IsWordASCII(text[i+1]) {
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
	return text[i] != '.' || pointEnds(x.abbreviations, text, i, space)
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
	before := Fold(text[at:i])
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
	text = text[:min(len(text), 40)]
	start, end := nextWord(text, 0)
	_, ok := written.Month(text[start:end])
	return ok
}
