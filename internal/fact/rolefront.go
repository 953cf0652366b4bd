package fact

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// firmWords are words for roles with which names of firms and bodies begin as
// well: "Cabinet Duval", "Consultora Azul".
var firmWords = wordSet(
	"partner principal agency charity county university msp author owner trainer adviser advisor employer beneficiary consulting",
	"agentur beratung beratungsgesellschaft systemhaus partner dienststelle",
	"cabinet agence conseil conseils intercommunale collectivite etablissement organisme esn partenaire entreprise",
	"agencia consultora consultoria administracion operadora operador asesoria propiedad promotora integradora aliado",
)

// courtesy are the words by which a company is spoken to.
var courtesy = wordSet("messrs hello dear hi hallo bonjour hola herren")

// pureRole tells whether word i is a role with a capital that is no word of
// names: "Buyer", "Auftraggeberin".
func pureRole(l *page.Line, i int) bool {
	h, ok := l.At(i, topic.PartyCustomer, topic.PartyPartner)
	return ok && h.To == i+1 && l.Words[i].Capital && !firmWords[l.Words[i].Text] && !l.Covered(i, topic.PartyBody) && !l.Covered(i, topic.PartyLike)
}

// behindRole gives the word behind the role that stands right before a name, at
// word i before word end: "Buyer Acme Ltd".
func behindRole(l *page.Line, i, end int) int {
	if i+1 < end && (pureRole(l, i) || i == 0 && courtesy[l.Words[i].Text]) && l.Words[i+1].Capital && l.Between(i+1) == " " && !l.Covered(i+1, topic.PartyForm) {
		return i + 1
	}
	return i
}

// roled is a company with the role beside it.
type roled struct {
	org      page.Name
	customer bool
}

// readRoled reads the companies of a line with their roles right before or right
// behind them: "Buyer Acme Ltd, Bath. Supplier Borough Ltd", "Acme Ltd (Bath), the
// Client Borough Ltd (Hull), the Contractor".
func (rd *reading) readRoled(l *page.Line) {
	if !l.Topics.Has(topic.PartyForm) || !l.Topics.Has(topic.PartyCustomer) && !l.Topics.Has(topic.PartyPartner) || l.Label != "" || len(l.Words) > 3*maxNameWords {
		return
	}
	orgs := organisations(l)
	read := rolesBefore
	if len(orgs) > 1 && orgs[0].From == back(l, orgs[0].From) && orgs[0].From == 0 {
		read = rolesBehind
	}
	for _, r := range read(l, orgs) {
		if !rd.product(l, r.org) {
			rd.noteRole(l, r.org, r.customer, byDefinition)
		}
	}
}

// rolesBefore gives the companies behind a role that begins the line or a part
// of it.
func rolesBefore(l *page.Line, orgs []page.Name) (out []roled) {
	for _, org := range orgs {
		at := org.From - 1
		if at < 0 || !pureRole(l, at) || l.Between(org.From) != " " || at > 0 && !l.Breaks(at) && !endsSentence(l, at) {
			continue
		}
		_, customer := l.At(at, topic.PartyCustomer)
		out = append(out, roled{org, customer})
	}
	return out
}

// rolesBehind gives the companies with a role behind each, none where one has
// none.
func rolesBehind(l *page.Line, orgs []page.Name) (out []roled) {
	for i, org := range orgs {
		next := len(l.Words)
		if i+1 < len(orgs) {
			next = orgs[i+1].From
		}
		at := next - 1
		if at <= org.To || !pureRole(l, at) || !l.Breaks(back(l, at)) {
			return nil
		}
		_, customer := l.At(at, topic.PartyCustomer)
		out = append(out, roled{org, customer})
	}
	return out
}

// endsSentence tells whether a sentence ends before word i.
func endsSentence(l *page.Line, i int) bool {
	gap := l.Between(i)
	return len(gap) > 1 && gap[0] == '.'
}
