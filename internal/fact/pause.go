package fact

import (
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// denies tells whether a sentence says when something does not happen, before
// or right behind the days in its bytes [from:to): "No cut is made from 14
// December to 6 January".
func (l *line) denies(from, to int) bool {
	if l.label != "" || l.table > 0 || !l.topics.Has(topic.Negation) {
		return false
	}
	if _, no := l.window(0, l.wordAt(from), topic.Negation); no {
		return true
	}
	for i := l.wordAt(to); i < len(l.ws) && !l.breaks(i); i++ {
		if _, no := l.at(i, topic.Negation); no {
			return true
		}
	}
	return false
}

// startsSigned gives the day of the signatures as the start where the text says
// that the work or the document begins with them.
func (rd *reading) startsSigned(signed sow.Fact[string]) sow.Fact[string] {
	day, ok := signed.Known()
	if !ok {
		return sow.NoFact[string]()
	}
	for i := range rd.lines {
		l := &rd.lines[i]
		if l.edge || l.table > 0 || !l.topics.Has(topic.DateOnSigning) || l.topics.Has(topic.Negation) {
			continue
		}
		on, _ := l.says(topic.DateOnSigning)
		if begins, ok := l.window(0, on.From, topic.DateStarts, topic.DateEffective, topic.DateStartLabel); ok && on.From-begins.To <= 2 {
			if _, other := l.window(0, on.From, topic.DateOther); !other {
				return sow.NewFact(day, append(signed.Evidence[:1:1], rd.evidence(l, 0, 0))...)
			}
		}
	}
	return sow.NoFact[string]()
}

// earlierAbove tells whether a row above a cell has an earlier period in the
// same column.
func (rd *reading) earlierAbove(l *line, day sow.Day) bool {
	for m := range rd.tableLines(l.table) {
		if m.column != l.column || m.row >= l.row {
			continue
		}
		if hits := rd.dateHits(m); len(hits) > 0 && written.CompareDays(hits[0].Day, day) < 0 && rd.holdsRange(m, hits) {
			return true
		}
	}
	return false
}

// closesList tells whether a day is the last in a table of two columns that
// gives the start of the work as well: "Aftercare until: 30 April".
func (rd *reading) closesList(l *line, day sow.Day) bool {
	if l.table == 0 || rd.tables[l.table].cols != 2 || !l.labelled(topic.DateEndLabel) {
		return false
	}
	starts := false
	for m := range rd.tableLines(l.table) {
		if m.column == 0 {
			continue
		}
		for _, h := range rd.dateHits(m) {
			if written.CompareDays(h.Day, day) > 0 {
				return false
			}
			starts = starts || m.labelled(topic.DateStartLabel) && m.covers(topic.DateStartLabel)
		}
	}
	return starts
}

// holdsRange tells whether the days of a cell are those of a period.
func (rd *reading) holdsRange(l *line, hits []written.Date) bool {
	_, _, half := written.RangeAcrossMonths(l.text, hits)
	return half || len(hits) == 2 && rd.isRange(l, hits[0], hits[1])
}
