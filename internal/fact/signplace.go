package fact

import (
	"slices"
	"strings"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// labelDays gives the day that a label holds together with the one who signs:
// "Vienna, 21 April 2026, for Acme Ltd: Jane Doe".
func (rd *reading) labelDays(l *line) []written.Date {
	if l.table > 0 || !written.HasDigit(l.label) || !slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool { return h.Topic == topic.PartyBehalf && h.From > 0 }) {
		return nil
	}
	hits := written.Dates(l.label, rd.us)
	if len(hits) != 1 || l.labelled(topic.DateOther, topic.DateStartLabel, topic.DateEndLabel) {
		return nil
	}
	return hits
}

// placed tells whether a line begins with a place and its one day, and goes on
// with a name: "Maribor, 9 April 2026 — Ana Doe, head of works".
func (l *line) placed(h written.Date) bool {
	at, after := l.wordAt(h.Start), l.wordAt(h.End)
	if at == 0 || at > 4 || after >= len(l.ws) || !l.ws[0].Capital || !l.ws[after].Capital || len(l.ws)-after < 2 || !l.ws[after+1].Capital {
		return false
	}
	return strings.ContainsAny(l.between(after), ",–—-:(")
}

// signsAlone tells whether the block of a line holds nothing but lines of
// signatures: each with a person and a whole day.
func (rd *reading) signsAlone(l *line) bool {
	if l.alone {
		return true
	}
	for m := range rd.blockLines(l.block) {
		if len(m.ws) > 3 && len(rd.dateHits(m)) == 0 && len(rd.labelDays(m)) == 0 {
			return false
		}
	}
	return true
}

// onlyReads are the words of one who signs beside the parties and binds nobody.
var onlyReads = []string{"read by", "for information", "pour information", "zur kenntnis", "para conocimiento", "para su conocimiento", "witnessed by", "in copy"}

// bindsNobody tells whether a line of signatures is that of a reader or witness.
func (l *line) bindsNobody() bool {
	text := lexicon.Fold(l.label + " " + l.text)
	return slices.ContainsFunc(onlyReads, func(w string) bool { return strings.Contains(text, w) })
}

// besideSign tells whether a word of signing stands within a few words of a day
// in a short cell: "18 May 2026 (signature of the board)".
func (l *line) besideSign(h written.Date) bool {
	if len(l.ws) > 12 || l.topics.Has(topic.Negation) {
		return false
	}
	at, after := l.wordAt(h.Start), l.wordAt(h.End)
	if l.signedBy() {
		return true
	}
	for _, s := range l.hits {
		long := s.To > s.From && l.ws[s.To-1].End-l.ws[s.From].Start > len("by")
		if s.Topic == topic.DateSigned && long && (s.To <= at && at-s.To <= 3 || s.From >= after && s.From-after <= 3) {
			return true
		}
	}
	return false
}

// signedBy tells whether the label of a day goes on with who signed: "Date of
// award, signed by A. Doe".
func (l *line) signedBy() bool {
	return slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateSigned && h.To-h.From > 1 && h.To < l.labelLen })
}

