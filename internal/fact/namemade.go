package fact

import (
	"slices"
	"strings"
	"unicode"

	"claimline/internal/fact/topic"
)

// named makes a name of the words [from:to) with the legal form in [form:to).
func (l *line) named(from, form, to int) (name, bool) {
	if form == to && !l.smallName(from, to) {
		to = l.withoutSmallEnd(from, to)
	}
	form = min(form, to)
	for form < to && from+2 < form && l.handsOf(from, form) {
		from += 2
	}
	if to <= from {
		return name{}, false
	}
	text := l.nameText(from, form, to)
	if from == form || countLetters(text) < 3 || l.role(from, to) {
		return name{}, false
	}
	n := name{text: oneSpace(text), form: to - form, from: from, to: to}
	if len(n.text) > maxNameBytes {
		return name{}, false
	}
	n.key = l.keys[from:to:to]
	return n, true
}

// withoutSmallEnd gives the end of the name in the words [from:to) without the
// small words there, which belong to the sentence, unless they name a body or are
// its number.
func (l *line) withoutSmallEnd(from, to int) int {
	for to > from && !l.ws[to-1].Capital {
		if _, ok := l.endsAt(to, topic.PartyBody); ok || l.digitAt(to-1) && to-1 > from && l.behindNumber(to-1) == to {
			break
		}
		to--
	}
	return to
}

// nameText gives the text of the words [from:to) with the point or bracket that
// closes the legal form in [form:to): "Acme Inc.", "UG (haftungsbeschränkt)".
func (l *line) nameText(from, form, to int) string {
	text, rest := l.text[l.ws[from].Start:l.ws[to-1].End], l.text[l.ws[to-1].End:]
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

// smallName tells whether the words [from:to) are the whole name of a body the
// other words of which are small: "Fédération romande des vignerons".
func (l *line) smallName(from, to int) bool {
	if to-from < 3 || to-from > longestSmall || l.ws[to-1].Capital || from == 0 && !l.labelled(topic.PartyCustomer) && !l.labelled(topic.PartyPartner) || to < len(l.ws) && !l.breaks(to) {
		return false
	}
	body, ok := l.at(from, topic.PartyBody)
	if !ok || body.To > from+1 {
		return false
	}
	at := from + 1
	if !slices.Contains(genitives, l.ws[at].Text) { // one adjective
		at++
	}
	if !slices.Contains(genitives, l.ws[at].Text) || at+1 >= to {
		return false
	}
	return l.describes(from+1, to)
}

// describes tells whether the words [from:to) are small and say what a body is
// for: no verb stands among them and no small word at the end.
func (l *line) describes(from, to int) bool {
	for i := from; i < to; i++ {
		if l.ws[i].Capital || l.verb(i) || i == to-1 && l.covered(i, topic.PartySmall) {
			return false
		}
	}
	return true
}

// genitives are the small words that join what a body is for to its kind.
var genitives = []string{"de", "du", "des", "d", "del", "der"}

func countLetters(text string) (n int) {
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// role tells whether the words are nothing but a role or a kind of body, such
// as "Customer" or "the Trust".
func (l *line) role(from, to int) bool {
	joined, bodies := false, 0
	for i := from; i < to; {
		h, ok := l.at(i, topic.PartyCustomer, topic.PartyPartner, topic.PartyArticle, topic.PartySmall, topic.PartyAnd, topic.PartyBody)
		if !ok {
			return false
		}
		if h.Topic == topic.PartyBody && l.ws[i].Capital {
			bodies++
		} else if h.Topic == topic.PartySmall && bodies == 1 || h.To-h.From > 1 && bodies == 1 {
			joined = true
		}
		i = h.To
	}
	return !joined || bodies < 2 || !l.ws[to-1].Capital // "Ministry of Fisheries"
}
