package party

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// readLabel reads "Customer: X", the row "Supplier | Y" and cells below a role.
func (rd *Sides) readLabel(l *page.Line, n int) {
	if tellsNoRole(l) || !tellsSide(l) || l.LabelLen > 1 && rd.looksOn(l) || rd.readLabelDefined(l, n) {
		return
	}
	if namesSigner(l) {
		rd.readSignedFor(l)
		return
	}
	customer, weight := labelRole(l)
	if customer && weight == byAcceptance && l.Labelled(topic.PartyAccepts) {
		customer = rd.customerAccepts(l)
	}
	switch {
	case weight == 0:
		rd.readWriter(l)
	case weight != byLabel, roleLabel(l) && !rd.readRoleBehind(n, customer):
		rd.readLabelled(l, customer, weight)
	}
}

// namesSigner tells whether a cell above a signature says itself for whom somebody
// signs.
func namesSigner(l *page.Line) bool {
	if l.Table == 0 || !l.Labelled(signedFor...) {
		return false
	}
	_, own := l.At(0, topic.PartyBehalf, topic.PartyFor, topic.PartyAccepts)
	return own
}

// sideLabels are the topics of labels that tell a role, or who writes to whom.
var sideLabels = topic.SetOf(topic.PartyCustomer, topic.PartyPartner, topic.PartyFor, topic.PartyBy, topic.PartyBehalf, topic.PartyAccepts, topic.PartyTo, topic.PartyFrom)

// tellsSide tells whether the label or the column of a line may tell a role.
func tellsSide(l *page.Line) bool {
	return l.LabelTopics.Meets(sideLabels) || l.Columned(topic.PartyCustomer, topic.PartyPartner)
}

// tellsNoRole tells whether neither a label nor the head of a column can say whose
// name a line holds: most lines.
func tellsNoRole(l *page.Line) bool {
	return l.Row == 0 && l.LabelTopics == (topic.Set{}) || len(l.Words) == 0 || l.Labelled(topic.ContactLabel) || l.Columned(topic.ContactLabel)
}

// looksOn tells whether the label of a line says that the one beside it is no side but
// has seen the document: "Visa du mandataire", "Acme plc acknowledges the transfer".
// The cells of a row have one label.
func (rd *Sides) looksOn(l *page.Line) bool {
	if rd.onlooker.label != l.Label {
		rd.onlooker = onlooker{l.Label, l.Beside.Days.Onlookers.Within(lexicon.Fold(l.Label) + ": ")}
	}
	return rd.onlooker.is
}

// onlooker is a label with whether it says that the one beside it is no side.
type onlooker struct {
	label string
	is    bool
}

// readWriter reads who writes to whom: "From: Jane Doe, Acme Ltd". The partner
// writes, unless the text is an order or an answer.
func (rd *Sides) readWriter(l *page.Line) {
	if !l.Labelled(topic.PartyTo, topic.PartyFrom) {
		return
	}
	to, from := labelOpens(l, topic.PartyTo), labelOpens(l, topic.PartyFrom)
	if to == from {
		return
	}
	if org, ok := rd.addressee(l); ok && !names.Product(l, org) {
		rd.noteRole(l, org, to != (rd.IsOrder != rd.answers(l)), byAddress)
	}
}

// readSignedFor reads "For the Client Acme Ltd" above a signature, beside the cell
// of the other side: each cell names its own.
func (rd *Sides) readSignedFor(l *page.Line) {
	for _, t := range []topic.Topic{topic.PartyCustomer, topic.PartyPartner} {
		role, ok := l.Window(0, min(len(l.Words), maxRoleLabel), t)
		if !ok {
			continue
		}
		if org, ok := names.From(l, role.To); ok && company(l, org) {
			rd.noteRole(l, org, t == topic.PartyCustomer, byLabel)
		}
		return
	}
}

// signedFor are the topics of the words above signatures.
var signedFor = []topic.Topic{topic.PartyBehalf, topic.PartyAccepts}

// labelOpens tells whether the label is a phrase of the topic and at most one
// word more.
func labelOpens(l *page.Line, t topic.Topic) bool {
	return l.LabelTopics.Has(t) && slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == t && h.From == 0 && l.LabelLen-h.To <= 1 })
}

// labelRole gives the role that the label of a line or the head of its column
// names, with the weight of such a place; 0 for no role or both.
func labelRole(l *page.Line) (customer bool, weight float64) {
	c, p := labelSides(l)
	weight = byLabel
	if !c && !p && l.Row > 0 {
		c, p = l.Columned(topic.PartyCustomer), l.Columned(topic.PartyPartner)
		weight = byColumn
	}
	if !c && !p && labelOpens(l, topic.PartyBy) && !labelOpens(l, topic.PartyFor) { // "Bestellt bei"
		return false, byPreparedBy
	}
	if l.LabelTopics.Has(topic.PartyAccepts) && slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyAccepts && h.From <= 2 }) { // not "this is what we agreed on the phone"
		return true, byAcceptance
	}
	if f, b := labelOpens(l, topic.PartyFor), labelOpens(l, topic.PartyBy); !c && !p && f != b {
		return f, byPreparedBy
	}
	if c == p {
		return false, 0
	}
	return c, weight
}

// labelSides tells which of the two sides the label of a line names.
func labelSides(l *page.Line) (customer, partner bool) {
	customer, partner = l.Labelled(topic.PartyCustomer) && !ofFramework(l), l.Labelled(topic.PartyPartner)
	if customer && !partner && !lexicon.Uncovered(l.LabelHits, topic.PartyCustomer, topic.PartyBy) { // "Document owner"
		customer = false
	}
	return customer, partner
}

