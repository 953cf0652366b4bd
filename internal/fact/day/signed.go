package day

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/names"
	"claimline/internal/fact/page"
	"claimline/internal/fact/party"
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
func (rd *Reader) signedDate() sow.Fact[string] {
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
		if last == nil || written.CompareDays(m.day, last.day) > 0 {
			last = &found[i]
		}
	}
	return rd.dayFact(last)
}

// atTop tells whether all that looks like a signature stands in the first part
// of the document and hardly does: "Prepared by Acme Ltd, 3 May 2026".
func (rd *Reader) atTop(found []moment) bool {
	return !slices.ContainsFunc(found, func(m moment) bool { return m.weight > signedNear || m.block > len(rd.Doc.Blocks)/3 })
}

// signing is what the lines above say of a signature that may follow.
type signing struct {
	near   int // lines that a word of signing or accepting still reaches
	block  int // with the last such word, -1 for none
	signer int // block with the last label of one who is signed for, likewise
}

// pass goes on to the next line. Opens tells that it says of somebody to sign.
func (s *signing) pass(l *page.Line, opens bool) {
	s.near--
	if opens {
		s.near, s.block = 3, l.Block
	}
	if l.ForSomeone() {
		s.signer = l.Block
	}
}

// reaches tells whether a word of signing still counts for a line: it stands in
// the line, or a few lines above one that is short.
func (s *signing) reaches(l *page.Line) bool {
	return (s.near > 0 && l.Table == 0 || s.block == l.Block) && (len(l.Words) < 30 || s.near == 3)
}

// signedMoments gives the days that stand where signatures stand.
func (rd *Reader) signedMoments() []moment {
	var found []moment
	tables := rd.signatureTables()
	above := signing{block: -1, signer: -1}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Head.Has(topic.HeadHistory) {
			continue
		}
		above.pass(l, rd.opensSigning(l))
		for _, h := range rd.labelDays(l) {
			found = append(found, moment{h.Day, signedLabelWeight(l), topic.DateSigned, l.Block, l, 0, 0})
		}
		for _, h := range rd.Dates(l) {
			w := rd.signedWeight(l, h, tables)
			if w == 0 && rd.signedBelow(l, h, above) && !bindsNobody(l) {
				w = signedNear
			}
			if w > 0 {
				found = append(found, momentOf(l, h, w, topic.DateSigned))
			}
		}
	}
	return found
}

// signedBelow tells whether the words of the lines above, or of the sentence
// itself, make a day that of a signature.
func (rd *Reader) signedBelow(l *page.Line, h written.Date, above signing) bool {
	if above.reaches(l) && !otherDay(l, h) && !workDay(l) && !rd.inRange(l) && !otherPaper(l, l.WordAt(h.Start)) {
		return true
	}
	if above.signer == l.Block && (sentLabel(l) && l.WordAt(h.Start) == 0 || onlyDated(l, h)) {
		return true
	}
	return rd.signedSays(l, h)
}

// onlyDated tells whether a line is one word and a day: "Dated 3 May 2026."
func onlyDated(l *page.Line, h written.Date) bool {
	at := l.WordAt(h.Start)
	said, ok := l.At(0, topic.DateOther, topic.DateSent, topic.DateSigned)
	return ok && said.To == at && at <= 2 && lineEndsWith(l, h)
}

// opensSigning tells whether a line says that somebody signs or accepts.
func (rd *Reader) opensSigning(l *page.Line) bool {
	if len(l.Words) == 0 || len(l.Words) > 60 || l.Table > 0 {
		return false
	}
	if l.SignLabel() {
		return true
	}
	h, signed := l.Says(topic.DateSigned, topic.PartyAccepts)
	return signed && (rd.signsOnDay(l, h) || rd.sideSigns(l, h)) && !bindsNobody(l)
}

// signsOnDay tells whether a word of signing or accepting stands in a line with
// a day and who signs, or says in several words that it was signed that day.
func (rd *Reader) signsOnDay(l *page.Line, h lexicon.Hit) bool {
	hits := rd.Dates(l)
	if len(hits) == 0 {
		return false
	}
	if h.Topic == topic.DateSigned && (h.To-h.From > 1 && (h.From == 0 || len(l.Words) <= 24) || l.Personal(hits...)) {
		return true
	}
	return h.From == 0 && len(l.Words) <= 14 && l.Personal(hits...) // "Agreed, 1 July 2026, Jane Doe"
}

// sideSigns tells whether a line begins with a word of signing or accepting and
// names one of the sides, or says nothing else.
func (rd *Reader) sideSigns(l *page.Line, h lexicon.Hit) bool {
	if h.From > 2 || len(l.Words) > 40 || h.From > 0 && h.To-h.From == 1 && len(l.Words[h.From].Text) <= 2 { // "Acme stands by"
		return false
	}
	_, role := l.Says(topic.PartyCustomer, topic.PartyPartner)
	return role || rd.anyParty(l) || len(l.Words) <= 6 && h.From == 0
}

func (rd *Reader) anyParty(l *page.Line) bool {
	for _, p := range []*party.Party{rd.Sides.Parties.Customer, rd.Sides.Parties.Partner} {
		if p == nil {
			continue
		}
		forms := rd.Sides.ShortNames(p)
		for i := range l.Words {
			if names.LongestStart(l.Words[i:], forms) > 0 {
				return true
			}
		}
		label := lexicon.Words(l.Label)
		for i := range label {
			if names.LongestStart(label[i:], forms) > 0 {
				return true
			}
		}
	}
	return false
}

// dayFact makes a fact of a moment, missing for nil.
func (rd *Reader) dayFact(m *moment) sow.Fact[string] {
	if m == nil {
		return sow.NoFact[string]()
	}
	return sow.NewFact(m.day.String(), rd.quote(m))
}
