// Package names finds the names of organisations in lines: where each begins and
// ends, which words are its legal form, and what only looks like one. A line goes
// in; names come out. Which of them is the customer or the partner is not asked.
package names

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// Bounds of a name.
const (
	MaxWords     = 12
	maxNameBytes = 100
)

// From reads a name that begins at word i, behind articles and joining
// words. The name ends at punctuation, behind a legal form, or at a word that
// is no part of names.
func From(l *page.Line, i int) (page.Name, bool) {
	from := nameStart(l, i)
	if from >= len(l.Words) || !l.Words[from].Capital || l.DigitAt(from) && moneyAt(l, from) || insideNoName(l, from) {
		return page.Name{}, false
	}
	if org, ok := frontName(l, from); ok {
		return org, true
	}
	end, form, body := nameEnd(l, from)
	if form > 0 || body && (from == 0 || l.Breaks(from)) {
		from = behindRole(l, from, end)
	}
	if form > 0 {
		org, ok := Made(l, behindUnion(l, from, end+form), end, end+form)
		return behindForeign(l, org), ok
	}
	if l.DigitAt(from) && !body { // "22 June"
		return page.Name{}, false
	}
	if body {
		end = behindNumber(l, end)
	}
	return Made(l, from, end, end)
}

// insideNoName tells whether word i goes on with words that name nobody: the "Trust"
// of "Zero Trust".
func insideNoName(l *page.Line, i int) bool {
	return l.Covered(i, topic.PartyNoName) && !l.TopicsAt(i).Has(topic.PartyNoName)
}

// beforeNames are the topics of what may stand before a name that begins behind it.
var beforeNames = topic.SetOf(topic.PartyArticle, topic.PartyBehalf, topic.PartyBetween, topic.PartyAnd, topic.PartyFor, topic.PartyBy, topic.PartyAccepts, topic.PartyCustomer, topic.PartyPartner)

// nameStart gives the first word from i on that may begin a name: behind articles
// and joining words, and a role with an article behind it: "Auftragnehmerin die
// Acme GmbH".
func nameStart(l *page.Line, i int) int {
	if !l.TopicsAt(i).Meets(beforeNames) { // most words
		return i
	}
	i = Skip(l, i, topic.PartyArticle, topic.PartyBehalf, topic.PartyBetween, topic.PartyAnd, topic.PartyFor, topic.PartyBy, topic.PartyAccepts)
	if h, ok := l.At(i, topic.PartyCustomer, topic.PartyPartner); ok && h.To < len(l.Words) && !l.Words[h.To].Capital && l.Covered(h.To, topic.PartyArticle) && !l.Breaks(h.To) {
		return Skip(l, h.To, topic.PartyArticle)
	}
	return i
}

// moneyAt tells whether the number at word i is an amount, or part of one, not the
// beginning of a name: "1200", "40 users".
func moneyAt(l *page.Line, i int) bool {
	if len(l.Words[i].Text) > 3 || i > 0 && l.DigitAt(i-1) {
		return true
	}
	return i+1 < len(l.Words) && (l.Covered(i+1, topic.SeatPeople) || l.Covered(i+1, topic.SeatTrade))
}

