package day

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
	"claimline/internal/sow"
)

// startsSigned gives the day of the signatures as the start where the text says
// that the work or the document begins with them.
func (rd *Reader) startsSigned(signed sow.Fact[string]) sow.Fact[string] {
	day, ok := signed.Known()
	if !ok {
		return sow.NoFact[string]()
	}
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Edge || l.Table > 0 || !l.Topics.Has(topic.DateOnSigning) || l.Topics.Has(topic.Negation) {
			continue
		}
		on, _ := l.Says(topic.DateOnSigning)
		if begins, ok := l.Window(0, on.From, topic.DateStarts, topic.DateEffective, topic.DateStartLabel); ok && on.From-begins.To <= 2 {
			if _, other := l.Window(0, on.From, topic.DateOther); !other {
				return sow.NewFact(day, append(signed.Evidence[:1:1], rd.Evidence(l, 0, 0))...)
			}
		}
	}
	return sow.NoFact[string]()
}

// earlierAbove tells whether a row above a cell has an earlier period in the
// same column.
func (rd *Reader) earlierAbove(l *page.Line, day sow.Day) bool {
	for m := range rd.TableLines(l.Table) {
		if m.Column != l.Column || m.Row >= l.Row {
			continue
		}
		if hits := rd.Dates(m); len(hits) > 0 && written.CompareDays(hits[0].Day, day) < 0 && rd.holdsRange(m, hits) {
			return true
		}
	}
	return false
}

// closesList tells whether a day is the last in a table of two columns that
// gives the start of the work as well: "Aftercare until: 30 April".
func (rd *Reader) closesList(l *page.Line, day sow.Day) bool {
	if l.Table == 0 || rd.Tables[l.Table].Cols != 2 || !l.Labelled(topic.DateEndLabel) {
		return false
	}
	starts := false
	for m := range rd.TableLines(l.Table) {
		if m.Column == 0 {
			continue
		}
		for _, h := range rd.Dates(m) {
			if written.CompareDays(h.Day, day) > 0 {
				return false
			}
			starts = starts || m.Labelled(topic.DateStartLabel) && covers(m, topic.DateStartLabel)
		}
	}
	return starts
}

// holdsRange tells whether the days of a cell are those of a period.
func (rd *Reader) holdsRange(l *page.Line, hits []written.Date) bool {
	_, _, half := written.RangeAcrossMonths(l.Text, hits)
	return half || len(hits) == 2 && rd.isRange(l, hits[0], hits[1])
}
