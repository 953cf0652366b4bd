package fact

import "strings"

// readCopula reads a sentence that gives a role: "The client is Acme Ltd",
// "Auftraggeberin wäre die Schulstiftung Marienau".
func (rd *reading) readCopula(l *line) {
	if !l.topics.has(partyIs) {
		return
	}
	i := l.skip(0, partyArticle)
	h, ok := l.at(i, partyCustomer, partyPartner)
	if !ok || l.label != "" {
		return
	}
	is, ok := l.at(h.to, partyIs)
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
	rd.noteRole(l, org, h.topic == partyCustomer, weight)
}

// readAppositive reads "Acme Ltd, Huy, the Supplier." on a line of its own.
func (rd *reading) readAppositive(l *line) {
	if l.label != "" || l.table > 0 || len(l.ws) > 2*maxNameWords {
		return
	}
	for _, t := range []topic{partyCustomer, partyPartner} {
		h, ok := l.endsAt(len(l.ws), t)
		if !ok || h.from == 0 || !l.ws[h.from].capital || (l.back(h.from) == h.from || !strings.Contains(l.between(l.back(h.from)), ",")) && !strings.ContainsAny(l.between(h.from), "–—") {
			continue
		}
		if org, ok := l.nameFrom(0); ok && org.to <= h.from && l.formal(org) {
			rd.noteRole(l, org, t == partyCustomer, byDefinition)
		}
	}
}

// readAs reads the role behind a name: "Acme Ltd, Linz, as the Client".
func (rd *reading) readAs(l *line) {
	if !l.topics.has(licAs) {
		return
	}
	for _, org := range l.organisations() {
		i := l.behindAside(org.to)
		as, ok := l.at(i, licAs)
		if !ok || l.ws[i].capital || rd.product(l, org) {
			continue
		}
		role, ok := l.at(l.skip(as.to, partyArticle), partyCustomer, partyPartner)
		if ok && (role.to == len(l.ws) || l.breaks(role.to) || !l.ws[role.to].capital) {
			rd.noteRole(l, org, role.topic == partyCustomer, byDefinition)
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
		if h, ok := l.at(j, partyOwns, partyBrings); ok {
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
		if h, ok := l.endsAt(i, partyArticle); ok && !l.ws[h.from].capital {
			i, small = h.from, true
			continue
		}
		if h, ok := l.endsAt(i, partySmall); ok && !l.ws[h.from].capital {
			i, small = h.from, true
			continue
		}
		break
	}
	if !small || i == 0 || !l.ws[i].glued {
		return hit{}, false
	}
	if h, ok := l.endsAt(i, partyOwns); ok {
		return h, true
	}
	return l.endsAt(i, partyBrings)
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
		if h.topic != partyOwns && h.topic != partyBrings || h.to >= len(l.ws) {
			continue
		}
		small, ok := l.at(h.to, partySmall)
		if !ok || l.ws[h.to].capital || !l.ws[h.to].glued {
			continue
		}
		org, ok := l.nameFrom(l.skip(small.to, partyArticle))
		if ok && org.from <= small.to+1 && len(org.key) > 1 && l.formal(org) && !rd.product(l, org) {
			rd.note(l, org, 0, 0)
		}
	}
}
