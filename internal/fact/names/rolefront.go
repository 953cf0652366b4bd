package names

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// pureRole tells whether word i is a role with a capital that is no word of
// names: "Buyer", "Auftraggeberin".
func pureRole(l *page.Line, i int) bool {
	h, ok := l.At(i, topic.PartyCustomer, topic.PartyPartner)
	return ok && h.To == i+1 && l.Words[i].Capital && !l.Beside.Names.Roles.Has(l.Words[i].Text) && !l.Covered(i, topic.PartyBody) && !l.Covered(i, topic.PartyLike)
}

// behindRole gives the word behind the role that stands right before a name, at
// word i before word end: "Buyer Acme Ltd".
func behindRole(l *page.Line, i, end int) int {
	if i+1 < end && (pureRole(l, i) || i == 0 && l.Beside.Names.Greetings.Has(l.Words[i].Text)) && l.Words[i+1].Capital && l.Between(i+1) == " " && !l.Covered(i+1, topic.PartyForm) {
		return i + 1
	}
	return i
}

// Roled is a company with the role beside it.
type Roled struct {
	Org      page.Name
	Customer bool
}

// RolesBefore gives the companies behind a role that begins the line or a part
// of it.
func RolesBefore(l *page.Line, orgs []page.Name) (out []Roled) {
	for _, org := range orgs {
		at := org.From - 1
		if at < 0 || !pureRole(l, at) || l.Between(org.From) != " " || at > 0 && !l.Breaks(at) && !endsSentence(l, at) {
			continue
		}
		_, customer := l.At(at, topic.PartyCustomer)
		out = append(out, Roled{org, customer})
	}
	return out
}

// RolesBehind gives the companies with a role behind each, none where one has
// none.
func RolesBehind(l *page.Line, orgs []page.Name) (out []Roled) {
	for i, org := range orgs {
		next := len(l.Words)
		if i+1 < len(orgs) {
			next = orgs[i+1].From
		}
		at := next - 1
		if at <= org.To || !pureRole(l, at) || !l.Breaks(l.Back(at)) {
			return nil
		}
		_, customer := l.At(at, topic.PartyCustomer)
		out = append(out, Roled{org, customer})
	}
	return out
}

// endsSentence tells whether a sentence ends before word i.
func endsSentence(l *page.Line, i int) bool {
	gap := l.Between(i)
	return len(gap) > 1 && gap[0] == '.'
}
