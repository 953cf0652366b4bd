package fact

import (
	"slices"

	"claimline/internal/sow"
)

// Weights of a day of signature by its place.
const (
	signedInTable = 4.0
	signedInPart  = 3.0 // below a heading of signatures
	signedNear    = 2.0 // near a word of signing
)

// signedDate gives the later of the days beside the signatures.
func (rd *reading) signedDate() sow.Fact[string] {
	found := rd.signedMoments()
	if len(found) == 0 {
		found = append(rd.repliedOn(), rd.closingLines()...)
	}
	if len(found) == 0 {
		found = rd.adjacent()
	}
	if len(found) == 0 {
		found = rd.placeAndDay()
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

// signedMoments gives the days that stand where signatures stand.
func (rd *reading) signedMoments() []moment {
	var found []moment
	tables := rd.signatureTables()
	near := 0 // lines that a word of signing or accepting still reaches
	block, signer := -1, -1
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(headHistory) {
			continue
		}
		near--
		if rd.opensSigning(l) {
			near, block = 3, l.block
		}
		if l.forSomeone() {
			signer = l.block
		}
		for _, h := range rd.labelDays(l) {
			found = append(found, moment{h.Day, l.signedLabelWeight(), dateSigned, rd.evidence(l, 0, 0)})
		}
		for _, h := range rd.dateHits(l) {
			w := rd.signedWeight(l, h, tables)
			if w == 0 && (near > 0 && l.table == 0 || block == l.block) && (len(l.ws) < 30 || near == 3) && !l.otherDay(h) && !l.workDay() && !rd.inRange(l) && !l.otherPaper(l.wordAt(h.Start)) {
				w = signedNear
			}
			if w == 0 && (signer == l.block && l.sentLabel() && l.wordAt(h.Start) == 0 || rd.signedSays(l, h)) {
				w = signedNear
			}
			if w > 0 {
				found = append(found, moment{h.Day, w, dateSigned, rd.evidence(l, h.Start, h.End)})
			}
		}
	}
	return found
}

// signedWeight says how surely a day is that of a signature.
func (rd *reading) signedWeight(l *line, h dateHit, tables map[int]bool) float64 {
	at := l.wordAt(h.Start)
	if _, other := l.window(0, at, dateOther, dateStarts, dateEnds, dateEffective); other && !l.head.has(headSign) {
		return 0
	}
	if l.table > 0 && (rd.leftOpen(l) || l.paperDay() || l.workDay()) {
		return 0
	}
	if l.bindsNobody() {
		return 0
	}
	if tables[l.table] && l.table > 0 && (len(l.ws) <= shortCell || personal(l, h)) {
		return signedInTable
	}
	if by, ok := l.window(max(0, at-3), at, dateEnds, dateDeadline); ok && by.to >= at-1 && l.head.has(headSign) && len(l.ws) > 6 && !personal(l, h) { // "accepts the report by 30 June"
		return 0
	}
	if l.head.has(headSign) && (l.table == 0 && len(l.ws) < 30 || l.table > 0 && len(rd.tables[l.table].cells) <= 8) {
		return signedInPart
	}
	if l.signedLabel() && at == 0 || l.table > 0 && l.row > 0 && l.besideSign(h) {
		return signedNear
	}
	if l.table == 0 && len(l.ws) < 20 && l.forSomeone() && personal(l, h) {
		return signedNear
	}
	return 0
}

// shortCell is how many words a cell with a day of signature has, unless they
// are names.
const shortCell = 10

// signedLabel tells whether the label ends in a word of signing: "Call-up
// signed: 16 February 2026".
func (l *line) signedLabel() bool {
	return slices.ContainsFunc(l.labelHits, func(h hit) bool {
		return h.topic == dateSigned && h.to == l.labelLen && (h.from == 0 || l.signedByOnly(h))
	})
}

// otherDay tells whether words before a day say that it is no signature's.
func (l *line) otherDay(h dateHit) bool {
	at := l.wordAt(h.Start)
	if _, from := l.endsAt(at, dateFrom); from && at > 4 && !l.signedBefore(at) { // "and applies from"
		return true
	}
	other, ok := l.window(max(0, at-4), at, dateStarts, dateEnds, dateEffective, dateOther)
	return ok && !l.signLabel() && (other.to-other.from > 1 || len(l.ws[other.from].text) > 4)
}

// forSomeone tells whether the label of a line names one who is signed for:
// "For Acme Ltd: Jane Doe, 3 May 2026".
func (l *line) forSomeone() bool {
	return slices.ContainsFunc(l.labelHits, func(h hit) bool { return h.topic == partyBehalf && h.from == 0 })
}

// signedSays tells whether a sentence says that the document was signed on a
// day: "This order was signed by both parties on 22 April 2026".
func (rd *reading) signedSays(l *line, h dateHit) bool {
	at, after := l.wordAt(h.Start), l.wordAt(h.End)
	if l.table > 0 || !l.topics.has(dateSigned) || rd.det.Kind == sow.KindChangeOrder || l.otherPaper(at) {
		return false
	}
	if l.signedThen(after) {
		return true
	}
	low, high := max(0, at-reachWords), min(len(l.ws), after+reachWords)
	for _, d := range rd.dateHits(l) { // no other day stands between
		if d.End <= h.Start {
			low = max(low, l.wordAt(d.End))
		}
		if d.Start >= h.End {
			high = min(high, l.wordAt(d.Start))
		}
	}
	said, before := l.window(low, at, dateSigned)
	if !before {
		if said, before = l.window(after, high, dateSigned); !before {
			return false
		}
	}
	if _, other := l.window(min(said.to, at), at, dateStarts, dateEnds, dateEffective, dateDeadline, dateFrom); other {
		return false
	}
	if said.to-said.from == 1 && len(l.ws[said.from].text) <= 4 || said.to-said.from > 2 && l.block < len(rd.doc.Blocks)-closingBlocks { // "by"; "En Madrid, a"
		return false
	}
	_, work := l.window(0, max(said.from, at), dateWork)
	return said.from == 0 || work || rd.sidesBefore(l, said.from)
}

// otherPaper tells whether words before word at name another paper than the
// document, which was signed as well: "The framework agreement was signed on".
func (l *line) otherPaper(at int) bool {
	for _, h := range l.hits {
		if h.topic != dateOther || h.to > at || slices.ContainsFunc(l.hits, func(s hit) bool {
			return s.topic == dateSigned && s.from < h.to && h.from < s.to || s.topic == dateWork && s.from <= h.from && h.to <= s.to
		}) {
			continue
		}
		return true
	}
	return false
}

// maxSignTable bounds the rows of a table of signatures without a heading.
const maxSignTable = 8

// signatureTables gives the tables with the names of both parties in one row,
// and those that hold nothing but persons, places and the days of each side.
func (rd *reading) signatureTables() map[int]bool {
	if rd.signTable == nil {
		rd.signTable = rd.findSignatureTables()
	}
	return rd.signTable
}

func (rd *reading) findSignatureTables() map[int]bool {
	out := map[int]bool{}
	type spot struct{ table, row int }
	names := map[spot][]*party{}
	dated := map[spot]int{}
	filled := map[int]bool{} // tables with a cell that is neither short nor personal
	headed := map[int]bool{} // tables with a cell that asks for a signature
	plain := map[int]bool{}  // tables with a cell that is no person, place or day
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.table == 0 {
			continue
		}
		at := spot{l.table, l.row}
		if l.columned(partyCustomer, partyPartner) && (l.labelled(dateSigned) || l.sentLabel() && len(rd.tables[l.table].cells) <= maxSignTable) {
			out[l.table] = true
		}
		for _, p := range []*party{rd.parties.c, rd.parties.p} {
			if p != nil && rd.mentions(l, p) && !slices.Contains(names[at], p) {
				names[at] = append(names[at], p)
			}
		}
		out[l.table] = out[l.table] || len(names[at]) == 2
		hits := rd.dateHits(l)
		if len(hits) == 1 {
			dated[at]++
		}
		if h, ok := l.at(0, dateSigned); ok && h.to == len(l.ws) && l.alone || l.columnSigns() {
			headed[l.table] = true
		}
		if !filled[l.table] && (len(l.ws) > 2 && len(hits) == 0 && !personal(l) || len(rd.moneyIn(l)) > 0) {
			filled[l.table] = true
		}
		plain[l.table] = plain[l.table] || !rd.signCell(l, hits)
	}
	for table := range headed {
		out[table] = out[table] || !filled[table] && len(rd.tables[table].cells) <= maxSignTable
	}
	for at, n := range dated {
		g := rd.tables[at.table]
		if n == 2 && g.cols == 2 && len(g.cells) > 1 && len(g.cells) <= maxSignTable && !plain[at.table] {
			out[at.table] = true
		}
	}
	return out
}

