package day

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// signedWeight says how surely a day is that of a signature by where it stands.
func (rd *Reader) signedWeight(l *page.Line, h written.Date, tables map[int]bool) float64 {
	at := l.WordAt(h.Start)
	if rd.noSigning(l, at) {
		return 0
	}
	switch {
	case tables[l.Table] && l.Table > 0 && (len(l.Words) <= shortCell || l.Personal(h)):
		return signedInTable
	case doneBy(l, h, at):
		return 0
	case rd.inSignPart(l) && !passing(l, h):
		return signedInPart
	case rd.besideSigner(l, h, at):
		return signedNear
	}
	return 0
}

// besideSigner tells whether the label of a day, or a word beside it in its cell,
// is one of signing, or the label of a short line names who is signed for.
func (rd *Reader) besideSigner(l *page.Line, h written.Date, at int) bool {
	if rd.signedLabel(l) && at == 0 || rd.approves(l) || l.Table > 0 && l.Row > 0 && besideSign(l, h) {
		return true
	}
	if l.Table > 0 || len(l.Words) >= signerWords || !l.ForSomeone() && !rd.sideLabel(l) {
		return false
	}
	return l.Personal(h) || capitals(l, 0, at) > 1 && lineEndsWith(l, h) && l.OtherWords([]written.Date{h}) <= officeWords
}

// officeWords is how many words without a capital the office of one who signs
// has at most: "Leiter der zentralen Dienste für Einkauf".
const officeWords = 5

// sideLabel tells whether the label of one of the last lines is the role of a
// side and nothing more: "Client: Jane Doe, 3 May 2026".
func (rd *Reader) sideLabel(l *page.Line) bool {
	return l.Block >= len(rd.Doc.Blocks)-page.ClosingBlocks && !l.Head.Has(topic.HeadTerm) && slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool {
		return (h.Topic == topic.PartyCustomer || h.Topic == topic.PartyPartner) && h.From == 0 && h.To == l.LabelLen
	})
}

// noSigning tells whether the day at word at can be that of no
// signature, wherever it stands: it is one of the work or of another paper, the
// other side has not signed, or who signs binds nobody.
func (rd *Reader) noSigning(l *page.Line, at int) bool {
	if other, ok := l.Window(0, at, topic.DateOther, topic.DateStarts, topic.DateEnds, topic.DateEffective); ok && (!l.Head.Has(topic.HeadSign) || tellsWork(l, other)) {
		return true
	}
	if l.Table > 0 && (rd.leftOpen(l) || paperDay(l) || workDay(l)) {
		return true
	}
	return bindsNobody(l)
}

// tellsWork tells whether a sentence says by a verb that something begins or
// ends on a day: "The work starts on 3 May 2026", not "By Jane Doe, 3 May 2026".
func tellsWork(l *page.Line, said lexicon.Hit) bool {
	return said.Topic != topic.DateOther && l.Label == "" && l.Table == 0 && said.From > 0 && l.Words[said.To-1].End-l.Words[said.From].Start > len("until") && !l.Words[said.From].Capital && !l.Topics.Has(topic.DateSigned)
}

// doneBy tells whether a sentence among the signatures says by when something
// is to be done: "accepts the report by 30 June".
func doneBy(l *page.Line, h written.Date, at int) bool {
	by, ok := l.Window(max(0, at-3), at, topic.DateEnds, topic.DateDeadline)
	return ok && by.To >= at-1 && l.Head.Has(topic.HeadSign) && len(l.Words) > 6 && !l.Personal(h)
}

// passingWords is how many small words behind a day make it one that a sentence names
// by the way.
const passingWords = 3

// passing tells whether a sentence that names nobody goes on behind a day and says
// nothing of signing: "Should defects remain on 3 May 2026, the client may withdraw".
func passing(l *page.Line, h written.Date) bool {
	at, after := l.WordAt(h.Start), l.WordAt(h.End)
	if l.Label != "" || l.Table > 0 || after >= len(l.Words) || l.Words[after].Capital || capitals(l, 0, at) > 1 || l.Personal(h) {
		return false
	}
	if _, signs := l.Says(topic.DateSigned, topic.PartyAccepts, topic.PartyBehalf); signs {
		return false
	}
	return len(l.Words)-after-capitals(l, after, len(l.Words)) >= passingWords && !strings.Contains(l.TextBetween(0, at), ",")
}

