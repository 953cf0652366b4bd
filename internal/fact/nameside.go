package fact

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// sidesReach is how many words behind "and" another one is looked for.
const sidesReach = 40

// partsSides tells whether the "and" at word i stands between two parties, the
// first of which begins at word from: "between Flats County and Acme LLC".
func (l *line) partsSides(from, i int) bool {
	if l.ws[i].Capital || !l.topics.Has(topic.PartyBetween) {
		return false
	}
	if !l.behindBetween(from) {
		return false
	}
	for k := i + 1; k < len(l.ws) && k <= i+sidesReach; k++ { // the other side is behind that one
		if at := l.skip(k+1, topic.PartyArticle); at < len(l.ws) && l.covered(k, topic.PartyAnd) && !l.ws[k].Capital && l.ws[at].Capital {
			return false
		}
	}
	return true
}

// trading are the legal forms of those who trade. "Der" inside their names
// joins them to what they have: "Fachkräfte der Acme GmbH".
var trading = []string{"gmbh", "ag", "kg", "ug", "ohg", "a", "se"}

// handsOf tells whether the name of a company with its legal form at word form
// begins behind the first two words from i on: "Poststelle der Acme AG".
func (l *line) handsOf(i, form int) bool {
	return (l.ws[i+1].Text == "der" || l.ws[i+1].Text == "die" || l.ws[i+1].Text == "dem") && !l.ws[i+1].Capital && l.ws[i+1].Glued && slices.Contains(trading, l.ws[form].Text) && !l.covered(i, topic.PartyBody) && l.ws[i+2].Capital
}

// behindBetween tells whether the name that begins at word i, or the rest of one,
// is the first behind "between".
func (l *line) behindBetween(i int) bool {
	for k := l.back(i); k > 0 && i-k < maxNameWords; k-- {
		if _, ok := l.endsAt(k, topic.PartyBetween); ok {
			return true
		}
		if l.breaks(k) || l.covered(k-1, topic.PartyAnd) {
			return false
		}
	}
	return false
}

// courtesies are the words before names of persons that names of companies hold
// as well.
var courtesies = []string{"dona", "don", "madame", "mamie", "san", "frau"}

// frontReach is how many small words stand at most between the word of a body
// and the rest of its name.
const frontReach = 5

// bodyFront gives the word of a body with which a name begins that was read from
// word i on: "Communauté de communes du Val Clair", "Bureau d'études Duval".
func (l *line) bodyFront(i int) int {
	if i == 0 || l.ws[i-1].Capital || l.bodyBehindArticle(i) {
		return i
	}
	for k := i - 1; k >= 0 && k >= i-frontReach-1 && (k+1 >= len(l.ws) || !l.breaks(k+1)); k-- {
		if w := &l.ws[k]; !w.Capital {
			if l.verb(k) || k+1 == i && l.joinsAnother(k) {
				return i
			}
			continue
		}
		if k+1 < i && l.opensBody(k) && l.genitiveBefore(i) {
			return k
		}
		return i
	}
	return i
}

// bodyBehindArticle tells whether the word of a body at word i stands behind an
// article that joins it to nothing before: "la Mairie", not "des écoles".
func (l *line) bodyBehindArticle(i int) bool {
	return l.covered(i, topic.PartyBody) && l.covered(i-1, topic.PartyArticle) && !slices.Contains(genitives, l.ws[i-1].Text)
}

// joinsAnother tells whether "and" at word k joins the name behind it to another
// thing, not two things that one body is for.
func (l *line) joinsAnother(k int) bool {
	return l.covered(k, topic.PartyAnd) && !slices.Contains(genitives, l.ws[k+1].Text)
}

// opensBody tells whether word k is that of a body with what it is for, or an
// adjective, behind it.
func (l *line) opensBody(k int) bool {
	behind := l.ws[k+1].Text
	return l.covered(k, topic.PartyBody) && (slices.Contains(genitives, behind) || lexicon.EndsIn(behind, adjectives))
}

// genitiveBefore tells whether the words before word i join it to the body, or
// are what the body is for: "d'études Duval".
func (l *line) genitiveBefore(i int) bool {
	at := i - 1
	if at > 0 && slices.Contains([]string{"la", "l", "les", "los", "las", "el"}, l.ws[at].Text) {
		at--
	}
	return slices.Contains(genitives, l.ws[at].Text) || at > 0 && len(l.ws[at].Text) > 4 && slices.Contains(genitives, l.ws[at-1].Text)
}
