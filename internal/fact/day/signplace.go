package day

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// labelDays gives the day that a label holds together with the one who signs:
// "Vienna, 21 April 2026, for Acme Ltd: Jane Doe".
func (rd *Reader) labelDays(l *page.Line) []written.Date {
	if l.Table > 0 || !written.HasDigit(l.Label) || !slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyBehalf && h.From > 0 }) {
		return nil
	}
	hits := written.Dates(l.Label, rd.MonthFirst)
	if len(hits) != 1 || l.Labelled(topic.DateOther, topic.DateStartLabel, topic.DateEndLabel) {
		return nil
	}
	return hits
}

// placed tells whether a line begins with a place and its one day, and goes on
// with a name: "Maribor, 9 April 2026 — Ana Doe, head of works".
func placed(l *page.Line, h written.Date) bool {
	at, after := l.WordAt(h.Start), l.WordAt(h.End)
	if at == 0 || at > 4 || after >= len(l.Words) || !l.Words[0].Capital {
		return false
	}
	apart := strings.ContainsAny(l.Between(after), ",–—-:(")
	if said, ok := l.At(after, topic.PartyBehalf); ok && apart && said.To < len(l.Words) { // "3 May 2026: for the president"
		return true
	}
	if said, ok := l.At(after, topic.DateSigned); ok && apart { // "3 May 2026, signed Jane Doe"
		after = said.To
	}
	if len(l.Words)-after < 2 || !l.Words[after].Capital || !l.Words[after+1].Capital {
		return false
	}
	return apart || len(l.Words[after].Text) == 1 // "11 May 2026 R. Doe"
}

// signsAlone tells whether the block of a line holds nothing but lines of
// signatures: each with a person and a whole day.
func (rd *Reader) signsAlone(l *page.Line) bool {
	if l.Alone {
		return true
	}
	for m := range rd.BlockLines(l.Block) {
		if len(m.Words) > 3 && len(rd.Dates(m)) == 0 && len(rd.labelDays(m)) == 0 {
			return false
		}
	}
	return true
}

// bindsNobody tells whether a line of signatures is that of a reader or witness:
// beside the parties, or before the offer is taken.
func bindsNobody(l *page.Line) bool {
	return l.Beside.Days.Readers.Within(lexicon.Fold(l.Label + " " + l.Text))
}

// besideSign tells whether a word of signing stands within a few words of a day
// in a short cell: "18 May 2026 (signature of the board)".
func besideSign(l *page.Line, h written.Date) bool {
	if len(l.Words) > 12 || l.Topics.Has(topic.Negation) {
		return false
	}
	at, after := l.WordAt(h.Start), l.WordAt(h.End)
	if signedBy(l) {
		return true
	}
	for _, s := range l.Hits {
		long := s.To > s.From && l.Words[s.To-1].End-l.Words[s.From].Start > len("by")
		if s.Topic == topic.DateSigned && long && (s.To <= at && at-s.To <= 3 || s.From >= after && s.From-after <= 3) {
			return true
		}
	}
	return false
}

// signedBy tells whether the label of a day goes on with who signed: "Date of
// award, signed by A. Doe".
func signedBy(l *page.Line) bool {
	return slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateSigned && h.To-h.From > 1 && h.To < l.LabelLen })
}

