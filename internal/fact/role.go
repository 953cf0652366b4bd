package fact

import (
	"claimline/internal/fact/topic"
	"strings"
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
	is, ok := l.at(h.to, topic.PartyIs)
	if !ok {
		return
	}
	org, ok := l.nameFrom(is.to)
	if !ok || org.from > is.to+2 || rd.product(l, org) || !l.formal(org) && len(org.key) < 2 {
		return
	}
	weight := byDefinition
	if !l.formal(org) {
		weight = byAddress
	}
	rd.noteRole(l, org, h.topic == topic.PartyCustomer, weight)
}

// readAppositive reads "Acme Ltd, Huy, the Supplier." on a line of its own.
func (rd *reading) readAppositive(l *line) {
	if l.label != "" || l.table > 0 || len(l.ws) > 2*maxNameWords {
		return
	}
	for _, t := range []topic.Topic{topic.PartyCustomer, topic.PartyPartner} {
		h, ok := l.endsAt(len(l.ws), t)
		if !ok || h.from == 0 || !l.ws[h.from].capital || (l.back(h.from) == h.from || !strings.Contains(l.between(l.back(h.from)), ",")) && !strings.ContainsAny(l.between(h.from), "–—") {
			continue
		}
		if org, ok := l.nameFrom(0); ok && org.to <= h.from && l.formal(org) {
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
		if !ok || l.ws[i].capital || rd.product(l, org) {
			continue
		}
		role, ok := l.at(l.skip(as.to, topic.PartyArticle), topic.PartyCustomer, topic.PartyPartner)
		if ok && (role.to == len(l.ws) || l.breaks(role.to) || !l.ws[role.to].capital) {
			rd.noteRole(l, org, role.topic == topic.PartyCustomer, byDefinition)
		}
	}
}

// belongings weighs what the text says that a party has: "Acme's tenant" or
// "the users of Acme" is said of a customer, "Acme's day rate" of a partner.
func (l *line) belongings(at, end int) (hit, bool) {
	if h, ok := l.ownedBehind(end); ok {
		return h, true
	}
	return l.ownedBefore(at)
}

// ownedBehind reads "Acme's own tenant".
func (l *line) ownedBehind(end int) (hit, bool) {
	if end >= len(l.ws) || l.ws[end].text != "s" || !strings.ContainsAny(l.between(end), "'’") {
		return hit{}, false
	}
	for j := end + 1; j <= end+3 && j < len(l.ws) && l.ws[j].glued; j++ {
		if h, ok := l.at(j, topic.PartyOwns, topic.PartyBrings); ok {
			return h, true
		}
	}
	return hit{}, false
}

// ownedBefore reads "les salariés de la Métropole", "der Mandant der Klinik".
func (l *line) ownedBefore(at int) (hit, bool) {
	i := at
	small := false
	for i > 0 && l.ws[i].glued {
		if h, ok := l.endsAt(i, topic.PartyArticle); ok && !l.ws[h.from].capital {
			i, small = h.from, true
			continue
		}
		if h, ok := l.endsAt(i, topic.PartySmall); ok && !l.ws[h.from].capital {
			i, small = h.from, true
			continue
		}
		break
	}
	if !small || i == 0 || !l.ws[i].glued {
		return hit{}, false
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
		if h.topic != topic.PartyOwns && h.topic != topic.PartyBrings || h.to >= len(l.ws) {
			continue
		}
		small, ok := l.at(h.to, topic.PartySmall)
		if !ok || l.ws[h.to].capital || !l.ws[h.to].glued {
			continue
		}
		org, ok := l.nameFrom(l.skip(small.to, topic.PartyArticle))
		if ok && org.from <= small.to+1 && len(org.key) > 1 && l.formal(org) && !rd.product(l, org) {
			rd.note(l, org, 0, 0)
		}
	}
}
