package names

import (
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// sidesReach is how many words behind "and" another one is looked for.
const sidesReach = 40

// partsSides tells whether the "and" at word i stands between two parties, the
// first of which begins at word from: "between Flats County and Acme LLC".
func partsSides(l *page.Line, from, i int) bool {
	if l.Words[i].Capital || !l.Topics.Has(topic.PartyBetween) {
		return false
	}
	if behindPlace(l, from, i) && FormAt(l, i+1) == 0 && endsInForm(l, i+1) {
		return true
	}
	if !behindBetween(l, from) || oneCompany(l, from, i) {
		return false
	}
	for k := i + 1; k < len(l.Words) && k <= i+sidesReach; k++ { // the other side is behind that one
		if at := Skip(l, k+1, topic.PartyArticle); at < len(l.Words) && l.Covered(k, topic.PartyAnd) && !l.Words[k].Capital && l.Words[at].Capital {
			return false
		}
	}
	return true
}

// behindPlace tells whether the one word at from, right before word i, is the state of
// the place of another party: "Acme Ltd ("Acme") of Toledo, Ohio and Borough LLC".
func behindPlace(l *page.Line, from, i int) bool {
	if from+1 != i || from < 2 || l.Between(from) != ", " {
		return false
	}
	k := from - 1
	for k > 0 && l.Words[k].Capital && !l.Breaks(k) {
		k--
	}
	return k+1 < from && !l.Words[k].Capital && (l.Beside.Small.Of.Has(l.Words[k].Text) || l.Beside.Small.In.Has(l.Words[k].Text))
}

// oneCompany tells whether the "and" at word i is inside the name of one company,
// which begins at word from behind the word for one, or behind those for one side:
// "la société Sables et Graviers SAS", "de una parte, Brisas y Mareas, S.L.".
func oneCompany(l *page.Line, from, i int) bool {
	if from == 0 || i+1 >= len(l.Words) || !l.Words[i+1].Capital || FormBefore(l, i) > 0 || !formFollows(l, i+1) {
		return false
	}
	if l.Beside.Names.Companies.Has(l.Words[from-1].Text) && !l.Words[from-1].Capital && l.Between(from) == " " {
		return true
	}
	_, side := l.EndsAt(from, topic.PartyBetween)
	return side && strings.Contains(l.Between(from), ",")
}

// formFollows tells whether the name that begins at word i ends in a legal form,
// which may stand behind a comma.
func formFollows(l *page.Line, i int) bool {
	_, form, _ := nameEnd(l, i)
	return form > 0
}

// trading are the legal forms of those who trade. "Der" inside their names
// joins them to what they have: "Fachkräfte der Acme GmbH".
var trading = []string{"gmbh", "ag", "kg", "ug", "ohg", "a", "se"}

// handsOf tells whether the name of a company with its legal form at word form
// begins behind the first two words from i on: "Poststelle der Acme AG".
func handsOf(l *page.Line, i, form int) bool {
	return l.Beside.Small.The.Has(l.Words[i+1].Text) && !l.Words[i+1].Capital && l.Words[i+1].Glued && slices.Contains(trading, l.Words[form].Text) && !l.Covered(i, topic.PartyBody) && l.Words[i+2].Capital
}

// behindBetween tells whether the name that begins at word i, or the rest of one,
// is the first behind "between".
func behindBetween(l *page.Line, i int) bool {
	for k := l.Back(i); k > 0 && i-k < MaxWords; k-- {
		if _, ok := l.EndsAt(k, topic.PartyBetween); ok {
			return true
		}
		if l.Breaks(k) || l.Covered(k-1, topic.PartyAnd) {
			return false
		}
	}
	return false
}

// frontReach is how many small words stand at most between the word of a body
// and the rest of its name.
const frontReach = 5

// bodyFront gives the word of a body with which a name begins that was read from
// word i on: "Communauté de communes du Val Clair", "Bureau d'études Duval".
func bodyFront(l *page.Line, i int) int {
	if i == 0 || l.Words[i-1].Capital || bodyBehindArticle(l, i) {
		return i
	}
	for k := i - 1; k >= 0 && k >= i-frontReach-1 && (k+1 >= len(l.Words) || !l.Breaks(k+1)); k-- {
		if w := &l.Words[k]; !w.Capital {
			if l.Verb(k) || k+1 == i && joinsAnother(l, k) {
				return i
			}
			continue
		}
		if k+1 < i && opensBody(l, k) && genitiveBefore(l, i) {
			return k
		}
		return ofThe(l, k, i)
	}
	return i
}

// ofThe gives the first word of a body that ends at word k, where it is joined to
// the name at word i: "Credit Union Federation of the Western Seaboard", else i.
func ofThe(l *page.Line, k, i int) int {
	if k+3 != i || !l.Covered(k, topic.PartyBody) || l.Words[k+1].Text != "of" || l.Words[k+2].Text != "the" {
		return i
	}
	for k > 0 && l.Words[k].Glued && l.Words[k-1].Capital && !l.Covered(k-1, topic.PartyArticle) {
		k--
	}
	return k
}

// bodyBehindArticle tells whether the word of a body at word i stands behind an
// article that joins it to nothing before: "la Mairie", not "des écoles".
func bodyBehindArticle(l *page.Line, i int) bool {
	return l.Covered(i, topic.PartyBody) && l.Covered(i-1, topic.PartyArticle) && !l.Beside.Small.Genitives.Has(l.Words[i-1].Text)
}

// joinsAnother tells whether "and" at word k joins the name behind it to another
// thing, not two things that one body is for.
func joinsAnother(l *page.Line, k int) bool {
	return l.Covered(k, topic.PartyAnd) && !l.Beside.Small.Genitives.Has(l.Words[k+1].Text)
}

// opensBody tells whether word k is that of a body with what it is for, or an
// adjective, behind it.
func opensBody(l *page.Line, k int) bool {
	behind := l.Words[k+1].Text
	return l.Covered(k, topic.PartyBody) && (l.Beside.Small.Genitives.Has(behind) || l.Beside.Names.Adjectives.Has(behind))
}

// genitiveBefore tells whether the words before word i join it to the body, or
// are what the body is for: "d'études Duval".
func genitiveBefore(l *page.Line, i int) bool {
	at := i - 1
	if at > 0 && l.Beside.Small.The.Has(l.Words[at].Text) {
		at--
	}
	return l.Beside.Small.Genitives.Has(l.Words[at].Text) || at > 0 && len(l.Words[at].Text) > 4 && l.Beside.Small.Genitives.Has(l.Words[at-1].Text)
}
