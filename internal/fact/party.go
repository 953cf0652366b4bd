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
	customer float64
	partner  float64
	strong   bool // stands where parties stand: definition, label, list of parties, signature
	signs    bool
	paired   bool // named together with the other party
	first    bool // named before the other party
	defined  bool // given a role or a short name
	seen     int

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

func (rd *reading) findParties() {
	for i := range rd.lines {
		rd.partiesIn(&rd.lines[i], i)
	}
	rd.readLetter()
	rd.countNames()
	rd.mergeParties()
	rd.readSignatureRows()
	rd.readDeeds()
	rd.chooseParties()
}

// partiesIn notes the names that stand where parties stand.
func (rd *reading) partiesIn(l *line, n int) {
	if l.edge {
		for _, org := range l.organisations() {
			rd.note(l, org, 0, byLetterhead)
		}
		return
	}
	rd.readLabel(l)
	rd.readDefinitions(l)
	rd.readBetween(l)
	rd.readSigners(l)
	if n < 60 && !rd.readRoute(l, n) {
		rd.readOpening(l, n)
		rd.readDuo(l, n)
	}
	rd.readSubjects(l, n)
	if h, ok := l.says(partyAccepts); ok {
		if org, ok := l.nameFrom(h.to); ok && (org.form > 0 || rd.known(org) != nil || l.alone) {
			rd.note(l, org, byAcceptance, 0)
		}
	}
}

