package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/topic"
)

// nameBefore reads the name that ends right before word end.
func (l *line) nameBefore(end int) (name, bool) {
	form := l.formBefore(end)
	if at := end - form - 1; form > 0 && at > 0 && l.bracketForm(at) == form+1 {
		form++
	}
	i := l.furthestFront(end, form)
	for i < end && !l.ws[i].Capital {
		i++
	}
	if i < end {
		i = l.bodyFront(i)
	}
	i = l.behindFront(i, end-form, form > 0)
	if form > 0 {
		i = l.behindRole(i, end-form)
	}
	for k := i + 1; k < end-form; k++ {
		if l.covered(k, topic.PartyAnd) && l.partsSides(i, k) {
			i = l.skip(k+1, topic.PartyArticle)
			break
		}
	}
	return l.named(i, end-form, end)
}

// furthestFront gives the first word of what may be the name that ends before word
// end, with as many words of a legal form at its end.
func (l *line) furthestFront(end, form int) int {
	i := end - form
	if form > 1 && i > 0 && l.bracketForm(i) == form { // the bracket of "(Pty) Ltd" breaks no name
		i--
	}
	for i > 0 && end-i < maxNameWords && !l.nameBegins(i, end, form) {
		i--
	}
	return i
}

// behindFront gives the word with which a name begins behind the articles at word
// i, whom the line is for, and what is the name's: "For Acme Ltd", "An die Acme
// GmbH". Last is the word behind the name without its legal form, company tells
// whether it has one.
func (l *line) behindFront(i, last int, company bool) int {
	for i < last {
		h, ok := l.at(i, topic.PartyArticle)
		if !ok || company && l.partOfName(i, h.To) {
			break
		}
		i = h.To
	}
	if h, ok := l.at(0, topic.PartyBehalf, topic.PartyFor, topic.PartyBy); ok && i < h.To && h.To < last && l.ws[h.To].Capital {
		i = h.To
	}
	if i+2 < last && company && (l.shortThing(i) || l.opensAddress(i)) {
		i += 2
	}
	return i
}

// plurals are the articles of plurals. No company with a legal form has one
// unless it belongs to its name: "Les Jardins de Sologne SCA".
var plurals = []string{"les", "los", "las"}

// partOfName tells whether the article before word to opens a name.
func (l *line) partOfName(i, to int) bool {
	return l.ws[i].Capital && slices.Contains(plurals, l.ws[i].Text) && to < len(l.ws) && l.ws[to].Capital || l.arabic(i)
}

// arabic tells whether a name begins with the Arabic article: "Al Waha Cement
// Group", not "Al Ayuntamiento".
func (l *line) arabic(i int) bool {
	return l.ws[i].Capital && l.ws[i].Text == "al" && i+1 < len(l.ws) && l.ws[i+1].Capital && l.ws[i+1].Glued && !l.covered(i+1, topic.PartyBody)
}

// shortThing tells whether a thing that abbreviates its words begins what looks
// like a name: "l'ERP de Acme SA", "the CRM of Acme Ltd".
func (l *line) shortThing(i int) bool {
	t := l.text[l.ws[i].Start:l.ws[i].End]
	if len(t) > 5 || !shouting(t) || l.ws[i+1].Capital || !slices.Contains(owning, l.ws[i+1].Text) || l.shouted(i+2, i+3) {
		return false
	}
	_, article := l.endsAt(i, topic.PartyArticle)
	return article && !l.ws[l.back(i)].Capital
}

// nameBegins tells whether the name that ends before word end can not hold
// word i-1.
func (l *line) nameBegins(i, end, form int) bool {
	inside := i < end-form // word i is not of the legal form
	if i < end && i <= end-form && l.breaks(i) && (form == 0 || inside || !strings.Contains(l.between(i), ",")) {
		return true
	}
	if inside && l.roleBefore(i) {
		return true
	}
	if inside && form > 0 && l.courtesyBefore(i) {
		return false
	}
	return l.parted(i, inside) || !l.heldBefore(i, end, form)
}

// heldBefore tells whether word i-1 is one that names hold before word i: with a
// capital, part of a compound, a small joining word, or a number or adjective
// before the legal form.
func (l *line) heldBefore(i, end, form int) bool {
	if l.ws[i-1].Capital || l.possessive(i-1) || l.hyphened(i-1) {
		return true
	}
	if form > 0 && (i == end-form && l.beforeForm(0, i-1) || l.adjective(i-1)) {
		return true
	}
	_, small := l.at(i-1, topic.PartySmall)
	return small
}

// roleBefore tells whether a role ends before word i, an article that begins the
// name of who has it: "Auftragnehmerin die Acme GmbH".
func (l *line) roleBefore(i int) bool {
	return (l.covered(i-1, topic.PartyCustomer) || l.covered(i-1, topic.PartyPartner)) && !l.ws[i].Capital && l.covered(i, topic.PartyArticle)
}

// courtesyBefore tells whether word i-1 is a title of persons within the name of a
// company: "Almacenes Doña Elvira S.A.".
func (l *line) courtesyBefore(i int) bool {
	return i > 1 && l.ws[i-1].Capital && l.ws[i-2].Capital && l.ws[i-1].Glued && l.ws[i].Glued && slices.Contains(courtesies, l.ws[i-1].Text)
}

// parted tells whether word i-1 can not stand before word i in one name: a word
// that names nobody, another name with its legal form, "and the", a number. Inside
// tells whether word i is not of the legal form, which numbers may stand before.
func (l *line) parted(i int, inside bool) bool {
	if l.covered(i-1, topic.PartyNoName) || l.covered(i-1, topic.PartyBetween) {
		return true
	}
	if inside && l.formBefore(i) > 0 || i > 1 && l.joins(i-2) {
		return true
	}
	return l.digitAt(i-1) && (inside || len(l.ws[i-1].Text) > 3)
}