// adjacent gives the days of two lines that follow each other and are a place,
// a day and a person each: signatures before the annexes.
func (rd *reading) adjacent() (found []moment) {
	last := -1
	for i := range rd.lines {
		l := &rd.lines[i]
		hits := rd.dateHits(l)
		if len(hits) != 1 || l.table > 0 || l.edge || !l.alone || !l.placed(hits[0]) || len(l.ws) > 20 {
			continue
		}
		m := rd.momentOf(l, hits[0], 1, topic.DateSigned)
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
func (rd *reading) inRange(l *line) bool {
	return l.topics.Has(topic.DateTo) && rd.holdsRange(l, rd.dateHits(l))
}

// signedBefore tells whether a long word of signing stands within a few words
// before word at: "order confirmation of 10 June".
func (l *line) signedBefore(at int) bool {
	h, ok := l.window(max(0, at-3), at, topic.DateSigned)
	return ok && l.ws[h.To-1].End-l.ws[h.From].Start > len("signed")
}

// signedThen tells whether the words behind a day, which begin at word after,
// say that somebody signed on it: "Dated 3 May 2026 and signed that day".
func (l *line) signedThen(after int) bool {
	return slices.ContainsFunc(l.hits, func(h lexicon.Hit) bool {
		return h.Topic == topic.DateSigned && h.To-h.From > 2 && h.From >= after && h.From-after <= 2
	})
}

// signedLabelWeight is the weight of a day in a label.
func (l *line) signedLabelWeight() float64 {
	if l.head.has(topic.HeadSign) {
		return signedInPart
	}
	return signedNear
}

// signedByOnly tells whether a word of signing in a label is not the end of
// "complete by".
func (l *line) signedByOnly(h lexicon.Hit) bool {
	return !slices.ContainsFunc(l.labelHits, func(o lexicon.Hit) bool {
		return (o.Topic == topic.DateEnds || o.Topic == topic.DateEndLabel || o.Topic == topic.DateDeadline || o.Topic == topic.DatePlanned) && o.From < h.From && o.To == h.To
	})
}

// workDay tells whether the label is that of a day of the work: "Work ends".
func (l *line) workDay() bool {
	return l.labelled(topic.DateStartLabel, topic.DateEndLabel, topic.DatePeriodLabel, topic.DateEffective, topic.DateStarts, topic.DateEnds) && !l.labelled(topic.DateSigned, topic.PartyAccepts) && !l.sentLabel()
}

// sidesBefore tells whether a line begins with a party that signs: "For the
// Client signed on 20 January J. Doe".
func (rd *reading) sidesBefore(l *line, at int) bool {
	behalf, ok := l.at(0, topic.PartyBehalf)
	if !ok || behalf.To >= at {
		return false
	}
	_, role := l.window(behalf.To, at, topic.PartyCustomer, topic.PartyPartner)
	return role || rd.namesCustomer(l, behalf.To, at) || rd.namesPartner(l, behalf.To, at)
}

// leftOpen tells whether the cell of the other side, beside a day, has the same
// label and nothing behind it: one side has not signed yet.
func (rd *reading) leftOpen(l *line) bool {
	own, _, ok := strings.Cut(rd.doc.Blocks[l.block].Text, ":")
	if !ok {
		return false
	}
	for i := range rd.besides(l) {
		label, rest, ok := strings.Cut(rd.doc.Blocks[i].Text, ":")
		if ok && label == own && (strings.Trim(rest, " _.…\u00a0\t") == "" || strings.Contains(rest, "___")) {
			return true
		}
	}
	return false
}

// paperDay tells whether the label is that of the day of a paper: "Quote date".
func (l *line) paperDay() bool {
	return l.labelLen <= 3 && l.labelled(topic.DateSent) && !l.labelled(topic.DateSigned, topic.PartyCustomer, topic.PartyPartner, topic.PartyAnd) && !strings.ContainsAny(l.label, ",/&") && !slices.ContainsFunc(l.labelHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateSent && h.From == 0 })
}

// placeAndDay gives the day of a line that is a place and a day, above the
// list of the parties or above those who sign.
func (rd *reading) placeAndDay() []moment {
	var found []moment
	for i := range rd.lines {
		l := &rd.lines[i]
		hits := rd.dateHits(l)
		if len(hits) != 1 || l.edge || l.table > 0 || l.label != "" || len(l.ws) > 12 || !personal(l, hits[0]) || !rd.aboveSigners(i) {
			continue
		}
		if _, other := l.says(topic.DateOther, topic.DateStarts, topic.DateEnds); !other {
			found = append(found, rd.momentOf(l, hits[0], 1, topic.DateSigned))
		}
	}
	return found
}

// blankSign tells whether a line asks for a signature that is not there yet:
// "Agreed, date and signature:", "Date ________".
func (l *line) blankSign() bool {
	if l.label != "" || l.table > 0 || len(l.ws) == 0 {
		return false
	}
	_, signed := l.says(topic.DateSigned, topic.PartyAccepts)
	_, dated := l.says(topic.DateSent)
	return signed && dated && (strings.HasSuffix(l.text, ":") || strings.Contains(l.text, "___") || strings.Contains(l.text, "…"))
}

// signersBelow is how many lines below a place and a day the signatures or the
// parties begin.
const signersBelow = 4

func (rd *reading) aboveSigners(i int) bool {
	for k := i + 1; k <= i+signersBelow && k < len(rd.lines); k++ {
		m := &rd.lines[k]
		if m.blankSign() {
			return false
		}
		_, behalf := m.at(0, topic.PartyBehalf)
		if m.forSomeone() && m.labelLen <= 8 || m.head.has(topic.HeadSign) || behalf && (m.alone || m.table > 0) && len(m.ws) <= 10 {
			return true
		}
		if h, ok := m.at(0, topic.PartyBetween); ok && h.To-h.From > 2 {
			return true
		}
	}
	return false
}
