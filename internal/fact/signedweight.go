package fact

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// signedWeight says how surely a day is that of a signature by where it stands.
func (rd *reading) signedWeight(l *line, h written.Date, tables map[int]bool) float64 {
	at := l.wordAt(h.Start)
	if rd.noSigning(l, at) {
		return 0
	}
	switch {
	case tables[l.table] && l.table > 0 && (len(l.ws) <= shortCell || personal(l, h)):
		return signedInTable
	case l.doneBy(h, at):
		return 0
	case rd.inSignPart(l):
		return signedInPart
	case rd.besideSigner(l, h, at):
		return signedNear
	}
	return 0
}

// besideSigner tells whether the label of a day, or a word beside it in its cell,
// is one of signing, or the label of a short line names who is signed for.
func (rd *reading) besideSigner(l *line, h written.Date, at int) bool {
	if rd.signedLabel(l) && at == 0 || l.table > 0 && l.row > 0 && l.besideSign(h) {
		return true
	}
	if l.table > 0 || len(l.ws) >= signerWords || !l.forSomeone() && !rd.sideLabel(l) {
		return false
	}
	return personal(l, h) || l.capitals(0, at) > 1 && l.endsWith(h) && l.others([]written.Date{h}) <= officeWords
}

// officeWords is how many words without a capital the office of one who signs
// has at most: "Leiter der zentralen Dienste für Einkauf".
const officeWords = 5

// sideLabel tells whether the label of one of the last lines is the role of a
// side and nothing more: "Client: Jane Doe, 3 May 2026".
func (rd *reading) sideLabel(l *line) bool {
	return l.block >= len(rd.doc.Blocks)-closingBlocks && !l.head.has(topic.HeadTerm) && slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool {
		return (h.Topic == topic.PartyCustomer || h.Topic == topic.PartyPartner) && h.From == 0 && h.To == l.labelLen
	})
}

// noSigning tells whether the day at word at can be that of no
// signature, wherever it stands: it is one of the work or of another paper, the
// other side has not signed, or who signs binds nobody.
func (rd *reading) noSigning(l *line, at int) bool {
	if other, ok := l.window(0, at, topic.DateOther, topic.DateStarts, topic.DateEnds, topic.DateEffective); ok && (!l.head.has(topic.HeadSign) || l.tellsWork(other)) {
		return true
	}
	if l.table > 0 && (rd.leftOpen(l) || l.paperDay() || l.workDay()) {
		return true
	}
	return l.bindsNobody()
}

// tellsWork tells whether a sentence says by a verb that something begins or
// ends on a day: "The work starts on 3 May 2026", not "By Jane Doe, 3 May 2026".
func (l *line) tellsWork(said lexicon.Hit) bool {
	return said.Topic != topic.DateOther && l.label == "" && l.table == 0 && said.From > 0 && l.ws[said.To-1].End-l.ws[said.From].Start > len("until") && !l.ws[said.From].Capital && !l.topics.Has(topic.DateSigned)
}

// doneBy tells whether a sentence among the signatures says by when something
// is to be done: "accepts the report by 30 June".
func (l *line) doneBy(h written.Date, at int) bool {
	by, ok := l.window(max(0, at-3), at, topic.DateEnds, topic.DateDeadline)
	return ok && by.To >= at-1 && l.head.has(topic.HeadSign) && len(l.ws) > 6 && !personal(l, h)
}

// inSignPart tells whether a line stands below a heading of signatures, and is
// short or a cell of a small table as signatures are.
func (rd *reading) inSignPart(l *line) bool {
	if !l.head.has(topic.HeadSign) {
		return false
	}
	return l.table == 0 && len(l.ws) < 30 || l.table > 0 && len(rd.tables[l.table].cells) <= maxSignTable
}

// shortCell is how many words a cell with a day of signature has, unless they
// are names.
const shortCell = 10

// signedLabel tells whether the label ends in a word of signing: "Call-up
// signed: 16 February 2026". In the table of a plan that is a step of the work:
// "Design book signed | 3 May 2026 | 20,000".
func (rd *reading) signedLabel(l *line) bool {
	step := l.table > 0 && rd.tables[l.table].cols > 2
	return slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool {
		return h.Topic == topic.DateSigned && h.To == l.labelLen && (h.From == 0 || !step && l.signedByOnly(h))
	})
}

// otherDay tells whether words before a day say that it is no signature's.
func (l *line) otherDay(h written.Date) bool {
	at := l.wordAt(h.Start)
	if _, from := l.endsAt(at, topic.DateFrom); from && at > 4 && !l.signedBefore(at) { // "and applies from"
		return true
	}
	other, ok := l.window(max(0, at-4), at, topic.DateStarts, topic.DateEnds, topic.DateEffective, topic.DateOther)
	return ok && !l.signLabel() && (other.To-other.From > 1 || len(l.ws[other.From].Text) > 4)
}

// signedSays tells whether a sentence says that the document was signed on a
// day: "This order was signed by both parties on 22 April 2026".
func (rd *reading) signedSays(l *line, h written.Date) bool {
	at, after := l.wordAt(h.Start), l.wordAt(h.End)
	if l.table > 0 || !l.topics.Has(topic.DateSigned) || rd.det.Kind == sow.KindChangeOrder || l.otherPaper(at) {
		return false
	}
	if l.signedThen(after) {
		return true
	}
	said, ok := rd.signWord(l, h)
	if !ok {
		return false
	}
	if _, other := l.window(min(said.To, at), at, topic.DateStarts, topic.DateEnds, topic.DateEffective, topic.DateDeadline, topic.DateFrom); other {
		return false
	}
	if said.To-said.From == 1 && len(l.ws[said.From].Text) <= 4 || said.To-said.From > 2 && l.block < len(rd.doc.Blocks)-closingBlocks { // "by"; "En Madrid, a"
		return false
	}
	_, work := l.window(0, max(said.From, at), topic.DateWork)
	return said.From == 0 || work || rd.sidesBefore(l, said.From)
}

// signWord gives the word of signing that belongs to a day, before it or else
// behind it: no other day stands between.
func (rd *reading) signWord(l *line, h written.Date) (lexicon.Hit, bool) {
	at, after := l.wordAt(h.Start), l.wordAt(h.End)
	low, high := max(0, at-reachWords), min(len(l.ws), after+reachWords)
	for _, d := range rd.dateHits(l) {
		if d.End <= h.Start {
			low = max(low, l.wordAt(d.End))
		}
		if d.Start >= h.End {
			high = min(high, l.wordAt(d.Start))
		}
	}
	if said, ok := l.window(low, at, topic.DateSigned); ok {
		return said, true
	}
	return l.window(after, high, topic.DateSigned)
}

// otherPaper tells whether words before word at name another paper than the
// document, which was signed as well: "The framework agreement was signed on".
func (l *line) otherPaper(at int) bool {
	for _, h := range l.hits {
		if h.Topic != topic.DateOther || h.To > at || slices.ContainsFunc(l.hits, func(s lexicon.Hit) bool {
			return s.Topic == topic.DateSigned && s.From < h.To && h.From < s.To || s.Topic == topic.DateWork && s.From <= h.From && h.To <= s.To
		}) {
			continue
		}
		return true
	}
	return false
}
