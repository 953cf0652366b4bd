package fact

import (
	"slices"
	"strings"

	"claimline/internal/sow"
)

// party is an organisation that may be one of the two sides, with what speaks
// for either role.
type party struct {
	name     string
	key      []string
	form     int
	aliases  [][]string
	brands   [][]string // those of the aliases under which it trades
	customer float64
	partner  float64
	strong   bool // stands where parties stand: definition, label, list of parties, signature
	signs    bool
	paired   bool // named together with the other party
	first    bool // named before the other party
	defined  bool // given a role or a short name
	seen     int

	letterhead bool // stands in a running header or footer

	short [][]string // names under which the text speaks of it, once they are known

	evCustomer, evPartner, evAny best
}

// best is the heaviest line of evidence so far.
type best struct {
	weight float64
	ev     sow.Evidence
}

func (b *best) offer(weight float64, ev sow.Evidence) {
	if weight > b.weight {
		*b = best{weight, ev}
	}
}

// parties are the organisations of a document and the two that were chosen.
type parties struct {
	list []*party
	c, p *party
}

// maxParties bounds the work on a document that names companies without end.
// The parties of a contract stand among the first.
const maxParties = 300

// Weights of the places where parties stand.
const (
	byDefinition = 12.0
	byLabel      = 10.0
	byColumn     = 9.0
	byPreparedBy = 6.0
	byAddress    = 5.0
	byAcceptance = 6.0
	byLetterhead = 2.0
	byVerb       = 1.0
	maxVerbs     = 6.0
	byNameWord   = 1.5
	byOrder      = 1.5 // of the first in "between X and Y": mostly the customer
	enough       = 4.0 // for a role on its own
	enoughPair   = 1.0 // for the roles of the two that sign
)

// findParties reads what known wordings say of the two sides.
func (rd *reading) findParties() {
	rd.isOrder = rd.order()
	rd.letterOfThread()
	rd.readIssued()
	for i := range rd.lines {
		rd.partiesIn(&rd.lines[i], i)
	}
	rd.readLetter()
	rd.readSignatureHeads()
	rd.countNames()
	rd.mergeParties()
	rd.readSignatureRows()
	rd.readDeeds()
	rd.chooseParties()
}

// partiesIn notes the names that stand where parties stand.
func (rd *reading) partiesIn(l *line, n int) {
	if l.edge {
		rd.readEdge(l)
		return
	}
	rd.readLabel(l)
	rd.readCopula(l)
	rd.readAppositive(l)
	rd.readAs(l)
	rd.readTrading(l)
	rd.readDefinitions(l, n)
	rd.readBetween(l)
	rd.readSigners(l)
	if n < 60 && !rd.readRoute(l, n) {
		rd.readOpening(l, n)
		rd.readDuo(l, n)
	}
	rd.readSubjects(l, n)
	rd.readBelongings(l, n)
	rd.readAsked(l)
	rd.readAcceptedBelow(l, n)
	if h, ok := l.says(partyAccepts); ok {
		if org, ok := l.nameFrom(h.to); ok && (org.form > 0 || rd.known(org) != nil || l.alone && (len(org.key) > 1 || !l.numeric || l.hasBody(org))) { // not "agreed, Aurillac, 3 May 2026"
			rd.noteRole(l, org, rd.customerAccepts(l), byAcceptance)
		}
	}
}

// readEdge reads the names of a running header or footer: mostly the author's.
func (rd *reading) readEdge(l *line) {
	orgs := l.organisations()
	if org, ok := l.nameFrom(0); ok && len(orgs) == 0 && len(org.key) > 1 && (l.hasBody(org) || l.hasLike(org)) && !rd.product(l, org) {
		orgs = append(orgs, org)
	}
	for _, org := range orgs {
		rd.note(l, org, 0, byLetterhead)
	}
}

// readLabel reads "Customer: X", the row "Supplier | Y" and cells below a role.
func (rd *reading) readLabel(l *line) {
	if len(l.ws) == 0 || l.labelled(contactLabel) || l.columned(contactLabel) {
		return
	}
	if _, own := l.at(0, partyBehalf, partyFor, partyAccepts); own && l.table > 0 && l.labelTopics.hasAny(signedFor) {
		rd.readSignedFor(l)
		return
	}
	customer, weight := l.labelRole()
	if customer && weight == byAcceptance && l.labelled(partyAccepts) {
		customer = rd.customerAccepts(l)
	}
	if weight > 0 && (weight != byLabel || l.roleLabel()) {
		rd.readLabelled(l, customer, weight)
		return
	}
	to, from := l.labelOpens(partyTo), l.labelOpens(partyFrom)
	if weight == 0 && to != from {
		if org, ok := rd.addressee(l); ok && !rd.product(l, org) {
			rd.noteRole(l, org, to != (rd.isOrder != rd.answers(l)), byAddress)
		}
	}
}

