// Package party finds the two sides of a document: who is the customer, who the
// partner. A page goes in; the two come out, with the lines that say so and the
// names under which the text speaks of them. First it reads the known wordings,
// then it surveys all names of organisations and what is said around them, and then
// it lets the weights choose.
package party

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// Party is an organisation that may be one of the two sides, with what speaks
// for either role.
type Party struct {
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

// Parties are the organisations of a document and the two that were chosen.
type Parties struct {
	list              []*Party
	Customer, Partner *Party
}

// Sides are the organisations of a page and what is known of the two that the
// document is between.
type Sides struct {
	*page.Page
	Detection *sow.Detection
	IsOrder   bool // the customer writes the document

	Parties  Parties
	thread   thread
	issued   *page.Line // of the one who orders, nil for none
	kinds    []stacked  // who are called by their kind: "the Company"
	gathered *Survey    // the names of organisations, once they are known
	onlooker onlooker   // the label that was looked at last
	starts   []startOf  // where the names of the two may begin, once that has been asked
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

// Find reads what known wordings say of the two sides.
func (rd *Sides) Find() {
	rd.letterOfThread()
	rd.IsOrder = false // until it is known
	rd.IsOrder = rd.order()
	rd.readIssued()
	rd.kinds = rd.kinds[:0]
	for i := range rd.Lines {
		rd.partiesIn(&rd.Lines[i], i)
	}
	rd.noteKinds()
	rd.readLetter()
	rd.readSignatureHeads()
	rd.countNames()
	rd.mergeParties()
	rd.readSignatureRows()
	rd.readDeeds()
	rd.chooseParties()
}

// partiesIn notes the names that stand where parties stand.
func (rd *Sides) partiesIn(l *page.Line, n int) {
	if l.Edge {
		rd.readEdge(l)
		return
	}
	rd.readLabel(l, n)
	rd.readRoleCells(n)
	rd.readRunIn(l)
	rd.readCopula(l)
	rd.readAppositive(l)
	rd.readAs(l)
	rd.readRoled(l)
	rd.readTrading(l)
	rd.readDefinitions(l, n)
	rd.readBetween(l)
	rd.readStacked(l, n)
	rd.readHeaded(l, n)
	if l.Table > 0 || l.LabelLen < 2 || !rd.looksOn(l) {
		rd.readSigners(l)
	}
	if n < 60 && !rd.readRoute(l, n) {
		rd.readOpening(l, n)
		rd.readDuo(l, n)
	}
	rd.readSubjects(l, n)
	rd.readBelongings(l, n)
	rd.readAsked(l)
	rd.readBilled(l)
	rd.readAcceptedBelow(l, n)
	rd.readAccepted(l)
}

// readEdge reads the names of a running header or footer: mostly the author's.
func (rd *Sides) readEdge(l *page.Line) {
	orgs := names.In(l)
	if org, ok := names.From(l, 0); ok && len(orgs) == 0 && len(org.Key) > 1 && (names.HasBody(l, org) || names.HasLike(l, org)) && !names.Product(l, org) {
		orgs = append(orgs, org)
	}
	for _, org := range orgs {
		if _, served := l.At(0, topic.PartyBehalf, topic.PartyFor); served || rd.isPurchasing(l) { // "Acme Ltd · for Borough Trust"
			rd.note(l, org, byLetterhead, 0)
			continue
		}
		rd.note(l, org, 0, byLetterhead)
	}
}

// noteRole adds a name that stands where the text gives it one of the two roles.
func (rd *Sides) noteRole(l *page.Line, org page.Name, customer bool, weight float64) *Party {
	if customer {
		return rd.note(l, org, weight, 0)
	}
	return rd.note(l, org, 0, weight)
}

// readBetween reads "between X and Y" and "Between: X and Y", the names of which have
// no role yet.
func (rd *Sides) readBetween(l *page.Line) {
	h, ok := l.Says(topic.PartyBetween)
	if !ok && !labelOpens(l, topic.PartyBetween) {
		return
	}
	first, ok := names.From(l, h.To)
	if !ok {
		return
	}
	for _, from := range []int{first.To, first.From} { // the first name may have run over the second
		second, and, ok := otherSide(l, first, from)
		if !ok {
			continue
		}
		if and < first.To {
			if first, ok = names.Made(l, first.From, and, and); !ok {
				return
			}
		}
		p := rd.note(l, first, 0, 0)
		p.paired, p.first = true, true
		rd.note(l, second, 0, 0).paired = true
		return
	}
}

// otherSide reads the name behind the first "and" from word from on, which is the
// side opposite to the first name where one of the two is surely that of an
// organisation. It gives the word of the "and" as well.
func otherSide(l *page.Line, first page.Name, from int) (second page.Name, and int, ok bool) {
	for _, a := range l.Hits {
		if a.Topic != topic.PartyAnd || a.From <= from && from == first.From || a.From < from {
			continue
		}
		second, ok := names.From(l, a.To)
		if ok && (second.Form > 0 || first.Form > 0 || names.HasBody(l, second) || names.HasBody(l, first)) {
			return second, a.From, true
		}
	}
	return page.Name{}, 0, false
}

// note adds a name with what speaks for its role.
func (rd *Sides) note(l *page.Line, org page.Name, customer, partner float64) *Party {
	if customer+partner > 0 && rd.noSide(l, org) {
		customer, partner = 0, 0
	}
	p, org := rd.partyToNote(l, org, customer+partner > 0)
	p.improve(org)
	if customer == 0 && partner <= byLetterhead {
		p.partner = max(p.partner, partner)
	} else {
		p.customer += customer
		p.partner += partner
	}
	p.strong, p.letterhead = p.strong || !l.Edge, p.letterhead || l.Edge
	from, to := 0, len(l.Text)
	if org.To <= len(l.Words) && org.To > 0 {
		from, to = l.Words[org.From].Start, l.Words[org.To-1].End
	}
	if p.evAny.weight >= 1 && p.evCustomer.weight >= customer && p.evPartner.weight >= partner {
		return p
	}
	ev := rd.Evidence(l, from, to)
	p.evCustomer.offer(customer, ev)
	p.evPartner.offer(partner, ev)
	p.evAny.offer(1, ev)
	return p
}

// noSide tells whether a name is none of the two sides, wherever it stands: "Ms Jane
// Doe", a subsidiary for which a party acts too, one of those who bid together.
func (rd *Sides) noSide(l *page.Line, org page.Name) bool {
	return org.Form == 0 && org.To <= len(l.Words) && rd.titled(l, org.From) || representedBeside(l, org) || names.HasShare(l, org)
}

// titled tells whether a title of persons stands at word i or right before it.
func (rd *Sides) titled(l *page.Line, i int) bool {
	c := rd.CuesOf(l)
	return i > 0 && c.At(l.Words, i-1)&lexicon.CuePerson != 0 || c.At(l.Words, i)&lexicon.CuePerson != 0 && l.Words[i].Capital && len(l.Words[i].Text) > 1
}

// partyToNote gives the party of a name, which is added when it is new. Where the place
// tells a role and names a person, the name is that of the person's firm.
func (rd *Sides) partyToNote(l *page.Line, org page.Name, hasRole bool) (*Party, page.Name) {
	p := rd.Known(org)
	if p == nil && hasRole && !company(l, org) && !rd.endsAsBody(l, org) {
		if firm, ok := firmOf(l, org); ok && !names.Product(l, firm) {
			org = firm
			p = rd.Known(org)
		}
	}
	if p == nil {
		p = &Party{name: org.Text, key: org.Key, form: org.Form}
		if len(rd.Parties.list) < maxParties {
			rd.Parties.list = append(rd.Parties.list, p)
		}
	}
	return p, org
}

// endsAsBody tells whether a word of a name ends as those of bodies do:
// "Stadtsparkasse Wupperaue".
func (rd *Sides) endsAsBody(l *page.Line, org page.Name) bool {
	c := rd.CuesOf(l)
	return slices.ContainsFunc(org.Key, c.Body)
}

// noteWeak adds a name that stands in running text, where parties need not
// stand.
func (rd *Sides) noteWeak(l *page.Line, org page.Name) {
	if rd.Known(org) == nil {
		rd.note(l, org, 0, 0).strong = false
	}
}

// improve takes the fuller form of the same name.
func (p *Party) improve(org page.Name) {
	switch {
	case org.Form > 0 && p.form == 0, len(org.Key) > len(p.key) && (org.Form > 0) == (p.form > 0):
		p.name, p.key, p.form = org.Text, org.Key, org.Form
	case slices.Equal(org.Key, p.key) && strings.ToUpper(p.name) == p.name && strings.ToUpper(org.Text) != org.Text:
		p.name = org.Text
	}
}

// Known gives the party of the same name.
func (rd *Sides) Known(org page.Name) *Party {
	core := org.Key[:len(org.Key)-org.Form]
	for _, p := range rd.Parties.list {
		if p.key[0] != org.Key[0] { // the same in all forms of a name
			continue
		}
		if slices.Equal(p.key, org.Key) || slices.Equal(p.core(), org.Key) || slices.Equal(p.key, core) {
			return p
		}
		if slices.Equal(p.core(), core) && (startsWith(p.key, org.Key) || startsWith(org.Key, p.key)) { // "Partnerschaft" and "Partnerschaft mbB"
			return p
		}
	}
	return nil
}

// core is the name without its legal form.
func (p *Party) core() []string { return p.key[:len(p.key)-p.form] }

// aliased gives the party that the text calls by the name.
func (rd *Sides) aliased(org page.Name) *Party {
	for _, p := range rd.Parties.list {
		for _, alias := range p.aliases {
			if slices.Equal(alias, org.Key) {
				return p
			}
		}
	}
	return nil
}