// adjacent gives the days of two lines that follow each other and are a place,
// a day and a person each: signatures before the annexes.
func (rd *Reader) adjacent() (found []moment) {
	last := -1
	for i := range rd.Lines {
		l := &rd.Lines[i]
		hits := rd.Dates(l)
		if len(hits) != 1 || l.Table > 0 || l.Edge || !l.Alone || !placed(l, hits[0]) || len(l.Words) > 20 {
			continue
		}
		m := momentOf(l, hits[0], 1, topic.DateSigned)
		if last == i-1 || len(found) == 0 {
			found = append(found, m)
		}
		last = i
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

// inRange tells whether the days of a line are those of a period.
func (rd *Reader) inRange(l *page.Line) bool {
	return l.Topics.Has(topic.DateTo) && rd.holdsRange(l, rd.Dates(l))
}

// signedBefore tells whether a long word of signing stands within a few words
// before word at: "order confirmation of 10 June".
func signedBefore(l *page.Line, at int) bool {
	h, ok := l.Window(max(0, at-3), at, topic.DateSigned)
	return ok && l.Words[h.To-1].End-l.Words[h.From].Start > len("signed")
}

// signedThen tells whether the words behind a day, which begin at word after,
// say that somebody signed on it: "Dated 3 May 2026 and signed that day".
func signedThen(l *page.Line, after int) bool {
	return slices.ContainsFunc(l.Hits, func(h lexicon.Hit) bool {
		return h.Topic == topic.DateSigned && h.To-h.From > 2 && h.From >= after && h.From-after <= 2
	})
}

// signedLabelWeight is the weight of a day in a label.
func signedLabelWeight(l *page.Line) float64 {
	if l.Head.Has(topic.HeadSign) {
		return signedInPart
	}
	return signedNear
}

// signedByOnly tells whether a word of signing in a label is not the end of
// "complete by".
func signedByOnly(l *page.Line, h lexicon.Hit) bool {
	return !slices.ContainsFunc(l.LabelHits, func(o lexicon.Hit) bool {
		return (o.Topic == topic.DateEnds || o.Topic == topic.DateEndLabel || o.Topic == topic.DateDeadline || o.Topic == topic.DatePlanned) && o.From < h.From && o.To == h.To
	})
}

// workDay tells whether the label is that of a day of the work: "Work ends".
func workDay(l *page.Line) bool {
	return l.Labelled(topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel, topic.DateEffective, topic.DateStarts, topic.DateEnds) && !l.Labelled(topic.DateSigned, topic.PartyAccepts) && !sentLabel(l)
}

// sidesBefore tells whether a line begins with a party that signs: "For the
// Client signed on 20 January J. Doe".
func (rd *Reader) sidesBefore(l *page.Line, at int) bool {
	behalf, ok := l.At(0, topic.PartyBehalf)
	if !ok || behalf.To >= at {
		return false
	}
	_, role := l.Window(behalf.To, at, topic.PartyCustomer, topic.PartyPartner)
	return role || rd.Sides.NamesCustomer(l, behalf.To, at) || rd.Sides.NamesPartner(l, behalf.To, at)
}

// leftOpen tells whether the cell of the other side, beside a day, has the same
// label and nothing behind it: one side has not signed yet.
func (rd *Reader) leftOpen(l *page.Line) bool {
	own, _, ok := strings.Cut(rd.Doc.Blocks[l.Block].Text, ":")
	if !ok {
		return false
	}
	for i := range rd.Besides(l) {
		label, rest, ok := strings.Cut(rd.Doc.Blocks[i].Text, ":")
		if ok && label == own && (strings.Trim(rest, " _.…\u00a0\t") == "" || strings.Contains(rest, "___")) {
			return true
		}
	}
	return false
}

// paperDay tells whether the label is that of the day of a paper: "Quote date".
func paperDay(l *page.Line) bool {
	return l.LabelLen <= 3 && l.Labelled(topic.DateSent) && !l.Labelled(topic.DateSigned, topic.PartyCustomer, topic.PartyPartner, topic.PartyAnd) && !strings.ContainsAny(l.Label, ",/&") && !slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateSent && h.From == 0 })
}

// placeAndDay gives the day of a line that is a place and a day, above the
// list of the parties or above those who sign.
func (rd *Reader) placeAndDay() []moment {
	var found []moment
	for i := range rd.Lines {
		l := &rd.Lines[i]
		hits := rd.Dates(l)
		if len(hits) != 1 || l.Edge || l.Table > 0 || l.Label != "" || len(l.Words) > 12 || !l.Personal(hits[0]) || !rd.aboveSigners(i) {
			continue
		}
		if _, other := l.Says(topic.DateOther, topic.DateStarts, topic.DateEnds); !other {
			found = append(found, momentOf(l, hits[0], 1, topic.DateSigned))
		}
	}
	return found
}

// blankSign tells whether a line asks for a signature that is not there yet:
// "Agreed, date and signature:", "Date ________".
func blankSign(l *page.Line) bool {
	if l.Label != "" || l.Table > 0 || len(l.Words) == 0 {
		return false
	}
	_, signed := l.Says(topic.DateSigned, topic.PartyAccepts)
	_, dated := l.Says(topic.DateSent)
	return signed && dated && (strings.HasSuffix(l.Text, ":") || strings.Contains(l.Text, "___") || strings.Contains(l.Text, "…"))
}

// signersBelow is how many lines below a place and a day the signatures or the
// parties begin.
const signersBelow = 4

func (rd *Reader) aboveSigners(i int) bool {
	for k := i + 1; k <= i+signersBelow && k < len(rd.Lines); k++ {
		m := &rd.Lines[k]
		if blankSign(m) {
			return false
		}
		_, behalf := m.At(0, topic.PartyBehalf)
		if m.ForSomeone() && m.LabelLen <= 8 || m.Head.Has(topic.HeadSign) || behalf && (m.Alone || m.Table > 0) && len(m.Words) <= 10 {
			return true
		}
		if h, ok := m.At(0, topic.PartyBetween); ok && h.To-h.From > 2 {
			return true
		}
	}
	return false
}
