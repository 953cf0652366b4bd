// Package licence tells under which agreement the customer buys from Microsoft and
// whether the partner sells the licences. A page and its two sides go in; the
// agreement, the one that it moves to, and the answer on the sale come out.
package licence

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/party"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// licenceHit is a statement about an agreement of the customer.
type licenceHit struct {
	value  sow.Agreement
	weight float64
	moves  bool // what the customer moves to during the work
	accept bool // a customer agreement accepted within another purchase
	block  int
	ev     sow.Evidence
}

// Weights of a statement about an agreement.
const (
	agreementNamed  = 2.0
	agreementInFull = 1.0
	agreementHeld   = 3.0
	agreementNear   = 1.0
	agreementAgain  = 0.5
	agreementAccept = 3.0
	agreementMargin = 1.0
)

// Reader reads what a page says of the customer's agreements with Microsoft and
// of those who sell its licences.
type Reader struct {
	*page.Page
	sides          *party.Sides
	namesMicrosoft bool          // the work is on products of Microsoft, or some block names it
	csp            map[int]bool  // blocks that were asked whether they name the programme
	said           *saidOfSeller // once it has been asked
}

// New reads a page whose two sides are known.
func New(sides *party.Sides, namesMicrosoft bool) *Reader {
	return &Reader{Page: sides.Page, sides: sides, namesMicrosoft: namesMicrosoft, csp: map[int]bool{}}
}

// Read gives the customer's agreement at signature, the one that it moves
// to, and whether the partner sells the licences.
func (rd *Reader) Read() (agreement, moves sow.Fact[sow.Agreement], csp sow.Fact[bool]) {
	banned := rd.otherMeanings()
	var hits []licenceHit
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadAbout) && !l.Head.Has(topic.HeadLicence) && !rd.ofCustomer(l) {
			continue
		}
		hits = append(hits, rd.agreementsIn(l, i, banned)...)
	}
	yes, no := rd.sellerSaid()
	if no.ev != nil {
		yes.ev = nil
	}
	agreement, moves = settleAgreement(hits, yes.ev)
	return agreement, moves, rd.transacting(agreement)
}

// ofCustomer tells whether a line is about the customer, by role or name.
func (rd *Reader) ofCustomer(l *page.Line) bool {
	if _, ok := l.Says(topic.PartyCustomer); ok {
		return true
	}
	forms := rd.sides.ShortNames(rd.sides.Parties.Customer)
	for i := range l.Words {
		if names.LongestStart(l.Words[i:], forms) > 0 {
			return true
		}
	}
	return false
}

// agreementAt weighs one mention.
func (rd *Reader) agreementAt(l *page.Line, n lexicon.NamedHit) (licenceHit, bool) {
	low, high := max(0, n.From-7), min(len(l.Words), n.To+7)
	if rd.otherVendor(l, n) || !rd.microsoft(l, n) || rd.onlyMember(l, n) || ofAnother(l, n) {
		return licenceHit{}, false
	}
	h := licenceHit{value: sow.Agreement(n.Name), block: l.Block, ev: rd.Evidence(l, l.Words[n.From].Start, l.Words[n.To-1].End)}
	if _, ok := l.Window(low, n.From, topic.LicenceMovesTo); ok {
		h.moves = true
		return h, true
	}
	if neg, ok := l.Window(low, n.From, topic.Negation); ok && !strings.ContainsAny(l.TextBetween(neg.To, n.From), ",;:") {
		return h, false
	}
	if _, ok := l.Window(max(0, n.From-4), min(len(l.Words), n.To+6), topic.LicenceFormer); ok {
		return h, false
	}
	h.weight = rd.agreementWeight(l, n, low, high)
	if rd.maybe(l, n) || rd.alternative(l, n) { // never enough alone
		h.weight = min(h.weight-agreementHeld, agreementNear)
	}
	_, h.accept = l.Says(topic.LicenceAccepts)
	return h, h.weight > 0
}

