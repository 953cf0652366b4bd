package fact

import "claimline/internal/fact/topic"

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
func (l *line) pureRole(i int) bool {
	h, ok := l.at(i, topic.PartyCustomer, topic.PartyPartner)
	return ok && h.To == i+1 && l.ws[i].Capital && !firmWords[l.ws[i].Text] && !l.covered(i, topic.PartyBody) && !l.covered(i, topic.PartyLike)
}

// behindRole gives the word behind the role that stands right before a name, at
// word i before word end: "Buyer Acme Ltd".
func (l *line) behindRole(i, end int) int {
	if i+1 < end && (l.pureRole(i) || i == 0 && courtesy[l.ws[i].Text]) && l.ws[i+1].Capital && l.between(i+1) == " " && !l.covered(i+1, topic.PartyForm) {
		return i + 1
	}
	return i
}

// roled is a company with the role beside it.
type roled struct {
	org      name
	customer bool
}

// readRoled reads the companies of a line with their roles right before or right
// behind them: "Buyer Acme Ltd, Bath. Supplier Borough Ltd", "Acme Ltd (Bath), the
// Client Borough Ltd (Hull), the Contractor".
func (rd *reading) readRoled(l *line) {
	if !l.topics.Has(topic.PartyForm) || !l.topics.Has(topic.PartyCustomer) && !l.topics.Has(topic.PartyPartner) || l.label != "" || len(l.ws) > 3*maxNameWords {
		return
	}
	orgs := l.organisations()
	read := rolesBefore
	if len(orgs) > 1 && orgs[0].from == l.back(orgs[0].from) && orgs[0].from == 0 {
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
func rolesBefore(l *line, orgs []name) (out []roled) {
	for _, org := range orgs {
		at := org.from - 1
		if at < 0 || !l.pureRole(at) || l.between(org.from) != " " || at > 0 && !l.breaks(at) && !l.endsSentence(at) {
			continue
		}
		_, customer := l.at(at, topic.PartyCustomer)
		out = append(out, roled{org, customer})
	}
	return out
}

// rolesBehind gives the companies with a role behind each, none where one has
// none.
func rolesBehind(l *line, orgs []name) (out []roled) {
	for i, org := range orgs {
		next := len(l.ws)
		if i+1 < len(orgs) {
			next = orgs[i+1].from
		}
		at := next - 1
		if at <= org.to || !l.pureRole(at) || !l.breaks(l.back(at)) {
			return nil
		}
		_, customer := l.at(at, topic.PartyCustomer)
		out = append(out, roled{org, customer})
	}
	return out
}

// endsSentence tells whether a sentence ends before word i.
func (l *line) endsSentence(i int) bool {
	gap := l.between(i)
	return len(gap) > 1 && gap[0] == '.'
}
