package fact

import (
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
)

// readCopula reads a sentence that gives a role: "The client is Acme Ltd",
// "Auftraggeberin wäre die Schulstiftung Marienau".
func (rd *reading) readCopula(l *line) {
	if !l.topics.Has(topic.PartyIs) {
		return
	}
	i := l.skip(0, topic.PartyArticle)
	h, ok := l.at(i, topic.PartyCustomer, topic.PartyPartner)
	if !ok || l.label != "" {
		return
	}
	is, ok := l.at(h.To, topic.PartyIs)
	if !ok {
		return
	}
	org, ok := l.nameFrom(is.To)
	if !ok || org.from > is.To+2 || rd.product(l, org) || !l.formal(org) && len(org.key) < 2 {
		return
	}
	weight := byDefinition
	if !l.formal(org) {
		weight = byAddress
	}
	rd.noteRole(l, org, h.Topic == topic.PartyCustomer, weight)
}

// readAppositive reads "Acme Ltd, Huy, the Supplier." on a line of its own.
func (rd *reading) readAppositive(l *line) {
	if l.label != "" || l.table > 0 || len(l.ws) > 2*maxNameWords {
		return
	}
	for _, t := range []topic.Topic{topic.PartyCustomer, topic.PartyPartner} {
		h, ok := l.endsAt(len(l.ws), t)
		if !ok || h.From == 0 || !l.ws[h.From].Capital || (l.back(h.From) == h.From || !strings.Contains(l.between(l.back(h.From)), ",")) && !strings.ContainsAny(l.between(h.From), "–—") {
			continue
		}
		if org, ok := l.nameFrom(0); ok && org.to <= h.From && l.formal(org) {
			rd.noteRole(l, org, t == topic.PartyCustomer, byDefinition)
		}
	}
}

// readAs reads the role behind a name: "Acme Ltd, Linz, as the Client".
func (rd *reading) readAs(l *line) {
	if !l.topics.Has(topic.LicenceAs) {
		return
	}
	for _, org := range l.organisations() {
		i := l.behindAside(org.to)
		as, ok := l.at(i, topic.LicenceAs)
		if !ok || l.ws[i].Capital || rd.product(l, org) {
			continue
		}
		role, ok := l.at(l.skip(as.To, topic.PartyArticle), topic.PartyCustomer, topic.PartyPartner)
		if ok && (role.To == len(l.ws) || l.breaks(role.To) || !l.ws[role.To].Capital) {
			rd.noteRole(l, org, role.Topic == topic.PartyCustomer, byDefinition)
		}
	}
}

// belongings weighs what the text says that a party has: "Acme's tenant" or
// "the users of Acme" is said of a customer, "Acme's day rate" of a partner.
func (l *line) belongings(at, end int) (lexicon.Hit, bool) {
	if h, ok := l.ownedBehind(end); ok {
		return h, true
	}
	return l.ownedBefore(at)
}

// ownedBehind reads "Acme's own tenant".
func (l *line) ownedBehind(end int) (lexicon.Hit, bool) {
	if end >= len(l.ws) || l.ws[end].Text != "s" || !strings.ContainsAny(l.between(end), "'’") {
		return lexicon.Hit{}, false
	}
	for j := end + 1; j <= end+3 && j < len(l.ws) && l.ws[j].Glued; j++ {
		if h, ok := l.at(j, topic.PartyOwns, topic.PartyBrings); ok {
			return h, true
		}
	}
	return lexicon.Hit{}, false
}

// ownedBefore reads "les salariés de la Métropole", "der Mandant der Klinik".
func (l *line) ownedBefore(at int) (lexicon.Hit, bool) {
	i := at
	small := false
	for i > 0 && l.ws[i].Glued {
		if h, ok := l.endsAt(i, topic.PartyArticle); ok && !l.ws[h.From].Capital {
			i, small = h.From, true
			continue
		}
		if h, ok := l.endsAt(i, topic.PartySmall); ok && !l.ws[h.From].Capital {
			i, small = h.From, true
			continue
		}
		break
	}
	if !small || i == 0 || !l.ws[i].Glued {
		return lexicon.Hit{}, false
	}
	if h, ok := l.endsAt(i, topic.PartyOwns); ok {
		return h, true
	}
	return l.endsAt(i, topic.PartyBrings)
}

// belongingLines is how far down names are taken from what belongs to them.
const belongingLines = 60

// readBelongings reads names that only stand behind what belongs to them: "the
// staff of the Wessex Foundation Trust".
func (rd *reading) readBelongings(l *line, n int) {
	if n >= belongingLines || l.table > 0 {
		return
	}
	for _, h := range l.hits {
		if h.Topic != topic.PartyOwns && h.Topic != topic.PartyBrings || h.To >= len(l.ws) {
			continue
		}
		small, ok := l.at(h.To, topic.PartySmall)
		if !ok || l.ws[h.To].Capital || !l.ws[h.To].Glued {
			continue
		}
		org, ok := l.nameFrom(l.skip(small.To, topic.PartyArticle))
		if ok && org.from <= small.To+1 && len(org.key) > 1 && l.formal(org) && !rd.product(l, org) {
			rd.note(l, org, 0, 0)
		}
	}
}
