package licence

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// sellsIn reads one line. The second result tells whether it says anything.
func (rd *Reader) sellsIn(l *page.Line, n int) (sells, says bool) {
	if strings.HasSuffix(l.Text, "?") {
		return false, false
	}
	if rd.sellsNone(l, n) {
		return false, true
	}
	if sells, says := rd.sellsAs(l, n); says {
		return sells, true
	}
	if rd.fromPartner(l, n) {
		return true, true
	}
	if h, ok := l.Says(topic.LicenceElsewhere); ok && lexicon.Uncovered(l.Hits, topic.LicenceElsewhere, topic.LicenceSellsSelf) && rd.aboutLicences(n) && !rd.otherGoods(l) { // not "in our own CSP"
		return false, !mayMove(l, h)
	}
	if sells, says := rd.sellsSelf(l, n); says {
		return sells, true
	}
	if rd.thirdSeller(l) {
		return false, true
	}
	if sells, says := rd.sellsByPlace(l, n); says {
		return sells, true
	}
	if rd.otherGoods(l) || !rd.aboutLicences(n) {
		return false, false
	}
	return rd.sellerIn(l)
}

// sellsAs reads a line for who is the customer's provider in the programme.
func (rd *Reader) sellsAs(l *page.Line, n int) (sells, says bool) {
	if sells, says := rd.suppliesAs(l); says {
		return sells, true
	}
	if rd.isCSP(l) {
		return true, true
	}
	if sells, says := rd.provider(l); says {
		return sells, true
	}
	sells, says = rd.sellsByPlace(l, n)
	sells = sells && says && !rd.thirdSeller(l) // before "CSP-Händler" is taken for another's
	return sells, sells
}

// sellsNone tells whether a line says that the partner sells no licences: as an
// answer, in a denial, by a phrase, or among what is out of scope.
func (rd *Reader) sellsNone(l *page.Line, n int) bool {
	if rd.answersNo(l, n) || (rd.refuses(l) || rd.notBy(l)) && rd.aboutCloud(n) {
		return true
	}
	if _, ok := l.Says(topic.LicenceSellsNone); (ok || l.Labelled(topic.LicenceSellsNone)) && (rd.aboutLicences(n) || rd.licencesNext(n)) {
		return true
	}
	if _, ok := l.Says(topic.LicenceSells); !ok || !l.Head.Has(topic.HeadExcluded) {
		return false
	}
	_, things := l.Says(topic.LicenceThing)
	return things && len(l.Words) <= 20
}

// mayMove tells whether a line with a word of buying elsewhere tells of what is
// possible or over: "you may move them to another provider".
func mayMove(l *page.Line, h lexicon.Hit) bool {
	_, moves := l.Window(max(0, h.From-5), h.From, topic.LicenceMovesTo)
	either := h.From > 1 && l.Beside.Small.Or.HasAny(l.Words[h.From-2:h.From])
	return moves || either || l.Topics.Has(topic.LicenceFormer)
}

// sellsSelf reads a line with a phrase that alone says that the partner sells,
// such as "our own CSP", unless it is denied or said of another.
func (rd *Reader) sellsSelf(l *page.Line, n int) (sells, says bool) {
	h, ok := l.Says(topic.LicenceSellsSelf)
	if !ok {
		return false, false
	}
	if _, neg := l.Window(max(0, h.From-2), h.From, topic.Negation); neg && rd.aboutLicences(n) || rd.otherAs(l, h) || rd.apposed(l) {
		return false, true
	}
	_, neg := l.Says(topic.Negation, topic.LicenceMaybe)
	sells = !neg && rd.microsoftNear(n) && !rd.namesOther(l)
	return sells, sells
}

// otherGoods tells whether a line is about the licences of another vendor than
// Microsoft.
func (rd *Reader) otherGoods(l *page.Line) bool {
	_, vendor := l.Says(topic.LicenceVendor)
	named := rd.NamedIn(l, topic.Agreement)
	return vendor && !strings.Contains(l.Text, "Microsoft") && (len(named) == 0 || withVendor(l, named[0]))
}

// sellerIn reads "licences are sold by X" and "X sells the licences" for the
// name of the partner.
func (rd *Reader) sellerIn(l *page.Line) (sells, says bool) {
	forms := rd.sides.ShortNames(rd.sides.Parties.Partner)
	for at := range l.Words {
		end := rd.partnerAt(l, at, forms)
		if end == at {
			continue
		}
		if rd.isProvider(l, end) {
			return true, !l.Topics.Has(topic.LicenceMaybe)
		}
		verb, active := rd.sellingVerb(l, at, end)
		if !active && !rd.soldBy(l, at) || active && !rd.sellsSomething(l, verb) {
			continue
		}
		high := end
		if active {
			high = min(len(l.Words), verb.To+6)
		}
		_, neg := l.Window(max(0, at-10), high, topic.Negation)
		if _, maybe := l.Says(topic.LicenceMaybe); maybe && !neg {
			return false, false // an offer, not the way that licences are bought
		}
		return !neg, true
	}
	return false, false
}

// partnerAt gives where the partner's name, "we" or the partner's role ends that
// begins at word at, and at itself for none of them.
func (rd *Reader) partnerAt(l *page.Line, at int, forms [][]string) (end int) {
	if at+1 < len(l.Words) && !l.Words[at].Capital && l.Beside.Names.Selves.Has(l.Words[at].Text) && !l.Breaks(at+1) { // "el propio Proveedor"
		if end := rd.partnerAt(l, at+1, forms); end > at+1 {
			return end
		}
		return at
	}
	if n := names.LongestStart(l.Words[at:], forms); n > 0 {
		return at + n
	}
	if _, we := l.At(at, topic.LicenceWe); we {
		return at + 1
	}
	if h, ok := l.At(at, topic.PartyPartner); ok && rd.thePartner(l, h) && !rd.namesDealer(l, h, forms) {
		return h.To
	}
	return at
}

// namesDealer tells whether the name of another than the partner follows the word
// for a dealer: "the reseller Bytewood".
func (rd *Reader) namesDealer(l *page.Line, h lexicon.Hit, forms [][]string) bool {
	if h.To >= len(l.Words) || !l.Words[h.To].Capital || l.Breaks(h.To) || !l.Covered(h.From, topic.LicenceDealer) || l.Covered(h.To, topic.LicenceThing) {
		return false
	}
	return names.LongestStart(l.Words[h.To:], forms) == 0
}

// sellingVerb gives the verb of selling behind the partner, which stands in the
// words [at:end). Other languages than English may have it before the partner:
// "liefern wir die Lizenzen".
func (rd *Reader) sellingVerb(l *page.Line, at, end int) (lexicon.Hit, bool) {
	verb, ok := l.Window(end, min(len(l.Words), end+4), topic.LicenceSells)
	if !ok && !rd.inEnglish(l) {
		verb, ok = l.EndsAt(at, topic.LicenceSells)
	}
	return verb, ok
}

// soldBy tells whether the words before word at say that something is sold by
// the one who is named there: "supplied by Acme".
func (rd *Reader) soldBy(l *page.Line, at int) bool {
	passive, by := l.EndsAt(l.Back(at), topic.LicenceSoldBy)
	if !by {
		return false
	}
	_, sold := l.Window(max(0, at-7), at, topic.LicenceSells)
	return sold || passive.To-passive.From > 1 && rd.inEnglish(l)
}
