package fact

import (
	"cmp"
	"slices"

	"claimline/internal/sow"
)

// plan gives the first begin and the last planned day of the tables and lists
// that hold the plan. They count where nothing else states start and end.
func (rd *reading) plan() (start, end *moment) {
	signing := rd.signatureTables()
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headSign) || l.head.has(headHistory) || l.head.has(headAbout) || signing[l.table] {
			continue
		}
		inTable := l.table > 0 && l.row > 0 && (l.columned(datePlanned) || l.head.has(headTerm))
		inList := l.table == 0 && l.head.has(headTerm)
		if !inTable && !inList || l.columned(dateOther) {
			continue
		}
		hits := rd.dateHits(l)
		if inTable && len(hits) > 0 { // a column of periods: the work begins with the first
			first := hits[0]
			if from, _, ok := halfRange(l.text, hits); ok {
				first = from
			}
			if (len(hits) == 2 && rd.isRange(l, hits[0], hits[1]) || first != hits[0]) && (start == nil || first.Day.String() < start.day.String()) {
				start = &moment{first.Day, dayColumn, datePlanned, rd.evidence(l, first.Start, first.End)}
			}
		}
		for _, h := range hits {
			if _, other := l.window(max(0, l.wordAt(h.Start)-reachWords), l.wordAt(h.Start), dateOther); other {
				continue
			}
			m := moment{h.Day, dayColumn, datePlanned, rd.evidence(l, h.Start, h.End)}
			if l.columned(dateColumnFrom) && inTable && (start == nil || cmp.Compare(h.Day.String(), start.day.String()) < 0) {
				start = &m
			}
			if end == nil || cmp.Compare(h.Day.String(), end.day.String()) > 0 {
				end = &m
			}
		}
	}
	return start, end
}

// signatureTables gives the tables with the names of both parties in one row.
func (rd *reading) signatureTables() map[int]bool {
	out := map[int]bool{}
	type spot struct{ table, row int }
	names := map[spot][]*party{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 {
			continue
		}
		if l.columned(partyCustomer, partyPartner) && l.labelled(dateSigned) {
			out[l.table] = true
		}
		for _, p := range []*party{rd.parties.c, rd.parties.p} {
			if p == nil || !rd.mentions(l, p) {
				continue
			}
			at := spot{l.table, l.row}
			if !slices.Contains(names[at], p) {
				names[at] = append(names[at], p)
			}
			if len(names[at]) == 2 {
				out[l.table] = true
			}
		}
	}
	return out
}

// mentions tells whether a short line holds the name of a party.
func (rd *reading) mentions(l *line, p *party) bool {
	core := p.core()
	if len(core) == 0 || len(l.ws) > len(p.key)+6 {
		return false
	}
	for i := range l.ws {
		if longestStart(l.ws[i:], [][]string{core}) > 0 {
			return true
		}
	}
	return false
}

// signedDate gives the later of the days beside the signatures.
func (rd *reading) signedDate() sow.Fact[string] {
	tables := rd.signatureTables()
	var found []moment
	near := 0 // lines that a word of signing or accepting still reaches
	block := -1
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headHistory) {
			continue
		}
		near--
		if rd.opensSigning(l) {
			near, block = 3, l.block
		}
		for _, h := range rd.dateHits(l) {
			w := rd.signedWeight(l, h, tables)
			if w == 0 && (near > 0 && l.table == 0 || block == l.block) && len(l.ws) < 30 {
				w = 2
			}
			if w > 0 {
				found = append(found, moment{h.Day, w, dateSigned, rd.evidence(l, h.Start, h.End)})
			}
		}
	}
	if len(found) == 0 {
		found = append(rd.repliedOn(), rd.closingLines()...)
	}
	most := 0.0
	for _, m := range found {
		most = max(most, m.weight)
	}
	var last *moment
	for i, m := range found {
		if m.weight < most {
			continue
		}
		if last == nil || m.day.String() > last.day.String() {
			last = &found[i]
		}
	}
	return dayFact(last)
}

// signedWeight says how surely a day is that of a signature.
func (rd *reading) signedWeight(l *line, h dateHit, tables map[int]bool) float64 {
	at := l.wordAt(h.Start)
	if _, other := l.window(0, at, dateOther, dateStarts, dateEnds, dateEffective); other && !l.head.has(headSign) {
		return 0
	}
	if tables[l.table] && l.table > 0 {
		return 4
	}
	if l.head.has(headSign) && (l.table == 0 && len(l.ws) < 30 || l.table > 0 && len(rd.tables[l.table].cells) <= 8) {
		return 3
	}
	return 0
}

// opensSigning tells whether a line says that somebody signs or accepts.
func (rd *reading) opensSigning(l *line) bool {
	if len(l.ws) == 0 || len(l.ws) > 40 || l.table > 0 {
		return false
	}
	if l.signLabel() {
		return true
	}
	h, signed := l.says(dateSigned, partyAccepts)
	if !signed || h.from > 2 {
		return false
	}
	_, role := l.says(partyCustomer, partyPartner)
	return role || rd.anyParty(l) || len(l.ws) <= 6
}

// signLabel tells whether the label of a line is one of signatures and nothing
// more: "By: Lee Chang", not "Prepared by: Lee Chang".
func (l *line) signLabel() bool {
	for _, h := range l.labelHits {
		if h.topic == partyAccepts && h.from == 0 || h.topic == dateSigned && h.from == 0 && (h.to == l.labelLen || h.to-h.from > 1) {
			return true
		}
	}
	return false
}

func (rd *reading) anyParty(l *line) bool {
	for _, p := range []*party{rd.parties.c, rd.parties.p} {
		if p == nil {
			continue
		}
		forms := rd.shortNames(p)
		for i := range l.ws {
			if longestStart(l.ws[i:], forms) > 0 {
				return true
			}
		}
		for i := range words(l.label) {
			if longestStart(words(l.label)[i:], forms) > 0 {
				return true
			}
		}
	}
	return false
}
