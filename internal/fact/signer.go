package fact

import "claimline/internal/fact/topic"

// readSigners reads the names above or beside signatures.
func (rd *reading) readSigners(l *line) {
	signs := l.head.has(topic.HeadSign)
	if rd.signerInLabel(l) {
		rd.labelSigns(l)
	}
	if !signs && rd.closes(l) {
		rd.closingSigner(l)
		return
	}
	if !signs && !l.topCell() {
		return
	}
	org, behalf, ok := rd.signerIn(l)
	if !ok {
		return
	}
	if len(org.key) == 1 && rd.known(org) == nil && !l.hasBody(org) { // a short name, not that of a party
		if p := rd.aliased(org); p != nil {
			p.signs = true
		}
		return
	}
	if p := rd.note(l, org, 0, 0); signs || behalf {
		p.signs = true
	}
	for _, other := range l.organisations() {
		if p := rd.note(l, other, 0, 0); signs {
			p.signs = true
		}
	}
}

// signerInLabel tells whether a line may be labelled with the one who signs:
// among the signatures each label may, elsewhere the line must say so.
func (rd *reading) signerInLabel(l *line) bool {
	if l.head.has(topic.HeadSign) {
		return l.label != "" && l.column == 0
	}
	return l.table == 0 && l.forSomeone() && len(rd.dateHits(l)) < 2 && len(l.ws) <= 12
}

// topCell tells whether the line is a whole cell in the first row of a table.
func (l *line) topCell() bool { return l.table > 0 && l.row == 0 && l.alone }

// closes tells whether a line is one of the last of the document and begins with
// words such as "for and on behalf of".
func (rd *reading) closes(l *line) bool {
	_, behalf := l.at(0, topic.PartyBehalf)
	return behalf && l.table == 0 && l.label == "" && l.block >= len(rd.doc.Blocks)-closingBlocks
}

// closingSigner reads "For Acme Ltd" above the name of a person, without a
// heading of signatures.
func (rd *reading) closingSigner(l *line) {
	if org, behalf, ok := rd.signerIn(l); ok && behalf && org.form > 0 && (org.to == len(l.ws) || l.breaks(org.to)) && !rd.product(l, org) {
		rd.note(l, org, 0, 0).signs = true
	}
}

// signerIn gives the name at the start of a line of signatures. Behalf tells
// whether words such as "for and on behalf of" stand before it.
func (rd *reading) signerIn(l *line) (org name, behalf, ok bool) {
	at := 0
	if h, ok := l.at(0, topic.PartyBehalf); ok {
		at = h.To
		if role, ok := l.at(l.skip(at, topic.PartyArticle), topic.PartyCustomer, topic.PartyPartner); ok && role.To < len(l.ws) && l.ws[role.To].Capital && l.ws[role.To].Glued && l.formAt(role.To) == 0 {
			at = role.To // "Für den Auftraggeber Wasserverband Unterelm"
		}
	}
	org, ok = l.nameFrom(at)
	if !ok || org.form == 0 && (org.to < len(l.ws) || at == 0 && !rd.sureSigner(l, org)) {
		return org, false, false
	}
	return org, at > 0, true
}

// sureSigner tells whether a name without a legal form stands where the names
// of those who sign stand.
func (rd *reading) sureSigner(l *line, org name) bool {
	return l.head.has(topic.HeadSign) && (l.table > 0 && l.row == 0 || rd.known(org) != nil || l.hasBody(org))
}

// labelSigns reads "Acme Ltd: Jane Doe, Director, 3 May 2026".
func (rd *reading) labelSigns(l *line) {
	side := rd.sideLine(l.block, l.label)
	org, ok := side.nameFrom(0)
	switch {
	case !ok:
	case side.formal(org):
		rd.note(l, org, 0, 0).signs = true
	case rd.aliased(org) != nil:
		rd.aliased(org).signs = true
	}
}
