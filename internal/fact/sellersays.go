package fact

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// sellsIn reads one line. The second result tells whether it says anything.
func (rd *reading) sellsIn(l *line, n int) (sells, says bool) {
	if strings.HasSuffix(l.text, "?") {
		return false, false
	}
	if rd.sellsNone(l, n) {
		return false, true
	}
	if sells, says := rd.sellsAs(l, n); says {
		return sells, true
	}
	if h, ok := l.says(topic.LicenceElsewhere); ok && uncovered(l.hits, topic.LicenceElsewhere, topic.LicenceSellsSelf) && rd.aboutLicences(n) { // not "in our own CSP"
		return false, !l.mayMove(h)
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
func (rd *reading) sellsAs(l *line, n int) (sells, says bool) {
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
func (rd *reading) sellsNone(l *line, n int) bool {
	if rd.answersNo(l, n) || (rd.refuses(l) || rd.notBy(l)) && rd.aboutCloud(n) {
		return true
	}
	if _, ok := l.says(topic.LicenceSellsNone); (ok || l.labelled(topic.LicenceSellsNone)) && (rd.aboutLicences(n) || rd.licencesNext(n)) {
		return true
	}
	if _, ok := l.says(topic.LicenceSells); !ok || !l.head.has(topic.HeadExcluded) {
		return false
	}
	_, things := l.says(topic.LicenceThing)
	return things && len(l.ws) <= 20
}

// mayMove tells whether a line with a word of buying elsewhere tells of what is
// possible or over: "you may move them to another provider".
func (l *line) mayMove(h lexicon.Hit) bool {
	_, moves := l.window(max(0, h.From-5), h.From, topic.LicenceMovesTo)
	return moves || l.topics.Has(topic.LicenceFormer)
}

// sellsSelf reads a line with a phrase that alone says that the partner sells,
// such as "our own CSP", unless it is denied or said of another.
func (rd *reading) sellsSelf(l *line, n int) (sells, says bool) {
	h, ok := l.says(topic.LicenceSellsSelf)
	if !ok {
		return false, false
	}
	if _, neg := l.window(max(0, h.From-2), h.From, topic.Negation); neg && rd.aboutLicences(n) || rd.otherAs(l, h) {
		return false, true
	}
	_, neg := l.says(topic.Negation, topic.LicenceMaybe)
	sells = !neg && rd.microsoftNear(n) && !rd.namesOther(l)
	return sells, sells
}

// otherGoods tells whether a line is about the licences of another vendor than
// Microsoft.
func (rd *reading) otherGoods(l *line) bool {
	_, vendor := l.says(topic.LicenceVendor)
	return vendor && len(rd.namedIn(l, topic.Agreement)) == 0 && !strings.Contains(l.text, "Microsoft")
}

// sellerIn reads "licences are sold by X" and "X sells the licences" for the
// name of the partner.
func (rd *reading) sellerIn(l *line) (sells, says bool) {
	var forms [][]string
	if rd.parties.p != nil {
		forms = rd.shortNames(rd.parties.p)
	}
	for at := range l.ws {
		end := rd.partnerAt(l, at, forms)
		if end == at {
			continue
		}
		if rd.isProvider(l, end) {
			return true, !l.topics.Has(topic.LicenceMaybe)
		}
		verb, active := rd.sellingVerb(l, at, end)
		if !active && !rd.soldBy(l, at) || active && !rd.sellsSomething(l, verb) {
			continue
		}
		high := end
		if active {
			high = min(len(l.ws), verb.To+6)
		}
		_, neg := l.window(max(0, at-10), high, topic.Negation)
		if _, maybe := l.says(topic.LicenceMaybe); maybe && !neg {
			return false, false // an offer, not the way that licences are bought
		}
		return !neg, true
	}
	return false, false
}

// partnerAt gives where the partner's name, "we" or the partner's role ends that
// begins at word at, and at itself for none of them.
func (rd *reading) partnerAt(l *line, at int, forms [][]string) (end int) {
	if n := longestStart(l.ws[at:], forms); n > 0 {
		return at + n
	}
	if _, we := l.at(at, topic.LicenceWe); we {
		return at + 1
	}
	if h, ok := l.at(at, topic.PartyPartner); ok && rd.thePartner(l, h) {
		return h.To
	}
	return at
}

// sellingVerb gives the verb of selling behind the partner, which stands in the
// words [at:end). Other languages than English may have it before the partner:
// "liefern wir die Lizenzen".
func (rd *reading) sellingVerb(l *line, at, end int) (lexicon.Hit, bool) {
	verb, ok := l.window(end, min(len(l.ws), end+4), topic.LicenceSells)
	if !ok && !rd.inEnglish(l) {
		verb, ok = l.endsAt(at, topic.LicenceSells)
	}
	return verb, ok
}

// soldBy tells whether the words before word at say that something is sold by
// the one who is named there: "supplied by Acme".
func (rd *reading) soldBy(l *line, at int) bool {
	passive, by := l.endsAt(l.back(at), topic.LicenceSoldBy)
	if !by {
		return false
	}
	_, sold := l.window(max(0, at-7), at, topic.LicenceSells)
	return sold || passive.To-passive.From > 1 && rd.inEnglish(l)
}
