package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/topic"
)

// name is the name of an organisation in a line.
type name struct {
	text     string
	key      []string // folded words, legal form included
	form     int      // words at the end of key that are the legal form
	from, to int      // words of the line
	front    bool     // the legal form stands before the name, though it is last in key
}

const (
	maxNameWords = 12
	maxNameBytes = 100
)

// nameFrom reads a name that begins at word i, behind articles and joining
// words. The name ends at punctuation, behind a legal form, or at a word that
// is no part of names.
func (l *line) nameFrom(i int) (name, bool) {
	from := l.nameStart(i)
	if from >= len(l.ws) || !l.ws[from].Capital || l.digitAt(from) && l.amountAt(from) {
		return name{}, false
	}
	if org, ok := l.frontName(from); ok {
		return org, true
	}
	end, form, body := l.nameEnd(from)
	if form > 0 || body && (from == 0 || l.breaks(from)) {
		from = l.behindRole(from, end)
	}
	if form > 0 {
		return l.named(from, end, end+form)
	}
	if l.digitAt(from) && !body { // "22 June"
		return name{}, false
	}
	if body {
		end = l.behindNumber(end)
	}
	return l.named(from, end, end)
}

// nameStart gives the first word from i on that may begin a name: behind articles
// and joining words, and a role with an article behind it: "Auftragnehmerin die
// Acme GmbH".
func (l *line) nameStart(i int) int {
	i = l.skip(i, topic.PartyArticle, topic.PartyBehalf, topic.PartyBetween, topic.PartyAnd, topic.PartyFor, topic.PartyBy, topic.PartyAccepts)
	if h, ok := l.at(i, topic.PartyCustomer, topic.PartyPartner); ok && h.To < len(l.ws) && !l.ws[h.To].Capital && l.covered(h.To, topic.PartyArticle) && !l.breaks(h.To) {
		return l.skip(h.To, topic.PartyArticle)
	}
	return i
}

// amountAt tells whether the number at word i is an amount, or part of one, not the
// beginning of a name: "1200", "40 users".
func (l *line) amountAt(i int) bool {
	if len(l.ws[i].Text) > 3 || i > 0 && l.digitAt(i-1) {
		return true
	}
	return i+1 < len(l.ws) && (l.covered(i+1, topic.SeatPeople) || l.covered(i+1, topic.SeatTrade))
}

// nameEnd gives the word before which the name that begins at word from ends, the
// words of the legal form there, and whether the name holds the word of a body.
func (l *line) nameEnd(from int) (end, form int, body bool) {
	i := from
	for i < len(l.ws) && i-from < maxNameWords {
		if n := l.formAt(i); n > 0 && i > from {
			return i, n, body
		}
		if i > from && l.breaks(i) {
			return i, max(l.initialsAt(i), l.bracketForm(i)), body
		}
		to, isBody, ok := l.namePart(from, i, body)
		if !ok {
			break
		}
		i, body = to, body || isBody
	}
	return i, 0, body
}

// namePart reads the words of a name that begin at word i. Body tells whether
// the name already holds a word such as "University", behind which small words
// may follow.
func (l *line) namePart(from, i int, body bool) (to int, isBody, ok bool) {
	on := l.topicsAt(i)
	if on.Has(topic.PartyNoName) {
		return i + 1, false, i > from && l.formAhead(i)
	}
	if on.Has(topic.PartyBody) {
		if h, ok := l.at(i, topic.PartyBody); ok && (l.ws[i].Capital || h.To-h.From > 1 || body) {
			return h.To, true, true
		}
	}
	if i > from && l.sentenceGoesOn(from, i, on) {
		return i, false, false
	}
	if i > from && on.Has(topic.PartySmall) {
		h, _ := l.at(i, topic.PartySmall)
		return h.To, false, !l.shouted(from, i) || l.shouted(h.To, h.To+1)
	}
	return i + 1, false, l.wordOfName(from, i, body)
}

// sentenceGoesOn tells whether word i, which begins hits of the topics, goes on
// with the sentence behind the name that begins at word from: another party, what
// was written by whom, what something is for.
func (l *line) sentenceGoesOn(from, i int, on topic.Set) bool {
	if on.Has(topic.PartyAnd) && (l.partsSides(from, i) || l.joins(i)) {
		return true
	}
	if l.ws[i].Capital {
		return false
	}
	return on.Has(topic.PartyAuthored) || on.Has(topic.PartyBy) || on.Has(topic.PartyWith) && !on.Has(topic.PartySmall) || l.goesOnFor(i)
}

// wordOfName tells whether word i, which is no joining word, is part of the name
// that begins at word from. Body tells whether the name holds the word of a body
// before it.
func (l *line) wordOfName(from, i int, body bool) bool {
	switch {
	case l.possessive(i):
		return true
	case l.apostropheS(i): // "the Borough's file shares"
		return false
	case body && i > from+1 && l.smallBehindName(i):
		return false
	case l.beforeForm(from, i):
		return true
	case i > from && l.digitAt(i):
		return false
	}
	return l.ws[i].Capital || l.hyphened(i) || body && !l.verb(i)
}

// smallBehindName tells whether a small word stands behind one with a capital
// that is no word of a body: "la Maison Delorme dans …".
func (l *line) smallBehindName(i int) bool {
	return !l.ws[i].Capital && l.ws[i-1].Capital && !l.covered(i-1, topic.PartyBody) && !l.hyphened(i)
}

// goesOnFor tells whether the sentence goes on at word i with what something is
// for: "la Clinique des Tilleuls pour déployer".
func (l *line) goesOnFor(i int) bool {
	h, ok := l.at(i, topic.PartyBehalf, topic.PartyFor)
	if !ok || h.To >= len(l.ws) || l.ws[h.To].Capital {
		return false
	}
	behind := l.topicsAt(h.To)
	return !behind.Has(topic.PartyArticle) && !behind.Has(topic.PartySmall)
}

// organisations gives the names in a line that end in a legal form.
func (l *line) organisations() []name {
	if !l.hasNames {
		l.names, l.hasNames = l.readOrganisations(), true
	}
	return slices.Clip(l.names) // callers may append
}

// states are the legal forms that abbreviate states of America and Australia as
// well.
var states = wordSet("sa ab nv co")

// isState tells whether what looks like the name of a company is the place of the
// one that ends before word last: "Acme Pty Ltd, Adelaide SA".
func (l *line) isState(org name, last int) bool {
	return last > 0 && org.from == last && org.form == 1 && len(org.key) <= 3 && states[org.key[len(org.key)-1]] && strings.TrimSpace(l.between(last)) == ","
}

func (l *line) readOrganisations() []name {
	if !l.topics.Has(topic.PartyForm) {
		return nil
	}
	var out []name
	last := 0
	for _, h := range l.hits {
		if h.Topic != topic.PartyForm || h.From < last {
			continue
		}
		if org, ok := l.frontName(h.From); ok {
			out = append(out, org)
			last = org.to
			continue
		}
		n := l.formAt(h.From)
		if n == 0 || h.From == 0 {
			continue
		}
		if org, ok := l.nameBefore(h.From + n); ok && org.form > 0 && !l.isState(org, last) {
			out = append(out, org)
			last = h.From + n
		}
	}
	return out
}
