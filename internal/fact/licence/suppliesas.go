package licence

import (
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// suppliesAs reads who is said to supply licences as a Cloud Solution Provider:
// "Acme supplies the licences of item E as Cloud Solution Provider", "Copsey sells
// them to you as your CSP".
func (rd *Reader) suppliesAs(l *page.Line) (sells, says bool) {
	if l.Topics.HasAny([]topic.Topic{topic.LicenceMaybe, topic.LicenceFormer, topic.Negation}) && !l.Topics.Has(topic.LicenceYou) {
		return false, false
	}
	at, ok := rd.asProvider(l)
	if !ok {
		return false, false
	}
	forms := rd.sides.ShortNames(rd.sides.Parties.Partner)
	for i := range at {
		switch end := rd.partnerAt(l, i, forms); {
		case end > i && rd.suppliesFrom(l, end, at):
			return !l.Topics.HasAny([]topic.Topic{topic.Negation, topic.LicenceMaybe, topic.LicenceFormer}), true
		case end == i && !rd.inGerman(l) && !l.Covered(i, topic.LicenceThing) && rd.someoneElse(l, i) && rd.suppliesFrom(l, i+1, at):
			return false, true
		}
	}
	return false, false
}

// asProvider gives where "as" stands before a Cloud Solution Provider.
func (rd *Reader) asProvider(l *page.Line) (at int, ok bool) {
	for _, m := range rd.programmes(l) {
		if as, ok := l.Window(max(0, m.From-4), m.From, topic.LicenceAs); ok && rd.isDealer(l, m) && !l.Beside.Licences.Is.Has(l.Words[as.From].Text) {
			return as.From, true
		}
	}
	return 0, false
}

// suppliesFrom tells whether a verb of selling stands at word i or right behind it,
// and no other seller before word end.
func (rd *Reader) suppliesFrom(l *page.Line, i, end int) bool {
	verb, ok := l.Window(i, min(end, i+2), topic.LicenceSells)
	if !ok || verb.From > i && l.Beside.Licences.Be.Has(l.Words[i].Text) { // "are sold"
		return false
	}
	for k := verb.To; k < end; k++ {
		if soldAt(l, k) && rd.someoneElse(l, names.Skip(l, k, topic.PartyArticle)) {
			return false
		}
	}
	return true
}

// inGerman tells whether a line is German, where every noun is written like a name.
func (rd *Reader) inGerman(l *page.Line) bool {
	lang := rd.LanguageOf(l.Block)
	return lang > 0 && rd.Lexicon.Languages[lang-1] == "de"
}