// nameEnd gives the word before which the name that begins at word from ends, the
// words of the legal form there, and whether the name holds the word of a body.
func nameEnd(l *page.Line, from int) (end, form int, body bool) {
	i := from
	for i < len(l.Words) && i-from < MaxWords {
		if i > from {
			if n := FormAt(l, i); n > 0 {
				return i, n, body
			}
			if l.Breaks(i) && !listsPartners(l, i) && !unites(l, from, i) {
				return i, max(initialsAt(l, i), BracketForm(l, i)), body
			}
		}
		to, isBody, ok := namePart(l, from, i, body)
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
func namePart(l *page.Line, from, i int, body bool) (to int, isBody, ok bool) {
	on := l.TopicsAt(i)
	if on.Has(topic.PartyNoName) && !insideCompound(l, from, i) {
		return i + 1, false, i > from && goesOnBehind(l, i, body)
	}
	if on.Has(topic.PartyBody) {
		if h, ok := l.At(i, topic.PartyBody); ok && (l.Words[i].Capital || h.To-h.From > 1 || body) {
			return h.To, true, true
		}
	}
	if i > from && sentenceGoesOn(l, from, i, on) {
		return i, false, false
	}
	if i > from && on.Has(topic.PartySmall) {
		h, _ := l.At(i, topic.PartySmall)
		return h.To, false, !l.Shouted(from, i) || l.Shouted(h.To, h.To+1)
	}
	return i + 1, false, wordOfName(l, from, i, body)
}

// goesOnBehind tells whether a name goes on behind word i, which names nobody: to
// its legal form, or as that of a body to the name of a person.
func goesOnBehind(l *page.Line, i int, body bool) bool {
	return formAhead(l, i) || body && courtesyInside(l, i)
}

// insideCompound tells whether word i is the rest of a compound in the name that
// begins at word from: "Val-de-Chère".
func insideCompound(l *page.Line, from, i int) bool { return i > from && l.Hyphened(i) }

// sentenceGoesOn tells whether word i, which begins hits of the topics, goes on
// with the sentence behind the name that begins at word from: another party, what
// was written by whom, what something is for.
func sentenceGoesOn(l *page.Line, from, i int, on topic.Set) bool {
	if on.Has(topic.PartyAnd) && (partsSides(l, from, i) || l.Joins(i)) {
		return true
	}
	if l.Words[i].Capital {
		return false
	}
	return beginsAnew(l, i) || worksFor(l, from, i) || on.Has(topic.PartyAuthored) || on.Has(topic.PartyBy) || on.Has(topic.PartyWith) && !on.Has(topic.PartySmall) || goesOnFor(l, i)
}

// wordOfName tells whether word i, which is no joining word, is part of the name
// that begins at word from. Body tells whether the name holds the word of a body
// before it.
func wordOfName(l *page.Line, from, i int, body bool) bool {
	switch {
	case capital(l, i), l.Possessive(i): // the first are most words
		return true
	case ApostropheS(l, i): // "the Borough's file shares"
		return false
	case beforeForm(l, from, i):
		return true
	case body && i > from+1 && smallBehindName(l, i):
		return false
	case i == from+1 && opensValue(l, from) && adjective(l, i):
		return true
	case i > from && l.DigitAt(i):
		return false
	}
	return l.Words[i].Capital || l.Hyphened(i) || body && !l.Verb(i)
}

// capital tells whether word i has a capital, and is no number or "s".
func capital(l *page.Line, i int) bool {
	return l.Words[i].Capital && l.Words[i].Text != "s" && !l.DigitAt(i)
}

// smallBehindName tells whether a small word stands behind one with a capital
// that is no word of a body: "la Maison Delorme dans …".
func smallBehindName(l *page.Line, i int) bool {
	return !l.Words[i].Capital && l.Words[i-1].Capital && !l.Covered(i-1, topic.PartyBody) && !l.Hyphened(i)
}

// goesOnFor tells whether the sentence goes on at word i with what something is
// for: "la Clinique des Tilleuls pour déployer".
func goesOnFor(l *page.Line, i int) bool {
	h, ok := l.At(i, topic.PartyBehalf, topic.PartyFor)
	if !ok || h.To >= len(l.Words) || l.Words[h.To].Capital {
		return false
	}
	behind := l.TopicsAt(h.To)
	return !behind.Has(topic.PartyArticle) && !behind.Has(topic.PartySmall)
}

// In gives the names in a line that end in a legal form.
func In(l *page.Line) []page.Name {
	if !l.HasNames {
		read(l)
	}
	return l.Names
}

// states are the legal forms that abbreviate states of America and Australia as
// well.
var states = lexicon.WordSet("sa ab ag nv co")

// IsPlace tells whether what looks like the name of a company is the place of the
// one that ends right before it.
func IsPlace(l *page.Line, org page.Name) bool {
	return org.From > 0 && FormBefore(l, org.From) > 0 && isState(l, org, org.From)
}

// isState tells whether what looks like the name of a company is the place of the
// one that ends before word last: "Acme Pty Ltd, Adelaide SA".
func isState(l *page.Line, org page.Name, last int) bool {
	return last > 0 && org.From == last && org.Form == 1 && len(org.Key) <= 3 && states[org.Key[len(org.Key)-1]] && strings.TrimSpace(l.Between(last)) == ","
}

// read notes the names in a line.
func read(l *page.Line) {
	if l.HasNames = true; l.Topics.Has(topic.PartyForm) {
		l.Names = slices.Clip(readOrganisations(l)) // callers may append
	}
}

func readOrganisations(l *page.Line) []page.Name {
	var out []page.Name
	last := 0
	for _, h := range l.Hits {
		if h.Topic != topic.PartyForm || h.From < last {
			continue
		}
		if org, ok := frontName(l, h.From); ok {
			out = append(out, org)
			last = org.To
			continue
		}
		n := FormAt(l, h.From)
		if n == 0 || h.From == 0 {
			continue
		}
		if org, ok := Before(l, h.From+n); ok && org.Form > 0 && !isState(l, org, last) {
			out = append(out, org)
			last = h.From + n
		}
	}
	return out
}