// agreementWeight weighs a mention of an agreement by its form, the words [low:high)
// around it, and what stands over its line.
func (rd *Reader) agreementWeight(l *page.Line, n lexicon.NamedHit, low, high int) (w float64) {
	w = agreementNamed
	if rd.inFull(l, n) {
		w += agreementInFull
	}
	if holds(l, low, high) || n.Name == string(sow.CSP) && rd.supplied(l, n.Hit) {
		w += agreementHeld
	}
	if l.Head.Has(topic.HeadLicence) || l.Labelled(topic.LicenceThing) {
		w += agreementNear
	}
	if l.HasNamed(topic.AgreementNeed) {
		w += agreementNear
	}
	return w
}

// maybe tells whether a line speaks of an agreement as of what may be: not where
// the customer has it and a later clause, with an agreement of its own, tells of
// plans.
func (rd *Reader) maybe(l *page.Line, n lexicon.NamedHit) bool {
	may, ok := l.Window(0, len(l.Words), topic.LicenceMaybe)
	if !ok || may.From < n.To || !holds(l, max(0, n.From-4), n.From) {
		return ok
	}
	ended := false
	for i := n.To + 1; i <= may.From; i++ {
		ended = ended || l.Breaks(i)
	}
	another := slices.ContainsFunc(rd.NamedIn(l, topic.Agreement), func(o lexicon.NamedHit) bool { return o.From > may.From && o.Name != n.Name })
	return !ended || !another
}

// holds tells whether the words [low:high) say that somebody has something.
func holds(l *page.Line, low, high int) bool {
	_, ok := l.Window(low, high, topic.LicenceHolds)
	return ok
}

// supplied tells whether a line says of a provider in the programme that it
// supplies the customer.
func (rd *Reader) supplied(l *page.Line, h lexicon.Hit) bool {
	return rd.suppliesCustomer(l, h) || rd.isCSP(l)
}

// inFull tells whether an agreement is named by more than an abbreviation: "the
// EA" is none.
func (rd *Reader) inFull(l *page.Line, n lexicon.NamedHit) bool {
	if n.To-n.From < 2 || n.Topic < topic.FirstNamed {
		return false
	}
	return !slices.ContainsFunc(rd.Lexicon.Short, func(a lexicon.Abbreviation) bool {
		return n.To-n.From == 2 && strings.EqualFold(a.Text, l.Words[n.To-1].Text)
	})
}

// otherVendor tells whether the agreement is one with somebody else.
func (rd *Reader) otherVendor(l *page.Line, n lexicon.NamedHit) bool {
	low, high := max(0, n.From-8), min(len(l.Words), n.To+12)
	if withVendor(l, n) {
		return true
	}
	if ofVendor(l) || rd.definedElse(l, n) || betweenOthers(l, n) {
		return true
	}
	if _, vendor := l.Window(low, high, topic.LicenceVendor); !vendor {
		return false
	}
	return !slices.ContainsFunc(l.Words[low:high], func(w lexicon.Word) bool { return slices.Contains(ofMicrosoft, w.Text) })
}

// withVendor tells whether a line says far behind an agreement, or before it, with
// whom else than Microsoft it is: "the one that it has with Amazon Web Services".
func withVendor(l *page.Line, n lexicon.NamedHit) bool {
	if strings.Contains(l.Text, "Microsoft") {
		return false
	}
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		return h.Topic == topic.LicenceVendor && h.From > n.To && l.Beside.Small.With.Has(l.Words[h.From-1].Text)
	})
}

// ofMicrosoft are words that say that an agreement is with Microsoft.
var ofMicrosoft = []string{"microsoft", "azure", "dynamics", "m365"}

// microsoft tells whether the line, its block or its heading is about
// Microsoft, its licences or its cloud.
func (rd *Reader) microsoft(l *page.Line, n lexicon.NamedHit) bool {
	for _, need := range rd.NamedIn(l, topic.AgreementNeed) {
		if need.Name == n.Name && (need.From < n.From || need.To > n.To) {
			return true
		}
	}
	for i := n.From; i < n.To; i++ {
		if l.Words[i].Text == "microsoft" {
			return true
		}
	}
	if l.Head.Has(topic.HeadLicence) || l.Labelled(topic.LicenceThing) {
		return true
	}
	if rd.inFull(l, n) && n.Name != string(sow.WebDirect) && rd.namesMicrosoft {
		return true
	}
	text := rd.Doc.Blocks[l.Block].Text
	return strings.Contains(text, "Microsoft") || strings.Contains(text, "Azure") || strings.Contains(rd.HeadingPath(l.Block), "Microsoft")
}
