package names

import (
	"slices"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// frontForms are the legal forms that stand before names as well: "SRL Estève &
// Lamarche", "la SA Brasserie du Vieux Bief".
var frontForms = []string{"sa", "srl", "sarl", "sas", "sasu", "snc", "sprl", "scrl", "asbl", "scop", "scic", "eurl", "gie", "selarl", "selas", "scp", "uab", "sia"}

// frontName reads a name with its legal form at word i before it. In its key the
// form stands last, as in other names.
func frontName(l *page.Line, i int) (page.Name, bool) {
	if !frontForm(l, i) || shouts(l, i+1) {
		return page.Name{}, false
	}
	org, ok := From(l, i+1)
	if !ok || org.Form > 0 || org.From != i+1 || l.Role(org.From, org.To) {
		return page.Name{}, false
	}
	org.Text = page.OneSpace(l.Text[l.Words[i].Start:l.Words[org.To-1].End])
	org.Key, org.Form, org.From, org.Front = append(slices.Clone(org.Key), l.Words[i].Text), 1, i, true
	return org, true
}

// frontForm tells whether a legal form at word i stands before a name: not
// behind one, as in "Acme SA Lyon".
func frontForm(l *page.Line, i int) bool {
	if i+1 >= len(l.Words) || !l.Words[i+1].Capital || !l.Words[i+1].Glued || !slices.Contains(frontForms, l.Words[i].Text) || !shouts(l, i) {
		return false
	}
	return i == 0 || !l.Words[i].Glued || !l.Words[i-1].Capital || l.Covered(i-1, topic.PartyArticle) || l.Covered(i-1, topic.PartyBehalf)
}

// shouts tells whether a word is written in capitals.
func shouts(l *page.Line, i int) bool {
	for _, r := range l.Text[l.Words[i].Start:l.Words[i].End] {
		if r >= 'a' && r <= 'z' {
			return false
		}
	}
	return true
}
