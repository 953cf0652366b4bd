package fact

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
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
	if rd.leftUnsigned() {
		return sow.NoFact[string]()
	}
	found := rd.signedMoments()
	if len(found) == 0 {
		found = append(rd.repliedOn(), rd.closingLines()...)
	} else if closing := rd.closingLines(); len(closing) > 0 && rd.atTop(found) {
		found = closing
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

// atTop tells whether all that looks like a signature stands in the first part
// of the document and hardly does: "Prepared by Acme Ltd, 3 May 2026".
func (rd *reading) atTop(found []moment) bool {
	return !slices.ContainsFunc(found, func(m moment) bool { return m.weight > signedNear || m.block > len(rd.doc.Blocks)/3 })
}

// signing is what the lines above say of a signature that may follow.
type signing struct {
	near   int // lines that a word of signing or accepting still reaches
	block  int // with the last such word, -1 for none
	signer int // block with the last label of one who is signed for, likewise
}

// pass goes on to the next line. Opens tells that it says of somebody to sign.
func (s *signing) pass(l *line, opens bool) {
	s.near--
	if opens {
		s.near, s.block = 3, l.block
	}
	if l.forSomeone() {
		s.signer = l.block
	}
}

// reaches tells whether a word of signing still counts for a line: it stands in
// the line, or a few lines above one that is short.
func (s *signing) reaches(l *line) bool {
	return (s.near > 0 && l.table == 0 || s.block == l.block) && (len(l.ws) < 30 || s.near == 3)
}

// signedMoments gives the days that stand where signatures stand.
func (rd *reading) signedMoments() []moment {
	var found []moment
	tables := rd.signatureTables()
	above := signing{block: -1, signer: -1}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.head.has(topic.HeadHistory) {
			continue
		}
		above.pass(l, rd.opensSigning(l))
		for _, h := range rd.labelDays(l) {
			found = append(found, moment{h.Day, l.signedLabelWeight(), topic.DateSigned, rd.evidence(l, 0, 0), l.block})
		}
		for _, h := range rd.dateHits(l) {
			w := rd.signedWeight(l, h, tables)
			if w == 0 && rd.signedBelow(l, h, above) {
				w = signedNear
			}
			if w > 0 {
				found = append(found, rd.momentOf(l, h, w, topic.DateSigned))
			}
		}
	}
	return found
}

// signedBelow tells whether the words of the lines above, or of the sentence
// itself, make a day that of a signature.
func (rd *reading) signedBelow(l *line, h written.Date, above signing) bool {
	if above.reaches(l) && !l.otherDay(h) && !l.workDay() && !rd.inRange(l) && !l.otherPaper(l.wordAt(h.Start)) {
		return true
	}
	if above.signer == l.block && (l.sentLabel() && l.wordAt(h.Start) == 0 || l.onlyDated(h)) {
		return true
	}
	return rd.signedSays(l, h)
}

// onlyDated tells whether a line is one word and a day: "Dated 3 May 2026."
func (l *line) onlyDated(h written.Date) bool {
	at := l.wordAt(h.Start)
	said, ok := l.at(0, topic.DateOther, topic.DateSent, topic.DateSigned)
	return ok && said.To == at && at <= 2 && l.endsWith(h)
}

// opensSigning tells whether a line says that somebody signs or accepts.
func (rd *reading) opensSigning(l *line) bool {
	if len(l.ws) == 0 || len(l.ws) > 60 || l.table > 0 {
		return false
	}
	if l.signLabel() {
		return true
	}
	h, signed := l.says(topic.DateSigned, topic.PartyAccepts)
	if !signed || l.bindsNobody() {
		return false
	}
	return rd.signsOnDay(l, h) || rd.sideSigns(l, h)
}

// signsOnDay tells whether a word of signing or accepting stands in a line with
// a day and who signs, or says in several words that it was signed that day.
func (rd *reading) signsOnDay(l *line, h lexicon.Hit) bool {
	hits := rd.dateHits(l)
	if len(hits) == 0 {
		return false
	}
	if h.Topic == topic.DateSigned && (h.To-h.From > 1 && (h.From == 0 || len(l.ws) <= 24) || personal(l, hits...)) {
		return true
	}
	return h.From == 0 && len(l.ws) <= 14 && personal(l, hits...) // "Agreed, 1 July 2026, Jane Doe"
}

// sideSigns tells whether a line begins with a word of signing or accepting and
// names one of the sides, or says nothing else.
func (rd *reading) sideSigns(l *line, h lexicon.Hit) bool {
	if h.From > 2 || len(l.ws) > 40 || h.From > 0 && h.To-h.From == 1 && len(l.ws[h.From].Text) <= 2 { // "Acme stands by"
		return false
	}
	_, role := l.says(topic.PartyCustomer, topic.PartyPartner)
	return role || rd.anyParty(l) || len(l.ws) <= 6 && h.From == 0
}

// forSomeone tells whether the label of a line names one who is signed for:
// "For Acme Ltd: Jane Doe, 3 May 2026".
func (l *line) forSomeone() bool {
	return slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyBehalf && h.From == 0 })
}

// signLabel tells whether the label of a line is one of signatures and nothing
// more: "By: Lee Chang", not "Prepared by: Lee Chang".
func (l *line) signLabel() bool {
	for _, h := range l.labelHits {
		if h.Topic == topic.PartyAccepts && h.From == 0 || h.Topic == topic.DateSigned && h.From == 0 && (h.To == l.labelLen || h.To-h.From > 1) {
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
		label := lexicon.Words(l.label)
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
