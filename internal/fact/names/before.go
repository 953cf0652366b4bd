package names

import (
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// Before reads the name that ends right before word end.
func Before(l *page.Line, end int) (page.Name, bool) {
	form := FormBefore(l, end)
	for at := end - form - 1; form > 0 && at > 0 && at >= end-form-longestBracket; at-- {
		if BracketForm(l, at) == end-at {
			form = end - at
			break
		}
	}
	i := furthestFront(l, end, form)
	for i < end && !l.Words[i].Capital {
		i++
	}
	if i < end {
		i = bodyFront(l, i)
	}
	i = behindFront(l, i, end-form, form > 0)
	if form > 0 {
		i = behindRole(l, behindAnd(l, behindNumbering(l, i, end-form), end-form), end-form)
		i = behindUnion(l, i, end)
	}
	return madeBefore(l, behindSides(l, i, end-form, form > 0), end-form, end)
}

// behindSides gives the word with which a name begins that was read from word i to
// word last, behind the "and" or "for" that parts it from the other side.
func behindSides(l *page.Line, i, last int, company bool) int {
	for k := i + 1; k < last; k++ {
		if l.Covered(k, topic.PartyAnd) && partsSides(l, i, k) || company && worksFor(l, i, k) {
			return Skip(l, k+1, topic.PartyArticle)
		}
	}
	return i
}

// madeBefore makes a name of the words [i:end) with a legal form from word form on,
// if any: not of two legal forms, "S.L.U., sociedad de responsabilidad limitada".
func madeBefore(l *page.Line, i, form, end int) (page.Name, bool) {
	if form < end && i < form && FormAt(l, i) == form-i {
		return page.Name{}, false
	}
	org, ok := Made(l, i, form, end)
	if form < end && ok {
		org = behindForeign(l, org)
	}
	return org, ok
}

// furthestFront gives the first word of what may be the name that ends before word
// end, with as many words of a legal form at its end.
func furthestFront(l *page.Line, end, form int) int {
	i := end - form
	if form > 1 && i > 0 && BracketForm(l, i) == form { // the bracket of "(Pty) Ltd" breaks no name
		i--
	}
	for i > 0 && end-i < MaxWords && !nameBegins(l, i, end, form) {
		i--
	}
	return i
}

// behindFront gives the word with which a name begins behind the articles at word
// i, whom the line is for, and what is the name's: "For Acme Ltd", "An die Acme
// GmbH". Last is the word behind the name without its legal form, company tells
// whether it has one.
func behindFront(l *page.Line, i, last int, company bool) int {
	i, whole := behindArticles(l, i, last, company)
	if whole {
		return i
	}
	if h, ok := l.At(0, topic.PartyBehalf, topic.PartyFor, topic.PartyBy); ok && i < h.To && h.To < last && l.Words[h.To].Capital {
		i = h.To
	}
	if i+2 < last && company && (ShortThing(l, i) || OpensAddress(l, i)) {
		i += 2
	}
	return i
}

// behindArticles gives the word behind the articles at word i of a name, and tells
// whether it is the word for a company with which the name begins: "La Société des
// ports".
func behindArticles(l *page.Line, i, last int, company bool) (at int, begins bool) {
	for i < last {
		h, ok := l.At(i, topic.PartyArticle)
		if !ok || company && partOfName(l, i, h.To) || i == 0 && keepsCompany(l, i) {
			break
		}
		if keepsCompany(l, h.To-1) && l.Beside.Small.Genitives.Has(l.Words[h.To].Text) {
			return h.To - 1, true
		}
		if h.To < last && adjectiveOf(l, h.To) { // "la Société laitière du Val SA"
			return h.To - 1, true
		}
		i = h.To
	}
	return i, false
}

// adjectiveOf tells whether word i is a small adjective of the word for a company
// before it.
func adjectiveOf(l *page.Line, i int) bool {
	return l.Beside.Names.Companies.Has(l.Words[i-1].Text) && l.Words[i].Glued && l.Beside.Names.Adjectives.Has(l.Words[i].Text) && !l.Verb(i)
}

// partOfName tells whether the article before word to opens a name. No company with a
// legal form has that of a plural unless it belongs to its name: "Les Jardins de
// Sologne SCA".
func partOfName(l *page.Line, i, to int) bool {
	return l.Words[i].Capital && l.Beside.Small.Plurals.Has(l.Words[i].Text) && to < len(l.Words) && l.Words[to].Capital || arabic(l, i)
}

// arabic tells whether a name begins with the Arabic article: "Al Waha Cement
// Group", not "Al Ayuntamiento".
func arabic(l *page.Line, i int) bool {
	return l.Words[i].Capital && l.Words[i].Text == "al" && i+1 < len(l.Words) && l.Words[i+1].Capital && l.Words[i+1].Glued && !l.Covered(i+1, topic.PartyBody)
}

// ShortThing tells whether a thing that abbreviates its words begins what looks
// like a name: "l'ERP de Acme SA", "the CRM of Acme Ltd".
func ShortThing(l *page.Line, i int) bool {
	t := l.Text[l.Words[i].Start:l.Words[i].End]
	if len(t) > 5 || !page.Shouting(t) || l.Words[i+1].Capital || !Owns(l.Beside, l.Words[i+1].Text) || l.Shouted(i+2, i+3) {
		return false
	}
	_, article := l.EndsAt(i, topic.PartyArticle)
	return article && !l.Words[l.Back(i)].Capital
}

// nameBegins tells whether the name that ends before word end can not hold
// word i-1.
func nameBegins(l *page.Line, i, end, form int) bool {
	inside := i < end-form // word i is not of the legal form
	if i < end && i <= end-form && l.Breaks(i) && breaksName(l, i, form, inside) {
		return true
	}
	if inside && roleBefore(l, i) {
		return true
	}
	if inside && form > 0 && courtesyBefore(l, i) {
		return false
	}
	return parted(l, i, inside) || !heldBefore(l, i, end, form)
}

// breaksName tells whether the sign before word i ends what stands before it: not
// the comma before a legal form or between partners.
func breaksName(l *page.Line, i, form int, inside bool) bool {
	if form == 0 {
		return true
	}
	if inside {
		return !listsPartners(l, i)
	}
	return !strings.Contains(l.Between(i), ",")
}

// heldBefore tells whether word i-1 is one that names hold before word i: with a
// capital, part of a compound, a small joining word, or a number or adjective
// before the legal form.
func heldBefore(l *page.Line, i, end, form int) bool {
	if l.Words[i-1].Capital || l.Possessive(i-1) || l.Hyphened(i-1) {
		return true
	}
	if form > 0 && (i == end-form && beforeForm(l, 0, i-1) || adjective(l, i-1)) {
		return true
	}
	_, small := l.At(i-1, topic.PartySmall)
	return small
}

// roleBefore tells whether a role ends before word i, an article that begins the
// name of who has it: "Auftragnehmerin die Acme GmbH".
func roleBefore(l *page.Line, i int) bool {
	return (l.Covered(i-1, topic.PartyCustomer) || l.Covered(i-1, topic.PartyPartner)) && !l.Words[i].Capital && l.Covered(i, topic.PartyArticle)
}

// courtesyBefore tells whether word i-1 is a title of persons within the name of a
// company: "Almacenes Doña Elvira S.A.".
func courtesyBefore(l *page.Line, i int) bool {
	opens := i == 1 && l.Label != "" // "Contractor: Doña Elvira S.L."
	return i > 0 && l.Words[i-1].Capital && (opens || i > 1 && l.Words[i-2].Capital) && (opens || l.Words[i-1].Glued) && l.Words[i].Glued && l.Beside.Names.Titles.Has(l.Words[i-1].Text)
}

// courtesyInside tells whether word i is a title of persons within the name of a
// body: "Fundación Doña Urraca".
func courtesyInside(l *page.Line, i int) bool {
	return i+1 < len(l.Words) && l.Words[i].Capital && l.Words[i].Glued && l.Words[i+1].Glued && (l.Words[i+1].Capital || l.Covered(i+1, topic.PartySmall)) && l.Beside.Names.Titles.Has(l.Words[i].Text)
}

// parted tells whether word i-1 can not stand before word i in one name: a word
// that names nobody, another name with its legal form, "and the", a number. Inside
// tells whether word i is not of the legal form, which numbers may stand before.
func parted(l *page.Line, i int, inside bool) bool {
	if l.Covered(i-1, topic.PartyNoName) || l.Covered(i-1, topic.PartyBetween) {
		return true
	}
	if inside && FormBefore(l, i) > 0 || i > 1 && l.Joins(i-2) {
		return true
	}
	if inside && beginsAnew(l, i-1) {
		return true
	}
	return l.DigitAt(i-1) && (inside || len(l.Words[i-1].Text) > 3)
}

// beginsAnew tells whether the article at word i stands between two names, which it
// does not join: "beauftragt die Stadt Soest die Acme GmbH".
func beginsAnew(l *page.Line, i int) bool {
	small := &l.Beside.Small
	return i > 0 && !l.Words[i].Capital && small.The.Has(l.Words[i].Text) && !small.Genitives.Has(l.Words[i].Text) && l.Words[i-1].Capital && l.Between(i) == " "
}
