package party

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// readCopula reads a sentence that gives a role: "The client is Acme Ltd",
// "Auftraggeberin wäre die Schulstiftung Marienau".
func (rd *Sides) readCopula(l *page.Line) {
	if !l.Topics.Has(topic.PartyIs) {
		return
	}
	i := names.Skip(l, 0, topic.PartyArticle)
	h, ok := l.At(i, topic.PartyCustomer, topic.PartyPartner)
	if !ok || l.Label != "" {
		return
	}
	is, ok := l.At(h.To, topic.PartyIs)
	if !ok {
		return
	}
	org, ok := names.From(l, is.To)
	if !ok || org.From > is.To+2 || names.Product(l, org) || !names.Formal(l, org) && len(org.Key) < 2 {
		return
	}
	weight := byDefinition
	if !names.Formal(l, org) {
		weight = byAddress
	}
	rd.noteRole(l, org, h.Topic == topic.PartyCustomer, weight)
}

// readAppositive reads "Acme Ltd, Huy, the Supplier." on a line of its own.
func (rd *Sides) readAppositive(l *page.Line) {
	if l.Label != "" || l.Table > 0 || len(l.Words) > 2*names.MaxWords {
		return
	}
	for _, t := range []topic.Topic{topic.PartyCustomer, topic.PartyPartner} {
		h, ok := l.EndsAt(len(l.Words), t)
		if !ok || h.From == 0 || !l.Words[h.From].Capital || (l.Back(h.From) == h.From || !strings.Contains(l.Between(l.Back(h.From)), ",")) && !strings.ContainsAny(l.Between(h.From), "–—") {
			continue
		}
		if org, ok := names.From(l, 0); ok && org.To <= h.From && names.Formal(l, org) {
			rd.noteRole(l, org, t == topic.PartyCustomer, byDefinition)
		}
	}
}

// readAs reads the role behind a name: "Acme Ltd, Linz, as the Client".
func (rd *Sides) readAs(l *page.Line) {
	if !l.Topics.Has(topic.LicenceAs) {
		return
	}
	for _, org := range names.In(l) {
		i := l.BehindAside(org.To)
		as, ok := l.At(i, topic.LicenceAs)
		if !ok || l.Words[i].Capital || names.Product(l, org) {
			continue
		}
		role, ok := l.At(names.Skip(l, as.To, topic.PartyArticle), topic.PartyCustomer, topic.PartyPartner)
		if ok && (role.To == len(l.Words) || l.Breaks(role.To) || !l.Words[role.To].Capital) {
			rd.noteRole(l, org, role.Topic == topic.PartyCustomer, byDefinition)
		}
	}
}

// belongings weighs what the text says that a party has: "Acme's tenant" or
// "the users of Acme" is said of a customer, "Acme's day rate" of a partner.
func belongings(l *page.Line, at, end int) (lexicon.Hit, bool) {
	if h, ok := ownedBehind(l, end); ok {
		return h, true
	}
	return ownedBefore(l, at)
}

// ownedBehind reads "Acme's own tenant".
func ownedBehind(l *page.Line, end int) (lexicon.Hit, bool) {
	if end >= len(l.Words) || l.Words[end].Text != "s" || !strings.ContainsAny(l.Between(end), "'’") {
		return lexicon.Hit{}, false
	}
	for j := end + 1; j <= end+3 && j < len(l.Words) && l.Words[j].Glued; j++ {
		if h, ok := l.At(j, topic.PartyOwns, topic.PartyBrings); ok {
			return h, true
		}
	}
	return lexicon.Hit{}, false
}

// ownedBefore reads "les salariés de la Métropole", "der Mandant der Klinik".
func ownedBefore(l *page.Line, at int) (lexicon.Hit, bool) {
	i := at
	small := false
	for i > 0 && l.Words[i].Glued {
		if h, ok := l.EndsAt(i, topic.PartyArticle); ok && !l.Words[h.From].Capital {
			i, small = h.From, true
			continue
		}
		if h, ok := l.EndsAt(i, topic.PartySmall); ok && !l.Words[h.From].Capital {
			i, small = h.From, true
			continue
		}
		break
	}
	if !small || i == 0 || !l.Words[i].Glued {
		return lexicon.Hit{}, false
	}
	if h, ok := l.EndsAt(i, topic.PartyOwns); ok {
		return h, true
	}
	return l.EndsAt(i, topic.PartyBrings)
}

// belongingLines is how far down names are taken from what belongs to them.
const belongingLines = 60

// readBelongings reads names that only stand behind what belongs to them: "the
// staff of the Wessex Foundation Trust".
func (rd *Sides) readBelongings(l *page.Line, n int) {
	if n >= belongingLines || l.Table > 0 {
		return
	}
	for _, h := range l.Hits {
		if h.Topic != topic.PartyOwns && h.Topic != topic.PartyBrings || h.To >= len(l.Words) {
			continue
		}
		small, ok := l.At(h.To, topic.PartySmall)
		if !ok || l.Words[h.To].Capital || !l.Words[h.To].Glued {
			continue
		}
		org, ok := names.From(l, names.Skip(l, small.To, topic.PartyArticle))
		if ok && org.From <= small.To+1 && len(org.Key) > 1 && names.Formal(l, org) && !names.Product(l, org) {
			rd.note(l, org, 0, 0)
		}
	}
}
