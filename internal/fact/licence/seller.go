package licence

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// transacting tells whether the delivering partner sells the licences: what
// the text says of selling, else what another buying route implies.
func (rd *Reader) transacting(agreement sow.Fact[sow.Agreement]) sow.Fact[bool] {
	yes, no := rd.sellerSaid()
	unclear := false
	switch v, ok := agreement.Known(); {
	case !ok || yes.ev != nil || no.ev != nil:
	case v != sow.CSP:
		no.ev = agreement.Evidence
	default:
		unclear = rd.sellerOfRoute(&yes, &no)
	}
	if yes.ev == nil && no.ev == nil && !unclear {
		rd.someSell(&no)
	}
	return notBeside(sellerFact(yes, no), agreement)
}

// notBeside takes back that the partner sells the licences of a customer with an
// Enterprise Agreement: these are bought from Microsoft.
func notBeside(sells sow.Fact[bool], agreement sow.Fact[sow.Agreement]) sow.Fact[bool] {
	v, _ := agreement.Known()
	if no, known := sells.Known(); v != sow.EA || known && !no {
		return sells
	}
	return sow.NewFact(false, agreement.Evidence...)
}

// saidOfSeller is what the lines say for and against the partner as the one who
// sells.
type saidOfSeller struct{ yes, no sellerSays }

// sellerSaid gives what the lines say of the partner, whatever the agreement is: the
// same before and after that is picked.
func (rd *Reader) sellerSaid() (yes, no sellerSays) {
	if rd.said == nil {
		yes, no = rd.readSellers()
		rd.said = &saidOfSeller{yes, no}
	}
	return rd.said.yes, rd.said.no
}

// readSellers reads the lines that tell who sells.
func (rd *Reader) readSellers() (yes, no sellerSays) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		about := l.Head.Has(topic.HeadAbout) && !l.Head.Has(topic.HeadLicence)
		if l.Edge || about && !l.Topics.Has(topic.LicenceThing) || !rd.mayTellSeller(l) && !rd.mayAnswer(l, i) || rd.leftEmpty(l) {
			continue
		}
		if rd.labelSells(l, i) {
			yes.add(rd, l)
			continue
		}
		switch sells, says := rd.sellsIn(l, i); {
		case !says, about && (sells || !l.Topics.HasAny(denying)):
		case sells:
			yes.add(rd, l)
		default:
			no.add(rd, l)
		}
	}
	return yes, no
}

// labelSells tells whether what looks like the label of a line says that the
// partner sells: "Somos su proveedor CSP: las licencias ...".
func (rd *Reader) labelSells(l *page.Line, n int) bool {
	if l.Table > 0 || !l.LabelTopics.Has(topic.LicenceSellsSelf) && !l.LabelTopics.Has(topic.FirstNamed+topic.Topic(topic.Agreement)) {
		return false
	}
	side := rd.SideLine(l.Block, l.Label)
	side.Head = l.Head
	sells, says := rd.sellsSelf(&side, n)
	return rd.isCSP(&side) || sells && says
}

// sellerFact makes a fact of what is said for and against.
func sellerFact(yes, no sellerSays) sow.Fact[bool] {
	switch {
	case len(yes.ev) > 0 && len(no.ev) > 0 && yes.names && !yes.others && !no.denies: // another sells other licences
		return sow.NewFact(true, yes.ev[0])
	case len(yes.ev) > 0 && len(no.ev) > 0 && no.names && !yes.names: // the partner sells other goods
		return sow.NewFact(false, no.ev[0])
	case len(yes.ev) > 0 && len(no.ev) > 0:
		return sow.Conflict([]bool{true, false}, yes.ev[0], no.ev[0])
	case len(yes.ev) > 0:
		return sow.NewFact(true, yes.ev[0])
	case len(no.ev) > 0:
		return sow.NewFact(false, no.ev[0])
	}
	return sow.NoFact[bool]()
}

// denying are the topics of which one stands where a partner that tells of
// itself says that it sells nothing.
var denying = []topic.Topic{topic.LicenceSellsNone, topic.LicenceTrade}

// sellerSays is the first sentence that says who sells. A heading such as
// "Licences from us" counts only where no sentence does.
type sellerSays struct {
	ev      []sow.Evidence
	heading bool

	names, denies, others bool // a provider in the programme, a denial, an organisation that is neither side
}

