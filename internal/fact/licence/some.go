package licence

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// someSell adds the lines that say of a dealer or a body that it sells the
// licences, where nothing says it of a side.
func (rd *Reader) someSell(no *sellerSays) {
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadAbout) && !l.Head.Has(topic.HeadLicence) || l.Table > 0 && len(l.Words) < 4 {
			continue
		}
		if rd.otherGoods(l) {
			continue
		}
		if rd.throughSome(l) && rd.aboutLicences(i) || rd.otherBuyer(l) || rd.boughtFrom(l, i) {
			no.add(rd, l)
		}
	}
}

// throughSome tells whether a line says that licences come from a dealer that is
// one of many: "obtained from a cloud solution provider in Galway", "through a
// reseller of the State's choosing".
func (rd *Reader) throughSome(l *page.Line) bool {
	if !l.Topics.Has(topic.LicenceSoldBy) || l.Topics.Has(topic.LicenceMaybe) {
		return false
	}
	for _, m := range rd.dealers(l) {
		at := someBefore(l, m.From)
		if at <= 0 || rd.subject(l, m.To, min(m.To+nameReach, len(l.Words))) && !l.Topics.Has(topic.Negation) {
			continue
		}
		if soldAt(l, at) || strings.ContainsAny(l.Between(at), ",(") && l.Words[at-1].Capital && !rd.partnerBefore(l, at) {
			return true
		}
	}
	return false
}

// someBefore gives the word that says "a" or "another" before word i, -1 for
// none.
func someBefore(l *page.Line, i int) int {
	for at := i - 1; at >= 0 && i-at <= dealerReach+1; at-- {
		if l.Beside.Licences.OneOf.Has(l.Words[at].Text) {
			return at
		}
		if l.Breaks(at + 1) {
			break
		}
	}
	return -1
}

// dealers gives the places where a line speaks of one who sells licences.
func (rd *Reader) dealers(l *page.Line) []lexicon.Hit {
	out := rd.providers(l)
	if !l.Topics.Has(topic.LicenceThing) {
		return out
	}
	for _, h := range l.Hits {
		if h.Topic == topic.LicenceDealer {
			out = append(out, h)
		}
	}
	return out
}

// otherBuyer tells whether a line says that the licences come from a body that
// is neither side: "The licences are through the Diocese".
func (rd *Reader) otherBuyer(l *page.Line) bool {
	if !l.Topics.Has(topic.LicenceThing) || !l.Topics.Has(topic.LicenceSoldBy) || l.Topics.Has(topic.LicenceMaybe) {
		return false
	}
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		if h.Topic != topic.LicenceSoldBy || h.To >= len(l.Words) || rd.subject(l, h.To, min(h.To+3, len(l.Words))) {
			return false
		}
		at := names.Skip(l, h.To, topic.PartyArticle)
		return at > h.To && l.Beside.Licences.Holders.HasAny(l.Words[at:min(at+2, len(l.Words))])
	})
}
