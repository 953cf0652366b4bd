package names

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// smallBodies are the words for bodies that French and Spanish write small before
// their places: "entre la commune de Saint-Aubrac".
var smallBodies = []string{"commune", "ville", "mairie", "municipalite", "departement", "region", "metropole", "ayuntamiento", "municipio", "municipalidad", "alcaldia", "diputacion", "gobernacion"}

// raiseBodies takes such words for ones with capitals where parties are listed.
func raiseBodies(l *page.Line) {
	if !l.Topics.Has(topic.PartyBetween) {
		return
	}
	for i := range l.Words {
		if !l.Words[i].Capital && slices.Contains(smallBodies, l.Words[i].Text) && namesPlace(l, i+1) {
			l.Words[i].Capital = true
		}
	}
}

// namesPlace tells whether a small word and a place stand from word i on: "de Lyon".
func namesPlace(l *page.Line, i int) bool {
	return i+1 < len(l.Words) && slices.Contains(genitives, l.Words[i].Text) && l.Words[i].Glued && l.Words[i+1].Capital && l.Words[i+1].Glued
}

// isSmall tells whether a text begins with a small letter of those with which
// such words begin.
func isSmall(text string) bool { return text[0] >= 'a' && text[0] <= 'z' }

// withCapital writes the name of a body that the text writes small.
func withCapital(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}
