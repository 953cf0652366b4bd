package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// transacting tells whether the delivering partner sells the licences: what
// the text says of selling, else what another buying route implies.
func (rd *reading) transacting(agreement sow.Fact[sow.Agreement]) sow.Fact[bool] {
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
	return sellerFact(yes, no)
}

// sellerSaid gives what the lines say for and against the partner as the one who
// sells.
func (rd *reading) sellerSaid() (yes, no sellerSays) {
	for i := range rd.lines {
		l := &rd.lines[i]
		about := l.head.has(topic.HeadAbout) && !l.head.has(topic.HeadLicence)
		if l.edge || about && !l.topics.Has(topic.LicenceThing) || !rd.mayTellSeller(l) && !rd.mayAnswer(l, i) {
			continue
		}
		if rd.labelSells(l, i) {
			yes.add(rd, l)
			continue
		}
		switch sells, says := rd.sellsIn(l, i); {
		case !says, about && (sells || !l.topics.HasAny(denying)):
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
func (rd *reading) labelSells(l *line, n int) bool {
	if l.table > 0 || !l.labelTopics.Has(topic.LicenceSellsSelf) && !l.labelTopics.Has(topic.FirstNamed+topic.Topic(topic.Agreement)) {
		return false
	}
	side := rd.sideLine(l.block, l.label)
	side.head = l.head
	sells, says := rd.sellsSelf(&side, n)
	return rd.isCSP(&side) || sells && says
}

// sellerFact makes a fact of what is said for and against.
func sellerFact(yes, no sellerSays) sow.Fact[bool] {
	switch {
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
}

func (s *sellerSays) add(rd *reading, l *line) {
	heading := rd.doc.Blocks[l.block].Kind == sow.Heading
	if s.ev == nil || s.heading && !heading {
		s.ev, s.heading = []sow.Evidence{rd.evidence(l, 0, 0)}, heading
	}
}

// sellerWords are what a line holds that tells who sells.
var sellerWords = topic.SetOf(topic.LicenceSellsNone, topic.LicenceTrade, topic.LicenceSells, topic.LicenceElsewhere, topic.LicenceSellsSelf, topic.LicenceDealer, topic.FirstNamed+topic.Topic(topic.Agreement))

// mayTellSeller tells whether the line may tell who sells: a cheap look before
// sellsIn.
func (rd *reading) mayTellSeller(l *line) bool {
	return l.topics.Meets(sellerWords) || l.labelTopics.Has(topic.LicenceSellsNone) || l.labelTopics.Has(topic.LicenceSellsSelf) || rd.marks[l.block]&lexicon.SaysProvider != 0
}

// namesOther tells whether a line names a company that is neither of the two
// sides: it may be the one that sells.
func (rd *reading) namesOther(l *line) bool {
	for _, org := range l.organisations() {
		if p := rd.known(org); p == nil || p != rd.parties.p && p != rd.parties.c {
			return true
		}
	}
	return false
}

// providerWords is how far behind a name it may be called a provider.
const providerWords = 8

// isProvider tells whether the words behind a name say that it is the
// customer's Cloud Solution Provider.
func (rd *reading) isProvider(l *line, i int) bool {
	for _, n := range rd.namedIn(l, topic.Agreement) {
		if n.Name != string(sow.CSP) || n.From < i || n.From > i+providerWords {
			continue
		}
		if as, ok := l.window(i, n.From, topic.LicenceAs); ok && n.From-as.To <= 5 { // "Acme acts as the Cloud Solution Provider"
			_, not := l.window(i, n.From, topic.Negation)
			return !not && !rd.namesOther(l) && !rd.otherAs(l, as)
		}
		if n.From > i+3 {
			continue
		}
		_, not := l.window(i, n.From, topic.Negation)
		through, bought := l.window(n.To, min(len(l.ws), n.To+3), topic.LicenceSoldBy)
		return !not && bought && through.From == n.To
	}
	return false
}

// thirdSeller tells whether a line names a company that sells as a Cloud
// Solution Provider and is not the partner.
func (rd *reading) thirdSeller(l *line) bool {
	csp := false
	for _, n := range rd.namedIn(l, topic.Agreement) {
		csp = csp || n.Name == string(sow.CSP)
	}
	if !csp && l.topics.Has(topic.LicenceThing) && l.topics.Has(topic.LicenceSoldBy) { // the next sentence tells of the programme
		csp = strings.Contains(rd.doc.Blocks[l.block].Text, "CSP")
	}
	if !csp || rd.parties.p == nil {
		return false
	}
	if rd.apposed(l) {
		return true
	}
	for _, n := range rd.namedIn(l, topic.Agreement) {
		if as, ok := l.window(max(0, n.From-3), n.From, topic.LicenceAs); ok && n.Name == string(sow.CSP) && rd.otherAs(l, as) {
			return true
		}
	}
	return slices.ContainsFunc(l.hits, func(h lexicon.Hit) bool { return h.Topic == topic.LicenceSoldBy && rd.otherSells(l, h.To) })
}

// otherSells tells whether the name of somebody else than the partner begins at
// word i, behind its article.
func (rd *reading) otherSells(l *line, i int) bool {
	org, ok := l.nameFrom(l.skip(i, topic.PartyArticle))
	if !ok || org.form == 0 && (!l.topics.Has(topic.LicenceThing) || len(org.key) < 2 && l.ws[org.from].Marks&lexicon.IsMonth != 0 || slices.Contains(ofMicrosoft, org.key[0])) {
		return false
	}
	return rd.known(org) != rd.parties.p && !rd.namesPartner(l, org.from, org.to) && !rd.product(l, org)
}

// otherAs tells whether "as your CSP" stands behind the name of somebody else
// than the partner: "you are with Brightsea Licensing as your CSP".
func (rd *reading) otherAs(l *line, h lexicon.Hit) bool {
	_, as := l.at(h.From, topic.LicenceAs)
	return as && h.From > 0 && l.ws[h.From-1].Capital && !l.covered(h.From-1, topic.LicenceYou) && !rd.partnerBefore(l, h.From)
}

// apposed tells whether a line calls somebody else than the partner the
// customer's provider: "come through Al Noorain Systems, its CSP".
func (rd *reading) apposed(l *line) bool {
	for _, n := range rd.namedIn(l, topic.Agreement) {
		if n.Name != string(sow.CSP) || n.From < 2 || rd.partnerBefore(l, n.From) {
			continue
		}
		i := n.From
		for i > 1 && n.From-i < 3 && !l.breaks(i) && !l.ws[i-1].Capital {
			i--
		}
		if !l.ws[i].Capital && strings.TrimSpace(l.between(i)) == "," && l.ws[i-1].Capital && i > 1 && (l.ws[i-2].Capital || l.soldAt(i-1)) {
			return true
		}
	}
	return false
}

// nameReach is how many words before "as your CSP" a name may begin.
const nameReach = 6

// partnerBefore tells whether the partner is named right before word i, by name
// or role.
func (rd *reading) partnerBefore(l *line, i int) bool {
	low := max(0, i-nameReach)
	if _, ok := l.window(low, i, topic.PartyPartner); ok || rd.parties.p == nil {
		return true
	}
	forms := rd.shortNames(rd.parties.p)
	for k := low; k < i; k++ {
		if longestStart(l.ws[k:], forms) > 0 {
			return true
		}
	}
	return false
}

// back gives the word index before the articles that end at word i.
func (l *line) back(i int) int {
	for i > 0 {
		h, ok := l.endsAt(i, topic.PartyArticle)
		if !ok {
			break
		}
		i = h.From
	}
	return i
}

// aboutLicences tells whether a line or the one before it in the same block
// speaks of licences or subscriptions.
func (rd *reading) aboutLicences(n int) bool {
	l := &rd.lines[n]
	if _, ok := l.says(topic.LicenceThing); ok || l.labelled(topic.LicenceThing) || l.head.has(topic.HeadLicence) {
		return true
	}
	for k := n - 1; k >= 0 && k >= n-4 && rd.lines[k].block == l.block; k-- {
		if _, ok := rd.lines[k].says(topic.LicenceThing); ok || rd.lines[k].labelled(topic.LicenceThing) || len(rd.namedIn(&rd.lines[k], topic.Agreement)) > 0 {
			return true
		}
	}
	return len(rd.namedIn(l, topic.Agreement)) > 0
}

// microsoftNear tells whether a line speaks of Microsoft licences.
func (rd *reading) microsoftNear(n int) bool {
	l := &rd.lines[n]
	return rd.aboutLicences(n) || len(rd.namedIn(l, topic.Agreement)) > 0
}

// licencesNext tells whether the line behind, in the same block, speaks of
// licences.
func (rd *reading) licencesNext(n int) bool {
	if n+1 >= len(rd.lines) || rd.lines[n+1].block != rd.lines[n].block {
		return false
	}
	return rd.lines[n+1].topics.Has(topic.LicenceThing)
}

// soldAt tells whether "from" or "through" stands right before word i.
func (l *line) soldAt(i int) bool {
	_, ok := l.endsAt(i, topic.LicenceSoldBy)
	return ok
}