// sentLabel tells whether the label is "Date" and nothing more: not "Quote date".
func (l *line) sentLabel() bool {
	return slices.ContainsFunc(l.labelHits, func(h hit) bool { return h.topic == dateSent && h.from == 0 && h.to == l.labelLen })
}

// columnSigns tells whether the head of the column is a word of signing.
func (l *line) columnSigns() bool {
	if !l.columned(dateSigned) {
		return false
	}
	n := countWords(l.col)
	return slices.ContainsFunc(l.colHits, func(h hit) bool { return h.topic == dateSigned && h.from == 0 && h.to == n })
}

// signCell tells whether a cell may be one of a table of signatures: a name,
// an office, a place, a day.
func (rd *reading) signCell(l *line, hits []dateHit) bool {
	if len(l.ws) > 14 || len(rd.moneyIn(l)) > 0 || l.columned(dateStartLabel, dateEndLabel, datePlanned, dateColumnFrom) {
		return false
	}
	if _, other := l.says(dateStarts, dateEnds, dateStartLabel, dateEndLabel, valueLabel); other {
		return false
	}
	return len(l.ws) == 0 || personal(l, hits...) || l.signLabel() || len(hits) == 1 && l.wordAt(hits[0].Start) == 0
}

// mentions tells whether a short line holds the name of a party.
func (rd *reading) mentions(l *line, p *party) bool {
	if len(l.ws) > len(p.key)+6 {
		return false
	}
	core := p.core()
	for i := range l.ws {
		if l.ws[i].capital && (beginsWith(l.ws[i:], core) || slices.ContainsFunc(p.aliases, func(alias []string) bool { return beginsWith(l.ws[i:], alias) })) {
			return true
		}
	}
	return false
}