func (s *sellerSays) add(rd *Reader, l *page.Line) {
	heading := rd.Doc.Blocks[l.Block].Kind == sow.Heading
	if s.ev == nil || s.heading && !heading {
		s.ev, s.heading = []sow.Evidence{rd.Evidence(l, 0, 0)}, heading
		s.names, s.denies, s.others = len(rd.programmes(l)) > 0, l.Topics.Has(topic.Negation), rd.namesOther(l)
	}
}

// sellerWords are what a line holds that tells who sells.
var sellerWords = topic.SetOf(topic.LicenceSellsNone, topic.LicenceTrade, topic.LicenceSells, topic.LicenceElsewhere, topic.LicenceSellsSelf, topic.LicenceDealer, topic.FirstNamed+topic.Topic(topic.Agreement))

// mayTellSeller tells whether the line may tell who sells: a cheap look before
// sellsIn.
func (rd *Reader) mayTellSeller(l *page.Line) bool {
	return l.Topics.Meets(sellerWords) || l.LabelTopics.Has(topic.LicenceSellsNone) || l.LabelTopics.Has(topic.LicenceSellsSelf) || rd.Marks[l.Block]&lexicon.SaysProvider != 0
}

// namesOther tells whether a line names a company that is neither of the two
// sides: it may be the one that sells.
func (rd *Reader) namesOther(l *page.Line) bool {
	for _, org := range names.In(l) {
		if p := rd.sides.Known(org); p == nil || p != rd.sides.Parties.Partner && p != rd.sides.Parties.Customer {
			return true
		}
	}
	return false
}

// providerWords is how far behind a name it may be called a provider.
const providerWords = 8

// isProvider tells whether the words behind a name say that it is the
// customer's Cloud Solution Provider.
func (rd *Reader) isProvider(l *page.Line, i int) bool {
	for _, n := range rd.NamedIn(l, topic.Agreement) {
		if n.Name != string(sow.CSP) || n.From < i || n.From > i+providerWords {
			continue
		}
		if as, ok := l.Window(i, n.From, topic.LicenceAs); ok && n.From-as.To <= 5 { // "Acme acts as the Cloud Solution Provider"
			_, not := l.Window(i, n.From, topic.Negation)
			return !not && !rd.namesOther(l) && !rd.otherAs(l, as)
		}
		if n.From > i+3 {
			continue
		}
		_, not := l.Window(i, n.From, topic.Negation)
		through, bought := l.Window(n.To, min(len(l.Words), n.To+3), topic.LicenceSoldBy)
		return !not && bought && through.From == n.To
	}
	return false
}

// thirdSeller tells whether a line names a company that sells as a Cloud
// Solution Provider and is not the partner.
func (rd *Reader) thirdSeller(l *page.Line) bool {
	csp := false
	for _, n := range rd.NamedIn(l, topic.Agreement) {
		csp = csp || n.Name == string(sow.CSP)
	}
	if !csp && l.Topics.Has(topic.LicenceThing) && l.Topics.Has(topic.LicenceSoldBy) { // the next sentence tells of the programme
		csp = rd.blockNamesCSP(l.Block)
	}
	if !csp || rd.sides.Parties.Partner == nil {
		return false
	}
	if rd.apposed(l) {
		return true
	}
	for _, n := range rd.NamedIn(l, topic.Agreement) {
		if as, ok := l.Window(max(0, n.From-3), n.From, topic.LicenceAs); ok && n.Name == string(sow.CSP) && rd.isDealer(l, n.Hit) && rd.otherAs(l, as) {
			return true
		}
	}
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool { return h.Topic == topic.LicenceSoldBy && rd.otherSells(l, h.To) })
}

// blockNamesCSP tells whether a block names the programme, looking once.
func (rd *Reader) blockNamesCSP(block int) bool {
	names, known := rd.csp[block]
	if !known {
		names = strings.Contains(rd.Doc.Blocks[block].Text, string(sow.CSP))
		rd.csp[block] = names
	}
	return names
}

