package names

import (
	"strings"
	"unicode"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// Made makes a name of the words [from:to) with the legal form in [form:to).
func Made(l *page.Line, from, form, to int) (page.Name, bool) {
	if form == to && !Small(l, from, to) {
		to = withoutSmallEnd(l, from, to)
	}
	form = min(form, to)
	for form < to && from+2 < form && handsOf(l, from, form) {
		from += 2
	}
	if to <= from {
		return page.Name{}, false
	}
	text := nameText(l, from, form, to)
	if from == form || !holdsLetters(text, leastLetters) || l.Role(from, to) {
		return page.Name{}, false
	}
	if isSmall(text) && l.Beside.Names.SmallBodies.Has(l.Words[from].Text) {
		text = withCapital(text)
	}
	n := page.Name{Text: page.OneSpace(text), Form: to - form, From: from, To: to}
	if len(n.Text) > maxNameBytes {
		return page.Name{}, false
	}
	n.Key = l.Keys[from:to:to]
	return n, true
}

// Whole makes a name of all the words [from:to), small ones at its end included.
func Whole(l *page.Line, from, to int) (page.Name, bool) {
	form := FormBefore(l, to)
	text := nameText(l, from, to-form, to)
	if form == to-from || len(text) > maxNameBytes || l.Role(from, to) {
		return page.Name{}, false
	}
	return page.Name{Text: page.OneSpace(text), Key: l.Keys[from:to:to], Form: form, From: from, To: to}, true
}

// withoutSmallEnd gives the end of the name in the words [from:to) without the
// small words there, which belong to the sentence, unless they name a body or are
// its number.
func withoutSmallEnd(l *page.Line, from, to int) int {
	for to > from && !l.Words[to-1].Capital {
		if _, ok := l.EndsAt(to, topic.PartyBody); ok || l.DigitAt(to-1) && to-1 > from && behindNumber(l, to-1) == to {
			break
		}
		to--
	}
	return to
}

// nameText gives the text of the words [from:to) with the point or bracket that
// closes the legal form in [form:to): "Acme Inc.", "UG (haftungsbeschränkt)".
func nameText(l *page.Line, from, form, to int) string {
	text, rest := l.Text[l.Words[from].Start:l.Words[to-1].End], l.Text[l.Words[to-1].End:]
	if form < to && strings.HasPrefix(rest, ".") && pointed(text) {
		return text + "."
	}
	if strings.HasPrefix(rest, ")") && strings.Count(text, "(") > strings.Count(text, ")") {
		return text + ")"
	}
	return text
}

// longestSmall is how many words the name of a body with small words at its end
// has at most.
const longestSmall = 7

// Small tells whether the words [from:to) are the whole name of a body the
// other words of which are small: "Fédération romande des vignerons".
func Small(l *page.Line, from, to int) bool {
	if to-from < 3 || to-from > longestSmall || l.Words[to-1].Capital || from == 0 && !l.Labelled(topic.PartyCustomer) && !l.Labelled(topic.PartyPartner) || to < len(l.Words) && !l.Breaks(to) {
		return false
	}
	body, ok := l.At(from, topic.PartyBody)
	if !ok || body.To > from+1 {
		return false
	}
	at := from + 1
	if !l.Beside.Small.Genitives.Has(l.Words[at].Text) { // one adjective
		at++
	}
	if !l.Beside.Small.Genitives.Has(l.Words[at].Text) || at+1 >= to {
		return false
	}
	return describes(l, from+1, to)
}

// describes tells whether the words [from:to) are small and say what a body is
// for: no verb stands among them and no small word at the end.
func describes(l *page.Line, from, to int) bool {
	for i := from; i < to; i++ {
		if l.Words[i].Capital || l.Verb(i) || i == to-1 && l.Covered(i, topic.PartySmall) {
			return false
		}
	}
	return true
}

// leastLetters is how many letters a name has at least.
const leastLetters = 3

// holdsLetters tells whether a text holds n letters.
func holdsLetters(text string, n int) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			if n--; n == 0 {
				return true
			}
		}
	}
	return false
}
