package licence

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// isReach is how many words may stand between the partner and the programme in
// which it is a provider.
const isReach = 10

// isCSP tells whether a line says that the partner is a provider of the programme
// and that the customer buys from it: "Acme is a CSP reseller and invoices the
// licences", "der Auftragnehmer liefert die Lizenzen als CSP".
func (rd *Reader) isCSP(l *page.Line) bool {
	if l.Head.Has(topic.HeadAbout) || !rd.tellsOfSale(l) {
		return false
	}
	places := rd.programmes(l)
	if len(places) == 0 || rd.namesOther(l) {
		return false
	}
	forms := rd.sides.ShortNames(rd.sides.Parties.Partner)
	for at := range l.Words {
		end := rd.partnerAt(l, at, forms)
		if end == at || !l.Words[at].Capital && l.Covered(at, topic.LicenceDealer) && l.Back(at) == at { // "a third-party reseller"
			continue
		}
		if slices.ContainsFunc(places, func(m lexicon.Hit) bool { return m.From >= end && m.From-end <= isReach && rd.saysIs(l, at, end, m) }) {
			return true
		}
	}
	return false
}

// onlyMember tells whether a line says of the partner that it is in the programme
// but does not sell here: "Wir sind zwar CSP-Partner, verkaufen Ihnen aber keine".
func (rd *Reader) onlyMember(l *page.Line, n lexicon.NamedHit) bool {
	if n.Name != string(sow.CSP) {
		return false
	}
	low := max(0, n.From-nameReach)
	not, denied := l.Window(n.To, len(l.Words), topic.Negation)
	if !denied || !rd.isBefore(l, low, n.From) {
		return false
	}
	_, licences := l.Window(not.To, min(not.To+2, len(l.Words)), topic.LicenceThing)
	return licences
}

// tellsOfSale tells whether a line speaks of licences or to the customer, as of
// something that is so.
func (rd *Reader) tellsOfSale(l *page.Line) bool {
	if l.Topics.Has(topic.LicenceMaybe) || l.Topics.Has(topic.LicenceFormer) {
		return false
	}
	return l.Topics.Has(topic.LicenceThing) || l.Labelled(topic.LicenceThing) || l.Topics.Has(topic.LicenceYou) || l.Topics.Has(topic.PartyCustomer)
}

// programmes gives the places where a line names the Cloud Solution Provider
// programme or one in it.
func (rd *Reader) programmes(l *page.Line) (out []lexicon.Hit) {
	for _, n := range rd.NamedIn(l, topic.Agreement) {
		if n.Name == "CSP" {
			out = append(out, n.Hit)
		}
	}
	for i := range l.Words {
		if l.Words[i].Capital && l.Words[i].Text == "csp" {
			out = append(out, lexicon.Hit{From: i, To: i + 1})
		}
	}
	return out
}

// saysIs tells whether the words between the partner, in the words [at:end), and
// the programme say that the one is a provider in the other, and nothing denies
// it.
func (rd *Reader) saysIs(l *page.Line, at, end int, m lexicon.Hit) bool {
	if _, no := l.Window(max(0, at-2), len(l.Words), topic.Negation); no {
		return false
	}
	for i := end; i < m.From; i++ {
		h, as := l.At(i, topic.LicenceAs)
		if as && rd.otherAs(l, h) {
			return false
		}
		if as || l.Beside.Licences.Is.Has(l.Words[i].Text) && i <= end+1 || l.Beside.Small.Whose.Has(l.Words[i].Text) && i == end && m.From-i <= dealerReach {
			return true
		}
	}
	_, as := l.At(m.From, topic.LicenceAs)
	return as
}
