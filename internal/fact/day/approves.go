package day

import (
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// approves tells whether a cell with the label of signatures holds nothing but
// names and days, one of them that of a side: "Approval | Acme 17 August 2026;
// Quay 14 August 2026".
func (rd *Reader) approves(l *page.Line) bool {
	if l.Table == 0 || !l.Labelled(topic.HeadSign) {
		return false
	}
	side := false
	for m := range rd.BlockLines(l.Block) {
		if !onlyNamed(m, rd.Dates(m)) {
			return false
		}
		side = side || rd.anyParty(m)
	}
	return side
}

// onlyNamed tells whether a line is a name and a day.
func onlyNamed(l *page.Line, hits []written.Date) bool {
	if len(hits) != 1 || !lineEndsWith(l, hits[0]) || l.OtherWords(hits) > 0 {
		return false
	}
	return capitals(l, 0, l.WordAt(hits[0].Start)) > 0
}
