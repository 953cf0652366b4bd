package licence

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// sellsSomething tells whether what is sold by a verb may be licences: a verb that
// others use as well needs licences, an agreement or a pronoun in its line.
func (rd *Reader) sellsSomething(l *page.Line, verb lexicon.Hit) bool {
	if !l.Beside.Licences.WeakSales.Has(l.Words[verb.From].Text) || l.Topics.Has(topic.LicenceThing) || l.Labelled(topic.LicenceThing) || l.HasNamed(topic.Agreement) {
		return true
	}
	return l.Beside.Licences.Objects.HasAny(l.Words)
}

// sourceAt tells whether a small word before the one from whom something is bought
// stands at i, before another.
func sourceAt(l *page.Line, i int) bool {
	return !l.Words[i].Capital && l.Beside.Licences.Sources.Has(l.Words[i].Text) && l.Words[i+1].Glued
}

// boughtFrom tells whether a line says of whom, other than the partner, licences
// are bought: "Der Kunde kauft die Lizenzen bei Acme".
func (rd *Reader) boughtFrom(l *page.Line, n int) bool {
	if l.Topics.Has(topic.LicenceMaybe) || l.Topics.Has(topic.LicenceNotKnown) || !rd.ofLicences(l, n) {
		return false
	}
	headed := l.Head.Has(topic.HeadLicence) || l.Labelled(topic.LicenceThing)
	if !headed && !l.Beside.Licences.Buys.HasAny(l.Words) {
		return false
	}
	for i := 0; i+1 < len(l.Words); i++ {
		if !sourceAt(l, i) || len(l.Words[i].Text) < 3 && i > 0 && l.Covered(i-1, topic.LicenceThing) { // "abonnement à Acme"
			continue
		}
		if at := names.Skip(l, i+1, topic.PartyArticle); rd.someoneElse(l, at) {
			return true
		}
	}
	return false
}

// ofLicences tells whether a line is about licences, or goes on with a line of the
// same block that is.
func (rd *Reader) ofLicences(l *page.Line, n int) bool {
	if l.Topics.Has(topic.LicenceThing) || l.Labelled(topic.LicenceThing) || l.Head.Has(topic.HeadLicence) {
		return true
	}
	return n > 0 && rd.Lines[n-1].Block == l.Block && rd.Lines[n-1].Topics.Has(topic.LicenceThing)
}

// someoneElse tells whether the name of an organisation that is neither side, nor
// Microsoft, begins at word i.
func (rd *Reader) someoneElse(l *page.Line, i int) bool {
	if i >= len(l.Words) || !l.Words[i].Capital || l.DigitAt(i) || l.Words[i].Marks&lexicon.IsMonth != 0 || i+1 < len(l.Words) && l.DigitAt(i+1) {
		return false
	}
	org, ok := names.From(l, i)
	if !ok || names.IsMaker(org.Key[0]) || slices.Contains(ofMicrosoft, org.Key[0]) || names.Product(l, org) || l.Role(org.From, org.To) {
		return false
	}
	return !rd.isSide(l, org) && !rd.namesRoute(l, org)
}

// isSide tells whether a name is that of one of the two sides.
func (rd *Reader) isSide(l *page.Line, org page.Name) bool {
	if p := rd.sides.Known(org); p != nil && (p == rd.sides.Parties.Partner || p == rd.sides.Parties.Customer) {
		return true
	}
	return rd.sides.NamesPartner(l, org.From, org.To) || rd.sides.NamesCustomer(l, org.From, org.To)
}

// namesRoute tells whether a name is that of an agreement or a programme.
func (rd *Reader) namesRoute(l *page.Line, org page.Name) bool {
	return slices.ContainsFunc(rd.NamedIn(l, topic.Agreement), func(n lexicon.NamedHit) bool {
		return n.From < org.To && org.From < n.To && n.Name != string(sow.CSP)
	})
}