// inSignPart tells whether a line stands below a heading of signatures, and is
// short or a cell of a small table as signatures are.
func (rd *Reader) inSignPart(l *page.Line) bool {
	if !l.Head.Has(topic.HeadSign) {
		return false
	}
	return l.Table == 0 && len(l.Words) < 30 || l.Table > 0 && len(rd.Tables[l.Table].Cells) <= maxSignTable && !rd.pays(l.Table)
}

// pays tells whether a table holds amounts: nobody signs in it.
func (rd *Reader) pays(table int) bool {
	for l := range rd.TableLines(table) {
		if len(rd.MoneyIn(l)) > 0 {
			return true
		}
	}
	return false
}

// shortCell is how many words a cell with a day of signature has, unless they
// are names.
const shortCell = 10

// signedLabel tells whether the label ends in a word of signing: "Call-up
// signed: 16 February 2026". In the table of a plan that is a step of the work:
// "Design book signed | 3 May 2026 | 20,000".
func (rd *Reader) signedLabel(l *page.Line) bool {
	step := l.Table > 0 && rd.Tables[l.Table].Cols > 2
	return slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool {
		return h.Topic == topic.DateSigned && h.To == l.LabelLen && (h.From == 0 || !step && signedByOnly(l, h))
	})
}

// otherDay tells whether words before a day say that it is no signature's.
func otherDay(l *page.Line, h written.Date) bool {
	at := l.WordAt(h.Start)
	if _, from := l.EndsAt(at, topic.DateFrom); from && at > 4 && !signedBefore(l, at) { // "and applies from"
		return true
	}
	other, ok := l.Window(max(0, at-4), at, topic.DateStarts, topic.DateEnds, topic.DateEffective, topic.DateOther)
	return ok && !l.SignLabel() && (other.To-other.From > 1 || len(l.Words[other.From].Text) > 4)
}

// signedSays tells whether a sentence says that the document was signed on a
// day: "This order was signed by both parties on 22 April 2026".
func (rd *Reader) signedSays(l *page.Line, h written.Date) bool {
	at, after := l.WordAt(h.Start), l.WordAt(h.End)
	if l.Table > 0 || !l.Topics.Has(topic.DateSigned) || rd.Kind == sow.KindChangeOrder || otherPaper(l, at) {
		return false
	}
	if signedThen(l, after) {
		return true
	}
	said, ok := rd.signWord(l, h)
	if !ok {
		return false
	}
	if _, other := l.Window(min(said.To, at), at, topic.DateStarts, topic.DateEnds, topic.DateEffective, topic.DateDeadline, topic.DateFrom); other {
		return false
	}
	if said.To-said.From == 1 && len(l.Words[said.From].Text) <= 4 || said.To-said.From > 2 && l.Block < len(rd.Doc.Blocks)-page.ClosingBlocks { // "by"; "En Madrid, a"
		return false
	}
	_, work := l.Window(0, max(said.From, at), topic.DateWork)
	return said.From == 0 || work || l.Beside.Days.Sign.Has(l.Words[said.From].Text) || rd.sidesBefore(l, said.From)
}

// signWord gives the word of signing that belongs to a day, before it or else
// behind it: no other day stands between.
func (rd *Reader) signWord(l *page.Line, h written.Date) (lexicon.Hit, bool) {
	at, after := l.WordAt(h.Start), l.WordAt(h.End)
	low, high := max(0, at-reachWords), min(len(l.Words), after+reachWords)
	for _, d := range rd.Dates(l) {
		if d.End <= h.Start {
			low = max(low, l.WordAt(d.End))
		}
		if d.Start >= h.End {
			high = min(high, l.WordAt(d.Start))
		}
	}
	if said, ok := l.Window(low, at, topic.DateSigned); ok {
		return said, true
	}
	return l.Window(after, high, topic.DateSigned)
}

// otherPaper tells whether words before word at name another paper than the
// document, which was signed as well: "The framework agreement was signed on".
func otherPaper(l *page.Line, at int) bool {
	if !l.Topics.Has(topic.DateOther) {
		return false
	}
	for _, h := range l.Hits {
		if h.Topic != topic.DateOther || h.To > at || slices.ContainsFunc(l.Hits, func(s lexicon.Hit) bool {
			return s.Topic == topic.DateSigned && s.From < h.To && h.From < s.To || s.Topic == topic.DateWork && s.From <= h.From && h.To <= s.To
		}) {
			continue
		}
		return true
	}
	return false
}
