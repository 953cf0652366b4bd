package fact

import (
	"slices"
	"strings"
)

// labelDays gives the day that a label holds together with the one who signs:
// "Vienna, 21 April 2026, for Acme Ltd: Jane Doe".
func (rd *reading) labelDays(l *line) []dateHit {
	if l.table > 0 || !hasDigit(l.label) || !slices.ContainsFunc(l.labelHits, func(h hit) bool { return h.topic == partyBehalf && h.from > 0 }) {
		return nil
	}
	hits := dates(l.label, rd.us)
	if len(hits) != 1 || l.labelled(dateOther, dateStartLabel, dateEndLabel) {
		return nil
	}
	return hits
}

// placed tells whether a line begins with a place and its one day, and goes on
// with a name: "Maribor, 9 April 2026 — Ana Doe, head of works".
func (l *line) placed(h dateHit) bool {
	at, after := l.wordAt(h.Start), l.wordAt(h.End)
	if at == 0 || at > 4 || after >= len(l.ws) || !l.ws[0].capital || !l.ws[after].capital || len(l.ws)-after < 2 || !l.ws[after+1].capital {
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
	text := fold(l.label + " " + l.text)
	return slices.ContainsFunc(onlyReads, func(w string) bool { return strings.Contains(text, w) })
}

// besideSign tells whether a word of signing stands within a few words of a day
// in a short cell: "18 May 2026 (signature of the board)".
func (l *line) besideSign(h dateHit) bool {
	if len(l.ws) > 12 || l.topics.has(negation) {
		return false
	}
	at, after := l.wordAt(h.Start), l.wordAt(h.End)
	if l.signedBy() {
		return true
	}
	for _, s := range l.hits {
		long := s.to > s.from && l.ws[s.to-1].end-l.ws[s.from].start > len("by")
		if s.topic == dateSigned && long && (s.to <= at && at-s.to <= 3 || s.from >= after && s.from-after <= 3) {
			return true
		}
	}
	return false
}

// signedBy tells whether the label of a day goes on with who signed: "Date of
// award, signed by A. Doe".
func (l *line) signedBy() bool {
	return slices.ContainsFunc(l.labelHits, func(h hit) bool { return h.topic == dateSigned && h.to-h.from > 1 && h.to < l.labelLen })
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
		m := moment{hits[0].Day, 1, dateSigned, rd.evidence(l, hits[0].Start, hits[0].End)}
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
	return l.topics.has(dateTo) && rd.holdsRange(l, rd.dateHits(l))
}

// signedBefore tells whether a long word of signing stands within a few words
// before word at: "order confirmation of 10 June".
func (l *line) signedBefore(at int) bool {
	h, ok := l.window(max(0, at-3), at, dateSigned)
	return ok && l.ws[h.to-1].end-l.ws[h.from].start > len("signed")
}

// signedThen tells whether the words behind a day, which begin at word after,
// say that somebody signed on it: "Dated 3 May 2026 and signed that day".
func (l *line) signedThen(after int) bool {
	return slices.ContainsFunc(l.hits, func(h hit) bool {
		return h.topic == dateSigned && h.to-h.from > 2 && h.from >= after && h.from-after <= 2
	})
}

// signedLabelWeight is the weight of a day in a label.
func (l *line) signedLabelWeight() float64 {
	if l.head.has(headSign) {
		return signedInPart
	}
	return signedNear
}

// signedByOnly tells whether a word of signing in a label is not the end of
// "complete by".
func (l *line) signedByOnly(h hit) bool {
	return !slices.ContainsFunc(l.labelHits, func(o hit) bool {
		return (o.topic == dateEnds || o.topic == dateEndLabel || o.topic == dateDeadline || o.topic == datePlanned) && o.from < h.from && o.to == h.to
	})
}