// readLabel reads "Customer: X", the row "Supplier | Y" and cells below a role.
func (rd *reading) readLabel(l *line) {
	if len(l.ws) == 0 || l.labelled(contactLabel) || l.columned(contactLabel) {
		return
	}
	c, p := l.labelled(partyCustomer), l.labelled(partyPartner)
	weight := byLabel
	if !c && !p && l.row > 0 {
		c, p = l.columned(partyCustomer), l.columned(partyPartner)
		weight = byColumn
	}
	if l.labelled(partyAccepts) {
		c, p, weight = true, false, byAcceptance
	}
	if c != p && (weight != byLabel || l.roleLabel()) {
		org, ok := l.nameFrom(0)
		switch whole := ok && (org.form > 0 || (weight != byColumn || rd.besideName(l)) && l.hasBody(org) || rd.known(org) != nil); {
		case whole:
			rd.noteRole(l, org, c, weight)
		case ok && weight == byLabel && rd.credible(l, org) && len(org.key) > 1:
			rd.noteRole(l, org, c, byAddress)
		}
		return
	}
	to, from := l.labelled(partyTo), l.labelled(partyFrom)
	if to != from && l.labelLen <= 2 {
		if org, ok := rd.addressee(l); ok {
			rd.noteRole(l, org, to, byAddress)
		}
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
		ws := words(rd.doc.Blocks[i].Text)
		side := line{block: i, text: rd.doc.Blocks[i].Text, ws: ws, hits: rd.r.phrases.find(ws)}
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

func (l *line) hasBody(org name) bool {
	_, ok := l.window(org.from, org.to, partyBody)
	return ok
}

// addressee reads "Jane Doe, Acme Widgets Inc." of a letter or e-mail.
func (rd *reading) addressee(l *line) (name, bool) {
	if orgs := l.organisations(); len(orgs) > 0 {
		return orgs[0], true
	}
	for i := range l.ws {
		if i > 0 && strings.Contains(l.between(i), ",") {
			if org, ok := l.nameFrom(i); ok && len(org.key) > 1 {
				return org, true
			}
		}
	}
	if org, ok := l.nameFrom(0); ok && l.hasBody(org) {
		return org, true
	}
	return name{}, false
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

// readOpening reads the first lines: "prepared for X by Y", two names joined by
// a bar, the letterhead.
func (rd *reading) readOpening(l *line, n int) {
	for _, h := range l.hits {
		if h.topic != partyFor && h.topic != partyBy {
			continue
		}
		if org, ok := l.nameFrom(h.to); ok && (org.form > 0 || l.hasBody(org) || n < 12 && len(org.key) > 1) {
			rd.noteRole(l, org, h.topic == partyFor, byPreparedBy)
			rd.readAuthor(l, org, h)
		}
	}
	if h, ok := l.at(0, partyBehalf); ok && n < 12 && !l.head.has(headSign) && l.label == "" {
		if org, ok := l.nameFrom(h.to); ok && org.form > 0 {
			rd.note(l, org, byAddress, 0)
		}
	}
	orgs := l.organisations()
	if len(orgs) == 2 && l.alone && n < 12 {
		rd.note(l, orgs[0], 0, 0).paired = true
		rd.note(l, orgs[1], 0, 0).paired = true
	}
	if n == 0 && len(orgs) == 1 && orgs[0].from == 0 && l.label == "" {
		rd.note(l, orgs[0], 0, byLetterhead)
	}
}

// readSubjects reads names without a legal form that begin a title or a
// sentence about what they do or have: "Tidewater Trust has fourteen schools".
func (rd *reading) readSubjects(l *line, n int) {
	org, ok := l.nameFrom(0)
	if !ok || !l.hasBody(org) && org.form == 0 || len(org.key) < 2 {
		return
	}
	if h, ok := l.deedAt(org.to); ok {
		rd.noteRole(l, org, h.topic == partyReceives, byVerb)
		return
	}
	rest := strings.TrimSpace(l.text[l.ws[org.to-1].end:])
	if n < 12 && (strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–")) {
		rd.note(l, org, 0, 0)
	}
}

// readSigners reads the names above or beside signatures.
func (rd *reading) readSigners(l *line) {
	if !l.head.has(headSign) && (l.table <= 0 || l.row != 0 || !l.alone) {
		return
	}
	at := 0
	if h, ok := l.at(0, partyBehalf); ok {
		at = h.to
	}
	if l.label != "" && l.column == 0 && l.head.has(headSign) {
		rd.labelSigns(l)
	}
	org, ok := l.nameFrom(at)
	if !ok {
		return
	}
	whole := org.to == len(l.ws)
	sure := at > 0 || l.head.has(headSign) && (l.table > 0 && l.row == 0 || rd.known(org) != nil || l.hasBody(org))
	if org.form == 0 && (!whole || !sure) {
		return
	}
	if len(org.key) == 1 && rd.known(org) == nil && !l.hasBody(org) { // a short name, not that of a party
		if p := rd.aliased(org); p != nil {
			p.signs = true
		}
		return
	}
	if p := rd.note(l, org, 0, 0); l.head.has(headSign) || at > 0 {
		p.signs = true
	}
	for _, other := range l.organisations() {
		if p := rd.note(l, other, 0, 0); l.head.has(headSign) {
			p.signs = true
		}
	}
}

// labelSigns reads "Acme Ltd: Jane Doe, Director, 3 May 2026".
func (rd *reading) labelSigns(l *line) {
	ws := words(l.label)
	side := line{block: l.block, text: l.label, ws: ws, hits: rd.r.phrases.find(ws)}
	if org, ok := side.nameFrom(0); ok && (org.form > 0 || side.hasBody(org)) {
		rd.note(l, org, 0, 0).signs = true
	}
}

// note adds a name with what speaks for its role.
func (rd *reading) note(l *line, org name, customer, partner float64) *party {
	p := rd.known(org)
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
	p.strong = p.strong || !l.edge
	from, to := 0, len(l.text)
	if org.to <= len(l.ws) && org.to > 0 {
		from, to = l.ws[org.from].start, l.ws[org.to-1].end
	}
	ev := rd.evidence(l, from, to)
	p.evCustomer.offer(customer, ev)
	p.evPartner.offer(partner, ev)
	p.evAny.offer(1, ev)
	return p
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
	for _, p := range rd.parties.list {
		if slices.Equal(p.key, org.key) || slices.Equal(p.core(), org.key) || slices.Equal(p.key, org.key[:len(org.key)-org.form]) {
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
