package licence

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// fromPartner tells whether a line says that licences are bought from or through
// the partner: "purchased from Partner through the Cloud Solution Provider
// program", "haben Sie über uns im CSP-Abonnement".
func (rd *Reader) fromPartner(l *page.Line, n int) bool {
	if !rd.tellsOfPurchase(l, n) {
		return false
	}
	forms := rd.sides.ShortNames(rd.sides.Parties.Partner)
	for i := 0; i+1 < len(l.Words); i++ {
		if !sourceAt(l, i) || i > 0 && l.Beside.Licences.Foreign.Has(l.Words[i-1].Text) {
			continue
		}
		at := names.Skip(l, i+1, topic.PartyArticle)
		if at >= len(l.Words) || !rd.fromPartnerAt(l, at, forms) || !rd.bought(l, i) {
			continue
		}
		if _, not := l.Window(max(0, i-notReach), at, topic.Negation); !not {
			return true
		}
	}
	return false
}

// boughtReach is how many words before "from" the verb of buying may stand.
const boughtReach = 12

// fromPartnerAt tells whether the partner is named at word at, and not another in
// its role: "the reseller Fairlee Computing".
func (rd *Reader) fromPartnerAt(l *page.Line, at int, forms [][]string) bool {
	if n := names.LongestStart(l.Words[at:], forms); n > 0 {
		return at+n >= len(l.Words) || !names.ApostropheS(l, at+n) // not "Acme's sister company"
	}
	end := rd.partnerAt(l, at, forms)
	return end > at && (end == len(l.Words) || !l.Words[end].Capital || l.Breaks(end) || names.LongestStart(l.Words[end:], forms) > 0)
}

// tellsOfPurchase tells whether a line is about licences of Microsoft, as of
// something that is so.
func (rd *Reader) tellsOfPurchase(l *page.Line, n int) bool {
	if l.Topics.HasAny([]topic.Topic{topic.LicenceMaybe, topic.LicenceFormer}) || l.Head.Has(topic.HeadExcluded) {
		return false
	}
	return (rd.ofLicences(l, n) || len(rd.programmes(l)) > 0) && !rd.otherGoods(l)
}

// notReach is how many words before "from" its denial may stand.
const notReach = 5

// bought tells whether a verb of buying or having stands before word i, or in
// another language than English right behind its phrase.
func (rd *Reader) bought(l *page.Line, i int) bool {
	buying := func(w lexicon.Word) bool {
		return l.Beside.Licences.Buys.Has(w.Text) || l.Beside.Licences.Has.Has(w.Text)
	}
	if slices.ContainsFunc(l.Words[max(0, i-boughtReach):i], buying) {
		return true
	}
	return !rd.inEnglish(l) && slices.ContainsFunc(l.Words[i:min(len(l.Words), i+boughtReach)], buying)
}