// readSignedFor reads "For the Client Acme Ltd" above a signature, beside the cell
// of the other side: each cell names its own.
func (rd *reading) readSignedFor(l *line) {
	for _, t := range []topic{partyCustomer, partyPartner} {
		role, ok := l.window(0, min(len(l.ws), maxRoleLabel), t)
		if !ok {
			continue
		}
		if org, ok := l.nameFrom(role.to); ok && l.company(org) {
			rd.noteRole(l, org, t == partyCustomer, byLabel)
		}
		return
	}
}

// signedFor are the topics of the words above signatures.
var signedFor = []topic{partyBehalf, partyAccepts}

// labelOpens tells whether the label is a phrase of the topic and at most one
// word more.
func (l *line) labelOpens(t topic) bool {
	return slices.ContainsFunc(l.labelHits, func(h hit) bool { return h.topic == t && h.from == 0 && l.labelLen-h.to <= 1 })
}

// labelRole gives the role that the label of a line or the head of its column
// names, with the weight of such a place; 0 for no role or both.
func (l *line) labelRole() (customer bool, weight float64) {
	c, p := l.labelled(partyCustomer), l.labelled(partyPartner)
	if c && !p && !uncovered(l.labelHits, partyCustomer, partyBy) { // "Document owner"
		c = false
	}
	weight = byLabel
	if !c && !p && l.row > 0 {
		c, p = l.columned(partyCustomer), l.columned(partyPartner)
		weight = byColumn
	}
	if !c && !p && l.labelOpens(partyBy) && !l.labelOpens(partyFor) { // "Bestellt bei"
		return false, byPreparedBy
	}
	if slices.ContainsFunc(l.labelHits, func(h hit) bool { return h.topic == partyAccepts && h.from <= 2 }) { // not "this is what we agreed on the phone"
		return true, byAcceptance
	}
	if f, b := l.labelOpens(partyFor), l.labelOpens(partyBy); !c && !p && f != b {
		return f, byPreparedBy
	}
	if c == p {
		return false, 0
	}
	return c, weight
}

