package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// readLabel reads "Customer: X", the row "Supplier | Y" and cells below a role.
func (rd *reading) readLabel(l *line) {
	if len(l.ws) == 0 || l.labelled(topic.ContactLabel) || l.columned(topic.ContactLabel) {
		return
	}
	if _, own := l.at(0, topic.PartyBehalf, topic.PartyFor, topic.PartyAccepts); own && l.table > 0 && l.labelTopics.HasAny(signedFor) {
		rd.readSignedFor(l)
		return
	}
	customer, weight := l.labelRole()
	if customer && weight == byAcceptance && l.labelled(topic.PartyAccepts) {
		customer = rd.customerAccepts(l)
	}
	if weight > 0 && (weight != byLabel || l.roleLabel()) {
		rd.readLabelled(l, customer, weight)
		return
	}
	if weight == 0 {
		rd.readWriter(l)
	}
}

// readWriter reads who writes to whom: "From: Jane Doe, Acme Ltd". The partner
// writes, unless the text is an order or an answer.
func (rd *reading) readWriter(l *line) {
	to, from := l.labelOpens(topic.PartyTo), l.labelOpens(topic.PartyFrom)
	if to == from {
		return
	}
	if org, ok := rd.addressee(l); ok && !rd.product(l, org) {
		rd.noteRole(l, org, to != (rd.isOrder != rd.answers(l)), byAddress)
	}
}

// readSignedFor reads "For the Client Acme Ltd" above a signature, beside the cell
// of the other side: each cell names its own.
func (rd *reading) readSignedFor(l *line) {
	for _, t := range []topic.Topic{topic.PartyCustomer, topic.PartyPartner} {
		role, ok := l.window(0, min(len(l.ws), maxRoleLabel), t)
		if !ok {
			continue
		}
		if org, ok := l.nameFrom(role.To); ok && l.company(org) {
			rd.noteRole(l, org, t == topic.PartyCustomer, byLabel)
		}
		return
	}
}

// signedFor are the topics of the words above signatures.
var signedFor = []topic.Topic{topic.PartyBehalf, topic.PartyAccepts}

// labelOpens tells whether the label is a phrase of the topic and at most one
// word more.
func (l *line) labelOpens(t topic.Topic) bool {
	return slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool { return h.Topic == t && h.From == 0 && l.labelLen-h.To <= 1 })
}

// labelRole gives the role that the label of a line or the head of its column
// names, with the weight of such a place; 0 for no role or both.
func (l *line) labelRole() (customer bool, weight float64) {
	c, p := l.labelSides()
	weight = byLabel
	if !c && !p && l.row > 0 {
		c, p = l.columned(topic.PartyCustomer), l.columned(topic.PartyPartner)
		weight = byColumn
	}
	if !c && !p && l.labelOpens(topic.PartyBy) && !l.labelOpens(topic.PartyFor) { // "Bestellt bei"
		return false, byPreparedBy
	}
	if slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyAccepts && h.From <= 2 }) { // not "this is what we agreed on the phone"
		return true, byAcceptance
	}
	if f, b := l.labelOpens(topic.PartyFor), l.labelOpens(topic.PartyBy); !c && !p && f != b {
		return f, byPreparedBy
	}
	if c == p {
		return false, 0
	}
	return c, weight
}

// labelSides tells which of the two sides the label of a line names.
func (l *line) labelSides() (customer, partner bool) {
	customer, partner = l.labelled(topic.PartyCustomer), l.labelled(topic.PartyPartner)
	if customer && !partner && !uncovered(l.labelHits, topic.PartyCustomer, topic.PartyBy) { // "Document owner"
		customer = false
	}
	return customer, partner
}

// readLabelled reads the name beside a role.
func (rd *reading) readLabelled(l *line, customer bool, weight float64) {
	org, ok := l.nameFrom(0)
	if !ok {
		return
	}
	if other, ok := l.principal(org); ok && customer {
		org = other
	}
	switch {
	case weight == byPreparedBy && (l.hasLike(org) || l.noPerson(org)) && !rd.product(l, org), org.form > 0, (weight != byColumn || rd.besideName(l)) && l.hasBody(org), rd.known(org) != nil:
		rd.noteRole(l, org, customer, weight)
	case weight == byLabel && rd.credible(l, org) && len(org.key) > 1:
		rd.noteRole(l, org, customer, byAddress)
	}
}

// besideName tells whether another cell of the row holds a company name, as in
// a table with one column for each party.
func (rd *reading) besideName(l *line) bool {
	for i := range rd.besides(l) {
		side := rd.sideLine(i, rd.doc.Blocks[i].Text)
		if len(side.organisations()) > 0 {
			return true
		}
	}
	return false
}

// roleLabel tells whether a label is a role and little else: "Customer",
// "Name of the client", not "Judith Marr, Partner".
func (l *line) roleLabel() bool {
	if strings.ContainsAny(l.label, ",;") {
		return false
	}
	covered := 0
	for i := 0; i < l.labelLen; i++ {
		for _, h := range l.labelHits {
			if h.From == i && (h.Topic == topic.PartyCustomer || h.Topic == topic.PartyPartner || h.Topic == topic.PartyArticle || h.Topic == topic.PartySmall || h.Topic == topic.PartyBehalf) {
				covered += h.To - h.From
				i = h.To - 1
				break
			}
		}
	}
	return l.labelLen-covered <= 1
}

// credible refuses the person who signs for a role: "For the Client: A. Smith,
// Director".
func (rd *reading) credible(l *line, org name) bool {
	if org.form > 0 || l.hasBody(org) || rd.known(org) != nil {
		return true
	}
	if l.head.has(topic.HeadSign) {
		return false
	}
	for _, h := range l.labelHits {
		if h.Topic == topic.PartyBehalf {
			return false
		}
	}
	return len(rd.dateHits(l)) == 0
}

// addressee reads the company of a person who writes or is written to: "Jane
// Doe, Acme Widgets Inc.", "Jane Doe (Acme Apps)", "Jane Doe – Acme Apps".
func (rd *reading) addressee(l *line) (name, bool) {
	if orgs := l.organisations(); len(orgs) > 0 {
		return orgs[0], true
	}
	if org, ok := l.nameFrom(0); ok && len(org.key) > 2 && l.hasBody(org) && !l.title(org) {
		return org, true
	}
	for i := len(l.ws) - 1; i > 0; i-- {
		if org, ok := l.companyOfPerson(i); ok {
			return org, true
		}
	}
	if org, ok := l.nameFrom(0); ok && (l.hasBody(org) || rd.known(org) != nil) {
		return org, true
	}
	return name{}, false
}

// companyOfPerson reads the company at word i behind the comma, bracket or dash
// that parts it from a person. Behind a comma it must end the line, or be a body:
// offices and places stand there too.
func (l *line) companyOfPerson(i int) (name, bool) {
	gap := l.between(i)
	comma := strings.Contains(gap, ",")
	if !comma && !strings.ContainsAny(gap, "(–—") && !strings.Contains(gap, " - ") {
		return name{}, false
	}
	org, ok := l.nameFrom(i)
	if !ok || len(org.key) < 2 || comma && org.to < len(l.ws) && !l.hasBody(org) || l.title(org) {
		return name{}, false
	}
	return org, true
}

// title tells whether a name is the office of a person: "Head of IT".
func (l *line) title(org name) bool {
	_, ok := l.window(max(0, org.from-1), min(org.to+1, len(l.ws)), topic.ContactLabel, topic.PartyNoName)
	return ok && org.form == 0
}