// otherSells tells whether the name of somebody else than the partner begins at
// word i, behind its article.
func (rd *Reader) otherSells(l *page.Line, i int) bool {
	org, ok := names.From(l, names.Skip(l, i, topic.PartyArticle))
	if !ok || org.Form == 0 && (!l.Topics.Has(topic.LicenceThing) || len(org.Key) < 2 && l.Words[org.From].Marks&lexicon.IsMonth != 0 || slices.Contains(ofMicrosoft, org.Key[0])) {
		return false
	}
	return rd.sides.Known(org) != rd.sides.Parties.Partner && !rd.sides.NamesPartner(l, org.From, org.To) && !names.Product(l, org)
}

// otherAs tells whether "as your CSP" stands behind the name of somebody else
// than the partner: "you are with Brightsea Licensing as your CSP".
func (rd *Reader) otherAs(l *page.Line, h lexicon.Hit) bool {
	_, as := l.At(h.From, topic.LicenceAs)
	if !as || h.From == 0 || !l.Words[h.From-1].Capital || l.Covered(h.From-1, topic.LicenceYou) || l.Covered(h.From-1, topic.PartyCustomer) || rd.partnerBefore(l, h.From) {
		return false
	}
	return !rd.CapitalNouns(l) || !rd.speaks(l, clauseFront(l, h.From), h.From) // "liefern wir die Lizenzen für alle Anwendungen als Ihr CSP"
}

// apposed tells whether a line calls somebody else than the partner the
// customer's provider: "come through Al Noorain Systems, its CSP".
func (rd *Reader) apposed(l *page.Line) bool {
	for _, n := range rd.NamedIn(l, topic.Agreement) {
		if n.Name != string(sow.CSP) || n.From < 2 || rd.partnerBefore(l, n.From) {
			continue
		}
		i := n.From
		for i > 1 && n.From-i < 3 && !l.Breaks(i) && !l.Words[i-1].Capital {
			i--
		}
		if !l.Words[i].Capital && strings.TrimSpace(l.Between(i)) == "," && l.Words[i-1].Capital && i > 1 && (l.Words[i-2].Capital || soldAt(l, i-1)) {
			return true
		}
	}
	return false
}

// nameReach is how many words before "as your CSP" a name may begin.
const nameReach = 6

// partnerBefore tells whether the partner is named right before word i, by name
// or role.
func (rd *Reader) partnerBefore(l *page.Line, i int) bool {
	low := max(0, i-nameReach)
	if _, ok := l.Window(low, i, topic.PartyPartner); ok || rd.sides.Parties.Partner == nil {
		return true
	}
	forms := rd.sides.ShortNames(rd.sides.Parties.Partner)
	for k := low; k < i; k++ {
		if names.LongestStart(l.Words[k:], forms) > 0 {
			return true
		}
	}
	return false
}

// aboutLicences tells whether a line or the one before it in the same block
// speaks of licences or subscriptions.
func (rd *Reader) aboutLicences(n int) bool {
	l := &rd.Lines[n]
	if _, ok := l.Says(topic.LicenceThing); ok || l.Labelled(topic.LicenceThing) || l.Head.Has(topic.HeadLicence) {
		return true
	}
	for k := n - 1; k >= 0 && k >= n-4 && rd.Lines[k].Block == l.Block; k-- {
		if _, ok := rd.Lines[k].Says(topic.LicenceThing); ok || rd.Lines[k].Labelled(topic.LicenceThing) || rd.Lines[k].HasNamed(topic.Agreement) {
			return true
		}
	}
	return l.HasNamed(topic.Agreement) || rd.answersMicrosoft(l)
}

// microsoftNear tells whether a line speaks of Microsoft licences.
func (rd *Reader) microsoftNear(n int) bool {
	l := &rd.Lines[n]
	return rd.aboutLicences(n) || l.HasNamed(topic.Agreement)
}

// licencesNext tells whether the line behind, in the same block, speaks of
// licences.
func (rd *Reader) licencesNext(n int) bool {
	if n+1 >= len(rd.Lines) || rd.Lines[n+1].Block != rd.Lines[n].Block {
		return false
	}
	return rd.Lines[n+1].Topics.Has(topic.LicenceThing)
}

// soldAt tells whether "from" or "through" stands right before word i.
func soldAt(l *page.Line, i int) bool {
	_, ok := l.EndsAt(i, topic.LicenceSoldBy)
	return ok
}
