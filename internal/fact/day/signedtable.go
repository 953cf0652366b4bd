package day

import (
	"slices"

	"claimline/internal/fact/lexicon"
	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
	"claimline/internal/fact/written"
)

// maxSignTable bounds the rows of a table of signatures without a heading.
const maxSignTable = 8

// signatureTables gives the tables with the names of both parties in one row,
// and those that hold nothing but persons, places and the days of each side.
func (rd *Reader) signatureTables() map[int]bool {
	if rd.signTable == nil {
		rd.signTable = rd.findSignatureTables()
	}
	return rd.signTable
}

// signTally is what the cells of a table tell of signatures in it.
type signTally struct {
	rows   []signRow
	sure   bool // both sides stand in one row, or sign in columns of their own
	filled bool // some cell is neither short nor personal
	headed bool // some cell asks for a signature
	plain  bool // some cell is no person, place or day
	period bool // some cell is a period: "1 June to 20 November 2026"
	long   bool // only a sure one is of signatures
}

// signRow is what the cells of one row tell.
type signRow struct {
	customer, partner bool // is named
	days              int  // cells that hold one
}

func (rd *Reader) findSignatureTables() map[int]bool {
	tallies := map[int]*signTally{}
	table, t := 0, (*signTally)(nil) // of the last cell: mostly the next one is in it too
	for i := range rd.Lines {
		l := &rd.Lines[i]
		if l.Table == 0 {
			continue
		}
		if l.Table != table {
			if table, t = l.Table, tallies[l.Table]; t == nil {
				rows := len(rd.Tables[table].Cells)
				t = &signTally{rows: make([]signRow, rows), long: rows > maxSignTable}
				tallies[table] = t
			}
		}
		rd.tallySigns(t, l)
	}
	out := map[int]bool{}
	for table, t := range tallies {
		out[table] = t.signs(rd.Tables[table])
	}
	return out
}

// tallySigns counts a cell.
func (rd *Reader) tallySigns(t *signTally, l *page.Line) {
	t.sure = t.sure || rd.sideColumn(l)
	hits := rd.Dates(l)
	rd.tallyRow(t, l, len(hits) == 1)
	t.period = t.period || len(hits) > 0 && rd.inRange(l)
	if t.long {
		return
	}
	if h, ok := l.At(0, topic.DateSigned); ok && h.To == len(l.Words) && l.Alone || columnSigns(l) {
		t.headed = true
	}
	if !t.filled && (len(l.Words) > 2 && len(hits) == 0 && !l.Personal() || len(rd.MoneyIn(l)) > 0) {
		t.filled = true
	}
	t.plain = t.plain || !rd.signCell(l, hits)
}

// tallyRow counts a cell for its row.
func (rd *Reader) tallyRow(t *signTally, l *page.Line, oneDay bool) {
	if l.Row < 0 || l.Row >= len(t.rows) { // a false position
		return
	}
	row, c, p := &t.rows[l.Row], rd.Sides.Parties.Customer, rd.Sides.Parties.Partner
	row.customer = row.customer || c != nil && rd.Sides.Mentions(l, c)
	row.partner = row.partner || p != nil && p != c && rd.Sides.Mentions(l, p)
	if oneDay {
		row.days++
	}
	t.sure = t.sure || row.customer && row.partner
}

// sideColumn tells whether a cell is the day of signing in the column of a side:
// "Signed" or, in a small table, "Date" below "Client".
func (rd *Reader) sideColumn(l *page.Line) bool {
	return l.Columned(topic.PartyCustomer, topic.PartyPartner) && (l.Labelled(topic.DateSigned) || sentLabel(l) && len(rd.Tables[l.Table].Cells) <= maxSignTable)
}

// signs tells whether the table is one of signatures.
func (t *signTally) signs(g *page.Grid) bool {
	if t.period {
		return false
	}
	if t.sure {
		return true
	}
	if t.long {
		return false
	}
	return t.headed && !t.filled || g.Cols == 2 && len(g.Cells) > 1 && !t.plain && t.dated()
}

// dated tells whether some row holds a day in two cells, one for each side.
func (t *signTally) dated() bool {
	for _, row := range t.rows {
		if row.days == 2 {
			return true
		}
	}
	return false
}

// sentLabel tells whether the label is "Date" and nothing more: not "Quote date".
func sentLabel(l *page.Line) bool {
	return slices.ContainsFunc(l.LabelHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateSent && h.From == 0 && h.To == l.LabelLen })
}

// columnSigns tells whether the head of the column is a word of signing.
func columnSigns(l *page.Line) bool {
	if !l.Columned(topic.DateSigned) {
		return false
	}
	n := lexicon.CountWords(l.ColHead)
	return slices.ContainsFunc(l.ColHits, func(h lexicon.Hit) bool { return h.Topic == topic.DateSigned && h.From == 0 && h.To == n })
}

// signCell tells whether a cell may be one of a table of signatures: a name,
// an office, a place, a day.
func (rd *Reader) signCell(l *page.Line, hits []written.Date) bool {
	if len(l.Words) > 14 || len(rd.MoneyIn(l)) > 0 || l.Columned(topic.DateStartLabel, topic.DateEndLabel, topic.DatePlanned, topic.DateColumnFrom) {
		return false
	}
	if _, other := l.Says(topic.DateStarts, topic.DateEnds, topic.DateStartLabel, topic.DateEndLabel, topic.ValueLabel); other {
		return false
	}
	return len(l.Words) == 0 || l.Personal(hits...) || l.SignLabel() || len(hits) == 1 && l.WordAt(hits[0].Start) == 0
}
