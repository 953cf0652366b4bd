package fact

// letterWeight is what the place of a name in a letter says of its role.
const letterWeight = 5.0

// readLetter reads letters and e-mails: the sender stands in the letterhead and
// below the closing, the addressee between the date and the salutation.
func (rd *reading) readLetter() {
	salutation, closing := -1, -1
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.table > 0 {
			continue
		}
		if _, ok := l.at(0, partySalutation); ok && salutation < 0 && i < 40 && len(l.ws) <= 8 {
			salutation = i
		}
		if h, ok := l.says(partyClosing); ok && salutation >= 0 && i > salutation && (h.from <= 3 || len(l.ws)-h.to <= 2) {
			closing = i
		}
	}
	if salutation < 0 {
		return
	}
	sender := rd.readLetterhead(salutation)
	if closing < 0 {
		return
	}
	for i := closing + 1; i < len(rd.lines) && i <= closing+4; i++ {
		l := &rd.lines[i]
		if _, ok := l.says(partyAccepts); ok || l.labelled(partyAccepts) {
			break
		}
		if orgs := l.organisations(); len(orgs) == 1 && !l.edge {
			if sender == nil || rd.known(orgs[0]) == sender {
				rd.note(l, orgs[0], 0, letterWeight)
			}
			break
		}
	}
}

// readLetterhead reads the lines above the salutation. The first name is the
// sender's, another one the addressee's.
func (rd *reading) readLetterhead(salutation int) *party {
	var sender *party
	for i := range salutation {
		l := &rd.lines[i]
		orgs := l.organisations()
		if len(orgs) == 0 {
			if org, ok := rd.addressee(l); ok && i > 0 && !l.edge && l.label == "" && l.hasBody(org) && (l.alone || org.to == len(l.ws)) {
				orgs = append(orgs, org)
			}
		}
		for _, org := range orgs {
			known := rd.known(org)
			switch {
			case sender == nil && (i < 3 || l.edge) && org.form > 0:
				sender = rd.note(l, org, 0, letterWeight)
			case known != sender || known == nil:
				rd.note(l, org, letterWeight-1, 0)
			}
		}
	}
	return sender
}

// markSigner marks the party whose name is the whole line.
func (rd *reading) markSigner(l *line) {
	for _, p := range rd.parties.list {
		if len(l.ws) <= len(p.key)+1 && rd.mentions(l, p) {
			p.signs = true
		}
	}
}

// readSignatureRows marks the parties whose names stand side by side in a row
// of a table, as above signatures.
func (rd *reading) readSignatureRows() {
	type spot struct{ table, row int }
	rows := map[spot][]*party{}
	var order []spot
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 || len(rd.tables[l.table].cells) > 12 {
			continue
		}
		for _, p := range rd.parties.list {
			if rd.mentions(l, p) && len(p.key) > 1 {
				at := spot{l.table, l.row}
				rows[at] = append(rows[at], p)
				order = append(order, at)
				break
			}
		}
	}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table > 0 || l.edge || l.label != "" {
			continue
		}
		for k := i + 1; k <= i+2 && k < len(rd.lines); k++ {
			if rd.lines[k].signLabel() && rd.lines[k].table == 0 {
				rd.markSigner(l)
			}
		}
	}
	for _, at := range order {
		if ps := rows[at]; len(ps) == 2 && ps[0] != ps[1] {
			ps[0].signs, ps[1].signs = true, true
		}
	}
}
