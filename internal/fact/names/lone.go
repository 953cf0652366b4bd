package names

import (
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// goingOn are the topics of words that do more in a name than stand in it: names
// begin behind some, and others draw the next words in.
var goingOn = topic.SetOf(topic.PartyArticle, topic.PartyBehalf, topic.PartyBetween, topic.PartyAnd, topic.PartyFor, topic.PartyBy, topic.PartyAccepts, topic.PartyBody)

// drawing are the topics of small words behind which a name goes on.
var drawing = topic.SetOf(topic.PartyBody, topic.PartySmall)

// Lone tells whether the name that From reads at word i, which has a capital, is
// that word and no more, if it is a name at all: a cheap look at the next word. It
// tells nothing of lines with a legal form.
func Lone(l *page.Line, i int) bool {
	on := l.TopicsAt(i)
	if l.Topics.Has(topic.PartyForm) || l.Words[i].Text == "s" || on.Meets(goingOn) || on.Meets(topic.Roles) && !loneRole(l, i) {
		return false
	}
	if i++; i == len(l.Words) {
		return true
	}
	if c := l.Text[l.Words[i].Start]; c < 'a' || c > 'z' {
		return !l.Words[i].Glued && l.Breaks(i) && !strings.Contains(l.Between(i), ",")
	}
	return l.Breaks(i) || !joinedS(l, i) && !l.Hyphened(i) && !l.TopicsAt(i).Meets(drawing)
}

// joinedS tells whether word i is an "s" that does not end the name of one who has
// something small: "Margie's Travel", not "Acme's files".
func joinedS(l *page.Line, i int) bool {
	return l.Words[i].Text == "s" && (!ApostropheS(l, i) || l.Possessive(i))
}

// loneRole tells whether the role at word i is that word and no more, and no article
// follows.
func loneRole(l *page.Line, i int) bool {
	h, _ := l.At(i, topic.PartyCustomer, topic.PartyPartner)
	return h.To == i+1 && !l.Covered(i+1, topic.PartyArticle)
}
