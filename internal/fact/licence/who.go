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

// refuseReach is how many words may stand between the partner and the word of
// trade that is denied of it.
const refuseReach = 16

// refuses tells whether a line says that the partner does not trade: "Acme is a
// consultancy and resells nothing". What it does not trade in need not stand
// in the line.
func (rd *Reader) refuses(l *page.Line) bool {
	if !l.Topics.Has(topic.LicenceTrade) || !l.Topics.Has(topic.Negation) {
		return false
	}
	for _, h := range l.Hits {
		if h.Topic != topic.LicenceTrade {
			continue
		}
		_, before := l.Window(max(0, h.From-4), h.To, topic.Negation)
		_, after := l.Window(h.To, min(len(l.Words), h.To+3), topic.Negation)
		turned := after && !rd.inEnglish(l) && rd.subject(l, h.To, min(len(l.Words), h.To+2)) // "verkaufe ich nicht"
		if (before || after) && (turned || rd.subject(l, max(0, h.From-refuseReach), h.From) || ownVerb(l.Words[h.From].Text)) {
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
func (rd *Reader) notBy(l *page.Line) bool {
	if !l.Topics.Has(topic.Negation) || !l.Topics.HasAny(buying) {
		return false
	}
	for _, h := range l.Hits {
		if h.Topic != topic.Negation {
			continue
		}
		by, ok := l.At(h.To, topic.LicenceSoldBy, topic.PartyTo, topic.DateFrom, topic.PartyBy)
		if !ok {
			continue
		}
		at := names.Skip(l, by.To, topic.PartyArticle)
		if rd.subject(l, at, min(at+2, len(l.Words))) {
			return true
		}
	}
	return false
}

// mayAnswer tells whether a line may deny something of buying, or what the line
// before it asks: a cheap look before sellsIn.
func (rd *Reader) mayAnswer(l *page.Line, n int) bool {
	return l.Topics.Has(topic.Negation) && l.Topics.HasAny(buying) || n > 0 && strings.HasSuffix(rd.Lines[n-1].Text, "?")
}

// buying are the topics of which one stands where licences are bought.
var buying = []topic.Topic{topic.LicenceThing, topic.LicenceSells, topic.LicenceHolds}

// subject tells whether the words [from:to) name the partner, by its name, its
// role or as those who write.
func (rd *Reader) subject(l *page.Line, from, to int) bool {
	if from >= to {
		return false
	}
	_, we := l.Window(from, to, topic.LicenceWe)
	return we || slices.ContainsFunc(l.Words[from:to], func(w lexicon.Word) bool { return ownVerb(w.Text) }) || rd.speaks(l, from, to) || rd.partnerAs(l, from, to) || rd.sides.NamesPartner(l, from, to)
}

// aboutCloud tells whether a line stands where Microsoft, its cloud or its
// licences are spoken of.
func (rd *Reader) aboutCloud(n int) bool {
	l := &rd.Lines[n]
	if rd.aboutLicences(n) {
		return true
	}
	text := rd.Doc.Blocks[l.Block].Text
	if l.Head.Has(topic.HeadLicence) || strings.Contains(text, "Microsoft") || strings.Contains(text, "Azure") || strings.Contains(rd.HeadingPath(l.Block), "Microsoft") {
		return true
	}
	return slices.ContainsFunc(l.Words, func(w lexicon.Word) bool { return w.Text == "cloud" || w.Text == "software" })
}

// ownerReach is how many words behind a provider its customer may be named: "the
// CSP of the Customer".
const ownerReach = 4

// provider tells who is the customer's Cloud Solution Provider by a line that
// calls somebody that: "Karoo Net, your Cloud Solution Provider", "Acme is your
// CSP".
func (rd *Reader) provider(l *page.Line) (sells, says bool) {
	if l.Topics.Has(topic.LicenceMaybe) || rd.sides.IsOrder && !l.Topics.Has(topic.PartyCustomer) {
		return false, false
	}
	for _, m := range rd.providers(l) {
		if l.Beside.Licences.Customers.Has(l.Words[min(m.To, len(l.Words)-1)].Text) { // "is a CSP customer of Acme", "bei uns CSP-Kunde"
			ours := rd.subject(l, max(0, m.From-dealerReach), m.From)
			if ours || !rd.subject(l, 0, len(l.Words)) {
				return ours, !ours || !l.Topics.HasAny(undecided)
			}
		}
		if !rd.owned(l, m) {
			continue
		}
		low, high := clause(l, m)
		if as, ok := l.Window(max(low, m.From-4), m.From, topic.LicenceAs); ok && !l.Beside.Licences.Is.Has(l.Words[as.From].Text) { // "as your CSP"
			continue
		}
		switch {
		case rd.isBefore(l, low, m.From):
			_, no := l.Window(low, m.From, topic.Negation)
			return !no, true
		case !rd.subject(l, low, m.From) && !rd.subject(l, m.To, high):
			return false, true
		}
	}
	return false, false
}

// undecided are the topics of what is not so, or no longer.
var undecided = []topic.Topic{topic.Negation, topic.LicenceFormer}

// suppliesCustomer tells whether a line calls somebody the customer's provider,
// or the customer one of a programme.
func (rd *Reader) suppliesCustomer(l *page.Line, h lexicon.Hit) bool {
	return rd.isDealer(l, h) && rd.owned(l, h) || l.Beside.Licences.Customers.Has(l.Words[min(h.To, len(l.Words)-1)].Text)
}

// providers gives the places where a line speaks of a Cloud Solution Provider,
// not of a contract or subscriptions with one.
func (rd *Reader) providers(l *page.Line) (out []lexicon.Hit) {
	for _, n := range rd.NamedIn(l, topic.Agreement) {
		if n.Name == string(sow.CSP) && rd.isDealer(l, n.Hit) {
			out = append(out, n.Hit)
		}
	}
	for i := range l.Words {
		if l.Words[i].Capital && l.Words[i].Text == "csp" && rd.isDealer(l, lexicon.Hit{From: i, To: i + 1}) {
			out = append(out, lexicon.Hit{From: i, To: i + 1})
		}
	}
	return out
}

// isDealer tells whether the name of a programme at h is that of a dealer, and not
// of a paper, an account or a thing: "CSP contract".
func (rd *Reader) isDealer(l *page.Line, h lexicon.Hit) bool {
	if l.Beside.Licences.Papers.Has(l.Words[h.To-1].Text) || l.Covered(h.To-1, topic.LicenceThing) {
		return false
	}
	return h.To >= len(l.Words) || l.Breaks(h.To) || !l.Beside.Licences.Papers.Has(l.Words[h.To].Text) && !l.Covered(h.To, topic.LicenceThing)
}

// owned tells whether a line says that a provider is the customer's: "its CSP",
// "Acme's CSP", "der CSP der Kundin".
func (rd *Reader) owned(l *page.Line, h lexicon.Hit) bool {
	for i := h.From - 1; i >= max(0, h.From-1-dealerReach); i-- {
		if i+1 < h.From && l.Breaks(i+1) {
			break
		}
		if l.Beside.Small.Whose.Has(l.Words[i].Text) {
			return true
		}
		if l.Words[i].Text == "s" && rd.sides.NamesCustomer(l, max(0, i-nameReach), i) {
			return true
		}
	}
	high := min(len(l.Words), h.To+ownerReach)
	if _, customer := l.Window(h.To, high, topic.PartyCustomer); !customer && !rd.sides.NamesCustomer(l, h.To, high) {
		return false
	}
	_, of := l.At(h.To, topic.PartyArticle, topic.PartySmall, topic.DateFrom)
	return of && !l.Breaks(h.To)
}

// clause gives the words around a provider up to a semicolon, a colon, a dash
// or a verb of its own.
func clause(l *page.Line, h lexicon.Hit) (low, high int) {
	low, high = h.From, h.To
	for low > 0 && h.From-low < refuseReach && !strings.ContainsAny(l.Between(low), ";:–—") {
		low--
	}
	for high < len(l.Words) && high-h.To < cspReach && !strings.ContainsAny(l.Between(high), ";:–—") {
		high++
	}
	return low, high
}

// isBefore tells whether the partner is named in the words [low:at) and only a
// copula stands between: "Acme is your".
func (rd *Reader) isBefore(l *page.Line, low, at int) bool {
	for i := at - 1; i > low && at-i <= nameReach; i-- {
		if l.Beside.Licences.Is.Has(l.Words[i].Text) {
			return isOurs(l.Words[i].Text) || rd.subject(l, max(low, i-nameReach), i)
		}
	}
	return false
}

// isOurs tells whether a copula says "we" or "I" by its ending: "somos", "soy".
func isOurs(text string) bool { return text == "soy" || strings.HasSuffix(text, "mos") }

// answersNo tells whether a line denies what the question before it asks: "Does
// the supplier sell licences? It does not."
func (rd *Reader) answersNo(l *page.Line, n int) bool {
	if n == 0 || !l.Topics.Has(topic.Negation) && !deniesFirst(l) {
		return false
	}
	asked := &rd.Lines[n-1]
	if !strings.HasSuffix(asked.Text, "?") || !asked.Topics.Has(topic.LicenceThing) || !asked.Topics.HasAny([]topic.Topic{topic.LicenceSells, topic.LicenceTrade}) {
		return false
	}
	_, no := l.Window(0, min(4, len(l.Words)), topic.Negation)
	return no || deniesFirst(l)
}

// deniesFirst tells whether a line begins with "No".
func deniesFirst(l *page.Line) bool {
	return len(l.Words) > 0 && l.Beside.Licences.No.Has(l.Words[0].Text)
}

// thePartner tells whether a word for the role of the partner is meant as that:
// not "your supplier", "a provider" or a part of "Cloud Solution Provider".
func (rd *Reader) thePartner(l *page.Line, h lexicon.Hit) bool {
	if slices.ContainsFunc(rd.NamedIn(l, topic.Agreement), func(n lexicon.NamedHit) bool { return n.From <= h.From && h.To <= n.To }) {
		return false
	}
	for i := h.From - 1; i >= max(0, h.From-dealerReach) && !l.Breaks(i+1); i-- {
		if t := l.Words[i].Text; l.Beside.Small.Whose.Has(t) || l.Beside.Licences.OneOf.Has(t) {
			return false
		}
	}
	return true
}

// inEnglish tells whether a line is English.
func (rd *Reader) inEnglish(l *page.Line) bool {
	lang := rd.LanguageOf(l.Block)
	return lang > 0 && rd.Lexicon.Languages[lang-1] == "en"
}
