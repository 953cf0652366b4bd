package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/sow"
)

// refuseReach is how many words may stand between the partner and the word of
// trade that is denied of it.
const refuseReach = 16

// refuses tells whether a line says that the partner does not trade: "Acme is a
// consultancy and resells nothing". What it does not trade in need not stand
// in the line.
func (rd *reading) refuses(l *line) bool {
	if !l.topics.Has(topic.LicenceTrade) || !l.topics.Has(topic.Negation) {
		return false
	}
	for _, h := range l.hits {
		if h.Topic != topic.LicenceTrade {
			continue
		}
		_, before := l.window(max(0, h.From-4), h.To, topic.Negation)
		_, after := l.window(h.To, min(len(l.ws), h.To+3), topic.Negation)
		if (before || after) && (rd.subject(l, max(0, h.From-refuseReach), h.From) || ownVerb(l.ws[h.From].Text)) {
			return true
		}
	}
	return false
}

// ownVerb tells a verb whose ending says "we": "vendemos", "revendons".
func ownVerb(text string) bool {
	return len(text) > 5 && (strings.HasSuffix(text, "mos") || strings.HasSuffix(text, "ons") && !strings.HasSuffix(text, "ions"))
}

// notBy tells whether a line about buying says "not by", "not from" or "not to"
// the partner.
func (rd *reading) notBy(l *line) bool {
	if !l.topics.Has(topic.Negation) || !l.topics.HasAny(buying) {
		return false
	}
	for _, h := range l.hits {
		if h.Topic != topic.Negation {
			continue
		}
		by, ok := l.at(h.To, topic.LicenceSoldBy, topic.PartyTo, topic.DateFrom, topic.PartyBy)
		if !ok {
			continue
		}
		at := l.skip(by.To, topic.PartyArticle)
		if rd.subject(l, at, min(at+2, len(l.ws))) {
			return true
		}
	}
	return false
}

// mayAnswer tells whether a line may deny something of buying, or what the line
// before it asks: a cheap look before sellsIn.
func (rd *reading) mayAnswer(l *line, n int) bool {
	return l.topics.Has(topic.Negation) && l.topics.HasAny(buying) || n > 0 && strings.HasSuffix(rd.lines[n-1].text, "?")
}

// buying are the topics of which one stands where licences are bought.
var buying = []topic.Topic{topic.LicenceThing, topic.LicenceSells, topic.LicenceHolds}

// subject tells whether the words [from:to) name the partner, by its name, its
// role or as those who write.
func (rd *reading) subject(l *line, from, to int) bool {
	if from >= to {
		return false
	}
	_, we := l.window(from, to, topic.LicenceWe)
	return we || slices.ContainsFunc(l.ws[from:to], func(w lexicon.Word) bool { return ownVerb(w.Text) }) || rd.speaks(l, from, to) || rd.partnerAs(l, from, to) || rd.namesPartner(l, from, to)
}

// aboutCloud tells whether a line stands where Microsoft, its cloud or its
// licences are spoken of.
func (rd *reading) aboutCloud(n int) bool {
	l := &rd.lines[n]
	if rd.aboutLicences(n) {
		return true
	}
	text := rd.doc.Blocks[l.block].Text
	if l.head.has(topic.HeadLicence) || strings.Contains(text, "Microsoft") || strings.Contains(text, "Azure") || strings.Contains(rd.paths.above(rd.doc, l.block), "Microsoft") {
		return true
	}
	return slices.ContainsFunc(l.ws, func(w lexicon.Word) bool { return w.Text == "cloud" || w.Text == "software" })
}

// copulas stand between a name and what it is.
var copulas = map[string]bool{"is": true, "are": true, "re": true, "ist": true, "sind": true, "bin": true, "est": true, "sommes": true, "suis": true, "es": true, "somos": true, "soy": true}

// ownerReach is how many words behind a provider its customer may be named: "the
// CSP of the Customer".
const ownerReach = 4

// provider tells who is the customer's Cloud Solution Provider by a line that
// calls somebody that: "Karoo Net, your Cloud Solution Provider", "Acme is your
// CSP".
func (rd *reading) provider(l *line) (sells, says bool) {
	if l.topics.Has(topic.LicenceMaybe) || rd.isOrder && !l.topics.Has(topic.PartyCustomer) {
		return false, false
	}
	for _, m := range rd.providers(l) {
		if customerWords[l.ws[min(m.To, len(l.ws)-1)].Text] && !rd.subject(l, 0, len(l.ws)) { // "is a CSP customer of Acme"
			return false, true
		}
		if !rd.owned(l, m) {
			continue
		}
		low, high := l.clause(m)
		if as, ok := l.window(max(low, m.From-4), m.From, topic.LicenceAs); ok && !copulas[l.ws[as.From].Text] { // "as your CSP"
			continue
		}
		switch {
		case rd.isBefore(l, low, m.From):
			_, no := l.window(low, m.From, topic.Negation)
			return !no, true
		case !rd.subject(l, low, m.From) && !rd.subject(l, m.To, high):
			return false, true
		}
	}
	return false, false
}

// suppliesCustomer tells whether a line calls somebody the customer's provider,
// or the customer one of a programme.
func (rd *reading) suppliesCustomer(l *line, h lexicon.Hit) bool {
	return rd.isDealer(l, h) && rd.owned(l, h) || customerWords[l.ws[min(h.To, len(l.ws)-1)].Text]
}

