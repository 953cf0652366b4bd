package names

import (
	"slices"
	"strings"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// listsPartners tells whether the comma before word i parts the names of the
// partners of one firm: "Merz, Öztürk & Partner mbB".
func listsPartners(l *page.Line, i int) bool {
	if associated(l, i) {
		return true
	}
	if i == 0 || i+2 >= len(l.Words) || l.Between(i) != ", " || !l.Words[i].Capital || !partnersName(l, i-1) {
		return false
	}
	for i+2 < len(l.Words) && l.Between(i+1) == ", " && l.Words[i+1].Capital {
		i++
	}
	return i+2 < len(l.Words) && strings.TrimSpace(l.Between(i+1)) == "&" && l.Words[i+1].Capital && endsInForm(l, i+1)
}

// associates are the beginnings of the words for the other partners of a firm.
var associates = []string{"asociad", "associe", "partner"}

// associated tells whether the comma before word i parts the first two partners of a
// firm with others: "Estudio Etcheverry, Larrosa y Asociados S.R.L.", "Merz, Öztürk und
// Partner mbB".
func associated(l *page.Line, i int) bool {
	if i == 0 || i+3 >= len(l.Words) || l.Between(i) != ", " || !l.Words[i-1].Capital || !l.Words[i].Capital || l.TopicsAt(i-1).Meets(noPartners) {
		return false
	}
	other := func(begin string) bool { return strings.HasPrefix(l.Words[i+2].Text, begin) }
	return l.Covered(i+1, topic.PartyAnd) && slices.ContainsFunc(associates, other) && FormAt(l, i+3) > 0
}

// partnersName tells whether word i is the one name of a partner, or the last but
// for commas: not a place, an office, or the end of the name of a person.
func partnersName(l *page.Line, i int) bool {
	if !l.Words[i].Capital || l.TopicsAt(i).Meets(noPartners) || l.Beside.Parties.Buyers.Has(l.Words[i].Text) {
		return false
	}
	if i == 0 || !l.Words[i].Glued {
		return true
	}
	if before := l.Words[i-1]; before.Capital {
		return l.Covered(i-1, topic.PartyBody)
	}
	small := &l.Beside.Small
	return !small.In.Has(l.Words[i-1].Text) && !small.Of.Has(l.Words[i-1].Text)
}

// noPartners are what the words say that are no names of persons.
var noPartners = topic.SetOf(topic.PartyForm, topic.PartyNoName, topic.PartyPartner, topic.PartyCustomer, topic.ContactLabel)

// behindAnd gives the word behind the "and" in capitals at word i, with which no
// name begins: "BETWEEN Acme Ltd, Cork, AND Borough Ltd".
func behindAnd(l *page.Line, i, end int) int {
	if i+1 < end && l.Covered(i, topic.PartyAnd) && shouts(l, i) && (i > 0 || !shouts(l, i+1)) {
		return Skip(l, i+1, topic.PartyArticle)
	}
	return i
}

// behindNumbering gives the word behind the letter of an annex with which a sentence
// ends before a name: "see Annex C. Acme Ltd".
func behindNumbering(l *page.Line, i, end int) int {
	if i > 0 && i+1 < end && len(l.Words[i].Text) == 1 && l.Covered(i-1, topic.PartyNoName) && l.Between(i+1) == ". " {
		return i + 1
	}
	return i
}

// worksFor tells whether the small word at i stands between one who delivers, whose
// name begins at word from, and the company that the work is for; "Acme IT for Schools
// Ltd" is one name.
func worksFor(l *page.Line, from, i int) bool {
	if i-from < 1 || i+3 >= len(l.Words) || l.Words[i].Capital || !l.Beside.Small.For.Has(l.Words[i].Text) || !l.Words[i+1].Capital || !l.Words[i+2].Capital || !l.Words[i+2].Glued {
		return false
	}
	person := i-from == 2 && len(l.Words[from].Text) == 1 // "J. Doe for Acme Ltd"
	return (person || i-from > 1 && l.Covered(i-1, topic.PartyLike)) && endsInForm(l, i+2)
}

// behindUnion gives the word behind that for companies that bid together, at
// word i before the first of them: "Bietergemeinschaft Acme GmbH / Borough AG".
// The legal form ends before word end.
func behindUnion(l *page.Line, i, end int) int {
	if i+1 >= end || !l.Beside.Names.Unions.Has(l.Words[i].Text) || !l.Words[i+1].Capital || l.Between(i+1) != " " || end >= len(l.Words) {
		return i
	}
	joined := strings.ContainsAny(l.Between(end), "/,+&–") || l.Covered(end, topic.PartyAnd)
	if at := Skip(l, end, topic.PartyAnd, topic.PartyArticle); joined && at < len(l.Words) && l.Words[at].Capital && endsInForm(l, at) {
		return i + 1
	}
	return i
}

// Union tells whether a name is that under which several companies bid together,
// who are named behind it: "Consorcio Acme, integrado por Acme SA y Borough SA".
func Union(l *page.Line, org page.Name) bool {
	return len(org.Key) > 1 && l.Beside.Names.Unions.Has(org.Key[0])
}

// HasShare tells whether the share of one of those who bid together stands behind
// its name: "Acme SA (60 %)".
func HasShare(l *page.Line, org page.Name) bool {
	if org.To == 0 || org.To >= len(l.Words) || !l.DigitAt(org.To) || !strings.Contains(l.Between(org.To), "(") {
		return false
	}
	return strings.HasPrefix(strings.TrimLeft(l.Text[l.Words[org.To].End:], " \u00a0,.0123456789"), "%")
}

// unites tells whether the dash or stroke before word i parts the names of those
// who bid together under one name, which begins at word from: "UTE Faro – Ribera".
func unites(l *page.Line, from, i int) bool {
	if i < from+2 || !l.Words[i].Capital || !l.Beside.Names.Unions.Has(l.Words[from].Text) {
		return false
	}
	if len(l.Words[i].Text) < 3 || i+1 < len(l.Words) && l.DigitAt(i+1) { // "Consorcio de Aguas – CD-3"
		return false
	}
	sign := strings.TrimSpace(l.Between(i))
	return sign == "–" || sign == "-" || sign == "/"
}
