package fact

import (
	"slices"

	"claimline/internal/fact/topic"
)

// frontForms are the legal forms that stand before names as well: "SRL Estève &
// Lamarche", "la SA Brasserie du Vieux Bief".
var frontForms = []string{"sa", "srl", "sarl", "sas", "sasu", "snc", "sprl", "scrl", "asbl", "scop", "scic", "eurl", "gie", "uab", "sia"}

// frontName reads a name with its legal form at word i before it. In its key the
// form stands last, as in other names.
func (l *line) frontName(i int) (name, bool) {
	if !l.frontForm(i) || l.shouts(i+1) {
		return name{}, false
	}
	org, ok := l.nameFrom(i + 1)
	if !ok || org.form > 0 || org.from != i+1 || l.role(org.from, org.to) {
		return name{}, false
	}
	org.text = oneSpace(l.text[l.ws[i].Start:l.ws[org.to-1].End])
	org.key, org.form, org.from, org.front = append(slices.Clone(org.key), l.ws[i].Text), 1, i, true
	return org, true
}

// frontForm tells whether a legal form at word i stands before a name: not
// behind one, as in "Acme SA Lyon".
func (l *line) frontForm(i int) bool {
	if i+1 >= len(l.ws) || !l.ws[i+1].Capital || !l.ws[i+1].Glued || !slices.Contains(frontForms, l.ws[i].Text) || !l.shouts(i) {
		return false
	}
	return i == 0 || !l.ws[i].Glued || !l.ws[i-1].Capital || l.covered(i-1, topic.PartyArticle) || l.covered(i-1, topic.PartyBehalf)
}

// shouts tells whether a word is written in capitals.
func (l *line) shouts(i int) bool {
	for _, r := range l.text[l.ws[i].Start:l.ws[i].End] {
		if r >= 'a' && r <= 'z' {
			return false
		}
	}
	return true
}