// opensSigning tells whether a line says that somebody signs or accepts.
func (rd *reading) opensSigning(l *line) bool {
	if len(l.ws) == 0 || len(l.ws) > 60 || l.table > 0 {
		return false
	}
	if l.signLabel() {
		return true
	}
	h, signed := l.says(dateSigned, partyAccepts)
	if !signed || l.bindsNobody() {
		return false
	}
	if hits := rd.dateHits(l); h.topic == dateSigned && len(hits) > 0 && (h.to-h.from > 1 && (h.from == 0 || len(l.ws) <= 24) || personal(l, hits...)) {
		return true
	}
	if hits := rd.dateHits(l); h.from == 0 && len(hits) > 0 && len(l.ws) <= 14 && personal(l, hits...) { // "Agreed, 1 July 2026, Jane Doe"
		return true
	}
	if h.from > 2 || len(l.ws) > 40 || h.from > 0 && h.to-h.from == 1 && len(l.ws[h.from].text) <= 2 { // "Acme stands by"
		return false
	}
	_, role := l.says(partyCustomer, partyPartner)
	return role || rd.anyParty(l) || len(l.ws) <= 6 && h.from == 0
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
		label := words(l.label)
		for i := range label {
			if longestStart(label[i:], forms) > 0 {
				return true
			}
		}
	}
	return false
}

// dayFact makes a fact of a moment, missing for nil.
func dayFact(m *moment) sow.Fact[string] {
	if m == nil {
		return sow.NoFact[string]()
	}
	return sow.NewFact(m.day.String(), m.ev)
}