// readLabelled reads the name beside a role.
func (rd *Sides) readLabelled(l *page.Line, customer bool, weight float64) {
	org, ok := names.From(l, behindNumber(l))
	if !ok {
		return
	}
	if other, ok := names.Principal(l, org); ok && customer {
		org = other
	}
	switch {
	case weight == byPreparedBy && (names.HasLike(l, org) || noPerson(l, org)) && !names.Product(l, org), org.Form > 0, (weight != byColumn || rd.besideName(l)) && names.HasBody(l, org), rd.Known(org) != nil:
		rd.noteRole(l, org, customer, weight)
	case weight == byLabel && rd.credible(l, org) && len(org.Key) > 1:
		rd.noteRole(l, org, customer, byAddress)
	}
}

// behindNumber gives the word behind the number with a dash with which the value of
// a label begins: "Supplier: 700 133 – Acme Ltd", 0 for none.
func behindNumber(l *page.Line) int {
	i := 0
	for i+1 < len(l.Words) && l.DigitAt(i) {
		i++
	}
	if i > 0 && strings.ContainsAny(l.Between(i), "–—-") {
		return i
	}
	return 0
}

// besideName tells whether another cell of the row holds a company name, as in
// a table with one column for each party.
func (rd *Sides) besideName(l *page.Line) bool {
	for i := range rd.Besides(l) {
		side := rd.SideLine(i, rd.Doc.Blocks[i].Text)
		if len(names.In(&side)) > 0 {
			return true
		}
	}
	return false
}

// roleLabel tells whether a label is a role and little else: "Customer",
// "Name of the client", not "Judith Marr, Partner".
func roleLabel(l *page.Line) bool {
	if strings.ContainsAny(l.Label, ",;") {
		return false
	}
	covered := 0
	for i := 0; i < l.LabelLen; i++ {
		for _, h := range l.LabelHits {
			if h.From == i && (h.Topic == topic.PartyCustomer || h.Topic == topic.PartyPartner || h.Topic == topic.PartyArticle || h.Topic == topic.PartySmall || h.Topic == topic.PartyBehalf) {
				covered += h.To - h.From
				i = h.To - 1
				break
			}
		}
	}
	return l.LabelLen-covered <= 1 && !namesBody(l) || covered > 0 && l.LabelLen <= longestRole && narrows(l)
}

// namesBody tells whether a label is the name of a body by a word that may be a
// role as well: "Acme University".
func namesBody(l *page.Line) bool {
	if l.LabelLen != 2 || len(l.LabelHits) == 0 {
		return false
	}
	last := slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyBody && h.From == 1 && h.To == 2 })
	first := slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.From == 0 })
	return last && !first
}

// longestRole is how many words a label has at most that says in which document
// somebody has a role.
const longestRole = 6

// narrows tells whether a label says in which document somebody has a role:
// "Customer in this call-off".
func narrows(l *page.Line) bool {
	return l.Beside.Parties.InThis.Within(lexicon.Fold(l.Label))
}

// ofFramework tells whether the label of a line names who has let the framework
// below which others order: "Framework buyer".
func ofFramework(l *page.Line) bool {
	return l.Beside.Parties.Framework.Within(lexicon.Fold(l.Label))
}

// credible refuses the person who signs for a role: "For the Client: A. Smith,
// Director".
func (rd *Sides) credible(l *page.Line, org page.Name) bool {
	if org.Form > 0 || names.HasBody(l, org) || rd.Known(org) != nil {
		return true
	}
	if l.Head.Has(topic.HeadSign) {
		return false
	}
	for _, h := range l.LabelHits {
		if h.Topic == topic.PartyBehalf {
			return false
		}
	}
	return len(rd.Dates(l)) == 0
}

// addressee reads the company of a person who writes or is written to: "Jane
// Doe, Acme Widgets Inc.", "Jane Doe (Acme Apps)", "Jane Doe – Acme Apps".
func (rd *Sides) addressee(l *page.Line) (page.Name, bool) {
	if orgs := names.In(l); len(orgs) > 0 {
		return orgs[0], true
	}
	if org, ok := names.From(l, 0); ok && len(org.Key) > 2 && names.HasBody(l, org) && !title(l, org) {
		return org, true
	}
	for i := len(l.Words) - 1; i > 0; i-- {
		if org, ok := companyOfPerson(l, i); ok {
			return org, true
		}
	}
	if org, ok := names.From(l, 0); ok && (names.HasBody(l, org) || rd.Known(org) != nil) {
		return org, true
	}
	return page.Name{}, false
}

// companyOfPerson reads the company at word i behind the comma, bracket or dash
// that parts it from a person. Behind a comma it must end the line, or be a body:
// offices and places stand there too.
func companyOfPerson(l *page.Line, i int) (page.Name, bool) {
	gap := l.Between(i)
	comma := strings.Contains(gap, ",")
	if !comma && !strings.ContainsAny(gap, "(–—") && !strings.Contains(gap, " - ") {
		return page.Name{}, false
	}
	org, ok := names.From(l, i)
	if !ok || len(org.Key) < 2 || comma && org.To < len(l.Words) && !names.HasBody(l, org) || title(l, org) {
		return page.Name{}, false
	}
	return org, true
}

// title tells whether a name is the office of a person: "Head of IT".
func title(l *page.Line, org page.Name) bool {
	_, ok := l.Window(max(0, org.From-1), min(org.To+1, len(l.Words)), topic.ContactLabel, topic.PartyNoName)
	return ok && org.Form == 0
}