// providers gives the places where a line speaks of a Cloud Solution Provider,
// not of a contract or subscriptions with one.
func (rd *reading) providers(l *line) (out []lexicon.Hit) {
	for _, n := range rd.namedIn(l, topic.Agreement) {
		if n.Name == string(sow.CSP) && rd.isDealer(l, n.Hit) {
			out = append(out, n.Hit)
		}
	}
	for i := range l.ws {
		if l.ws[i].Capital && l.ws[i].Text == "csp" && rd.isDealer(l, lexicon.Hit{From: i, To: i + 1}) {
			out = append(out, lexicon.Hit{From: i, To: i + 1})
		}
	}
	return out
}

// paperWords are what else than a dealer may be called by its programme: "CSP
// contract".
var paperWords = map[string]bool{
	"agreement": true, "contract": true, "programme": true, "program": true, "tenant": true, "deal": true, "basis": true, "model": true, "offer": true, "route": true, "channel": true, "arrangement": true, "terms": true, "account": true, "experience": true,
	"vertrag": true, "programm": true, "modell": true, "konto": true, "rahmen": true, "kanal": true, "weg": true,
	"contrat": true, "contrato": true, "programa": true, "canal": true, "modele": true, "modelo": true, "cuenta": true, "compte": true, "offre": true, "oferta": true,
}

// customerWords are customers of a programme.
var customerWords = map[string]bool{"customer": true, "client": true, "kunde": true, "kundin": true, "cliente": true}

func (rd *reading) isDealer(l *line, h lexicon.Hit) bool {
	if paperWords[l.ws[h.To-1].Text] || l.covered(h.To-1, topic.LicenceThing) {
		return false
	}
	return h.To >= len(l.ws) || l.breaks(h.To) || !paperWords[l.ws[h.To].Text] && !l.covered(h.To, topic.LicenceThing)
}

// owned tells whether a line says that a provider is the customer's: "its CSP",
// "Acme's CSP", "der CSP der Kundin".
func (rd *reading) owned(l *line, h lexicon.Hit) bool {
	for i := h.From - 1; i >= max(0, h.From-1-dealerReach); i-- {
		if i+1 < h.From && l.breaks(i+1) {
			break
		}
		if whose[l.ws[i].Text] {
			return true
		}
		if l.ws[i].Text == "s" && rd.namesCustomer(l, max(0, i-nameReach), i) {
			return true
		}
	}
	high := min(len(l.ws), h.To+ownerReach)
	if _, customer := l.window(h.To, high, topic.PartyCustomer); !customer && !rd.namesCustomer(l, h.To, high) {
		return false
	}
	_, of := l.at(h.To, topic.PartyArticle, topic.PartySmall, topic.DateFrom)
	return of && !l.breaks(h.To)
}

// clause gives the words around a provider up to a semicolon, a colon, a dash
// or a verb of its own.
func (l *line) clause(h lexicon.Hit) (low, high int) {
	low, high = h.From, h.To
	for low > 0 && h.From-low < refuseReach && !strings.ContainsAny(l.between(low), ";:–—") {
		low--
	}
	for high < len(l.ws) && high-h.To < cspReach && !strings.ContainsAny(l.between(high), ";:–—") {
		high++
	}
	return low, high
}

// isBefore tells whether the partner is named in the words [low:at) and only a
// copula stands between: "Acme is your".
func (rd *reading) isBefore(l *line, low, at int) bool {
	for i := at - 1; i > low && at-i <= nameReach; i-- {
		if copulas[l.ws[i].Text] {
			return rd.subject(l, max(low, i-nameReach), i)
		}
	}
	return false
}

// answersNo tells whether a line denies what the question before it asks: "Does
// the supplier sell licences? It does not."
func (rd *reading) answersNo(l *line, n int) bool {
	if n == 0 || !l.topics.Has(topic.Negation) && !l.deniesFirst() {
		return false
	}
	asked := &rd.lines[n-1]
	if !strings.HasSuffix(asked.text, "?") || !asked.topics.Has(topic.LicenceThing) || !asked.topics.HasAny([]topic.Topic{topic.LicenceSells, topic.LicenceTrade}) {
		return false
	}
	_, no := l.window(0, min(4, len(l.ws)), topic.Negation)
	return no || l.deniesFirst()
}

// deniesFirst tells whether a line begins with "No".
func (l *line) deniesFirst() bool {
	return len(l.ws) > 0 && slices.Contains([]string{"no", "nein", "non"}, l.ws[0].Text)
}

// some are the words that say that a dealer is one of many.
var some = map[string]bool{
	"a": true, "an": true, "another": true, "ein": true, "eine": true, "einen": true, "einem": true, "einer": true, "anderer": true, "anderen": true, "un": true, "une": true, "una": true, "otro": true, "otra": true, "autre": true,
}

// thePartner tells whether a word for the role of the partner is meant as that:
// not "your supplier", "a provider" or a part of "Cloud Solution Provider".
func (rd *reading) thePartner(l *line, h lexicon.Hit) bool {
	if slices.ContainsFunc(rd.namedIn(l, topic.Agreement), func(n lexicon.NamedHit) bool { return n.From <= h.From && h.To <= n.To }) {
		return false
	}
	for i := h.From - 1; i >= max(0, h.From-dealerReach) && !l.breaks(i+1); i-- {
		if t := l.ws[i].Text; whose[t] || some[t] {
			return false
		}
	}
	return true
}

// inEnglish tells whether a line is English.
func (rd *reading) inEnglish(l *line) bool {
	lang := rd.languageOf(l.block)
	return lang > 0 && rd.lex.Languages[lang-1] == "en"
}
