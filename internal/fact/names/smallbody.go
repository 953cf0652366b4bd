package names

import (
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// raiseBodies takes words for bodies that French and Spanish write small before
// their places for ones with capitals where parties are listed: "entre la commune de
// Saint-Aubrac".
func raiseBodies(pg *page.Page, line int) {
	l := &pg.Lines[line]
	if !l.Topics.Has(topic.PartyBetween) {
		return
	}
	for i := range l.Words {
		if !l.Words[i].Capital && l.Beside.Names.SmallBodies.Has(l.Words[i].Text) && namesPlace(l, i+1) {
			pg.Raise(line, i)
		}
	}
}

// namesPlace tells whether a small word and a place stand from word i on: "de Lyon".
func namesPlace(l *page.Line, i int) bool {
	return i+1 < len(l.Words) && l.Beside.Small.Genitives.Has(l.Words[i].Text) && l.Words[i].Glued && l.Words[i+1].Capital && l.Words[i+1].Glued
}

// isSmall tells whether a text begins with a small letter of those with which
// such words begin.
func isSmall(text string) bool { return text[0] >= 'a' && text[0] <= 'z' }

// withCapital writes the name of a body that the text writes small.
func withCapital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}