// readLabelled reads the name beside a role.
func (rd *reading) readLabelled(l *line, customer bool, weight float64) {
	org, ok := l.nameFrom(0)
	if !ok {
		return
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
	g := rd.tables[l.table]
	for col := range g.cols {
		i := g.at(l.row, col)
		if i < 0 || col == l.column {
			continue
		}
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
			if h.from == i && (h.topic == partyCustomer || h.topic == partyPartner || h.topic == partyArticle || h.topic == partySmall || h.topic == partyBehalf) {
				covered += h.to - h.from
				i = h.to - 1
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
	if l.head.has(headSign) {
		return false
	}
	for _, h := range l.labelHits {
		if h.topic == partyBehalf {
			return false
		}
	}
	return len(rd.dateHits(l)) == 0
}

// hasLike tells whether a name holds a word of firms that deliver IT services.
func (l *line) hasLike(org name) bool {
	_, ok := l.window(org.from, org.to, partyLike)
	return ok
}

func (l *line) hasBody(org name) bool {
	_, ok := l.window(org.from, org.to, partyBody)
	return ok
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
		gap := l.between(i)
		bracket := strings.Contains(gap, "(") || strings.ContainsAny(gap, "–—") || strings.Contains(gap, " - ")
		if !bracket && !strings.Contains(gap, ",") {
			continue
		}
		if org, ok := l.nameFrom(i); ok && len(org.key) > 1 && (!strings.Contains(gap, ",") || org.to == len(l.ws) || l.hasBody(org)) && !l.title(org) {
			return org, true
		}
	}
	if org, ok := l.nameFrom(0); ok && (l.hasBody(org) || rd.known(org) != nil) {
		return org, true
	}
	return name{}, false
}

// title tells whether a name is the office of a person: "Head of IT".
func (l *line) title(org name) bool {
	_, ok := l.window(max(0, org.from-1), min(org.to+1, len(l.ws)), contactLabel, partyNoName)
	return ok && org.form == 0
}

func (rd *reading) noteRole(l *line, org name, customer bool, weight float64) {
	if customer {
		rd.note(l, org, weight, 0)
		return
	}
	rd.note(l, org, 0, weight)
}

// readBetween reads "between X and Y", the names of which have no role yet.
func (rd *reading) readBetween(l *line) {
	h, ok := l.says(partyBetween)
	if !ok {
		return
	}
	first, ok := l.nameFrom(h.to)
	if !ok {
		return
	}
	for _, from := range []int{first.to, first.from} { // the first name may have run over the second
		for _, a := range l.hits {
			if a.topic != partyAnd || a.from <= from && from == first.from || a.from < from {
				continue
			}
			second, ok := l.nameFrom(a.to)
			if !ok || second.form == 0 && first.form == 0 && !l.hasBody(second) && !l.hasBody(first) {
				continue
			}
			if a.from < first.to {
				if first, ok = l.named(first.from, a.from, a.from); !ok {
					return
				}
			}
			p := rd.note(l, first, 0, 0)
			p.paired, p.first = true, true
			rd.note(l, second, 0, 0).paired = true
			return
		}
	}
}

// note adds a name with what speaks for its role.
func (rd *reading) note(l *line, org name, customer, partner float64) *party {
	if org.form == 0 && org.from > 0 && org.to <= len(l.ws) && rd.cuesOf(l).at(l, org.from-1)&cuePerson != 0 {
		customer, partner = 0, 0 // "Ms Jane Doe"
	}
	p := rd.known(org)
	if p == nil && customer+partner > 0 && !l.company(org) {
		if firm, ok := l.firmOf(org); ok && !rd.product(l, firm) {
			org = firm
			p = rd.known(org)
		}
	}
	if p == nil {
		p = &party{name: org.text, key: org.key, form: org.form}
		if len(rd.parties.list) < maxParties {
			rd.parties.list = append(rd.parties.list, p)
		}
	}
	p.improve(org)
	if customer == 0 && partner <= byLetterhead {
		p.partner = max(p.partner, partner)
	} else {
		p.customer += customer
		p.partner += partner
	}
	p.strong, p.letterhead = p.strong || !l.edge, p.letterhead || l.edge
	from, to := 0, len(l.text)
	if org.to <= len(l.ws) && org.to > 0 {
		from, to = l.ws[org.from].start, l.ws[org.to-1].end
	}
	if p.evAny.weight >= 1 && p.evCustomer.weight >= customer && p.evPartner.weight >= partner {
		return p
	}
	ev := rd.evidence(l, from, to)
	p.evCustomer.offer(customer, ev)
	p.evPartner.offer(partner, ev)
	p.evAny.offer(1, ev)
	return p
}

// noteWeak adds a name that stands in running text, where parties need not
// stand.
func (rd *reading) noteWeak(l *line, org name) {
	if rd.known(org) == nil {
		rd.note(l, org, 0, 0).strong = false
	}
}

// improve takes the fuller form of the same name.
func (p *party) improve(org name) {
	switch {
	case org.form > 0 && p.form == 0, len(org.key) > len(p.key) && (org.form > 0) == (p.form > 0):
		p.name, p.key, p.form = org.text, org.key, org.form
	case slices.Equal(org.key, p.key) && strings.ToUpper(p.name) == p.name && strings.ToUpper(org.text) != org.text:
		p.name = org.text
	}
}

// known gives the party of the same name.
func (rd *reading) known(org name) *party {
	core := org.key[:len(org.key)-org.form]
	for _, p := range rd.parties.list {
		if p.key[0] != org.key[0] { // the same in all forms of a name
			continue
		}
		if slices.Equal(p.key, org.key) || slices.Equal(p.core(), org.key) || slices.Equal(p.key, core) {
			return p
		}
		if slices.Equal(p.core(), core) && (startsWith(p.key, org.key) || startsWith(org.key, p.key)) { // "Partnerschaft" and "Partnerschaft mbB"
			return p
		}
	}
	return nil
}

// core is the name without its legal form.
func (p *party) core() []string { return p.key[:len(p.key)-p.form] }

// aliased gives the party that the text calls by the name.
func (rd *reading) aliased(org name) *party {
	for _, p := range rd.parties.list {
		for _, alias := range p.aliases {
			if slices.Equal(alias, org.key) {
				return p
			}
		}
	}
	return nil
}
