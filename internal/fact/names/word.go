package names

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// ApostropheS tells whether word i is the "s" behind the apostrophe of one who
// has something: "Acme's".
func ApostropheS(l *page.Line, i int) bool {
	return l.Words[i].Text == "s" && strings.ContainsAny(l.Between(i), "'’")
}

// OpensAddress tells whether a short word with a small article behind it opens a
// line before a name: "An die", "Bei der".
func OpensAddress(l *page.Line, i int) bool {
	return len(l.Words[i].Text) <= 4 && !l.Words[i+1].Capital && l.Covered(i+1, topic.PartyArticle) && !l.Covered(i, topic.PartyBody)
}

// Formal tells whether a name holds a legal form or a word that no other name
// holds than that of an organisation: "Trust", "Council".
func Formal(l *page.Line, org page.Name) bool {
	return org.Form > 0 || HasBody(l, org)
}

// HasBody tells whether a name holds the word for a kind of body.
func HasBody(l *page.Line, org page.Name) bool {
	_, ok := l.Window(org.From, org.To, topic.PartyBody)
	return ok
}

// HasLike tells whether a name holds a word of firms that deliver IT services.
func HasLike(l *page.Line, org page.Name) bool {
	_, ok := l.Window(org.From, org.To, topic.PartyLike)
	return ok
}

// Owns tells whether behind a small word something else stands than the head of a
// name.
func Owns(say *lexicon.Beside, word string) bool {
	small := &say.Small
	return small.Of.Has(word) || small.Genitives.Has(word) || small.In.Has(word) || small.For.Has(word)
}

// Joins tells whether a small word joins those of a name, and has no letter in its
// abbreviation.
func Joins(say *lexicon.Beside, word string) bool {
	small := &say.Small
	return word == "s" || small.Of.Has(word) || small.Genitives.Has(word) || small.The.Has(word) || small.And.Has(word) || small.For.Has(word)
}
