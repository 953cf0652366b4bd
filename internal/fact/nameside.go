package fact

import "slices"

// sidesReach is how many words behind "and" another one is looked for.
const sidesReach = 40

// partsSides tells whether the "and" at word i stands between two parties, the
// first of which begins at word from: "between Flats County and Acme LLC".
func (l *line) partsSides(from, i int) bool {
	if l.ws[i].capital || !l.topics.has(partyBetween) {
		return false
	}
	if !l.behindBetween(from) {
		return false
	}
	for k := i + 1; k < len(l.ws) && k <= i+sidesReach; k++ { // the other side is behind that one
		if at := l.skip(k+1, partyArticle); at < len(l.ws) && l.covered(k, partyAnd) && !l.ws[k].capital && l.ws[at].capital {
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
	return l.ws[i+1].text == "der" && !l.ws[i+1].capital && l.ws[i+1].glued && slices.Contains(trading, l.ws[form].text) && !l.covered(i, partyBody) && l.ws[i+2].capital
}

// behindBetween tells whether the name that begins at word i, or the rest of one,
// is the first behind "between".
func (l *line) behindBetween(i int) bool {
	for k := l.back(i); k > 0 && i-k < maxNameWords; k-- {
		if _, ok := l.endsAt(k, partyBetween); ok {
			return true
		}
		if l.breaks(k) || l.covered(k-1, partyAnd) {
			return false
		}
	}
	return false
}
